"""A page as it is scraped, with things to remove around an article of nine items; and ways to point at its parts."""

from __future__ import annotations

from readingroom.articles.models import Article
from readingroom.articles.revising import reading_of
from readingroom.articles.working_copy import as_record
from readingroom.cleaning.anchors import make_anchor
from readingroom.records import Anchor

PAGE = """\
首页 > 党建园地 > 基层动态
党建引领小区治理的三个办法
来源:社区晚报 2024-05-20 作者:林晓
党支部每月召开一次支部党员大会,讨论决定支部的重要事项,并把结果贴在小区的公告栏里,请全体居民监督。
一、把组织建在网格上
街道把十二个小区划成四十个网格,每个网格成立一个党小组,党小组长由居民推选,街道党工委备案并统一培训。
网格党小组每周走访一次,走访中听到的问题当天登记,能办的马上就办,不能办的报到社区党委一起想办法。
二、把服务送到家门口
社区把服务窗口搬到楼下,居民办事不再来回跑路;行动不便的老人,由志愿者上门代办,办好以后再送到家里。
去年一年,志愿者上门代办了三百多件事,其中最多的是医保报销和养老认证,居民都说这样的服务很贴心。
三、把干部放到一线去
街道为每个网格配备一名专职干部,并定期组织业务培训,年底由居民打分,打分结果作为评优的主要依据。
免责声明:本文仅代表作者个人观点,与本网无关,请读者仅作参考。
"""

ITEMS = 9
MEETING, VISITS, WINDOW, ERRANDS = "党支部每月", "网格党小组每周", "社区把服务窗口", "去年一年"
"""How four of its paragraphs begin."""
DISCLAIMER = "免责声明"


def anchor(article: Article, words: str) -> Anchor:
    """Where these words stand on the page, as a curator would mark them."""
    reading = as_record(reading_of(article))
    line = next(line for line in reading.lines if words in line.text)
    start = line.text.index(words)
    return make_anchor(reading, line.number, start, start + len(words))


def whole_line(article: Article, words: str) -> Anchor:
    reading = as_record(reading_of(article))
    line = next(line for line in reading.lines if words in line.text)
    return make_anchor(reading, line.number, 0, len(line.text))
