from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from readingroom.articles.management.refusals import refusals_as_sentences
from readingroom.articles.vocabulary import load_vocabulary


class Command(BaseCommand):
    help = "装入随软件提供的主题、主题词和来源；本单位改过或删除的不动，新词作为待采纳的改动。"

    def handle(self, *, verbosity: int, **options: Any) -> None:
        with refusals_as_sentences():
            changed = load_vocabulary()
        if verbosity:
            self.stdout.write("主题词表已更新。" if changed else "主题词表没有变化。")
