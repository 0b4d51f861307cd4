from __future__ import annotations

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Edition, Paragraph
from readingroom.pages.passages import read_passages
from tests.library import item, published_article

pytestmark = pytest.mark.usefixtures("themes")

SAID = {"2022-07": 3, "2022-06-30": 0, "2022": 1, "2021": 2, "": 4}
"""How many passages on service an article has of each date; each has one on organization and a heading too."""


@pytest.mark.parametrize("size", [1, 2, 3, 7, 20])
def test_a_list_of_passages_is_the_same_however_long_its_pages_are(size: int) -> None:
    for date, passages in SAID.items():
        when = {"date": date, "date_precision": {4: "year", 7: "month", 10: "day"}[len(date)]} if date else {}
        served = [item(f"{date or '不详'}的窗口{number}。", theme="service") for number in range(passages)]
        heading = item(f"{date or '不详'}的便民", kind="heading", theme="service")
        published_article([heading, item(f"{date or '不详'}的支部。", theme="organization"), *served], **when)
    withdrawn = published_article([item("撤下的窗口。", theme="service")], date="2022-07-02", date_precision="day")
    curation.withdraw(withdrawn, by=None)
    editions = Edition.objects.with_passages_on("service").published()

    pages = [read_passages("service", editions, start, start + size) for start in range(0, 10, size)]

    whole = Paragraph.objects.published().of_the_body().on_theme("service").newest_first()
    assert len(whole) == 10
    assert [passage for page in pages for passage in page] == list(whole)
