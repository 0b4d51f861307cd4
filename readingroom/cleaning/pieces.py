"""
The whole page as pieces in reading order, each with its fate; and what curators' decisions do to them.

Pieces are the form in which a page can be changed by hand: a place is taken out, put back, split or joined by
changing pieces, and the article and the ledger are both made from the same pieces afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from readingroom.cleaning.anchors import find_anchor
from readingroom.cleaning.blocks import Span, bounds
from readingroom.cleaning.damage import Damages
from readingroom.records import Anchor, Decision, ItemKind, Reading, Reason

CURATOR = "curator"
TITLE = "title"


@dataclass(frozen=True)
class Piece:
    """A span and its fate. Kept pieces with the same group make one item; the group "title" is the title."""

    span: Span
    rule: str
    group: int | str | None = None
    reason: Reason | None = None

    @property
    def is_kept(self) -> bool:
        return self.group is not None


@dataclass
class Page:
    """
    A page while it is worked on: pieces, the kind of each group, corrections of wording, what got lost,
    and the damage that was mended.

    It is changed in place, and does not leave `clean`.
    """

    pieces: list[Piece]
    kinds: dict[int, ItemKind]
    rewordings: list[tuple[Decision, Anchor]] = field(default_factory=list)
    carried_out: list[Decision] = field(default_factory=list)
    lost: list[Decision] = field(default_factory=list)
    damages: Damages = field(default_factory=dict)

    def new_group(self, kind: ItemKind) -> int:
        number = len(self.kinds)
        self.kinds[number] = kind
        return number

    def cut(self, line: int, at: int) -> None:
        """Make a place the boundary of two pieces."""
        for index, piece in enumerate(self.pieces):
            if piece.span.line == line and piece.span.start < at < piece.span.end:
                self.pieces[index : index + 1] = _cut_piece(piece, at)
                return

    def decided_places(self) -> set[tuple[int, int]]:
        """Where the pieces begin that a curator decided about."""
        return {(piece.span.line, piece.span.start) for piece in self.pieces if piece.rule == CURATOR}

    def around_damage(self, anchor: Anchor) -> Anchor:
        """The anchor, wide enough that no mended place lies half in it: what was mended is one."""
        first = self.damages.get((anchor.line, anchor.start))
        last = self.damages.get((anchor.line, anchor.end - 1)) if anchor.start < anchor.end else None
        start = first.start if first else anchor.start
        return replace(
            anchor,
            start=start,
            end=last.end if last else max(start, anchor.end) if anchor.start < anchor.end else start,
        )

    def within(self, anchor: Anchor) -> list[int]:
        """Indices of the pieces that lie in the anchored place, after cutting at its ends."""
        if anchor.start == anchor.end:
            return []
        self.cut(anchor.line, anchor.start)
        self.cut(anchor.line, anchor.end)
        return [
            index
            for index, piece in enumerate(self.pieces)
            if piece.span.line == anchor.line and anchor.start <= piece.span.start and piece.span.end <= anchor.end
        ]

    def at(self, anchor: Anchor) -> int | None:
        """Index of the piece that holds the anchor's start."""
        for index, piece in enumerate(self.pieces):
            if piece.span.line == anchor.line and piece.span.start <= anchor.start < piece.span.end:
                return index
        return None


def _cut_piece(piece: Piece, at: int) -> list[Piece]:
    halves = []
    for start, end in ((piece.span.start, at), (at, piece.span.end)):
        text = piece.span.text[start - piece.span.start : end - piece.span.start]
        begin, finish = bounds(text)
        if begin < finish:
            span = Span(piece.span.line, start + begin, start + finish, text[begin:finish])
            halves.append(replace(piece, span=span))
    return halves


def apply_decisions(page: Page, decisions: Sequence[Decision], reading: Reading) -> None:
    """
    Do what curators decided, in the order in which they did.

    Places are found again by their text; a decision whose place is gone, or that can do nothing any more, is
    collected in `page.lost` and becomes a review reason.
    """
    for decision in decisions:
        apply = APPLY.get(decision.kind)
        if apply is None:
            continue
        anchor = find_anchor(decision.anchor, reading) if decision.anchor else None
        if anchor is None or not apply(page, page.around_damage(anchor), decision):
            page.lost.append(decision)


