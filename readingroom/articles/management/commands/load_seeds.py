from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from readingroom.articles.management.refusals import refusals_as_sentences
from readingroom.articles.seeds import load_seeds


class Command(BaseCommand):
    help = "在从未收过文章的阅览室里发布随软件提供的五篇文章。"

    def handle(self, *, verbosity: int, **options: Any) -> None:
        with refusals_as_sentences():
            outcomes = load_seeds(settings.BASE_DIR / "seeds")
        for one in outcomes:
            if one.outcome == "refused":
                self.stderr.write(f"{one.name}：{one.reason}")
            elif verbosity:
                self.stdout.write(f"{one.outcome}\t{one.name}\t{one.number or ''}\t{one.reason}")
        if verbosity and not outcomes:
            self.stdout.write("阅览室里已有文章，没有再装入。")
