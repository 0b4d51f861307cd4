"""Reasons to doubt that come from the format of a page: its witness, its own title, what stands apart in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import SENTENCE_ENDS, count_han, ends_with, without_invisible
from readingroom.cleaning.laying import UNDECIDED
from readingroom.cleaning.markup import Markup
from readingroom.cleaning.page_itself import RULE
from readingroom.cleaning.page_parts import named_rules
from readingroom.cleaning.pieces import CURATOR, Page, Piece
from readingroom.cleaning.styles import PLAIN, Style, Styles
from readingroom.records import FieldEvidence

DISAGREEMENT = 0.05
"""Of the text's Han characters: the extractor misses a heading or a last line here and there."""

SENTENCE_HAN = 20
"""Extractors take credits and captions for text; only sentences count that the rules removed."""

KNOWN_BY_WORDS = frozenset({"disclaimer", "metadata", "placeholder", "duplicate"})
"""Reasons for which our rules remove sentences by what they say; extractors take many a notice for text."""

APART = {
    "textbox": "出自文本框，位置可能不对",
    "tr": "是表格的一行，各格连在了一起",
}
"""Kinds of kept lines about which something has to be looked up in the original."""

MARKED: dict[str, Callable[[Style], bool]] = {
    "开头的编号是按网页的代码补上的，而网页的样式没有一起存下来，原页面可能不显示它们": lambda style: style.is_guess,
    "在原页面上前面另有编号，由网页的样式自动编出，文件里没有，未能读入": lambda style: style.is_uncounted,
    "里有划掉的字（加了删除线），已照收": lambda style: style.is_struck,
}
"""What the marks of kept lines say that has to be looked up, too."""

LINES_NAMED = 3


def doubts_about_witness(page: Page, styles: Styles) -> list[str]:
    """Where the extractor that looked at the same page and our rules differ about much of the text."""
    if not any(style.witness for style in styles.values()):
        return []
    ours = [piece for piece in page.pieces if _is_body(page, piece) and piece.rule != CURATOR]
    only_ours = [piece for piece in ours if styles.get(piece.span.line, PLAIN).witness == "out"]
    only_its = [piece for piece in page.pieces if _is_removed_sentence(piece, styles)]
    differing = _han(only_ours) + _han(only_its)
    if differing <= DISAGREEMENT * (_han(ours) + _han(only_its)):
        return []
    said = [
        *([f"收了而它没取的 {_han(only_ours)} 字（{_quoted(only_ours)}）"] if only_ours else []),
        *([f"它取了而没收的 {_han(only_its)} 字（{_quoted(only_its)}）"] if only_its else []),
    ]
    return [f"另一种取正文的办法与清洗规则有出入：{'，'.join(said)}，请核对"]


def doubts_about_apart(page: Page, styles: Styles) -> Iterator[str]:
    """Kept lines whose place is not certain in the document itself, and footnotes, which are not kept."""
    for kind, why in APART.items():
        apart = [piece for piece in page.pieces if piece.is_kept and styles.get(piece.span.line, PLAIN).kind == kind]
        if apart:
            yield f"{_quoted(apart)}{why}，请核对"
    for why, is_so in MARKED.items():
        if marked := [piece for piece in page.pieces if piece.is_kept and is_so(styles.get(piece.span.line, PLAIN))]:
            yield f"{_quoted(marked)}{why}，请核对"
    notes = [piece for piece in page.pieces if styles.get(piece.span.line, PLAIN).kind in ("footnote", "endnote")]
    if removed := [piece for piece in notes if not piece.is_kept and piece.rule != CURATOR]:
        yield f"{_quoted(removed)}是脚注，没有收入正文，请核对"


def notes_about_numbers(page: Page, styles: Styles) -> Iterator[str]:
    """Numbers that a browser or Word counts: they are seen in the original, and are no characters of its text."""
    numbered = [piece for piece in page.pieces if piece.is_kept and _begins_with_number(piece, styles)]
    if numbered:
        yield f"{_quoted(numbered)}开头的编号在原件里是自动编号，不是打上去的字，已照显示的样子补上"


def _begins_with_number(piece: Piece, styles: Styles) -> bool:
    style = styles.get(piece.span.line, PLAIN)
    return style.number > piece.span.start and not style.is_guess


def doubts_about_own_title(evidence: Mapping[str, FieldEvidence]) -> Sequence[str]:
    if "title" in evidence and evidence["title"].rule == RULE:
        return ("页面上没有找到题名，取自网页自带的题名，请核对",)
    return ()


def that_may_be_text(blocks: Sequence[Block], page: Page, styles: Styles) -> list[Block]:
    """
    The blocks that may be the article's. Most of a web page are menus and lists of links; what was removed of it counts
    only in whole sentences outside the parts that are named.
    """
    if not styles:
        return list(blocks)
    removed = {piece.span.line: piece.rule for piece in page.pieces if not piece.is_kept}
    return [
        block
        for block in blocks
        if (rule := removed.get(block.spans[0].line)) is None
        or rule == UNDECIDED
        or (rule not in named_rules() and ends_with(block.text, SENTENCE_ENDS))
    ]


def headed_places(blocks: Sequence[Block], markup: Markup) -> set[tuple[int, int]]:
    """Where the headings begin that the markup says are headings: nobody has to look at those."""
    kinds = markup.said.kinds
    return {
        (block.spans[0].line, block.spans[0].start)
        for block in blocks
        if kinds and kinds.get(block.spans[0].line) == "heading"
    }


def _is_body(page: Page, piece: Piece) -> bool:
    return isinstance(piece.group, int) and page.kinds[piece.group] == "paragraph"


def _is_removed_sentence(piece: Piece, styles: Styles) -> bool:
    if (
        piece.is_kept
        or piece.rule == CURATOR
        or piece.reason in KNOWN_BY_WORDS
        or styles.get(piece.span.line, PLAIN).witness != "in"
    ):
        return False
    return count_han(piece.span.text) >= SENTENCE_HAN and ends_with(piece.span.text, SENTENCE_ENDS)


def _han(pieces: Sequence[Piece]) -> int:
    return sum(count_han(piece.span.text) for piece in pieces)


def _quoted(pieces: Sequence[Piece]) -> str:
    lines = {piece.span.line: without_invisible(piece.span.text)[:12] for piece in reversed(pieces)}
    named = [f"第 {line} 行“{text}”" for line, text in sorted(lines.items())[:LINES_NAMED]]
    return "、".join(named) + (f"等 {len(lines)} 行" if len(lines) > LINES_NAMED else "")
