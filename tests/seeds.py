"""The five seeds and their gold, for tests of every stage."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from readingroom import intake
from readingroom.records import Reading

ROOT = Path(__file__).parent.parent
IDS = ("003", "002", "001", "004", "000")
"""In the order of difficulty."""


def seed_bytes(seed: str) -> bytes:
    (path,) = (ROOT / "seeds").glob(f"{seed}_*.txt")
    return path.read_bytes()


@cache
def seed_reading(seed: str) -> Reading:
    return intake.read(seed_bytes(seed), name=f"{seed}.txt")


@cache
def gold(seed: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / "tests" / "gold" / f"{seed}.json").read_text("utf-8"))
    return data
