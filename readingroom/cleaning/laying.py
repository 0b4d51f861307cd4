"""From verdicts to pieces: every span of the page gets its fate, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.cleaning.blocks import Block, Span
from readingroom.cleaning.body import Body
from readingroom.cleaning.damage import Damages
from readingroom.cleaning.evidence import Evidence, Power
from readingroom.cleaning.page_words import RULE, beside_text
from readingroom.cleaning.pieces import TITLE, Page, Piece
from readingroom.cleaning.shared_words import pairs, share_of_pairs
from readingroom.cleaning.titles import Title
from readingroom.records import Reason

LONGEST_WORDS = 6
"""Han characters of a site's or a column's name; a longer line right above the title may be a part of it."""

UNDECIDED = "undecided"
"""The rule named for lines that no evidence speaks about: removed, and said to be undecided."""


def lay_pieces(
    blocks: Sequence[Block], verdicts: Sequence[Evidence | None], body: Body, title: Title | None, damages: Damages
) -> Page:
    """The page as pieces: the body's groups, the title, front matter, and all that is removed with its reason."""
    page = Page(pieces=[], kinds={}, damages=damages)
    placed = _place_body(body, page) | _place_title(title)
    title_index = _index_of_title(blocks, title)
    first_body = min((unit.index for _, unit in body.items), default=len(blocks))
    end = _end_of_article(body, verdicts)
    undecided = [at for at, block in enumerate(blocks) if verdicts[at] is None and not _is_placed(block, placed)]
    of_page = beside_text(blocks, undecided, body, title_index)
    for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        front = None
        if verdict is not None and verdict.front:
            front = page.new_group("front" if index < first_body else "paragraph")
        outside = _outside(index, block, title_index, body, end) if verdict is None else None
        if outside is None and index in of_page:
            outside = Evidence(RULE, "page-furniture", Power.POSITION)
        for span in block.spans:
            page.pieces += placed.get(_place(span)) or [_piece(span, verdict or outside, front)]
    return page


def _is_placed(block: Block, placed: dict[tuple[int, int], list[Piece]]) -> bool:
    return any(_place(span) in placed for span in block.spans)


def _index_of_title(blocks: Sequence[Block], title: Title | None) -> int | None:
    """Where a title begins that is sure; above one that is not, nothing is certain."""
    if title is None or not title.sure:
        return None
    first = title.spans[0]
    return next(
        index
        for index, block in enumerate(blocks)
        if any(span.line == first.line and span.start <= first.start < span.end for span in block.spans)
    )


def _outside(index: int, block: Block, title_index: int | None, body: Body, end: int) -> Evidence | None:
    """What nothing speaks about, but which stands above the title, or below what stands below the article."""
    if title_index is not None and index < title_index:
        may_be_kicker = (
            index == title_index - 1 and block.han > LONGEST_WORDS and share_of_pairs(block.text, pairs(body.text)) > 0
        )
        return None if may_be_kicker else Evidence("above_title", "navigation", Power.POSITION)
    return Evidence("below_end", "page-furniture", Power.POSITION) if index > end else None


def _end_of_article(body: Body, verdicts: Sequence[Evidence | None]) -> int:
    """The index of the first block below the body that is known to be something else."""
    last = max((unit.index for _, unit in body.items), default=len(verdicts))
    below = range(last + 1, len(verdicts))
    return next((at for at in below if (verdict := verdicts[at]) is not None and not verdict.front), len(verdicts))


def _place_body(body: Body, page: Page) -> dict[tuple[int, int], list[Piece]]:
    placed: dict[tuple[int, int], list[Piece]] = {}
    for kind, unit in body.items:
        group = page.new_group(kind)
        rule = "body" if kind == "paragraph" else "heading"
        placed |= {_place(span): [Piece(span, rule, group=group)] for span in unit.spans}
    return placed


TITLE_CUTS: dict[str, Reason] = {
    "title_copy": "duplicate",
    "site_suffix": "page-furniture",
    "title_remains": "page-furniture",
}


def _place_title(title: Title | None) -> dict[tuple[int, int], list[Piece]]:
    """The pieces of the title's lines by the place where each line begins."""
    if title is None:
        return {}
    pieces = [Piece(span, TITLE, group=TITLE) for span in title.spans]
    pieces += [_removed(span, rule, TITLE_CUTS[rule]) for span, rule in title.cut]
    placed: dict[tuple[int, int], list[Piece]] = {}
    for line in {piece.span.line for piece in pieces}:
        own = sorted((piece for piece in pieces if piece.span.line == line), key=lambda piece: piece.span.start)
        placed[_place(own[0].span)] = own
    return placed


def _place(span: Span) -> tuple[int, int]:
    return span.line, span.start


def _piece(span: Span, verdict: Evidence | None, front: int | None) -> Piece:
    if verdict is None:
        return _removed(span, UNDECIDED, "page-furniture")
    if front is not None:
        return Piece(span, verdict.rule, group=front)
    return _removed(span, verdict.rule, verdict.reason)


def _removed(span: Span, rule: str, reason: Reason | None) -> Piece:
    return Piece(span, rule, reason=reason)
