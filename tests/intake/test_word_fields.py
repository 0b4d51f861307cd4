"""Fields: what Word computes, and what of it stands in the file."""

from __future__ import annotations

import pytest

from tests.intake.word_files import p, r
from tests.intake.word_reading import SENTENCE, read, texts


def field(code: str, *results: str, data: str = "") -> str:
    """A field as Word writes it; without results it is drawn anew each time."""

    def mark(kind: str, inside: str = "") -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'>{inside}</w:fldChar></w:r>"

    separate = mark("separate") + "".join(map(r, results)) if results else ""
    return f"{mark('begin', data)}<w:r><w:instrText> {code} </w:instrText></w:r>{separate}{mark('end')}"


TICKED = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
CHOSEN = "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='甲村'/><w:listEntry w:val='乙村'/></w:ddList></w:ffData>"


def test_the_code_of_a_field_is_not_read_and_its_result_is() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:t>码</w:t><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("7")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert texts(p("第", field, "页") + p(broken) + p(SENTENCE)) == ["第7页", "", SENTENCE]


@pytest.mark.parametrize(
    ("code", "data", "shown"),
    [
        (r"EQ \o\ac(○,1)", "", "①"),
        (r"EQ \o\ac(□,密)", "", "密"),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(yè),夜)', "", "夜"),
        (r"EQ \f(1,2)", "", "1/2"),
        (r"EQ \r(3,8)", "", "√8"),
        ("SYMBOL 252 \\f Wingdings", "", "✓"),
        ("MACROBUTTON AcceptAllChanges 点这里", "", "点这里"),
        ("FORMCHECKBOX", TICKED, "☑"),
        ("FORMDROPDOWN", CHOSEN, "乙村"),
        ("PAGE", "", ""),
    ],
)
def test_what_word_draws_anew_is_read_out_of_its_code(code: str, data: str, shown: str) -> None:
    reading = read(p(SENTENCE, field(code, data=data), "完"))

    assert reading.text == f"{SENTENCE}{shown}完"
    assert reading.doubts == ()


def test_what_word_computes_and_does_not_keep_is_said() -> None:
    reading = read(p("今天是", field("DATE"), field("QUOTE", "晴"), field("LISTNUM")))

    assert reading.text == "今天是晴"
    assert "2 处由 Word 临时算出的内容" in reading.doubts[0]


def test_a_broken_equation_is_read_as_it_is_written_and_ends() -> None:
    assert texts(p(field("EQ " + r"\o(" * 3000 + "甲")))[0].endswith("甲")


def test_a_field_within_the_code_of_another_is_seen_by_nobody() -> None:
    inner = field("MERGEFIELD 村", "甲") + field("DATE")
    outer = field("IF", "是").replace("</w:instrText></w:r>", f"</w:instrText></w:r>{inner}", 1)

    reading = read(p("村民", outer, "。"))

    assert (reading.text, reading.doubts) == ("村民是。", ())


def test_todays_date_that_is_no_field_is_said() -> None:
    assert "1 处由 Word 临时算出的内容" in read(p("今年是", "<w:r><w:yearLong/></w:r>")).doubts[0]
