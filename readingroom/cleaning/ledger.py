"""The account of every raw line, made from the pieces of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from readingroom.cleaning.pieces import Piece
from readingroom.records import FieldEvidence, LedgerLine, Segment

To = int | Literal["title"]


def write_ledger(
    pieces: Sequence[Piece], numbers: Mapping[int | str, To], evidence: Mapping[str, FieldEvidence]
) -> tuple[LedgerLine, ...]:
    """One entry for each line that is not blank. `numbers` says which item each group of pieces became."""
    lines: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        lines[piece.span.line].append(piece)
    fields: defaultdict[int, list[str]] = defaultdict(list)
    for name, found in evidence.items():
        fields[found.line].append(name)
    return tuple(_entry(number, lines[number], numbers, tuple(fields[number])) for number in sorted(lines))


def _entry(
    number: int, pieces: Sequence[Piece], numbers: Mapping[int | str, To], fields: tuple[str, ...]
) -> LedgerLine:
    segments = tuple(_segment(piece, numbers) for piece in sorted(pieces, key=lambda piece: piece.span.start))
    kept = tuple(dict.fromkeys(segment.to for segment in segments if segment.to is not None))
    # The longest segment speaks for the line.
    longest = max(segments, key=lambda segment: segment.end - segment.start)
    return LedgerLine(
        number=number,
        fate="kept" if kept else "removed",
        to=kept,
        reason=None if kept else longest.reason,
        fields=fields,
        rule=longest.rule,
        segments=segments,
    )


def _segment(piece: Piece, numbers: Mapping[int | str, To]) -> Segment:
    span = piece.span
    if piece.group is None:
        return Segment(span.line, span.start, span.end, "removed", None, piece.reason, piece.rule)
    return Segment(span.line, span.start, span.end, "kept", numbers[piece.group], None, piece.rule)
