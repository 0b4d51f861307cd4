from __future__ import annotations

import pytest

from readingroom.articles.ledger import rows
from readingroom.pages.printed_lines import Omission, Place, ShownLine, show, written_by_others
from readingroom.records import CleanArticle, Edit, LedgerLine, Line, Reason, Segment

PLACES = {"title": Place("题名", "/#"), 0: Place("第1段", "/#0"), 1: Place("第2段", "/#1")}


def kept(line: int, start: int, end: int, to: int = 0) -> Segment:
    return Segment(line, start, end, "kept", to, None, "body")


def removed(line: int, start: int, end: int, reason: Reason, rule: str = "a_rule") -> Segment:
    return Segment(line, start, end, "removed", None, reason, rule)


def entry(*segments: Segment, fields: tuple[str, ...] = ()) -> LedgerLine:
    to = tuple(segment.to for segment in segments if segment.to is not None)
    reason = None if to else segments[0].reason
    return LedgerLine(segments[0].line, "kept" if to else "removed", to, reason, fields, "a_rule", segments)


def shown(texts: list[str], *ledger: LedgerLine, edits: tuple[Edit, ...] = ()) -> list[ShownLine | Omission]:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    clean = CleanArticle("test-1", {}, {}, (), ledger, edits)
    return list(show(rows(lines, clean), written_by_others(ledger), PLACES))


def whole(line: int, text: str, reason: Reason, rule: str = "a_rule", fields: tuple[str, ...] = ()) -> LedgerLine:
    return entry(removed(line, 0, len(text), reason, rule), fields=fields)


def said(line: ShownLine | Omission) -> str:
    assert isinstance(line, ShownLine)
    return "".join(piece.printed for piece in line.pieces)


# ------------------------------------------------------------------ others' texts


@pytest.mark.parametrize(("reason", "word"), [("advertisement", "广告"), ("related-links", "相关链接")])
def test_what_others_wrote_is_counted_where_it_stood(reason: Reason, word: str) -> None:
    texts = ["正文一。", "特价房源", "", "出租出售", "正文二。"]

    first, omitted, last = shown(
        texts,
        entry(kept(1, 0, 4)),
        whole(2, texts[1], reason),
        whole(4, texts[3], reason),
        entry(kept(5, 0, 4, to=1)),
    )

    assert omitted == Omission(2, ((word, 2),))
    assert (said(first), said(last)) == ("正文一。", "正文二。")


def test_comments_of_the_sites_readers_are_not_shown_either() -> None:
    assert shown(["某网友：写得好"], whole(1, "某网友：写得好", "page-furniture", "section")) == [
        Omission(1, (("页面附件", 1),))
    ]


@pytest.mark.parametrize(
    "reason", ["metadata", "disclaimer", "placeholder", "duplicate", "page-furniture", "navigation", "contact"]
)
def test_what_the_page_says_itself_is_shown_with_its_reason(reason: Reason) -> None:
    (line,) = shown(["本页说的话"], whole(1, "本页说的话", reason))

    assert said(line) == "本页说的话"
    assert isinstance(line, ShownLine)
    assert line.row.reasons


def test_the_articles_before_and_after_are_not_named() -> None:
    texts = ["下一篇:特价房源一览", "电话0471-4960000"]

    omitted, contact = shown(
        texts, whole(1, texts[0], "navigation", "previous_next"), whole(2, texts[1], "contact", "contact")
    )

    assert omitted == Omission(1, (("导航", 1),))
    assert said(contact) == "电话****-*******"


@pytest.mark.parametrize("reason", ["contact", "navigation"])
@pytest.mark.parametrize("order", [1, -1])
def test_an_advertisers_telephone_and_buttons_go_with_the_advert(reason: Reason, order: int) -> None:
    lines = [("王经理", reason), ("特价房源", "advertisement")][::order]

    (omitted,) = shown(
        [text for text, _ in lines],
        *(whole(number, *line) for number, line in enumerate(lines, 1)),  # type: ignore[arg-type]
    )

    assert isinstance(omitted, Omission)
    assert sorted(count for _, count in omitted.counts) == [1, 1]


