from __future__ import annotations

import pytest

from readingroom import intake
from readingroom.intake.documents import read_docx
from readingroom.records import Unreadable
from tests.intake.word_files import docx, numbered, numbering, p, r, relations, table
from tests.intake.word_reading import SENTENCE, lines, read, texts


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
    assert (reading.format, reading.reader) == ("docx", "docx-3")


def test_a_document_is_known_and_read_in_the_child() -> None:
    reading = intake.read(docx(p(SENTENCE)), name="夜校")

    assert [line.text for line in reading.lines] == [SENTENCE]
    assert reading.doubts == ()


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


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    deleted = "<w:rPr><w:del w:id='3'/></w:rPr>"

    assert texts(p("夜校", properties=deleted) + p("开课。") + p("末段", properties=deleted)) == ["夜校开课。", "末段"]


def test_a_large_first_letter_is_part_of_its_paragraph() -> None:
    initial = p("夜", properties='<w:framePr w:dropCap="drop" w:lines="2"/>')

    assert texts(initial + p("校办到了村口。")) == ["夜校办到了村口。"]


def test_moved_text_is_read_once_where_it_went() -> None:
    body = p("<w:moveFrom>" + r("先") + "</w:moveFrom>", "后") + p("<w:moveTo>" + r("先") + "</w:moveTo>")

    assert lines(body) == [("后", "p"), ("先", "p inserted")]


def test_a_heading_whose_end_is_hidden_stands_in_the_line_of_its_text() -> None:
    assert texts(p("引题。", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p(SENTENCE)) == [
        "引题。" + SENTENCE
    ]


def test_a_table_of_contents_is_marked_as_one() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    entry = p(r("一、办学"), "<w:r><w:tab/></w:r>", "2", properties='<w:pStyle w:val="11"/>')
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


def test_whole_paragraphs_that_are_deleted_are_said_and_not_read() -> None:
    reading = read(p(SENTENCE) + f"<w:del w:id='1'>{p('旧的一段')}</w:del>")

    assert reading.text == SENTENCE
    assert "“旧的一段”" in reading.doubts[0]


def test_a_document_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readingroom.intake.word_text.MOST_LINES", 2)

    with pytest.raises(Unreadable, match="行数太多"):
        read(p("甲") * 3)


def test_pictures_in_a_long_text_are_no_doubt() -> None:
    assert read(p(SENTENCE * 5, "<w:r><w:drawing><a:blip/></w:drawing></w:r>")).doubts == ()


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
    monkeypatch.setattr("readingroom.intake.word_runs.UNSEEN", frozenset({"hyperlink", "pPr", "rPr", "sectPr"}))

    assert "多出" in read(p(SENTENCE, f"<w:hyperlink>{r('夜校通讯')}</w:hyperlink>")).doubts[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx(p()), "是空的"),
        (docx(""), "是空的"),
        (docx('<w:altChunk r:id="x"/>'), "只嵌着别的文件"),
        (docx(p("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), "只有图片"),
        (docx("", more={"word/document.xml": "<w:document"}), "损坏"),
        (docx("", more={"word/document.xml": "<x/>"}), "损坏"),
        (docx(p("&x;"), documents_head='<!DOCTYPE w:document [<!ENTITY x "甲">]>'), "损坏"),
        (docx(p("甲"))[:-40], "损坏"),
        (docx(p("<w:smartTag>" * 300 + "</w:smartTag>" * 300)), "层层相套"),
    ],
)
def test_what_is_no_document_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        read_docx(data, name="夜校.docx")

    assert str(refused.value).startswith("夜校.docx")
    assert "请" in str(refused.value)
