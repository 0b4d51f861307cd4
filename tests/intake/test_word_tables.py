"""Tables of Word: rows of data, and tables that only lay out a page."""

from __future__ import annotations

from tests.intake.word_files import p, table
from tests.intake.word_reading import SENTENCE, lines, read, texts


def row(text: str) -> str:
    return f"<w:tr><w:tc>{p(text)}</w:tc></w:tr>"


def test_a_table_that_frames_a_text_gives_its_paragraphs() -> None:
    assert lines(table((p(SENTENCE) + p("第二段。"),))) == [(SENTENCE, "td"), ("第二段。", "td")]


def test_a_deleted_row_is_said_and_not_read() -> None:
    deleted = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{p('五月')}</w:tc><w:tc>{p('52')}</w:tc></w:tr>"

    reading = read(table(("三月", "41")).replace("</w:tbl>", f"{deleted}</w:tbl>"))

    assert reading.text == "三月\u300041"
    assert "“五月52”" in reading.doubts[0]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    wrapped = table(("三月", "41")).replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
    wrapped = wrapped.replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>").replace("<w:tbl>", f"<w:tbl>{row('')}")

    assert texts(wrapped) == ["三月\u300041"]


def test_an_article_below_a_masthead_keeps_its_paragraphs() -> None:
    inner = p(SENTENCE) + p("第二段。") + table(("三月", "41"), ("四月", "52"))

    found = lines(table(("第3期", "清河村党支部"), (inner,)))

    assert found == [
        ("第3期\u3000清河村党支部", "tr"),
        (SENTENCE, "td"),
        ("第二段。", "td"),
        ("三月\u300041", "tr"),
        ("四月\u300052", "tr"),
    ]


def test_a_cell_of_several_lines_beside_others_is_one_cell() -> None:
    assert texts(table(("三月", p("讲课。") + p("练习。")), ("四月", "52"))) == [
        "三月\u3000讲课。 练习。",
        "四月\u300052",
    ]
