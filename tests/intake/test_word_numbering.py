"""The numbers that Word counts and no text holds."""

from __future__ import annotations

import pytest

from tests.intake.word_files import numbered, numbering, p, r
from tests.intake.word_reading import lines, read, texts


@pytest.mark.parametrize(
    ("format_name", "text", "expected"),
    [
        ("chineseCounting", "%1、", ["一、", "二、", "三、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）", "（三）"]),
        ("chineseCountingThousand", "第%1章", ["第一章\u3000", "第二章\u3000", "第三章\u3000"]),
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimal", "%1", ["1 ", "2 ", "3 "]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "３．"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
    ],
)
def test_the_numbers_that_word_counts_are_put_back(format_name: str, text: str, expected: list[str]) -> None:
    body = "".join(p("讲课", properties=numbered(1)) for _ in range(3))

    shown = [line.removesuffix("讲课") for line in texts(body, numbering=numbering(((format_name, text),)))]

    assert shown == expected


def test_numbers_count_within_the_level_above() -> None:
    levels = numbering((("chineseCounting", "%1、"), ("decimal", "%1.%2")))
    body = "".join(p("讲课", properties=numbered(1, level)) for level in (0, 1, 1, 0, 1))

    assert texts(body, numbering=levels) == ["一、讲课", "一.1 讲课", "一.2 讲课", "二、讲课", "二.1 讲课"]


def test_a_level_that_was_left_out_has_begun_with_the_one_below_it() -> None:
    levels = numbering((("decimal", "%1、"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")))
    body = "".join(p("讲课", properties=numbered(1, level)) for level in (1, 0, 2, 1, 0))

    assert texts(body, numbering=levels) == ["1.1 讲课", "2、讲课", "2.1.1 讲课", "2.2 讲课", "3、讲课"]


def test_a_sign_has_no_number_in_the_numbers_below_it() -> None:
    levels = numbering((("decimal", "%1."), ("bullet", "—"), ("decimal", "%1.%2%3")))
    body = "".join(p("讲课", properties=numbered(1, level)) for level in (0, 2, 2))

    assert texts(body, numbering=levels) == ["1.讲课", "1.1 讲课", "1.2 讲课"]


def test_a_style_may_say_its_level_and_leave_the_list_to_the_one_it_is_based_on() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="章"><w:name w:val="章"/><w:pPr>{numbered(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="节"><w:name w:val="节"/><w:basedOn w:val="章"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(p("讲课", properties=f'<w:pStyle w:val="{style}"/>') for style in ("章", "节", "节"))

    shown = texts(body, styles=styles, numbering=numbering((("decimal", "第%1章"), ("decimal", "第%2节"))))

    assert shown == ["第1章\u3000讲课", "第1节\u3000讲课", "第2节\u3000讲课"]


def test_two_lists_count_apart_and_an_empty_paragraph_shows_no_number() -> None:
    two = numbering((("decimal", "%1."),), (("decimal", "（%1）"),))
    body = p("甲", properties=numbered(1)) + p("乙", properties=numbered(2)) + p(properties=numbered(1)) + p("丙")

    assert texts(body, numbering=two) == ["1.甲", "（1）乙", "", "丙"]


def test_a_list_begins_anew_where_its_use_says_so() -> None:
    again = '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = "".join(p("课", properties=numbered(use)) for use in (1, 1, 9, 9))

    assert texts(body, numbering=numbering((("decimal", "%1."),)) + again) == ["1.课", "2.课", "1.课", "2.课"]


def test_a_number_that_a_style_gives_is_put_back_and_a_paragraph_may_go_without() -> None:
    style = f'<w:style w:type="paragraph" w:styleId="章"><w:name w:val="章"/><w:pPr>{numbered(1)}</w:pPr></w:style>'
    without = '<w:pStyle w:val="章"/><w:numPr><w:numId w:val="0"/></w:numPr>'

    body = p("总则", properties='<w:pStyle w:val="章"/>') + p("说明", properties=without)

    assert texts(body, styles=style, numbering=numbering((("chineseCounting", "第%1章"),))) == [
        "第一章\u3000总则",
        "说明",
    ]


def test_an_odd_format_of_numbers_is_said() -> None:
    reading = read(p("课", properties=numbered(1)), numbering=numbering((("cardinalText", "%1."),)))

    assert reading.lines[0].text == "1.课"
    assert "自动编号" in reading.doubts[0]


def test_a_paragraph_that_is_deleted_has_no_number() -> None:
    deleted = p(f"<w:del w:id='1'>{r('旧课')}</w:del>", properties=f"{numbered(1)}<w:rPr><w:del w:id='2'/></w:rPr>")
    body = p("讲课", properties=numbered(1)) + deleted + p("练习", properties=numbered(1))

    assert texts(body, numbering=numbering((("decimal", "%1."),))) == ["1.讲课", "2.练习"]


def test_a_paragraph_that_was_moved_away_has_no_number() -> None:
    moved = numbered(1) + "<w:rPr><w:moveFrom w:id='1'/></w:rPr>"
    body = p(f"<w:moveFrom>{r('先')}</w:moveFrom>", properties=moved) + p("后", properties=numbered(1))
    body += p(f"<w:moveTo>{r('先')}</w:moveTo>", properties=numbered(1))

    assert texts(body, numbering=numbering((("decimal", "%1."),))) == ["1.后", "2.先"]


def test_a_number_is_marked_as_one_that_word_counts() -> None:
    body = p("5月开课", properties=numbered(1)) + p("课表", properties=numbered(1))

    assert lines(body, numbering=numbering((("decimal", "%1."),))) == [
        ("1. 5月开课", "p number=3"),
        ("2.课表", "p number=2"),
    ]


def test_numbers_with_noughts_are_counted_as_newer_programs_say() -> None:
    custom = '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    counted = numbering((("decimal", "（%1）"),)).replace('<w:numFmt w:val="decimal"/>', custom)

    assert texts(p("院子", properties=numbered(1)) * 2, numbering=counted) == ["（001）院子", "（002）院子"]
