"""The gate: on pages like those that readers bring in, cleaning does not get worse."""

from __future__ import annotations

from functools import cache

import pytest

from tests.cleaning.accounting import rebuild, unaccounted
from tests.lookalikes.floors import floors, is_below, is_gated
from tests.lookalikes.pages import SETS, load
from tests.lookalikes.scoring import Outcome, Share, outcomes, rule_counts, shares

PAGES = [pytest.param(folder, page.name, id=f"{folder}/{page.name}") for folder in SETS for page in load(folder)]

MOST_WRONG = 0.1
"""Of the lines a rule speaks about; one that is wrong more often is no rule. Lone hits prove nothing."""

HITS_THAT_TELL = 10


@cache
def cleaned(folder: str) -> dict[str, Outcome]:
    """All pages of a set, cleaned once for all tests, by name."""
    return {done.page.name: done for done in outcomes(load(folder))}


@pytest.mark.parametrize("folder", SETS)
def test_no_figure_falls_below_its_floor(folder: str) -> None:
    floor = floors()[folder]

    reached = [share for share in shares([*cleaned(folder).values()]) if is_gated(share)]

    assert {share.name for share in reached} == set(floor)
    assert {share.name: share.value for share in reached if is_below(share, floor[share.name])} == {}


@pytest.mark.parametrize(
    ("share", "floor", "below"),
    [
        (Share("title right", 8, 10), 0.9, True),
        (Share("title right", 9, 10), 0.9, False),
        (Share("title invented", 2, 10), 0.1, True),
        (Share("title invented", 0, 10), 0.1, False),
    ],
)
def test_a_figure_is_held_against_its_floor_whether_it_should_be_large_or_small(
    share: Share, floor: float, below: bool
) -> None:
    assert is_below(share, floor) is below


def test_no_rule_is_often_wrong() -> None:
    counts = rule_counts(page for folder in SETS for page in load(folder))

    often = {
        rule: one for rule, one in counts.items() if one.hits >= HITS_THAT_TELL and one.wrong > MOST_WRONG * one.hits
    }
    assert often == {}


@pytest.mark.parametrize(("folder", "name"), PAGES)
def test_every_character_of_the_page_is_accounted_for(folder: str, name: str) -> None:
    done = cleaned(folder)[name]

    assert unaccounted(done.page.reading, done.article) == []
    assert rebuild(done.page.reading, done.article) == [item.text for item in done.article.items]


@pytest.mark.parametrize(("folder", "name"), PAGES)
def test_every_value_shows_the_words_of_the_page_it_comes_from(folder: str, name: str) -> None:
    done = cleaned(folder)[name]

    lines = done.page.raw.split("\n")
    assert {name: one.raw for name, one in done.article.evidence.items() if one.raw not in lines[one.line - 1]} == {}
