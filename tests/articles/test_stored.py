from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom.articles.stored import WrongShape, dump, load
from readingroom.records import FIELD_NAMES, Anchor, CleanArticle, Decision, FieldEvidence, Item, LedgerLine
from tests.library import clean_article

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(),
    lambda one: st.lists(one, max_size=2) | st.dictionaries(st.text(), one, max_size=2),
    max_leaves=3,
)
# JSON knows neither infinity nor "not a number".
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
DECISIONS = st.builds(
    Decision, kind=st.sampled_from(["keep", "field", "theme"]), anchor=st.none() | st.from_type(Anchor), value=ANY_JSON
)
NAMES = st.sampled_from(FIELD_NAMES)
ARTICLES = st.builds(
    CleanArticle,
    fields=st.dictionaries(NAMES, st.none() | st.text()),
    evidence=st.dictionaries(NAMES, st.from_type(FieldEvidence), max_size=2),
    items=st.lists(st.from_type(Item), max_size=3).map(tuple),
    ledger=st.lists(st.from_type(LedgerLine), max_size=2).map(tuple),
    lost_decisions=st.lists(DECISIONS, max_size=2).map(tuple),
)


@settings(max_examples=60)
@given(ARTICLES)
def test_what_is_stored_is_read_back_without_loss(article: CleanArticle) -> None:
    stored = json.loads(json.dumps(dump(article)))

    assert load(stored) == article


def test_what_is_stored_is_the_same_before_and_after_the_database() -> None:
    stored = dump(clean_article())

    assert json.loads(json.dumps(stored)) == stored


def test_a_whole_number_stands_for_a_weight() -> None:
    """PostgreSQL may hand 2.0 back as 2."""
    stored = dump(clean_article())
    hit = {"theme": "service", "word": "便民", "weight": 2, "count": 1, "where": "text"}
    stored["items"][0]["theming"]["hits"] = [hit]

    weight = load(stored).items[0].theming.hits[0].weight  # type: ignore[union-attr]

    assert (type(weight), weight) == (float, 2.0)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (["fields"], None),
        (["fields", "title"], 5),
        (["items"], {}),
        (["items", 0, "kind"], "table"),
        (["items", 0, "line"], "1"),
        (["items", 0, "line"], True),
        (["items", 0, "lines"], ["1"]),
        (["items", 0, "theming", "near_tie"], 0),
        (["items", 0, "theming", "weight"], 1),
        (["ledger", 0, "segments", 0, "to"], "heading"),
        (["lost_decisions"], [{"kind": "keep"}]),
        (["rules"], "1"),
    ],
)
def test_a_wrong_shape_raises(path: list[str | int], wrong: Any) -> None:
    stored = dump(clean_article())
    place: Any = stored
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = wrong

    with pytest.raises(WrongShape):
        load(stored)


@pytest.mark.parametrize("name", ["items", "ledger", "review", "themes", "lost_decisions"])
def test_a_missing_part_raises(name: str) -> None:
    stored = dump(clean_article())
    del stored[name]

    with pytest.raises(WrongShape, match="result"):
        load(stored)


@pytest.mark.parametrize("value", [None, [], "", 1])
def test_what_is_no_article_at_all_raises(value: Any) -> None:
    with pytest.raises(WrongShape):
        load(value)
