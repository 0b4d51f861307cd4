"""
Tries every pattern of cleaning on strings made to hang it: ``python -m tests.cleaning.hostile [EVERY]``.

EVERY: how many look-alike pages one is taken of to see patterns at work on; more than the third take long and show
hardly a pattern more.

A process of its own, so that a pattern that never ends can be ended; what it printed last is the one that hung. No
list is kept: patterns are those that the modules and their caches hold, and those seen at work on the look-alike pages.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

from readingroom import cleaning
from readingroom.cleaning import clean
from readingroom.records import Reading
from tests.benchmarks.growth import SHAPES, page, read
from tests.lookalikes.pages import SETS, load

PACKAGE = str(Path(cleaning.__file__).parent)
LONGEST = 20_000
SHORT, LONG = 1_000, 4_000
WORTH_A_LOOK = 0.005
"""Seconds: the square of 4 000 takes more, even of a pattern of one character; what takes less grows slowly enough."""

TOO_STEEP = 8
"""Four times the length takes four times as long, and sixteen times when growth is square."""

PLAIN = ("a", "一", " ", "1")
FILLINGS = (
    *(
        "|",
        "（",
        "(",
        "《",
        "【",
        "[",
        "<",
        "&",
        "，",
        "。",
        "…",
        ".",
        "-",
        "—",
        ":",
        "网",
        "报",
        "市",
        "年",
        "□",
        "\ue000",
    ),
    *(
        "张三 ",
        "12 ",
        "A:",
        "记者 ",
        "本报",
        "摄 ",
        "2021年",
        "第1期",
        "《一》",
        "来源:",
        "一;",
        "> ",
        "- ",
        "(一)",
        "a@",
        "現(x",
        "â€",
    ),
)
BEGINNINGS = ("", "（", "【", "一", "摘", "来源", "1")
END = "\x00"

Use = tuple[re.Pattern[str], str]


def held_patterns() -> Iterator[re.Pattern[str]]:
    """The patterns in the modules of cleaning, in their tables, and in the caches of their functions."""
    for found in pkgutil.iter_modules([PACKAGE]):
        module = importlib.import_module(f"{cleaning.__name__}.{found.name}")
        for value in vars(module).values():
            yield from _patterns_in(value)


def _patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, dict, set, frozenset)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _patterns_in(one)
    elif hasattr(value, "cache_info"):
        for held in gc.get_referents(value):
            yield from _patterns_in(held if isinstance(held, (dict, re.Pattern)) else None)
    elif hasattr(value, "regex"):
        yield value.regex


def all_readings(every: int = 1) -> Iterator[Reading]:
    """The look-alike pages, or every so manieth of them, and long pages of every shape."""
    yield from islice((one.reading for folder in SETS for one in load(folder)), 0, None, every)
    yield from (read(page(line, 2_000, "\n")) for line in SHAPES.values())


def patterns_at_work(readings: Iterable[Reading]) -> set[Use]:
    """Each pattern that cleaning applies to these pages, with the method it applies."""
    used: set[Use] = set()

    def watch(frame: FrameType, event: str, called: Any) -> None:
        pattern = getattr(called, "__self__", None)
        if event == "c_call" and isinstance(pattern, re.Pattern) and _is_ours(frame):
            used.add((pattern, called.__name__))

    for reading in readings:
        sys.setprofile(watch)
        clean(reading)
        sys.setprofile(None)
    return used


def _is_ours(frame: FrameType) -> bool:
    """Whether cleaning calls, itself or through a function of `re`."""
    caller = frame.f_back if frame.f_code.co_filename == re.__file__ and frame.f_back else frame
    return caller.f_code.co_filename.startswith(PACKAGE)


def uses(every: int) -> list[Use]:
    """What is at work as it works; a pattern that no page has called for is tried with `match`."""
    at_work = patterns_at_work(all_readings(every))
    seen = {pattern for pattern, _ in at_work}
    idle = {(pattern, "match") for pattern in held_patterns() if pattern not in seen}
    return sorted(at_work | idle, key=lambda use: (use[0].pattern, use[1]))


def apply(use: Use, text: str) -> None:
    pattern, method = use
    tried: Callable[..., Any] = getattr(pattern, method)
    result = tried("", text) if method in ("sub", "subn") else tried(text)
    if method == "finditer":
        sum(1 for _ in result)


def is_steep(use: Use, beginning: str, filling: str) -> bool:
    """Whether the time grows faster than the text. Measured again where it seems to, since machines are busy."""
    if _seconds(use, beginning, filling, LONG) < WORTH_A_LOOK:
        return False
    ratios = (
        _seconds(use, beginning, filling, LONG) / max(_seconds(use, beginning, filling, SHORT), 1e-6) for _ in range(3)
    )
    return all(ratio > TOO_STEEP for ratio in ratios)


def _seconds(use: Use, beginning: str, filling: str, length: int) -> float:
    text = beginning + (filling * length)[:length] + END
    start = time.process_time()
    apply(use, text)
    return time.process_time() - start


def main(tried: Iterable[Use]) -> int:
    steep = 0
    for use in tried:
        pattern, method = use
        print(f"{method} {pattern.pattern!r}", flush=True)
        for filling in PLAIN:
            apply(use, filling * LONGEST)
        for beginning in BEGINNINGS:
            for filling in (*PLAIN, *FILLINGS):
                if is_steep(use, beginning, filling):
                    print(f"STEEP on {beginning + filling!r}", flush=True)
                    steep += 1
    return steep


if __name__ == "__main__":
    sys.exit(min(main(uses(every=int(sys.argv[1]) if sys.argv[1:] else 1)), 1))
