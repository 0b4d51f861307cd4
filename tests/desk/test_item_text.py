from __future__ import annotations

from dataclasses import replace

from readingroom.cleaning.anchors import make_anchor
from readingroom.desk.item_text import stretches
from readingroom.pipeline import process
from readingroom.proofing import Flag
from readingroom.records import Decision
from tests.articles.page import PAGE
from tests.library import reading

PAGE_READ = reading(PAGE.splitlines())
LINE = next(line for line in PAGE_READ.lines if line.text.startswith("去年一年"))


def reworded(*changes: tuple[str, str]):
    """The page with these words changed by a curator; an empty one is put in behind 老认证."""
    decisions = []
    for before, after in changes:
        start = LINE.text.index(before or "养老认证") + (0 if before else 4)
        anchor = make_anchor(PAGE_READ, LINE.number, start, start + len(before))
        decisions.append(Decision("text", anchor, after))
    clean = process(PAGE_READ, decisions)
    number = next(number for number, item in enumerate(clean.items) if item.line == LINE.number)
    return clean, number


def shown(clean, number, flags=()):
    return [(one.kind, one.text) for one in stretches(number, clean, PAGE_READ, flags)]


def flag(clean, number, words):
    start = clean.items[number].text.index(words)
    return Flag("wording", number, start, start + len(words), words, "请核对", "")


def test_what_a_curator_wrote_stands_beside_what_was_there():
    clean, number = reworded(("三百多件", "三百二十一件"))

    assert shown(clean, number)[1:3] == [("struck", "三百多件"), ("written", "三百二十一件")]


def test_what_is_left_is_the_text_of_the_item():
    clean, number = reworded(("三百多件", "三百二十一件"), ("很贴心", ""), ("", "（线上）"))

    pieces = shown(clean, number)

    assert "".join(text for kind, text in pieces if kind != "struck") == clean.items[number].text
    assert [text for kind, text in pieces if kind == "struck"] == ["三百多件", "很贴心"]
    assert ("written", "（线上）") in pieces


def test_the_rules_own_changes_are_not_marked():
    clean, number = reworded()

    assert shown(clean, number) == [("plain", clean.items[number].text)]


def test_what_is_worth_a_look_is_marked():
    clean, number = reworded()

    assert ("flagged", "医保报销") in shown(clean, number, [flag(clean, number, "医保报销")])


def test_a_mark_gives_way_to_what_a_curator_changed_there():
    clean, number = reworded(("三百多件", "三百二十一件"))

    pieces = shown(clean, number, [flag(clean, number, "二十一件事")])

    assert ("written", "三百二十一件") in pieces
    assert not [text for kind, text in pieces if kind == "flagged"]


def test_a_text_that_cannot_be_composed_again_is_shown_unmarked():
    clean, number = reworded(("三百多件", "三百二十一件"))
    items = list(clean.items)
    items[number] = replace(items[number], text="别的文字")

    assert shown(replace(clean, items=tuple(items)), number) == [("plain", "别的文字")]
