"""PDF files: which rows there are and in which order, what is said of them, and what cannot be read."""

from __future__ import annotations

import pytest

from readingroom.intake import pdfs
from readingroom.records import Reading, Unreadable
from tests.intake.printed_reading import PARAGRAPHS, marks, read, running, texts
from tests.intake.printing import HEIGHT, WIDTH, Page, Setting, print_pdf, set_columns, width_of


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("pitch", [1.27, 1.55, 2.2])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other_however_they_were_written(columns, pitch, across):
    pages = set_columns(PARAGRAPHS, Setting(columns=columns, pitch=pitch, across=across, bottom=400))

    assert running(pages) == "".join(PARAGRAPHS)


def test_a_title_over_two_columns_comes_first_and_a_folio_last():
    first = Page()
    first.put(200, 90, "办在楼道里的事", 20, font="Hei")
    first.put(290, 800, "15", 8)

    lines = texts(set_columns(PARAGRAPHS, Setting(), first=first, top=140))

    assert (lines[0], lines[-1]) == ("办在楼道里的事", "15")
    assert "".join(lines[1:-1]) == "".join(PARAGRAPHS)


@pytest.mark.parametrize("indent", [0, 14])
def test_an_author_over_three_columns_is_not_the_second_ones(indent):
    first = Page()
    first.put(275 + indent, 120, "张建国", 10)

    assert texts(set_columns(PARAGRAPHS, Setting(columns=3, bottom=250), first=first, top=150))[0] == "张建国"


def test_an_article_that_ends_in_the_first_rows_of_the_next_column_is_read_to_its_end():
    rows = len(set_columns(PARAGRAPHS, Setting())[0].content)

    assert running(set_columns(PARAGRAPHS, Setting(bottom=90 + 15.5 * (rows - 2)))) == "".join(PARAGRAPHS)


def test_a_row_that_crosses_two_known_columns_beside_others_does_no_harm():
    pages = [*set_columns(PARAGRAPHS, Setting(bottom=200)), Page()]
    for x, y in ((60, 100), (300, 100), (60, 116), (300, 116), (60, 132), (350, 132), (60, 148), (60, 164)):
        pages[-1].put(x, y, PARAGRAPHS[0][:12], 10)
    pages[-1].put(250, 132, "越过两栏的字", 10)

    assert running(pages).count(PARAGRAPHS[0][:12]) == 2 + 8


def test_a_mark_that_hangs_over_the_end_of_its_row_crosses_no_gutter():
    setting = Setting(gutter=1.7, bottom=250, across=True)
    pages = set_columns(PARAGRAPHS, setting)
    pages[0].put(60 + 10 * setting.width, 90 + 3 * 15.5, "， ", 10)

    assert running(pages).replace("，", "") == "".join(PARAGRAPHS).replace("，", "")


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize(("columns", "gutter"), [(2, 0.6), (2, 0.8), (3, 0.8)])
def test_a_gutter_narrower_than_a_character_parts_two_columns(columns, gutter, across):
    setting = Setting(columns=columns, gutter=gutter, pitch=1.3, bottom=320, across=across)

    assert running(set_columns(PARAGRAPHS, setting)) == "".join(PARAGRAPHS)


def test_the_last_rows_of_narrow_columns_on_a_page_of_their_own_are_parted_too():
    narrow = Setting(gutter=0.8, bottom=230)
    pages = [*set_columns(PARAGRAPHS * 2, narrow)[:1], *set_columns(PARAGRAPHS, Setting(gutter=0.8, bottom=121))[:1]]

    assert "column=2" in read(pages).lines[-1].style
    assert sum("column=1" in line.style for line in read(pages).lines if line.box and line.box.page == 2) == 3


def test_commas_that_hang_into_a_gutter_of_one_character_cross_it_nowhere():
    page = Page()
    for row in range(8):
        page.put(60, 90 + 13 * row, PARAGRAPHS[0][row : row + 20] + ("，" if row in (2, 3, 5) else ""), 10)
        page.put(273, 90 + 13 * row, PARAGRAPHS[1][row : row + 20], 10)

    assert [line.style for line in read([page]).lines] == ["row column=1"] * 8 + ["row column=2"] * 8


def test_commas_below_one_another_part_no_columns():
    page = Page()
    for row in range(10):
        page.put(60, 90 + 15 * row, "老书记在楼下坐了一个下午，居民来来往往说了不少事。", 10)

    assert [line.style for line in read([page]).lines] == ["row"] * 10


