from __future__ import annotations

import pytest

from readingroom import intake
from readingroom.intake.documents import read_docx
from readingroom.records import Reading, Unreadable
from tests.intake.word_files import docx, numbered, numbering, p, r, relations, table

SENTENCE = "夜校办到了村口，老支书每周来讲一课，来听的人坐满了院子。"


def read(body: str, **parts: str) -> Reading:
    return read_docx(docx(body, **parts), name="夜校.docx")


def lines(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(line.text, line.style) for line in read(body, **parts).lines]


def texts(body: str, **parts: str) -> list[str]:
    return [text for text, _ in lines(body, **parts)]


def test_everything_that_is_seen_in_word_is_in_the_lines() -> None:
    """A heading, a bold line, a list, a table, a text box, tracked changes, a content control, margins and notes."""
    box = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>{p('框里的话。')}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{p('框里的话。')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    body = "".join(
        (
            p("夜校办到家门口", properties='<w:pStyle w:val="1"/>'),
            p(r("课程安排", "<w:b/>")),
            p(SENTENCE, "<w:r><w:footnoteReference w:id='2'/></w:r>", box),
            p("第一件", properties=numbered(1)),
            table(("月份", "人数"), ("三月", "41")),
            p(
                "每周",
                f"<w:ins w:id='1'>{r('三')}</w:ins>",
                "<w:del w:id='2'><w:r><w:delText>两</w:delText></w:r></w:del>",
                "次。",
            ),
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的话。')}</w:sdtContent></w:sdt>",
        )
    )
    reading = read(
        body,
        styles='<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
        numbering=numbering((("bullet", "•"),)),
        header=p("某县学习材料"),
        footer=p("第 1 页"),
        footnotes=f'<w:footnote w:id="2">{p("据村史。")}</w:footnote>',
        comments=f'<w:comment w:id="0" w:author="校对">{p("核对人数")}</w:comment>',
    )

    assert [(line.text, line.style) for line in reading.lines] == [
        ("某县学习材料", "header"),
        ("夜校办到家门口", "h1"),
        ("课程安排", "p bold"),
        (f"{SENTENCE}[1]", "p"),
        ("框里的话。", "textbox"),
        ("第一件", "li"),
        ("月份\u3000人数", "tr"),
        ("三月\u300041", "tr"),
        ("每周三次。", "p inserted"),
        ("控件里的话。", "p"),
        ("[1] 据村史。", "footnote"),
        ("批注（校对）：核对人数", "comment"),
        ("第 1 页", "footer"),
    ]
    assert reading.doubts == (
        "文件里有没有定稿的修订：插入 1 处（已读入），删除 1 处（没有读入：“两”），请对照原件，或在 Word 里接受或拒绝修订后重新收入",
    )
    assert (reading.format, reading.reader) == ("docx", "docx-2")


def test_a_document_is_known_and_read_in_the_child() -> None:
    reading = intake.read(docx(p(SENTENCE)), name="夜校")

    assert [line.text for line in reading.lines] == [SENTENCE]
    assert reading.doubts == ()


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


@pytest.mark.parametrize(
    ("paragraph", "style"),
    [
        (p("课", properties='<w:jc w:val="center"/>'), "p centered"),
        (p("课", properties='<w:outlineLvl w:val="1"/>'), "h2"),
        (p("课", properties='<w:pStyle w:val="居中"/>'), "p centered"),
        (p(r("课", '<w:b w:val="0"/>')), "p"),
        (p(r("课", "<w:b/>"), "程"), "p"),
        (p(r("课", "<w:b/>"), " "), "p bold"),
        (p(r("课", '<w:sz w:val="44"/>')), "p size=2.2"),
        (p(r("课", '<w:rStyle w:val="强调"/>')), "p bold"),
    ],
)
def test_what_a_paragraph_looks_like_is_said(paragraph: str, style: str) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="底"><w:name w:val="底"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="居中"><w:name w:val="居中"/><w:basedOn w:val="底"/></w:style>'
        '<w:style w:type="character" w:styleId="强调"><w:name w:val="强调"/><w:rPr><w:b/></w:rPr></w:style>'
    )

    assert lines(paragraph + p(SENTENCE), styles=styles)[0][1] == style


