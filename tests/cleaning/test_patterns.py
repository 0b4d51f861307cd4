"""No pattern of cleaning hangs, whatever the line: all are tried, also those that will be written later."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from readingroom.cleaning.credits.readers import COUNT
from readingroom.cleaning.words import inline_patterns, patterns
from tests.cleaning import hostile

ROOT = Path(__file__).parents[2]
HANGS = 300
"""Seconds for all of them; they need a tenth of it, and one that hangs would need years."""

ENOUGH = 20
"""Pages by which every cache of patterns is filled; more could only find more."""


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.full)])
def test_no_pattern_grows_faster_than_the_line_it_reads(every: int) -> None:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.cleaning.hostile", str(every)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            timeout=HANGS,
        )
    except subprocess.TimeoutExpired as hung:
        raise AssertionError(f"hangs: {(hung.stdout or b'').decode('utf-8', 'replace').splitlines()[-1:]}") from hung

    assert done.returncode == 0, f"{done.stdout[-2000:]}{done.stderr[-2000:]}"


def test_the_patterns_of_modules_caches_and_word_files_are_all_found() -> None:
    at_work = hostile.patterns_at_work(islice(hostile.all_readings(), ENOUGH))
    tried = {pattern for pattern, _ in at_work} | set(hostile.held_patterns())

    assert COUNT in tried
    assert {one.regex for one in (*patterns(), *inline_patterns())} <= tried
    assert any(method in ("sub", "split") for _, method in at_work)


def test_a_pattern_of_the_square_is_noticed() -> None:
    assert hostile.is_steep((re.compile(r"\s*x"), "search"), "", " ")
    assert not hostile.is_steep((re.compile(r"\s*x"), "match"), "", " ")
