from __future__ import annotations

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "readingroom.articles"
    verbose_name = "文库"
    default_auto_field = "django.db.models.BigAutoField"