def test_a_picture_over_both_columns_parts_what_is_above_from_what_is_below():
    above = set_columns(PARAGRAPHS, Setting(bottom=300), top=100)[0]
    above.put(120, 450, "图为东苑社区的党员在楼道里听居民说停车的事，大家出了不少主意", 9)
    page = set_columns(PARAGRAPHS[::-1], Setting(bottom=760), first=above, top=500)

    assert running(page).startswith("".join(PARAGRAPHS) + "图为东苑社区")


def test_two_articles_of_a_newspaper_are_read_one_after_the_other():
    page = Page(width=900, height=1200)
    page.put(60, 120, "板凳会开到家门口", 26, font="Hei")
    page.put(560, 120, "老党员的三本账", 22, font="Hei")
    set_columns(PARAGRAPHS, Setting(columns=3, size=9, left=60, whole=440, bottom=300), first=page, top=170)
    set_columns(PARAGRAPHS[:3], Setting(columns=2, size=9, left=560, whole=290, bottom=700), first=page, top=170)

    text = running([page])

    assert text == f"板凳会开到家门口{''.join(PARAGRAPHS)}老党员的三本账{''.join(PARAGRAPHS[:3])}"


def test_the_cells_of_a_table_stay_in_their_rows():
    page = set_columns(PARAGRAPHS, Setting(columns=1))[0]
    for number, cells in enumerate(
        (("社区", "党员", "支部"), ("东苑", "一百", "六个"), ("西苑", "九十", "四个"), ("南苑", "八十", "三个"))
    ):
        for place, cell in enumerate(cells):
            page.put(100 + 140 * place, 600 + 16 * number, cell, 10)

    assert [text.split() for text in texts([page])[-3:]] == [
        ["东苑", "一百", "六个"],
        ["西苑", "九十", "四个"],
        ["南苑", "八十", "三个"],
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_or_cropped_gives_the_same_rows(turn):
    pages = set_columns(PARAGRAPHS, Setting())
    straight = texts(pages)
    for page in pages:
        page.entries = f"/Rotate {turn} /CropBox [20 20 {WIDTH - 20} {HEIGHT - 20}]"

    reading = read(pages)

    assert [line.text for line in reading.lines] == straight
    assert f"turned={turn}" in reading.lines[0].style


def test_a_box_is_where_the_row_is_seen_on_the_cropped_page():
    page = Page(entries=f"/CropBox [50 0 {WIDTH} {HEIGHT - 40}]")
    page.put(100, 140, "东苑社区的楼道里", 10)

    box = read([page]).lines[0].box

    assert box is not None
    assert (box.page, box.left, box.top, box.right, box.bottom) == (
        1,
        50,
        pytest.approx(91.2),
        130,
        pytest.approx(101.2),
    )


def test_words_have_blanks_between_and_chinese_has_none_but_wide_ones():
    page = Page()
    page.put(60, 100, "Party building 2023", 10)
    page.put(60, 120, "全国3900多万名党员", 10)
    page.put(60, 140, "张建国", 10)
    page.put(100, 140, "李春梅", 10)

    assert texts([page]) == ["Party building 2023", "全国3900多万名党员", "张建国 李春梅"]


def test_a_note_mark_set_high_stays_in_its_row():
    page = Page()
    page.put(60, 100, "党员会开到楼道里", 10)
    page.put(140, 96, "[1]", 6)
    page.put(152, 100, "，居民说好。", 10)

    assert texts([page]) == ["党员会开到楼道里[1]，居民说好。"]


@pytest.mark.parametrize(
    ("before", "figure", "y", "after", "read"),
    [
        ("投入三百元", "1", 96, "，居民说好。", "投入三百元[1]，居民说好。"),
        ("投入300", "1", 96, "元，居民说好。", "投入300¹元，居民说好。"),
        ("绿地H", "2", 102, "O的一半。", "绿地H₂O的一半。"),
        ("居民说好。", "12", 94, "", "居民说好。[12]"),
        ("小号的", "12", 100, "在行内", "小号的12在行内"),
    ],
)
def test_a_figure_off_the_line_is_no_part_of_the_number_before_it(before, figure, y, after, read):
    page = Page()
    page.put(60, 100, before, 10)
    x = 60 + 10 * width_of(before)
    page.put(x, y, figure, 6)
    page.put(x + 6 * width_of(figure), 100, after, 10)

    assert texts([page]) == [read]


def test_rows_say_how_large_how_bold_and_where_they_are():
    first = Page()
    first.put((WIDTH - 160) / 2, 90, "办在楼道里的事情", 20, font="Hei")
    reading = read(set_columns(PARAGRAPHS, Setting(bottom=260), first=first, top=140))

    assert reading.lines[0].style == "row size=2 bold centered"
    assert reading.lines[1].style == "row column=1"


def test_a_bold_sentence_at_the_beginning_of_a_row_is_measured():
    page = set_columns(PARAGRAPHS, Setting(columns=1))[0]
    page.put(60, 600, "一要听。", 10, font="Hei")
    page.put(100, 600, "听居民怎么说，再想怎么办。", 10)

    assert marks(read([page]), "一要听。听居民怎么说，再想怎么办。") == "row lead=4"


def test_a_quotation_mark_that_is_an_initial_begins_the_first_row_beside_it():
    page = Page()
    page.put(60, 210, "“", 130)
    rows = [PARAGRAPHS[0][:20], PARAGRAPHS[1][:20], PARAGRAPHS[2][:20]]
    for number, row in enumerate(rows):
        page.put(195, 110 + 16 * number, row, 10)
    below = [paragraph[10:40] for paragraph in PARAGRAPHS[:3]]
    for number, row in enumerate(below):
        page.put(60, 158 + 16 * number, row, 10)

    assert texts([page]) == ["“" + rows[0], *rows[1:], *below]


def test_a_blank_line_parts_two_pages():
    pages = set_columns(PARAGRAPHS, Setting(bottom=160))

    assert "" in [line.text for line in read(pages).lines]


# ------------------------------------------------------------------------ doubts


def test_the_layer_below_a_scan_is_read_and_said():
    page = Page()
    page.fill()
    page.put(60, 100, "东苑社区把党员会开到楼道里。", 10, look="3 Tr")

    reading = read([page])

    assert reading.lines[0].text == "东苑社区把党员会开到楼道里。"
    assert "OCR" in reading.doubts[0]


def test_a_hidden_word_beside_text_stands_apart():
    page = set_columns(PARAGRAPHS, Setting())[0]
    page.put(70, 95, "看不见的字", 10, look="3 Tr")

    reading = read([page])

    assert reading.lines[-1].text == "看不见的字"
    assert "hidden" in reading.lines[-1].style
    assert reading.doubts == ("PDF 里有 5 个看不见的字，未收入正文，请核对",)


def test_a_row_too_small_to_see_is_hidden():
    page = set_columns(PARAGRAPHS, Setting())[0]
    page.put(60, 700, "小得看不见", 0.01)

    assert "hidden" in read([page]).lines[-1].style
    assert "hidden" not in read([page]).lines[0].style


def test_a_file_with_nothing_but_tiny_rows_does_no_harm():
    page = Page()
    page.put(60, 100, "小得看不见的字" * 10, 0.001)

    assert running([page]) == "小得看不见的字" * 10


def test_white_words_are_said():
    page = set_columns(PARAGRAPHS, Setting())[0]
    page.put(60, 700, "白纸上的白字", 10, look="1 g")

    assert read([page]).doubts == ("PDF 里有 6 个白色的字，在白底上看不见，请核对",)


def test_a_watermark_stands_apart():
    page = set_columns(PARAGRAPHS, Setting())[0]
    page.put(100, 500, "清河市图书馆", 40, turn="0.7 0.7 -0.7 0.7")

    reading = read([page])

    assert all("aslant" in line.style for line in reading.lines if set(line.text) <= set("清河市图书馆"))
    assert "".join(line.text for line in reading.lines if "aslant" not in line.style) == "".join(PARAGRAPHS)


def test_a_few_characters_without_a_code_are_counted():
    page = set_columns(PARAGRAPHS, Setting())[0]
    page.put(60, 700, "甲乙丙", 10, font="Secret")

    reading = read([page])

    assert reading.lines[-1].text == "\ufffd\ufffd\ufffd"
    assert reading.doubts[0].startswith("有 3 个字在 PDF 里没有对应的编码")


def test_a_lone_character_in_a_font_that_is_nowhere_is_said_to_be_lost():
    page = set_columns(PARAGRAPHS, Setting())[0]
    page.put(60, 700, "一", 10)

    assert "没有读出来" in read([page]).doubts[0]


# -------------------------------------------------------------- what is not read


def scan() -> Page:
    page = Page()
    page.fill()
    return page


def stamped() -> Page:
    page = scan()
    page.put(20, 20, "扫描助手", 8)
    return page


def secret() -> Page:
    page = Page()
    page.put(60, 100, "没有编码的字体，读出来都是乱码", 10, font="Secret")
    return page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (print_pdf([scan(), scan()]), "是扫描件或图片"),
        (print_pdf([stamped(), stamped()]), "是扫描件或图片"),
        (print_pdf([Page()]), "是扫描件或图片"),
        (print_pdf([secret()]), "没有对应的文字编码"),
        (print_pdf([scan()] * 201), "有 201 页，最多读 200 页"),
        (
            print_pdf(
                [scan()],
                trailer=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'1' * 64}> /U <{'2' * 64}> >>",
            ),
            "加了密码",
        ),
        (print_pdf([]), "已经损坏"),
        (b"%PDF-1.7\n" + b"\0\xff" * 1000, "已经损坏"),
        (b"%PDF-1.7", "已经损坏"),
    ],
    ids=["scan", "stamped scan", "empty page", "secret font", "pages", "password", "no page", "noise", "only a head"],
)
def test_what_gives_no_text_is_refused_with_what_to_do(data, said):
    with pytest.raises(Unreadable, match=said) as refusal:
        pdfs.read_pdf(data, name="三月.pdf")

    assert "三月.pdf" in str(refusal.value)
    assert "请" in str(refusal.value)


