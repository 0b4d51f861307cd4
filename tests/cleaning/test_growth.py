"""
Cleaning does work in proportion to the page. Counted in calls, since a clock says more about the machine.

How long it takes is in tests/benchmarks/growth.py; that no pattern grows faster than its line, in test_patterns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from readingroom.cleaning import clean
from tests.benchmarks.growth import SHAPES, page, read

SMALL, LARGE = 3_000, 24_000
STEEP = 1.6
"""Times the eight that the pages differ by; were a tenth of the work the square of the page, it would be more."""


def calls(text: str) -> int:
    count = 0

    def watch(frame: FrameType, event: str, called: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    reading = read(text)
    sys.setprofile(watch)
    try:
        clean(reading)
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(autouse=True, scope="module")
def words_are_read() -> None:
    """Lists of words are read and patterns compiled once, by whatever page comes first: that is no page's work."""
    for shape in SHAPES.values():
        clean(read(page(shape, SMALL // 10, "\n")))


@pytest.mark.parametrize("between", ["\n", ""], ids=["lines", "one line"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_eight_times_the_page_is_about_eight_times_the_work(shape: Callable[[int], str], between: str) -> None:
    small, large = page(shape, SMALL, between), page(shape, LARGE, between)

    few = calls(small)
    assert calls(large) < STEEP * LARGE / SMALL * few
