"""Printed articles for tests: stories, pages with a headline, and what becomes of them."""

from __future__ import annotations

from readingroom.cleaning import clean
from readingroom.intake.pdfs import read_pdf
from readingroom.records import CleanArticle
from tests.intake.printing import WIDTH, Page, print_pdf

STORIES = [
    f"{place}社区把党员会开到楼道里，谁家水管漏了、哪盏路灯不亮，会上一件一件记下来，会后一件一件去办，办完再上门问一声。"
    f"网格员每周入户两次，老人就餐、孩子放学、车辆停放，都列进{place}社区的清单，由党总支逐条销号，结果张榜公布。"
    for place in ("东苑", "西苑", "南苑", "北苑", "中心", "河滨")
]


def cleaned(pages: list[Page]) -> CleanArticle:
    return clean(read_pdf(print_pdf(pages), name="a.pdf"))


def texts(article: CleanArticle) -> list[str]:
    return [item.text for item in article.items]


def rules(article: CleanArticle) -> set[str]:
    return {line.rule for line in article.ledger if line.fate == "removed"}


def headed(title: str = "把会开到楼道里去", size: float = 20) -> Page:
    page = Page()
    page.put((WIDTH - len(title) * size) / 2, 95, title, size, font="Hei")
    return page