def test_a_form_that_shows_itself_is_refused_before_its_words_are_read_again_and_again():
    page, within = Page(), Page()
    page.put(60, 100, PARAGRAPHS[0][:20], 10)
    page.content.append("/Form Do")
    within.put(60, 200, "社区的表格", 10)

    def read_form(more: str) -> Reading:
        return pdfs.read_pdf(print_pdf([page], form="\n".join([*within.content, more])), name="表.pdf")

    assert [line.text for line in read_form("").lines] == [PARAGRAPHS[0][:20], "社区的表格"]
    with pytest.raises(Unreadable, match="第 1 页有图形套着它自己"):
        read_form("q 1 0 0 1 0 9 cm /Form Do Q")


@pytest.mark.parametrize(
    ("title", "is_said"),
    [("把会开到楼道里去", True), ("东苑社区把党员会", False), ("会议记录.docx", False), ("Untitled", False)],
)
def test_a_title_that_the_file_has_and_no_page_is_said(title, is_said):
    doubts = pdfs.read_pdf(print_pdf(set_columns(PARAGRAPHS, Setting()), title=title), name="a.pdf").doubts

    assert doubts == ((f"PDF 的属性里写着题名“{title}”，页面上没有印出，请核对题名",) if is_said else ())


def test_more_characters_than_can_be_read_in_time_are_refused(monkeypatch):
    monkeypatch.setattr(pdfs, "MOST_CHARACTERS", 100)

    with pytest.raises(Unreadable, match="请拆开后再收"):
        read(set_columns(PARAGRAPHS, Setting()))


