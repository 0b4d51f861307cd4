"""Articles come out of the pages of several kinds of sites as they went in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from rapidfuzz.distance import LCSseq

from readingroom.cleaning import clean
from readingroom.intake.webpages import read_html
from readingroom.records import CleanArticle
from tests.cleaning.accounting import rebuild, unaccounted
from tests.cleaning.more_shapes import HELD_BACK_LATER
from tests.cleaning.site_shapes import BUILT_ON, HELD_BACK, Article
from tests.gold.score import norm
from tests.lookalikes.pages import load
from tests.seeds import IDS, gold

SHAPES = BUILT_ON | HELD_BACK | HELD_BACK_LATER
PAGES_TAKEN = 6
"""Of the look-alike pages beside the seeds: one of every few, so that all kinds are among them."""

FLOOR = 0.98
"""F1 of items, kind and text, over all articles in one shape."""

TITLES, FIELDS = 1.0, 0.85
"""Of the fields that a shape shows with words that say what they are."""

LABELLED = {
    "government": ("author", "source", "date"),
    "wechat": ("source", "date"),
    "portal": ("date",),
    "old_tables": ("author", "source", "date"),
    "misnamed": ("author", "source", "date"),
    "all_links": ("author", "source", "date"),
    "journal": ("source", "date"),
    "mobile": (),
    "breaks_only": ("date",),
    **dict.fromkeys(HELD_BACK_LATER, ("author", "source", "date")),
}


def _articles() -> Iterator[Article]:
    for seed in IDS:
        fields = gold(seed)["fields"]
        items = tuple((one["kind"], one["text"]) for one in gold(seed)["items"] if one["kind"] != "front")
        if fields["title"]:
            yield Article(fields["title"], fields["author"] or "", fields["source"] or "", fields["date"] or "", items)
    for page in load("held_out_1")[:: len(load("held_out_1")) // PAGES_TAKEN]:
        fields = {name: answers[0] for name, answers in page.fields.items()}
        yield Article(**fields, items=tuple((item.kind, item.text) for item in page.items if item.kind != "front"))


@cache
def _cleaned(shape: Callable[[Article], str]) -> tuple[tuple[Article, CleanArticle], ...]:
    return tuple((one, clean(read_html(shape(one).encode(), name="页面.html"))) for one in _articles())


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_items_are_those_of_the_article(shape: str) -> None:
    ours = [[(item.kind, norm(item.text)) for item in done.items] for _, done in _cleaned(SHAPES[shape])]
    right = [[(kind, norm(text)) for kind, text in one.items] for one, _ in _cleaned(SHAPES[shape])]

    same = sum(LCSseq.similarity(*pair) for pair in zip(ours, right, strict=True))

    assert 2 * same / (sum(map(len, ours)) + sum(map(len, right))) >= FLOOR


def test_fields_are_those_of_the_article(shape: str) -> None:
    shown = [(one, done) for one, done in _cleaned(SHAPES[shape]) if one.title]
    titles = [norm(done.fields["title"] or "") == norm(one.title) for one, done in shown]
    labelled = [
        str(norm(done.fields[name] or "")).strip("《》") == str(norm(getattr(one, name))).strip("《》")
        for one, done in shown
        for name in LABELLED[shape]
        if getattr(one, name)
    ]

    assert sum(titles) >= TITLES * len(titles)
    assert sum(labelled) >= FIELDS * len(labelled)


def test_a_page_with_other_items_asks_for_a_person(shape: str) -> None:
    silent = [
        one.title
        for one, done in _cleaned(SHAPES[shape])
        if not done.review
        and [(item.kind, norm(item.text)) for item in done.items] != [(kind, norm(text)) for kind, text in one.items]
    ]

    assert silent == []


def test_every_character_is_accounted_for(shape: str) -> None:
    for one, done in _cleaned(SHAPES[shape]):
        reading = read_html(SHAPES[shape](one).encode(), name="页面.html")
        assert unaccounted(reading, done) == []
        assert rebuild(reading, done) == [item.text for item in done.items]
