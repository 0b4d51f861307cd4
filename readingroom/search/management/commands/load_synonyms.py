from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from readingroom.articles.management.refusals import refusals_as_sentences
from readingroom.search.vocabulary import load_synonyms


class Command(BaseCommand):
    help = "装入随软件提供的同义词组；已有的不动，新版本带来的先停用，等本单位启用。"

    def handle(self, *, verbosity: int, **options: Any) -> None:
        with refusals_as_sentences():
            changed = load_synonyms()
        if verbosity:
            self.stdout.write("同义词组已更新。" if changed else "同义词组没有变化。")
