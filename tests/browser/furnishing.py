"""
Fills a prepared room with what makes pages hard to set, and says where to find it.

Run in the room, before it serves: ``python -m tests.browser.furnishing``. Prints one JSON object: the numbers and
keys that the addresses in `page_kinds` are made of.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from readingroom.articles.models import Article

TEXTS = Path(__file__).parent / "texts"
"""
`long`: twelve headings, sixty paragraphs. `latin`: a title of three lines, Latin words and figures in the text.
`bare`: neither title nor author nor date, one paragraph. `corrected`: among adverts, with telephone and identity
numbers, corrected twice. `withdrawn`: three paragraphs that are no longer shown.
"""


def furnish() -> dict[str, int | str]:
    # Only now: before Django is set up there are no models.
    from readingroom.articles import curation
    from readingroom.articles.importing import article_of, import_file
    from tests.lookalikes.pages import load

    for page in load("development"):
        import_file(page.raw.encode(), f"{page.name}.txt", publish=True)
    articles = {path.stem: article_of(import_file(path.read_bytes(), path.name)) for path in sorted(TEXTS.iterdir())}
    _entitle(articles["latin"])
    for article in articles.values():
        curation.publish(article, by=None)
    hidden = articles["withdrawn"].paragraphs.order_by("order").values_list("key", flat=True)[0]
    curation.withdraw(articles["withdrawn"], by=None, reason="原件须核对")
    numbers = {name: article.number for name, article in articles.items()}
    return {**numbers, "hidden": hidden, **_correct(articles["corrected"])}


def _entitle(article: Article) -> None:
    """A title this long the rules leave to a curator."""
    from readingroom.articles import curation
    from readingroom.records import Decision
    from tests.articles.page import whole_line

    curation.decide(article, Decision("keep", whole_line(article, "从“线下跑”到“线上办”"), "title"), by=None)


def _correct(article: Article) -> dict[str, int | str]:
    """First a wrong number, then a paragraph that belongs elsewhere: its permanent link ends."""
    from readingroom.articles import curation
    from readingroom.records import Decision
    from tests.articles.page import anchor, whole_line

    places = {
        "source": article.appearances.values_list("source_id", flat=True)[0],
        "paragraph": _key(article, "去年一年"),
        "gone": _key(article, "这一段是排版时误收入的"),
    }
    curation.decide(article, Decision("text", anchor(article, "三百多件"), "三百二十一件"), by=None)
    curation.publish(article, by=None, correction="“三百多件”据镇里的台账改为“三百二十一件”。")
    curation.decide(article, Decision("remove", whole_line(article, "这一段是排版时误收入的"), "duplicate"), by=None)
    curation.publish(article, by=None, correction="删去误收入的一段。")
    return places


def _key(article: Article, beginning: str) -> str:
    return article.paragraphs.get(text__startswith=beginning).key


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "readingroom.settings"
    django.setup()
    print(json.dumps(furnish()))