@pytest.mark.parametrize("place", range(100, 2000, 190))
def test_a_file_cut_short_is_read_as_far_as_it_goes_or_refused(place):
    data = print_pdf(set_columns(PARAGRAPHS, Setting()))

    try:
        reading = pdfs.read_pdf(data[:-place], name="a.pdf")
    except Unreadable:
        return
    assert set("".join(line.text for line in reading.lines)) <= set("".join(PARAGRAPHS))


# ---------------------------------------------------------------------- pictures


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def test_a_page_is_drawn_as_wide_as_asked_for():
    data = print_pdf([Page(), Page(width=842, height=595)])

    assert size_of(pdfs.draw_page(data, 2, width=421))[0] == pytest.approx(421, abs=1)


def test_a_picture_is_never_wider_or_higher_than_a_screen_needs():
    assert max(size_of(pdfs.draw_page(print_pdf([Page()]), 1, width=99_999))) <= 2300
    assert (
        max(size_of(pdfs.draw_page(print_pdf([Page(width=10, height=14_000)]), 1, width=1600))) <= pdfs.TALLEST_PICTURE
    )


def test_a_page_that_is_not_there_is_not_drawn():
    with pytest.raises(Unreadable, match="没有第 2 页"):
        pdfs.draw_page(print_pdf([Page()]), 2, width=800)
