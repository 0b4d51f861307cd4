"""
The library as lines, or some of its articles.

One line is made after the other, so that a library of any size needs the memory of its largest article. An article and
what was redacted of it are read at one moment, without holding the room: nobody waits. (One moment for the whole file
was the alternative. With a rollback journal, as on Debian 12, nobody could write until the last byte is sent.) What is
between articles speaks of the lines as they were written; what came later is left for the next export.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone

from ..models import Article
from ..room import reading
from .article_exporting import Places, exported_with_places
from .lines import write
from .room_exporting import V, after_articles, before_articles, between_articles, redactions_of
from .room_shape import ExportedEnd, ExportedHeader

LEFT_OUT = (
    "帐号的密码、权限和登录状态：只有做过事的人的用户名和姓名",
    "工作台的“历史”（谁在哪一天改了哪一行）",
    "机器随时能再做出来的：清洗结果、检索库、文本指纹、还没有人判定的相近文章",
    "服务器的设置和密钥、日志",
)
"""Said in the first line of every file, and at the desk."""

LEFT_OUT_OF_A_CHOICE = (
    "没有选中的文章，以及它们与选中的文章之间的拆并和判定",
    "阅览室的名称、主题词、来源的别名与合并、清洗用词、自定义词、同义词、没找到的问题、收稿的各批",
)

Progress = Callable[[Iterable[int]], Iterable[int]]


def export_library(progress: Progress = iter) -> Iterator[str]:
    """Everything that the office would miss."""
    numbers = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    yield from _file(numbers, progress, is_whole=True)


def export_lines(numbers: Iterable[int], progress: Progress = iter) -> Iterator[str]:
    """Some articles, and what is between them."""
    yield from _file(sorted(numbers), progress, is_whole=False)


def _file(numbers: list[int], progress: Progress, *, is_whole: bool) -> Iterator[str]:
    count = 0
    for record in _records(numbers, progress, is_whole=is_whole):
        yield write(record)
        count += 1
    yield write(ExportedEnd("readingroom-end", V, count))


def _records(numbers: list[int], progress: Progress, *, is_whole: bool) -> Iterator[Any]:
    yield ExportedHeader(
        format="readingroom-export",
        version=V,
        made_at=timezone.now().isoformat(),
        is_whole=is_whole,
        articles=len(numbers),
        largest_number=numbers[-1] if numbers else 0,
        left_out=LEFT_OUT if is_whole else (*LEFT_OUT, *LEFT_OUT_OF_A_CHOICE),
    )
    if is_whole:
        yield from before_articles()
    places: dict[int, Places] = {}
    for number in progress(numbers):
        with reading():
            article, places[number] = exported_with_places(Article.objects.get(pk=number))
            redactions = list(redactions_of(article.number, places[number]))
        yield from (article, *redactions)
    yield from between_articles(places)
    if is_whole:
        yield from after_articles(places)
