"""
Looks through a whole room for what is lost, doubled or half there.

Prints a JSON object: `faults` are sentences, none in a sound room; `holds` is what there is, without the numbers that
depend on what happened on the way, so that two rooms can be compared.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from haystack import connections
from haystack.query import SearchQuerySet

from readingroom.articles.models import (
    Article,
    Change,
    Cleaning,
    Edition,
    FormerKey,
    Original,
    Paragraph,
    Reading,
    Status,
)
from readingroom.search.keeping import indexing

# Some may wait for a while; none is missed.
MADE_FROM_THE_INDEX = {"related", "related.lock", "quotations", "quotations.lock", "lexicon.json", "lexicon.lock"}
OF_A_GENERATION = {
    *("meta.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"),
    *("facts.json", "documents.json", "vocabulary.txt"),
}


def print_findings() -> None:
    checks = (in_the_database(), in_articles(), in_editions(), in_the_index(), in_files())
    print(json.dumps({"faults": [fault for check in checks for fault in check], "holds": holds()}))


def holds() -> list[list[Any]]:
    return sorted(
        [
            original.file_name,
            original.sha256,
            original.article.status,
            original.article.editions.count(),
            original.article.paragraphs.count(),
            len(original.article.proposal),
        ]
        for original in Original.objects.exclude(article=None).select_related("article")
    )


def in_the_database() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in ("integrity_check", "foreign_key_check"):
                rows = cursor.execute(f"PRAGMA {pragma}").fetchall()
                yield from (f"{pragma}: {row}" for row in rows if row != ("ok",))


def in_articles() -> Iterator[str]:
    yield from (f"{one} has no article" for one in Original.objects.filter(article=None))
    yield from (f"{one} was not read" for one in Original.objects.filter(readings=None))
    yield from (f"{one} has no original" for one in Article.objects.filter(originals=None))
    yield from (f"{one} has no appearance" for one in Article.objects.filter(appearances=None))
    needed = Article.objects.values("cleaning")
    yield from (f"{one} is needed by nothing" for one in Cleaning.objects.filter(editions=None).exclude(pk__in=needed))
    yield from _doubled("article", Article.objects.values_list("simhash", "name"))
    yield from _doubled("reading", Reading.objects.values_list("original__sha256", "reader"))


def in_editions() -> Iterator[str]:
    for article in Article.objects.select_related("edition"):
        if (article.status in (Status.PUBLISHED, Status.WITHDRAWN)) != (article.edition is not None):
            yield f"{article} is {article.status} and its edition is {article.edition}"
        keys = [item["key"] for item in article.edition.items] if article.edition else []
        if list(article.paragraphs.order_by("order").values_list("key", flat=True)) != keys:
            yield f"{article} has other paragraphs than its edition"
    yield from (f"{one} has no theme" for one in Edition.objects.filter(themes=None))
    keys = [*Paragraph.objects.values_list("key", flat=True), *FormerKey.objects.values_list("key", flat=True)]
    yield from _doubled("key", keys)


def in_the_index() -> Iterator[str]:
    yield from (f"the index was not told of {change}" for change in Change.objects.all())
    for model in (Article, Paragraph):
        found = [result.pk for result in SearchQuerySet().models(model)]
        visible = connections["default"].get_unified_index().get_index(model).index_queryset()
        wanted = {str(pk) for pk in visible.values_list("pk", flat=True)}
        yield from (f"{model.__name__} {pk} is either in the index or published" for pk in wanted ^ set(found))
        yield from _doubled("document", found)
    if wrong := indexing.reconcile():
        yield f"{wrong} articles were in the index in another edition"


def in_files() -> Iterator[str]:
    data = settings.ENVIRONMENT.data
    live = (data / "index" / "current").read_text("utf-8")
    wanted = {"current", "write.lock", "rebuild.lock", "generations", f"generations/{live}"}
    there = {
        str(path.relative_to(data / "index")) for glob in ("*", "generations/*") for path in data.glob(f"index/{glob}")
    }
    yield from (f"{name} is missing in the index" for name in wanted - there)
    yield from (f"{name} is left over in the index" for name in there - wanted - MADE_FROM_THE_INDEX)
    yield from (f"{name} is left over in the index" for name in orphans(data / "index" / "generations" / live))
    yield from (f"{path} is left over" for path in data.glob("imports.underway/*"))


def orphans(generation: Path) -> set[str]:
    """Files of segments that the index does not list, and what was to be put in another file's place."""
    segments = json.loads((generation / "meta.json").read_text("utf-8"))["segments"]
    stems = {segment["segment_id"].replace("-", ""): segment["deletes"] for segment in segments}
    deletes = {f"{stem}.{deletes['opstamp']}.del" for stem, deletes in stems.items() if deletes}
    parts = {f"{stem}.{part}" for stem in stems for part in ("idx", "pos", "term", "store", "fast", "fieldnorm")}
    return {path.name for path in generation.iterdir()} - parts - deletes - OF_A_GENERATION


def _doubled(kind: str, values: Iterable[Any]) -> Iterator[str]:
    yield from (f"{kind} {value} is there {n} times" for value, n in Counter(values).items() if n > 1)
