"""What is written down the page is read down."""

from __future__ import annotations

from tests.intake.printed_reading import PARAGRAPHS, read
from tests.intake.printing import Page, Setting, set_columns


def test_a_page_written_down_is_read_from_the_right_and_said():
    page = Page()
    for place, row in enumerate(
        ("东苑社区把党员会开到楼道里，", "谁家水管漏了、哪盏路灯不亮，", "会上一件一件记下来。")
    ):
        page.put_down(500 - 20 * place, 100, row, 12)

    reading = read([page])

    assert [line.text for line in reading.lines] == [
        "东苑社区把党员会开到楼道里，",
        "谁家水管漏了、哪盏路灯不亮，",
        "会上一件一件记下来。",
    ]
    assert "竖排" in reading.doubts[0]


def test_a_headline_written_down_beside_rows_is_kept_together():
    page = set_columns(PARAGRAPHS, Setting(left=120))[0]
    page.put_down(60, 100, "老党员的三本账", 20)

    reading = read([page])

    assert "老党员的三本账" in [line.text for line in reading.lines]
    assert "竖排的标题" in reading.doubts[0]
