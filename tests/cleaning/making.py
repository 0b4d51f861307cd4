"""Blocks and readings out of strings."""

from __future__ import annotations

from readingroom.cleaning.blocks import Block, Span, span_of
from readingroom.records import Line, Reading


def block(text: str, line: int = 1) -> Block:
    return Block((Span(line, 0, len(text), text),))


def blocks(text: str) -> list[Block]:
    return [Block((span,)) for line in reading(text).lines if (span := span_of(line))]


def reading(text: str) -> Reading:
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
    return Reading(lines, "text", "utf-8", "plain-1")
