from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "readingroom.pages"
    verbose_name = "阅览"
    default_auto_field = "django.db.models.BigAutoField"
