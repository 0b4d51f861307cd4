from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "readingroom.search"
    verbose_name = "检索用词"
    default_auto_field = "django.db.models.BigAutoField"
