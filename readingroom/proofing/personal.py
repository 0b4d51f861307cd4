"""Telephone and identity numbers; whose they are, and whether they may stay, a person decides."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.personal_data import KIND_NAMES, find

from .flags import each


def _numbers(text: str) -> Iterator[tuple[int, int, str, str]]:
    for span in find(text):
        yield span.start, span.end, f"像是{KIND_NAMES[span.kind]}，请核对能不能公开", ""


personal = each(_numbers)
