from __future__ import annotations

from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "readingroom.serving"
    verbose_name = "运行"

    def ready(self) -> None:
        from . import checks  # noqa: F401 — importing registers them
