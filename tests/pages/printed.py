"""An article read from a page, and what curators correct in it."""

from __future__ import annotations

from readingroom.articles import curation, importing
from readingroom.articles.models import Article
from readingroom.articles.revising import reading_of
from readingroom.articles.working_copy import as_record
from readingroom.cleaning.anchors import make_anchor
from readingroom.records import Decision, DecisionKind

MEETING = "枣园社区党支部每月第一个星期五在院子里开会，党员和居民代表坐在一起，把停车、加装电梯等事情摆到桌面上说清楚。"
ROUNDS = "网格员每天沿着楼道走一遍，记下坏了的灯、堵了的管，当天报给社区，能修的第二天就修，修不了的写明原因和时限。"
CARE = "七十岁以上独居老人的家门，由联系楼栋的党员每周敲一次，送药、理发、代缴水电费，老人有事也知道该找谁。"


def printed_article() -> Article:
    """An article read from a page, so that curators' decisions have lines to stand on."""
    page = "\n\n".join(["院子里的会", "2022年7月1日  来源：柳河日报", MEETING, ROUNDS, CARE])
    outcome = importing.import_file(page.encode(), "院子.txt")
    article = Article.objects.get(number=outcome.number)
    curation.publish(article, by=None)
    return article


def correct(article: Article, kind: DecisionKind, text: str, value: str | None = None, *, correction: str = "") -> None:
    """A curator decides about a paragraph and publishes the correction."""
    reading = as_record(reading_of(article))
    line = next(line.number for line in reading.lines if line.text == text)
    anchor = make_anchor(reading, line, 0, len(text))
    curation.decide(article, Decision(kind, anchor, value), by=None)
    curation.publish(article, by=None, correction=correction)
