"""
How the time for cleaning grows with the page: seconds of the processor for 10 KB to 10 MB, for several shapes of page.

    python -m tests.benchmarks.growth --json growth.json

`other` is the time that the next smaller page of the same shape would need if time grew as its size does, so that a
ratio near 1 is linear. n is the size in bytes of UTF-8. Where a page takes more than a minute, no larger one is tried.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from readingroom.cleaning import clean
from readingroom.records import Line, Reading
from tests.benchmarks.report import Row, report

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
LONGEST_WAIT = 60.0
"""Seconds for one page."""

SENTENCE = "街道把党支部建在网格上，让组织跟着需要走，社区干部每周到居民家里坐一坐，听听有什么难处。"

SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda at: f"第{at}次走访，{SENTENCE}",
    "sentences that break off": lambda at: f"第{at}次走访，{SENTENCE[:-8]}",
    "headings and paragraphs": lambda at: f"（一）把第{at}件事办好" if at % 2 else f"第{at}次走访，{SENTENCE}",
    "short lines, all alike": lambda _: "办好社区食堂",
    "short lines, all different": lambda at: f"办好第{at}家社区食堂",
    "titles": lambda at: f"把服务做到群众心坎上的若干思考之{at}",
    "titles, each twice": lambda at: f"把服务做到群众心坎上的若干思考之{at // 2}",
    "credits": lambda at: f"来源：清河日报 作者：张三 2021-07-01 09:{at % 60:02d}",
    "names": lambda _: "张三 李四 王五",
    "rows of names": lambda _: "张三 李四 王五 赵六",
    "offices": lambda _: "青石区委组织部",
    "salutations": lambda _: "各位同志：",
    "abstracts": lambda at: f"摘要：第{at}次走访，{SENTENCE}",
    "damage": lambda _: "現(xiàn)代，，化&ldquo;建設(shè)&rdquo;，â€œ要做好â€。GCD员都来。",
    "nothing but damage": lambda _: "&nbsp;&nbsp;",
    "misread": lambda _: SENTENCE.encode().decode("gb18030", "ignore"),
    "listings": lambda at: f"精装 3室2厅 {at}万元 南北向",
    "related posts": lambda at: "相关推荐" if at % 50 == 0 else f"上一篇：关于第{at}次会议的通知",
    "watermarks": lambda at: f"{SENTENCE}清河文秘网{at // 3}",
    "beginnings": lambda at: f"清河{at // 3:04d}文秘网写作门户 第{at}次走访，{SENTENCE}",
    "columns": lambda at: f"{SENTENCE[:20]}        {SENTENCE[20:40]}",
    "rows of one width": lambda at: SENTENCE[at % 10 : at % 10 + 30],
    "scattered": lambda at: f"{SENTENCE * 3}\n精装 {at}万元\n出租 {at}万元\n出售 {at}万元",
    "brackets": lambda _: "（他说：“《",
}


def read(text: str) -> Reading:
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
    return Reading(lines, "text", "utf-8", "plain-1")


def page(line: Callable[[int], str], size: int, between: str) -> str:
    """As many lines of the shape as fill the size."""
    count = size // len((line(0) + between).encode())
    return between.join(line(at) for at in range(count))


def seconds(reading: Reading) -> float:
    start = time.process_time()
    clean(reading)
    return time.process_time() - start


def rows() -> Iterator[Row]:
    for name, line in SHAPES.items():
        for between, form in (("\n", name), ("", f"{name}, in one line")):
            before: float | None = None
            for size in SIZES:
                taken = seconds(read(page(line, size, between)))
                yield Row(f"{form}: {size // 1000} KB", taken, before and before * 10, size)
                before = taken
                if taken > LONGEST_WAIT / 10:
                    break


if __name__ == "__main__":
    report("growth", rows())
