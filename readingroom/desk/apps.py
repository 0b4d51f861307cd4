from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "readingroom.desk"
    verbose_name = "工作台"
    default_auto_field = "django.db.models.BigAutoField"
