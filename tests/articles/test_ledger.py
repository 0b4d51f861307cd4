from __future__ import annotations

from readingroom.articles.ledger import place_in_words, rows
from readingroom.records import CleanArticle, Edit, LedgerLine, Line, Reading, Segment


def page(*texts: str) -> Reading:
    return Reading(tuple(Line(number, text) for number, text in enumerate(texts, 1)), "text", "utf-8", "test-1")


def cleaned(*ledger: LedgerLine, edits: tuple[Edit, ...] = ()) -> CleanArticle:
    return CleanArticle("test-1", {}, {}, (), ledger, edits)


def kept(start: int, end: int, to: int = 0) -> Segment:
    return Segment(1, start, end, "kept", to, None, "body")


def removed(start: int, end: int) -> Segment:
    return Segment(1, start, end, "removed", None, "navigation", "crumbs")


def line(*segments: Segment) -> LedgerLine:
    is_kept = any(segment.fate == "kept" for segment in segments)
    to = tuple(segment.to for segment in segments if segment.to is not None)
    return LedgerLine(1, "kept" if is_kept else "removed", to, None, (), "rule", segments)


def text_of(row) -> str:
    return "".join(piece.text for piece in row.pieces)


def test_every_line_of_the_page_is_shown_blank_ones_too():
    shown = rows(page("首页", "", "正文").lines, cleaned(line(removed(0, 2))))

    assert [row.number for row in shown] == [1, 2, 3]
    assert [row.fate for row in shown] == ["removed", "blank", "blank"]


def test_fates_are_said_in_words():
    (row,) = rows(page("首页").lines, cleaned(line(removed(0, 2))))

    assert (row.fate_in_words, row.reasons) == ("移除", "导航")


def test_a_line_that_is_kept_in_part_says_so():
    (row,) = rows(page("首页 正文").lines, cleaned(line(removed(0, 2), kept(3, 5))))

    assert row.fate_in_words == "部分保留"
    assert [(piece.text, piece.is_removed) for piece in row.pieces] == [("首页", True), (" ", False), ("正文", False)]


def test_items_are_counted_from_one_as_people_do():
    (row,) = rows(page("左栏右栏").lines, cleaned(line(kept(0, 2, to=0), kept(2, 4, to=4))))

    assert row.line
    assert [place_in_words(place) for place in row.line.to] == ["第1段", "第5段"]


def test_an_edit_shows_what_stood_there_and_what_stands_there_now():
    (row,) = rows(page("甲,乙").lines, cleaned(line(kept(0, 3)), edits=(Edit(1, 1, 2, ",", "，", "punctuation"),)))

    assert [(piece.text, piece.edit and piece.edit.after) for piece in row.pieces] == [
        ("甲", None),
        (",", "，"),
        ("乙", None),
    ]


def test_an_insertion_takes_nothing_away():
    (row,) = rows(page("甲乙").lines, cleaned(line(kept(0, 2)), edits=(Edit(1, 2, 2, "", "。", "curator"),)))

    assert text_of(row) == "甲乙"
    assert row.pieces[-1].edit.after == "。"


def test_an_edit_over_the_end_of_a_segment_is_shown_once():
    segments = line(kept(0, 2), kept(3, 4))
    (row,) = rows(page("甲乙 丙").lines, cleaned(segments, edits=(Edit(1, 1, 4, "乙 丙", "乙丙", "spaces"),)))

    assert text_of(row) == "甲乙 丙"
    assert [piece.edit is not None for piece in row.pieces] == [False, True]


def test_a_line_says_what_was_changed_in_it_and_how_often():
    edits = (
        Edit(1, 0, 1, ",", "，", "half_width_mark"),
        Edit(1, 1, 2, " ", "", "space"),
        Edit(1, 2, 3, ",", "，", "half_width_mark"),
    )
    (row,) = rows(page(", ,").lines, cleaned(line(kept(0, 3)), edits=edits))

    assert row.changes == "半角标点2处、空格1处"


def test_a_line_in_which_nothing_was_changed_says_nothing():
    (row,) = rows(page("甲乙").lines, cleaned(line(kept(0, 2))))

    assert row.changes == ""
