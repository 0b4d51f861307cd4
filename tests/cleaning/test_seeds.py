"""The five seeds, each to its page: as the gold has them, with nothing unaccounted."""

from __future__ import annotations

import pytest

from readingroom.pipeline import process, public_form
from readingroom.records import FIELD_NAMES
from tests.cleaning.accounting import rebuild, unaccounted
from tests.gold import score
from tests.seeds import IDS, gold, seed_reading

pytestmark = pytest.mark.parametrize("seed", IDS)

PERFECT = ("P", "R", "F1", "bndF1", "exact", "headF1", "punct", "lines")


def test_text_headings_marks_and_fates_are_as_the_gold_has_them(seed: str) -> None:
    counts, _, errors = score.score_doc(gold(seed), public_form(process(seed_reading(seed))))

    summary = score.summary(counts)

    assert errors == [] or all(kind == "line reason" for kind, _ in errors)
    assert {name: summary[name] for name in PERFECT if summary[name] not in (1, None)} == {}
    assert summary["reason"] >= 0.97
    assert summary["unacc"] == 0


def test_every_field_is_as_printed_or_empty(seed: str) -> None:
    expected = gold(seed)["fields"]
    alternatives = gold(seed)["field_alternatives"]

    found = process(seed_reading(seed)).fields

    wrong = {
        name: found[name]
        for name in FIELD_NAMES
        if found[name] != expected.get(name) and found[name] not in alternatives.get(name, ())
    }
    assert wrong == {}


def test_fields_say_on_which_line_they_stand(seed: str) -> None:
    article = process(seed_reading(seed))

    for name, evidence in article.evidence.items():
        assert evidence.raw in seed_reading(seed).lines[evidence.line - 1].text.replace("　", " "), name
        printed = gold(seed)["field_evidence"].get(name)
        if printed and article.fields[name] == gold(seed)["fields"][name] and name not in ("date", "source", "outlet"):
            assert evidence.line == printed["line"], name


def test_segments_are_cut_where_the_gold_cuts_them(seed: str) -> None:
    article = process(seed_reading(seed))

    cuts = {line.number: [(one.start, one.end, one.fate) for one in line.segments] for line in article.ledger}

    assert cuts == {
        line["n"]: [(one["start"], one["end"], one["fate"]) for one in line["segments"]] for line in gold(seed)["lines"]
    }


def test_every_character_has_one_fate_and_items_can_be_made_again_from_the_raw_text(seed: str) -> None:
    reading = seed_reading(seed)

    article = process(reading)

    assert unaccounted(reading, article) == []
    assert rebuild(reading, article) == [item.text for item in article.items]


def test_only_the_page_that_begins_in_mid_article_continues_one(seed: str) -> None:
    article = process(seed_reading(seed))

    continued = [item.continues_previous_page for item in article.items]

    assert continued == [item["continues_previous_page"] for item in gold(seed)["items"]]


def test_no_space_is_left_in_a_chinese_page(seed: str) -> None:
    article = process(seed_reading(seed))

    assert [item.text for item in article.items if " " in item.text] == []


def test_only_the_banner_below_the_article_asks_for_a_person(seed: str) -> None:
    review = process(seed_reading(seed)).review

    assert len(review) == (1 if seed == "004" else 0)
    assert all("第 77 行" in reason for reason in review)
