"""What is drawn on a page: lines, frames and grounds, pictures."""

from __future__ import annotations

import pypdfium2
import pytest

from readingroom.intake.drawings import Drawing, read_drawings
from readingroom.intake.glyph_reader import GlyphReader
from tests.intake.printing import HEIGHT, WIDTH, Page, print_pdf


def drawings(page: Page) -> list[Drawing]:
    return read_drawings(GlyphReader(pypdfium2.PdfDocument(print_pdf([page]))[0]))


def near(left: float, top: float, right: float, bottom: float) -> object:
    return pytest.approx((left, top, right, bottom), abs=1.1)


def test_a_frame_is_where_it_is_seen():
    page = Page(entries=f"/CropBox [50 0 {WIDTH} {HEIGHT - 40}]")
    page.frame(100, 200, 300, 260)

    (frame,) = drawings(page)

    assert frame[:4] == near(50, 160, 250, 220)
    assert frame.is_plate


def test_a_picture_takes_up_room():
    page = Page()
    page.picture(100, 200, 300, 260)

    assert [one[:4] for one in drawings(page)] == [near(100, 200, 300, 260)]


def test_a_picture_of_the_whole_page_is_its_paper():
    page = Page()
    page.fill()

    assert drawings(page) == []


def test_a_white_ground_is_known_for_one():
    page = Page()
    page.frame(100, 200, 300, 260, look="1 g f")

    assert [one.is_white for one in drawings(page)] == [True]


def test_two_lines_of_one_width_frame_what_stands_between():
    page = Page()
    page.rule(100, 200, 300)
    page.rule(100, 260, 300)

    lines, plates = [one for one in drawings(page) if one.is_line], [one for one in drawings(page) if one.is_plate]

    assert (len(lines), [plate[:4] for plate in plates]) == (2, [near(100, 200, 300, 260)])


def test_the_lines_of_a_table_frame_nothing():
    page = Page()
    for y in (200, 220, 240):
        page.rule(100, y, 300)

    assert not any(one.is_plate for one in drawings(page))


def test_what_underlines_a_word_says_nothing():
    page = Page()
    page.rule(100, 200, 120)

    assert drawings(page) == []
