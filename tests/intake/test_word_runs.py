"""What stands within paragraphs."""

from __future__ import annotations

import pytest

from tests.intake.word_files import p, r
from tests.intake.word_reading import SENTENCE, lines, read, texts

PLACEHOLDER = '<w:style w:type="character" w:styleId="a3"><w:name w:val="Placeholder Text"/></w:style>'


def test_breaks_end_lines_and_signs_of_symbol_fonts_are_read() -> None:
    body = p(
        "甲",
        "<w:r><w:br/></w:r>",
        "乙",
        "<w:r><w:tab/><w:sym w:font='Wingdings' w:char='F0FC'/><w:noBreakHyphen/></w:r>",
    )

    assert texts(body) == ["甲", "乙\t✓-"]


def test_a_sign_that_is_nowhere_in_unicode_is_said() -> None:
    reading = read(p(SENTENCE, "<w:r><w:sym w:font='某字体' w:char='F123'/></w:r>"))

    assert reading.lines[0].text.endswith("\ufffd")
    assert "1 个符号" in reading.doubts[0]


def test_a_blank_that_asks_to_be_filled_in_is_said_and_one_that_was_filled_in_is_read() -> None:
    def control(run: str) -> str:
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"

    empty, filled = control(r("单击此处输入文字。", '<w:rStyle w:val="a3"/>')), control(r("老支书"))

    reading = read(p(SENTENCE, "讲课人：", filled, empty), styles=PLACEHOLDER)

    assert reading.text == f"{SENTENCE}讲课人：老支书"
    assert reading.doubts == ("文件里有 1 处没有填写的空（“单击此处输入文字。”），提示填写的字没有读入，请对照原件",)


def test_figures_off_the_line_do_not_run_into_those_on_it() -> None:
    above, below = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'

    reading = read(
        p("占地10km", r("2", above), "，CO", r("2", below), "，提高", r("1", above), "，第21", r("st", above), "。")
    )

    assert reading.text == "占地10km²，CO₂，提高[1]，第21st。"
    assert reading.doubts == ()


def test_a_line_with_words_crossed_out_says_so() -> None:
    assert lines(p("每周", r("两", "<w:strike/>"), "三次")) == [("每周两三次", "p struck")]
    assert lines(p("每周", r("三", '<w:strike w:val="0"/>'), "次")) == [("每周三次", "p")]


def test_letters_in_a_font_of_signs_are_what_they_look_like() -> None:
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'

    assert texts(p(r("ü", font), r("\uf0fc", font), r("ü"))) == ["✓✓ü"]


def test_a_note_with_a_mark_of_its_own_has_no_number() -> None:
    own = "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='1'/><w:t>*</w:t></w:r>"
    notes = f'<w:footnote w:id="1">{p("*据村史。")}</w:footnote><w:footnote w:id="2">{p("据县志。")}</w:footnote>'

    found = texts(p("办学", own, "办到村口", "<w:r><w:footnoteReference w:id='2'/></w:r>"), footnotes=notes)

    assert found == ["办学*办到村口[1]", "*据村史。", "[1] 据县志。"]


def test_formulas_are_read_in_one_line() -> None:
    half = "<m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    square = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    root = "<m:rad><m:deg/><m:e><m:r><m:t>3</m:t></m:r></m:e></m:rad>"

    assert texts(p(f"<m:oMath>{half}<m:r><m:t>=</m:t></m:r>{square}{root}</m:oMath>")) == ["(a+1)/2=x²√3"]


def test_what_is_hidden_is_left_out_and_said() -> None:
    reading = read(p(SENTENCE, r("看不见", "<w:vanish/>")))

    assert reading.text == SENTENCE
    assert "3 个字设成了隐藏" in reading.doubts[0]


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "1 处公式"),
        ("<w:r><w:object/></w:r>", "1 个其他程序的对象"),
        ("<w:r><w:drawing><a:blip/></w:drawing></w:r>", "1 张图片"),
    ],
)
def test_what_has_no_text_to_be_read_is_said(run: str, said: str) -> None:
    assert said in read(p("课表", run)).doubts[0]


def test_a_sign_that_has_no_code_is_none() -> None:
    assert texts(p("甲", "<w:r><w:sym w:font='Wingdings' w:char='x'/></w:r>")) == ["甲"]


def test_drawn_words_are_read() -> None:
    drawn = "<w:r><w:pict><v:shape><v:textpath string='内部资料'/></v:shape></w:pict></w:r>"

    assert lines(p(SENTENCE), header=p(drawn))[0] == ("内部资料", "header")


def test_letters_too_small_to_be_seen_are_left_out_and_said_once() -> None:
    reading = read(p(SENTENCE, r("网上抄来的", '<w:sz w:val="2"/>'), r("字" * 9, "<w:vanish/>")))

    assert reading.text == SENTENCE
    assert reading.doubts == ("文件里有 14 个字设成了隐藏或小得看不见，没有读入，请对照原件",)


WHITE = '<w:color w:val="FFFFFF"/>'


def test_white_letters_on_white_paper_are_said() -> None:
    reading = read(p(SENTENCE, r("纸色的字", WHITE)))

    assert reading.text == f"{SENTENCE}纸色的字"
    assert reading.doubts == ("文件里有 4 个字是白色的，在白纸上看不见，已一并读出，请核对",)


@pytest.mark.parametrize(
    "body",
    [
        p(r("红底", f'{WHITE}<w:shd w:val="clear" w:fill="C00000"/>')),
        p(r("红底", f'{WHITE}<w:highlight w:val="red"/>')),
        p(r("红底", WHITE), properties='<w:shd w:val="clear" w:fill="C00000"/>'),
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="C00000"/></w:tcPr>{p(r("红底", WHITE))}</w:tc></w:tr></w:tbl>',
        p(f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('红底', WHITE))}</w:txbxContent></v:textbox></w:pict></w:r>"),
    ],
    ids=["run", "marked", "paragraph", "cell", "box"],
)
def test_white_letters_on_a_ground_of_its_own_are_seen(body: str) -> None:
    reading = read(body + p(SENTENCE))

    assert "红底" in reading.text
    assert reading.doubts == ()