def test_a_line_that_gave_a_field_is_shown_whatever_it_stands_beside() -> None:
    path, _ = shown(
        ["首页 > 党建", "特价房源"],
        whole(1, "首页 > 党建", "navigation", fields=("channel",)),
        whole(2, "特价房源", "advertisement"),
    )

    assert said(path) == "首页 > 党建"


def test_a_line_that_is_others_in_part_shows_the_rest() -> None:
    text = "支部开会。点击领取红包每月一次。"
    line = entry(kept(1, 0, 5), removed(1, 5, 11, "advertisement"), kept(1, 11, 16))

    (line,) = shown([text], line)

    assert [piece.printed or piece.omitted for piece in line.pieces] == ["支部开会。", "广告", "每月一次。"]
    assert "红包" not in repr(line.pieces)


def test_an_edit_that_reaches_into_others_text_does_not_show_it() -> None:
    text = "支部开会 红包"
    edits = (Edit(1, 4, 7, " 红包", "。", "curator"),)

    (line,) = shown([text], entry(kept(1, 0, 4), removed(1, 5, 7, "advertisement")), edits=edits)

    assert "红包" not in repr(line.pieces)


# ------------------------------------------------------------------------ numbers


def test_numbers_are_masked_in_kept_and_removed_lines() -> None:
    texts = ["报名请拨0471-4960000。", "编辑部 138 0000 0000"]

    first, second = shown(texts, entry(kept(1, 0, len(texts[0]))), whole(2, texts[1], "contact"))

    assert (said(first), said(second)) == ("报名请拨****-*******。", "编辑部 *** **** ****")


def test_a_number_that_runs_over_segments_is_masked() -> None:
    (line,) = shown(["请拨13800000000报名。"], entry(kept(1, 0, 5), kept(1, 5, 16, to=1)))

    assert said(line) == "请拨***********报名。"


def test_a_number_that_runs_over_the_end_of_a_line_is_masked() -> None:
    texts = ["报名请拨0471-", "", "4960000。"]

    first, second = shown(texts, entry(kept(1, 0, 9)), entry(kept(3, 0, 8)))

    assert (said(first), said(second)) == ("报名请拨****-", "*******。")


@pytest.mark.parametrize(
    ("printed", "edit", "before", "after"),
    [
        ("请拨1380000000。", Edit(1, 9, 9, "", "0", "curator"), "", "*"),
        ("请拨138000000001。", Edit(1, 13, 14, "1", "", "curator"), "1", ""),
        ("请拨０４７１，4960000。", Edit(1, 6, 7, "，", "-", "curator"), "，", "-"),
        ("请拨前台。", Edit(1, 2, 4, "前台", "13800000000", "curator"), "前台", "***********"),
    ],
)
def test_a_number_is_masked_although_only_an_edit_makes_it_one(
    printed: str, edit: Edit, before: str, after: str
) -> None:
    (line,) = shown([printed], entry(kept(1, 0, len(printed))), edits=(edit,))

    (edited,) = [piece for piece in line.pieces if piece.is_edited]
    assert (edited.printed, edited.edited) == (before, after)
    others = "".join(piece.printed for piece in line.pieces if not piece.is_edited)
    assert not any(character.isdecimal() for character in others)


# ------------------------------------------------------------------------- places


def test_a_line_says_where_it_went() -> None:
    (line,) = shown(["正文。"], entry(kept(1, 0, 3, to=1)))

    assert line.places == [PLACES[1]]
    assert [piece.to for piece in line.pieces] == [None]


def test_of_two_columns_each_stretch_says_where_it_went() -> None:
    line = entry(kept(1, 0, 2), kept(1, 5, 7, to=1))

    (line,) = shown(["左,   右。"], line, edits=(Edit(1, 1, 2, ",", "，", "half_width_mark"),))

    assert [(piece.printed, piece.to and piece.to.name) for piece in line.pieces] == [
        ("左", None),
        (",", "第1段"),
        ("   ", None),
        ("右。", "第2段"),
    ]


def test_fields_that_only_explain_the_date_are_not_named() -> None:
    (line,) = shown(["2022年7月"], whole(1, "2022年7月", "metadata", fields=("date", "date_precision", "date_kind")))

    assert isinstance(line, ShownLine)
    assert line.fields == "日期"
