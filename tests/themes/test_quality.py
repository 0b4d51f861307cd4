"""How well the shipped vocabulary does. The floors only rise."""

from __future__ import annotations

from collections import Counter

import pytest

from readingroom.records import THEME_SLUGS
from readingroom.themes import article_themes, shipped_vocabulary, theme_items
from tests.themes.labelled import SEEDS, SETS, gold_items, macro_f1, paragraphs, recall, themed


@pytest.mark.parametrize(
    ("seed", "themes"),
    [
        ("000", ("cadres", "service", "organization")),
        ("001", ("organization", "cadres")),
        ("002", ("organization",)),
        ("003", ("organization", "cadres")),
        ("004", ("organization", "service")),
    ],
)
def test_the_seeds_are_about_what_a_person_says(seed: str, themes: tuple[str, ...]):
    items = [entry.item for entry in gold_items(seed)]

    assert article_themes(theme_items(items, shipped_vocabulary())) == themes


def test_almost_all_items_of_the_seeds_have_the_theme_a_person_is_certain_of():
    certain = [pair for seed in SEEDS for pair in themed(gold_items(seed)) if pair[0].certain]

    right = sum(theming.primary == entry.primary for entry, theming in certain)

    assert len(certain) == 33
    assert right >= 33


def test_almost_all_items_of_the_seeds_have_one_of_the_themes_a_person_gives():
    every = [pair for seed in SEEDS for pair in themed(gold_items(seed))]

    right = sum(theming.primary in (entry.primary, entry.secondary) for entry, theming in every)

    assert len(every) == 50
    assert right >= 48


@pytest.mark.parametrize(
    ("name", "least_f1", "least_recall", "most_ties"),
    [("field", 0.99, 0.96, 0.02), ("everyday", 0.96, 0.93, 0.03), ("held_out", 0.91, 0.85, 0.05)],
)
def test_paragraphs_without_a_heading_find_their_theme(
    name: str, least_f1: float, least_recall: float, most_ties: float
):
    result = list(themed(paragraphs(name)))
    pairs = [(entry.primary, theming.primary) for entry, theming in result]

    assert macro_f1(pairs) >= least_f1
    assert min(recall(theme, pairs) for theme in THEME_SLUGS) >= least_recall
    assert sum(theming.near_tie for _, theming in result) / len(result) <= most_ties


def test_every_set_of_paragraphs_has_all_themes_in_the_same_number():
    for name in SETS:
        labels = Counter(entry.primary for entry in paragraphs(name))

        assert set(labels) == set(THEME_SLUGS)
        assert len(set(labels.values())) == 1
