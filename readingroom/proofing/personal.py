"""Numbers and addresses of persons; whose they are, and whether they may stay, a person decides."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.personal_data import KIND_NAMES, of_persons

from .flags import each


def _numbers(text: str) -> Iterator[tuple[int, int, str, str]]:
    for span in of_persons(text):
        yield span.start, span.end, f"像是{KIND_NAMES[span.kind]}，请核对能不能公开", ""


personal = each(_numbers)
