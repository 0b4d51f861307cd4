from __future__ import annotations

import json

from readingroom.cleaning.anchors import make_anchor
from readingroom.pipeline import process, public_form
from readingroom.records import Decision
from readingroom.themes.vocabulary import ThemeTerm, Vocabulary
from tests.seeds import seed_reading

ITEM_KEYS = {"i", "kind", "text", "theme", "theme_secondary", "near_tie", "continues_previous_page", "lines"}


def test_the_seeds_articles_have_the_themes_a_reader_would_give_them() -> None:
    themes = {seed: process(seed_reading(seed)).themes for seed in ("000", "001", "002", "003", "004")}

    assert themes == {
        "000": ("cadres", "service", "organization"),
        "001": ("organization", "cadres"),
        "002": ("organization",),
        "003": ("organization", "cadres"),
        "004": ("organization", "service"),
    }


def test_a_curators_theme_for_a_paragraph_stands_beside_the_rules_text() -> None:
    reading = seed_reading("003")
    decision = Decision("theme", make_anchor(reading, 9, 0, 4), {"primary": "service", "secondary": None})

    theming = process(reading, [decision]).items[1].theming

    assert theming is not None
    assert (theming.primary, theming.decided_by) == ("service", "curator")


def test_a_theme_for_a_paragraph_that_is_gone_is_said() -> None:
    reading = seed_reading("003")
    removal = Decision("remove", make_anchor(reading, 9, 0, 455), "duplicate")
    decision = Decision("theme", make_anchor(reading, 9, 0, 4), {"primary": "service", "secondary": None})

    article = process(reading, [removal, decision])

    assert article.lost_decisions == (decision,)
    assert any("人工决定" in reason for reason in article.review)


def test_the_last_word_on_an_articles_themes_is_the_curators() -> None:
    decisions = [Decision("article_themes", None, ["service"]), Decision("article_themes", None, ["cadres", "service"])]

    assert process(seed_reading("003"), decisions).themes == ("cadres", "service")


def test_other_words_give_other_themes() -> None:
    vocabulary = Vocabulary((ThemeTerm("service", "主题教育", 9.0),))

    theming = process(seed_reading("003"), vocabulary=vocabulary).items[1].theming

    assert theming is not None
    assert theming.primary == "service"


def test_the_public_form_always_has_every_key_and_is_plain_json() -> None:
    form = public_form(process(seed_reading("000")))

    assert set(form) == {"fields", "evidence", "items", "lines", "edits", "review", "notes"}
    assert all(set(item) == ITEM_KEYS for item in form["items"])
    assert json.loads(json.dumps(form)) == form