def _keep(page: Page, anchor: Anchor, decision: Decision) -> bool:
    indices = page.within(anchor)
    if not indices:
        return False
    group: int | str = TITLE if decision.value == TITLE else page.new_group(decision.value or "paragraph")
    if group == TITLE:
        _drop_title(page)
    else:
        _part(page, indices)
    for index in indices:
        page.pieces[index] = replace(page.pieces[index], group=group, reason=None, rule=CURATOR)
    return True


def _part(page: Page, indices: Sequence[int]) -> None:
    """What follows in an item from whose midst something is taken becomes an item of its own, in its place."""
    old = page.pieces[indices[0]].group
    if isinstance(old, int) and any(piece.group == old for piece in page.pieces[: indices[0]]):
        _regroup(page, indices[-1] + 1, old)


def _regroup(page: Page, start: int, old: int) -> None:
    later = [at for at, piece in enumerate(page.pieces[start:], start) if piece.group == old]
    if later:
        new = page.new_group(page.kinds[old])
        for at in later:
            page.pieces[at] = replace(page.pieces[at], group=new)


def _drop_title(page: Page) -> None:
    for index, piece in enumerate(page.pieces):
        if piece.group == TITLE:
            page.pieces[index] = replace(piece, group=None, reason="metadata", rule=CURATOR)


def _remove(page: Page, anchor: Anchor, decision: Decision) -> bool:
    indices = page.within(anchor)
    for index in indices:
        page.pieces[index] = replace(page.pieces[index], group=None, reason=decision.value, rule=CURATOR)
    return bool(indices)


def _split(page: Page, anchor: Anchor, _: Decision) -> bool:
    page.cut(anchor.line, anchor.start)
    index = page.at(anchor)
    old = None if index is None else page.pieces[index].group
    if index is None or not isinstance(old, int):
        return False
    _regroup(page, index, old)
    return True


def _join(page: Page, anchor: Anchor, _: Decision) -> bool:
    index = page.at(anchor)
    if index is None or not isinstance(page.pieces[index].group, int):
        return False
    group = page.pieces[index].group
    first = next(place for place, piece in enumerate(page.pieces) if piece.group == group)
    earlier = [piece.group for piece in page.pieces[:first] if isinstance(piece.group, int)]
    if not earlier:
        return False
    for later, piece in enumerate(page.pieces):
        if piece.group == group:
            page.pieces[later] = replace(piece, group=earlier[-1])
    return True


def _move(page: Page, anchor: Anchor, decision: Decision) -> bool:
    """The item changes places with its neighbour: the later of the two comes to stand right before the earlier one."""
    index = page.at(anchor)
    order = list(dict.fromkeys(piece.group for piece in page.pieces if isinstance(piece.group, int)))
    group = None if index is None else page.pieces[index].group
    if not isinstance(group, int):
        return False
    at = order.index(group) + (0 if decision.value == "up" else 1)
    if not 0 < at < len(order):
        return False
    _put_before(page, order[at], order[at - 1])
    return True


def _put_before(page: Page, group: int, other: int) -> None:
    moved = [piece for piece in page.pieces if piece.group == group]
    rest = [piece for piece in page.pieces if piece.group != group]
    first = next(place for place, piece in enumerate(rest) if piece.group == other)
    page.pieces[:] = [*rest[:first], *moved, *rest[first:]]


def _kind(page: Page, anchor: Anchor, decision: Decision) -> bool:
    index = page.at(anchor)
    group = None if index is None else page.pieces[index].group
    if not isinstance(group, int):
        return False
    page.kinds[group] = decision.value
    return True


def _text(page: Page, anchor: Anchor, decision: Decision) -> bool:
    place = anchor if anchor.start < anchor.end else replace(anchor, start=max(0, anchor.start - 1))
    index = page.at(place)
    if index is None or not page.pieces[index].is_kept:
        return False
    page.rewordings.append((decision, anchor))
    return True


APPLY: dict[str, Callable[[Page, Anchor, Decision], bool]] = {
    "keep": _keep,
    "remove": _remove,
    "split": _split,
    "join": _join,
    "move": _move,
    "kind": _kind,
    "text": _text,
}
"""What cleaning does itself; field values are set in `fields`, themes and what was looked at in the pipeline."""
