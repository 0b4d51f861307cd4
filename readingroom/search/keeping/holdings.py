"""What of the library is in the index, and what should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from haystack import connections
from haystack.constants import DEFAULT_ALIAS

from readingroom.articles.models import Article, Paragraph

from ..engine.backend import TantivySearchBackend


def backend() -> TantivySearchBackend:
    """This thread's way to the index."""
    found: TantivySearchBackend = connections[DEFAULT_ALIAS].get_backend()
    return found


def published() -> set[tuple[int, int | None]]:
    """The articles that readers may see, each with its edition."""
    return set(Article.objects.published().values_list("pk", "edition"))


def differing_articles() -> set[int]:
    """Those of which the index holds other documents than are published."""
    visible = published()
    of_articles = set(backend().numbers(["article", "edition"], [Article]))
    of_paragraphs = set(backend().numbers(["article", "edition"], [Paragraph]))
    return {article for article, _ in (visible ^ of_articles) | (of_paragraphs - visible)}


def replace(numbers: Iterable[int]) -> None:
    """Put the documents of some articles as they are published now in the place of those the index has."""
    numbers = list(numbers)
    backend().delete("article", numbers)
    add(numbers)


def add(numbers: Sequence[int]) -> None:
    """The documents of articles that the index does not have."""
    unified = connections[DEFAULT_ALIAS].get_unified_index()
    for model, lookup in ((Article, "pk__in"), (Paragraph, "article__in")):
        index = unified.get_index(model)
        backend().update(index, index.index_queryset().filter(**{lookup: numbers}))