def test_a_ring_of_styles_ends() -> None:
    ring = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )

    assert texts(p("课", properties='<w:pStyle w:val="a"/>'), styles=ring) == ["课"]


def test_the_code_of_a_field_is_not_read_and_its_result_is() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:t>码</w:t><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("7")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert texts(p("第", field, "页") + p(broken) + p(SENTENCE)) == ["第7页", "", SENTENCE]


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


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    deleted = "<w:rPr><w:del w:id='3'/></w:rPr>"

    assert texts(p("夜校", properties=deleted) + p("开课。") + p("末段", properties=deleted)) == ["夜校开课。", "末段"]


def test_a_large_first_letter_is_part_of_its_paragraph() -> None:
    initial = p("夜", properties='<w:framePr w:dropCap="drop" w:lines="2"/>')

    assert texts(initial + p("校办到了村口。")) == ["夜校办到了村口。"]


def test_a_paragraph_that_is_deleted_has_no_number() -> None:
    deleted = p(f"<w:del w:id='1'>{r('旧课')}</w:del>", properties=f"{numbered(1)}<w:rPr><w:del w:id='2'/></w:rPr>")
    body = p("讲课", properties=numbered(1)) + deleted + p("练习", properties=numbered(1))

    assert texts(body, numbering=numbering((("decimal", "%1."),))) == ["1.讲课", "2.练习"]


def test_moved_text_is_read_once_where_it_went() -> None:
    body = p("<w:moveFrom>" + r("先") + "</w:moveFrom>", "后") + p("<w:moveTo>" + r("先") + "</w:moveTo>")

    assert lines(body) == [("后", "p"), ("先", "p inserted")]


def test_a_paragraph_that_was_moved_away_has_no_number() -> None:
    moved = numbered(1) + "<w:rPr><w:moveFrom w:id='1'/></w:rPr>"
    body = p(f"<w:moveFrom>{r('先')}</w:moveFrom>", properties=moved) + p("后", properties=numbered(1))
    body += p(f"<w:moveTo>{r('先')}</w:moveTo>", properties=numbered(1))

    assert texts(body, numbering=numbering((("decimal", "%1."),))) == ["1.后", "2.先"]


def test_a_heading_whose_end_is_hidden_stands_in_the_line_of_its_text() -> None:
    assert texts(p("引题。", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p(SENTENCE)) == [
        "引题。" + SENTENCE
    ]


def test_a_number_is_marked_as_one_that_word_counts() -> None:
    body = p("5月开课", properties=numbered(1)) + p("课表", properties=numbered(1))

    assert lines(body, numbering=numbering((("decimal", "%1."),))) == [
        ("1. 5月开课", "p number=3"),
        ("2.课表", "p number=2"),
    ]


def field(code: str, *results: str, data: str = "") -> str:
    """A field as Word writes it; without results it is drawn anew each time."""

    def mark(kind: str, inside: str = "") -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'>{inside}</w:fldChar></w:r>"

    separate = mark("separate") + "".join(map(r, results)) if results else ""
    return f"{mark('begin', data)}<w:r><w:instrText> {code} </w:instrText></w:r>{separate}{mark('end')}"


TICKED = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
CHOSEN = "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='甲村'/><w:listEntry w:val='乙村'/></w:ddList></w:ffData>"


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


PLACEHOLDER = '<w:style w:type="character" w:styleId="a3"><w:name w:val="Placeholder Text"/></w:style>'


def test_a_blank_that_asks_to_be_filled_in_is_said_and_one_that_was_filled_in_is_read() -> None:
    def control(run: str) -> str:
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"

    empty, filled = control(r("单击此处输入文字。", '<w:rStyle w:val="a3"/>')), control(r("老支书"))

    reading = read(p(SENTENCE, "讲课人：", filled, empty), styles=PLACEHOLDER)

    assert reading.text == f"{SENTENCE}讲课人：老支书"
    assert reading.doubts == ("文件里有 1 处没有填写的空（“单击此处输入文字。”），提示填写的字没有读入，请对照原件",)


def test_a_table_of_contents_is_marked_as_one() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    entry = p(r("一、办学"), "<w:r><w:tab/></w:r>", field("PAGEREF _Toc1", "2"), properties='<w:pStyle w:val="11"/>')
    part = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    body = f"<w:sdt><w:sdtPr>{part}</w:sdtPr><w:sdtContent>{p('目录')}{entry}</w:sdtContent></w:sdt>{p('一、办学')}"

    assert lines(body, styles=styles) == [("目录", "toc"), ("一、办学\t2", "toc"), ("一、办学", "p")]


def test_the_word_above_a_table_of_contents_belongs_to_it() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    entry = p("一、办学", properties='<w:pStyle w:val="11"/>')

    assert [style for _, style in lines(p("目　录") + entry + p("目录") + p(SENTENCE), styles=styles)] == [
        "toc",
        "toc",
        "p",
        "p",
    ]


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


def test_a_table_that_frames_a_text_gives_its_paragraphs() -> None:
    assert lines(table((p(SENTENCE) + p("第二段。"),))) == [(SENTENCE, "td"), ("第二段。", "td")]


def test_a_deleted_row_is_said_and_not_read() -> None:
    deleted = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p('五月')}</w:tc><w:tc>{p('52')}</w:tc></w:tr>"

    reading = read(table(("三月", "41")).replace("</w:tbl>", f"{deleted}</w:tbl>"))

    assert reading.text == "三月\u300041"
    assert "“五月52”" in reading.doubts[0]


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


