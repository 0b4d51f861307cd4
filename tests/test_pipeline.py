from __future__ import annotations

import json

from readingroom.cleaning.anchors import make_anchor
from readingroom.pipeline import process, public_form
from readingroom.records import Decision, Line, Reading
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


PHONES = Reading(
    tuple(
        Line(number, text)
        for number, text in enumerate(
            (
                "社区食堂的办法",
                "作者：甲某某 13900000000",
                "社区食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，大家都说这个办法很好。",
                "报名请找王经理，手机是13912345678，每天上午都在，居民可以带着老人一起来看一看。",
            ),
            start=1,
        )
    ),
    "text",
    "utf-8",
    "plain-1",
)


def test_personal_data_that_readers_would_see_is_a_reason_to_review_without_its_digits() -> None:
    review = process(PHONES, [Decision("field", None, {"name": "author", "value": "甲某某 13900000000"})]).review

    assert any("（原第 4 行）有手机号码 ***********" in reason for reason in review)
    assert any(reason.startswith("“作者”里有手机号码") for reason in review)
    assert not any("139" in reason for reason in review)


def test_personal_data_in_a_line_that_was_removed_is_none_of_the_readers() -> None:
    taken_out = Decision("remove", make_anchor(PHONES, 4, 0, len(PHONES.lines[3].text)), "contact")

    assert not any("手机号码" in reason for reason in process(PHONES, [taken_out]).review)


def test_a_reason_that_was_looked_at_is_not_given_again() -> None:
    review = process(PHONES).review

    assert process(PHONES, [Decision("accept", None, review[0])]).review == review[1:]


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
