"""From verdicts to pieces: every span of the page gets its fate, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readingroom.cleaning.blocks import Block, Span
from readingroom.cleaning.body import Body
from readingroom.cleaning.evidence import Evidence
from readingroom.cleaning.pieces import TITLE, Page, Piece
from readingroom.cleaning.titles import Title
from readingroom.records import Reason

UNDECIDED = "undecided"
"""The rule named for lines that no evidence speaks about: removed, and said to be undecided."""


def lay_pieces(blocks: Sequence[Block], verdicts: Sequence[Evidence | None], body: Body, title: Title | None) -> Page:
    """The page as pieces: the body's groups, the title, front matter, and all that is removed with its reason."""
    page = Page(pieces=[], kinds={})
    placed = _place_body(body, page) | _place_title(title)
    first_body = min((unit.index for _, unit in body.items), default=len(blocks))
    for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        front = None
        if verdict is not None and verdict.front:
            front = page.new_group("front" if index < first_body else "paragraph")
        for span in block.spans:
            page.pieces += placed.get(_place(span)) or [_piece(span, verdict, front)]
    return page


def _place_body(body: Body, page: Page) -> dict[tuple[int, int], list[Piece]]:
    placed: dict[tuple[int, int], list[Piece]] = {}
    for kind, unit in body.items:
        group = page.new_group(kind)
        rule = "body" if kind == "paragraph" else "heading"
        placed |= {_place(span): [Piece(span, rule, group=group)] for span in unit.spans}
    return placed


def _place_title(title: Title | None) -> dict[tuple[int, int], list[Piece]]:
    """The pieces of the title's line, and of the subtitle's, by the place where each begins."""
    if title is None:
        return {}
    placed = {_place(title.span): [Piece(title.span, TITLE, group=TITLE), *_suffix(title)]}
    if title.subtitle:
        placed[_place(title.subtitle)] = [Piece(title.subtitle, TITLE, group=TITLE)]
    return placed


def _place(span: Span) -> tuple[int, int]:
    return span.line, span.start


def _suffix(title: Title) -> Iterator[Piece]:
    if title.suffix:
        yield (
            _removed(title.suffix, "title_copy", "duplicate")
            if title.suffix_is_copy
            else _removed(title.suffix, "site_suffix", "page-furniture")
        )


def _piece(span: Span, verdict: Evidence | None, front: int | None) -> Piece:
    if verdict is None:
        return _removed(span, UNDECIDED, "page-furniture")
    if front is not None:
        return Piece(span, verdict.rule, group=front)
    return _removed(span, verdict.rule, verdict.reason)


def _removed(span: Span, rule: str, reason: Reason | None) -> Piece:
    return Piece(span, rule, reason=reason)