def test_a_file_within_the_file_is_said() -> None:
    assert "嵌有 1 个别的文件" in read(p(SENTENCE) + '<w:altChunk r:id="x"/>').doubts[0]


def test_whole_paragraphs_that_are_deleted_are_said_and_not_read() -> None:
    reading = read(p(SENTENCE) + f"<w:del w:id='1'>{p('旧的一段')}</w:del>")

    assert reading.text == SENTENCE
    assert "“旧的一段”" in reading.doubts[0]


def test_a_sign_that_has_no_code_is_none() -> None:
    assert texts(p("甲", "<w:r><w:sym w:font='Wingdings' w:char='x'/></w:r>")) == ["甲"]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    wrapped = table(("三月", "41")).replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
    wrapped = wrapped.replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>").replace("<w:tbl>", f"<w:tbl>{row('')}")

    assert texts(wrapped) == ["三月\u300041"]


def row(text: str) -> str:
    return f"<w:tr><w:tc>{p(text)}</w:tc></w:tr>"


def test_a_document_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readingroom.intake.word_text.MOST_LINES", 2)

    with pytest.raises(Unreadable, match="行数太多"):
        read(p("甲") * 3)


def test_pictures_in_a_long_text_are_no_doubt() -> None:
    assert read(p(SENTENCE * 5, "<w:r><w:drawing><a:blip/></w:drawing></w:r>")).doubts == ()


def test_drawn_words_are_read() -> None:
    drawn = "<w:r><w:pict><v:shape><v:textpath string='内部资料'/></v:shape></w:pict></w:r>"

    assert lines(p(SENTENCE), header=p(drawn))[0] == ("内部资料", "header")


def test_the_words_of_a_diagram_are_read() -> None:
    data = docx(
        p(SENTENCE),
        more={
            "word/_rels/document.xml.rels": relations({"d": ("diagramData", "diagrams/data1.xml")}),
            "word/diagrams/data1.xml": '<d xmlns:a="urn:a"><a:p><a:r><a:t>支部</a:t></a:r></a:p></d>',
        },
    )

    assert [line.text for line in read_docx(data, name="x").lines] == [SENTENCE, "支部"]


def test_where_another_reader_finds_more_a_person_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readingroom.intake.word_text.UNSEEN", frozenset({"hyperlink", "pPr", "rPr", "sectPr"}))

    assert "多出" in read(p(SENTENCE, f"<w:hyperlink>{r('夜校通讯')}</w:hyperlink>")).doubts[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx(p()), "是空的"),
        (docx(p("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), "只有图片"),
        (docx("", more={"word/document.xml": "<w:document"}), "损坏"),
        (docx("", more={"word/document.xml": "<x/>"}), "损坏"),
        (docx(p("&x;"), documents_head='<!DOCTYPE w:document [<!ENTITY x "甲">]>'), "损坏"),
        (docx(p("甲"))[:-40], "损坏"),
    ],
)
def test_what_is_no_document_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        read_docx(data, name="夜校.docx")

    assert str(refused.value).startswith("夜校.docx")
    assert "请" in str(refused.value)
