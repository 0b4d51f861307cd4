from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from readingroom.articles import curation
from readingroom.articles.management.refusals import refusals_as_sentences
from readingroom.articles.models import Article, Status
from readingroom.articles.vocabulary import current_rules_version


class Command(BaseCommand):
    """After an upgrade: what older rules made is made anew. Published text does not move; it gets proposals."""

    help = "用新规则重新清洗由旧规则清洗的文章：已发布的只提出改动，等人采纳；归档的不动。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="也包括已由现在的规则清洗的，例如主题词改动之后")

    def handle(self, *, all: bool, **options: Any) -> None:
        articles = Article.objects.exclude(status=Status.ARCHIVED).order_by("pk")
        if not all:
            articles = articles.exclude(cleaning__rules_version=current_rules_version())
        numbers = list(articles.values_list("pk", flat=True))
        for number in tqdm(numbers, unit="篇", file=sys.stderr, disable=not sys.stderr.isatty()):
            with refusals_as_sentences():
                curation.reclean(Article.objects.get(pk=number))
        proposed = Article.objects.proposed().filter(pk__in=numbers).count()
        self.stdout.write(f"重新清洗 {len(numbers)} 篇，其中 {proposed} 篇有待采纳的改动。")
