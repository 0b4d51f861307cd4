"""
Finding the title: scored, not "the first line".

A title stands before the body, near the line that names source or date, and speaks of what the body speaks of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readingroom.cleaning.blocks import HEADING, TABLE_ROW, Block, Span
from readingroom.cleaning.body import Unit
from readingroom.cleaning.characters import HAN, NUMBERED, count_han, ends_with, fold, is_spread
from readingroom.cleaning.credits import read_credits
from readingroom.cleaning.evidence import Evidence, Power
from readingroom.cleaning.head import AROUND, SUBTITLE_DASHES, first_text
from readingroom.cleaning.shared_words import pairs, share_of_pairs
from readingroom.cleaning.title_cuts import (
    CHANNEL_SUFFIX,
    REMAINS,
    SHORTEST,
    SITE_SUFFIX,
    parts_of,
    site_of,
    without_site,
)

LONGEST = 60
"""Han characters of a title."""

SHORTEST_SIGNED = 2
"""… of one right above the line that names its author: 马灯."""

NEAR_METADATA = 3.0
"""Points for standing right before the line with source, date or author."""

BELOW_METADATA = 1.0
"""Points for standing right below it: there a heading may stand as well."""

SHARED_WORDS = 3.0
"""Points for a title all of whose two-character sequences occur in the body."""

NEARNESS = 0.2
"""Points lost for every undecided line between the title and the body."""

REPEATED = 1.5
"""Points for a line that the page prints twice above the text."""

TOO_SHORT = 6
"""Han characters; a shorter line is more often a column's or a site's name. It costs a point."""

SAID = 4.0
"""Points for a line that the page calls itself by, where nobody sees it."""

PROMINENT = 1.0
"""Points for a line that is set as titles are: large, or bold in the middle."""

CREDITS_LIKE = 1.5
"""Points lost by a line that may be a name, an office or a paper."""

MOST_LINES = 3
"""Lines of a title."""

MARGIN = 0.5
"""Two candidates closer than this: the choice is doubtful."""

MARGIN_BESIDE = 1.2
"""And of two lines right above each other one may be the other's kicker or its second half."""

DOUBTFUL_SHARE = 0.1
"""Below this share of sequences found in the body, a title may belong to something else."""

SURE_SHARE = 0.25
"""From this share on, a title beside the line with source or date is sure."""

MOST_OF_IT = 0.6
"""A line that is so much of another line above the text is a copy of the title."""

MOST_LINES_ABOVE = 200
"""So many lines above the text are looked at for a longer title; a head has fewer, a list may have thousands."""

COPY = "title_copy"

NAME_AND_TITLE = re.compile(rf"(?P<name>[{HAN}]{{2,4}}|[{HAN}]{{1,6}}·[{HAN}]{{1,6}}):(?=.{{4,}})")
KIND_BEFORE = re.compile(r"^(?:[『「\[【][^『』「」\[\]【】]{2,8}[』」\]】]\s*)+")
"""『乡村里弄』[村务讨论] before a title: the board of a forum, and the kind of a post."""

OPENING_HEADING = re.compile("(?:引言|前言|导言|导语|摘要|目录|正文)(?:$|[:\\s])")
"""How a text begins whose title is not on the page."""

STAMPED = re.compile(r"\d{4}([-./])\d{1,2}\1\d{1,2}\s*\d{1,2}:\d{2}")
"""2023-03-12 05:19:33张三某某大学: when it was posted, and whatever is glued to it, is no title."""

BEGINS_OPEN = re.compile("(?:关于|在|论|对|以|让|把)")
ENDS_IT = re.compile(
    "(?:讲话|报告|通知|意见|思考|探索|研究|实践|启示|倡议书?|建议|致辞|发言|方案|办法|规定|总结|体会|纪实|见闻|调查|经验|做法|路径|决定|批复|函)$"
)
KIND_ALONE = re.compile(f"[{HAN}]{{0,4}}(?:{ENDS_IT.pattern[3:-2]})")
"""述职报告, 活动实施方案 in a line of its own: what kind of text it is, below what it is about."""

SHORTEST_OPENING = 8
"""Han characters of a line that says what a text is about; a shorter one may be a column's name."""

GOES_ON = re.compile("[的与和及暨、]|——|—|--")
BREAKS_OFF = re.compile("(?:[的与和及暨、,，:：中]|(?:背景|视域|视角|视野|条件|形势|引领|格局|模式)下)$")


@dataclass(frozen=True)
class Title:
    """The title, in one line or several, what was cut off around it, the index of its last block, and doubts."""

    spans: tuple[Span, ...]
    cut: tuple[tuple[Span, str], ...]
    index: int
    sure: bool
    doubts: tuple[str, ...]


def title_copies(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """A line that may be a title and stands on the page more than once: all but one above the text are copies."""
    first = first_text(blocks, said)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if not said[index] and SHORTEST < block.han <= LONGEST and not ends_with(block.text, "。；，"):
            places[_bare(block)].append(index)
    bare_above = [bare for bare, same in places.items() if same[0] < first]
    nearest = bare_above[-MOST_LINES_ABOVE:]
    for bare in bare_above:
        same = places[bare]
        if any(bare in longer and len(bare) >= MOST_OF_IT * len(longer) for longer in nearest if longer != bare):
            yield from ((index, Evidence(COPY, "duplicate", Power.SHAPE)) for index in same if index < first)
            continue
        above = [at for at in same if at < first]
        beside = [at for at in above if _is_beside_credits(at, blocks, said)]
        chosen = min(beside, key=lambda at: len(blocks[at].plain), default=above[-1])
        for index in same:
            if index != chosen:
                yield index, Evidence(COPY, "duplicate", Power.SHAPE)


def _bare(block: Block) -> str:
    bare = SITE_SUFFIX.sub("", REMAINS.sub("", KIND_BEFORE.sub("", block.plain)))
    return re.sub(r"[\W_]", "", bare if bare == block.plain else CHANNEL_SUFFIX.sub("", bare))


def _is_beside_credits(index: int, blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> bool:
    """Right below credits, or right above them with nothing but a subtitle between."""
    below = index + 1
    if below < len(blocks) and blocks[below].text.startswith(SUBTITLE_DASHES):
        below += 1
    return _is_credits(said, below) or _is_credits(said, index - 1)


def _is_credits(said: Sequence[Sequence[Evidence]], index: int) -> bool:
    return 0 <= index < len(said) and any(one.reason == "metadata" for one in said[index])


def find_title(
    before: Sequence[Unit],
    body: str,
    blocks: Sequence[Block],
    verdicts: Sequence[Evidence | None],
    said: Collection[int] = (),
    prominent: Collection[int] = (),
) -> Title | None:
    """
    The title among the units before the body; None when none is printed.

    `said` are blocks the page is called by, `prominent` those that are set as titles are.
    """
    candidates = [unit for unit in before if _may_be_title(unit)]
    candidates = candidates or _short_titles(before, verdicts)
    if not candidates:
        return None
    words = pairs(body)
    copies = {_bare(block) for block, verdict in zip(blocks, verdicts, strict=True) if verdict and verdict.rule == COPY}
    scores = {}
    by_place = {unit.index: unit for unit in before if len(unit.spans) == 1}
    for below, unit in enumerate(reversed(candidates)):
        repeated = REPEATED * (_bare(blocks[unit.index]) in copies)
        scores[unit.index] = _score(_lines_of_title(unit, by_place), words, verdicts) + repeated - NEARNESS * below
        scores[unit.index] += SAID * (unit.index in said) + PROMINENT * (unit.index in prominent)
    best, *others = sorted(candidates, key=lambda unit: (-scores[unit.index], unit.index))
    lines = _lines_of_title(best, by_place)
    rival = next((unit for unit in others if unit not in lines), None)
    margin = scores[best.index] - scores[rival.index] if rival else NEAR_METADATA
    is_beside = rival is not None and abs(rival.index - best.index) == 1
    is_doubtful = margin < (MARGIN_BESIDE if is_beside else MARGIN)
    if rival is not None and is_beside:
        is_doubtful |= count_han(rival.text) >= TOO_SHORT and share_of_pairs(rival.text, words) >= SURE_SHARE
    return _title(
        lines,
        words,
        verdicts,
        site_of(blocks, verdicts),
        rival if is_doubtful and best.index not in said else None,
        is_said=best.index in said,
        is_only=rival is None,
    )


def _may_be_title(unit: Unit) -> bool:
    if (len(unit.spans) != 1 and unit.role != HEADING) or _is_sentence(unit) or _is_subtitle(unit):
        return False
    if unit.role == TABLE_ROW:
        return False
    if fold(unit.text).count("|") > 1 and not REMAINS.search(unit.text):
        return False
    if NUMBERED.match(unit.text) or STAMPED.match(fold(unit.text)) or OPENING_HEADING.match(fold(unit.text)):
        return False
    return SHORTEST <= unit.han <= LONGEST and len(unit.text) <= 2 * LONGEST


def _short_titles(before: Sequence[Unit], verdicts: Sequence[Evidence | None]) -> list[Unit]:
    """A line of two or three characters right above the author's: where no other may be the title."""
    return [
        unit
        for unit in before
        if SHORTEST_SIGNED <= unit.han < SHORTEST and len(unit.text) == unit.han
        if _names_author(verdicts, unit.index + 1)
    ]


def _names_author(verdicts: Sequence[Evidence | None], index: int) -> bool:
    verdict = verdicts[index] if index < len(verdicts) else None
    return verdict is not None and any(found.field == "author" for found in verdict.found)


def _is_subtitle(unit: Unit) -> bool:
    """——关于某事的几点思考, in the line below the title, is a part of it."""
    return unit.text.startswith(SUBTITLE_DASHES) and len(unit.spans) == 1 and unit.han >= SHORTEST


def _lines_of_title(best: Unit, by_place: Mapping[int, Unit]) -> list[Unit]:
    """The lines of a title that was broken into several, and its subtitle."""
    lines = [best]
    for _ in range(MOST_LINES - 1):
        above = by_place.get(lines[0].index - 1)
        if above and _may_be_title(above) and _belong_together(above.text, lines[0].text):
            lines.insert(0, above)
    so_far = "".join(unit.text for unit in lines)
    below = by_place.get(best.index + 1)
    if below and (_is_subtitle(below) or (_may_be_title(below) and _belong_together(so_far, below.text))):
        lines.append(below)
        subtitle = by_place.get(below.index + 1)
        if subtitle and not _is_subtitle(below) and _is_subtitle(subtitle):
            lines.append(subtitle)
    return lines


def _belong_together(first: str, second: str) -> bool:
    """
    Whether two lines are one title.

    >>> _belong_together("在全县组织工作", "会议上的讲话"), _belong_together("清河日报", "党旗飘在抢险一线")
    (True, False)
    """
    first, second = fold(first), fold(second)
    pieces = {piece.kind for piece in read_credits(first) or ()}
    if pieces <= {"office"} and pieces and second.startswith("关于"):
        return True
    spread = is_spread(first) and is_spread(second) and not (pieces - {"unknown"})
    first, second = re.sub(r"\s", "", first), re.sub(r"\s", "", second)
    if BREAKS_OFF.search(first) or GOES_ON.match(second) or spread:
        return True
    if KIND_ALONE.fullmatch(second) and count_han(first) >= SHORTEST_OPENING and not (pieces - {"unknown"}):
        return not ENDS_IT.search(first)
    return bool(BEGINS_OPEN.match(first) and not ENDS_IT.search(first) and ENDS_IT.search(second))


def name_before_title(title: str) -> str | None:
    """
    The name in 张三：题名, as opinion pieces and speeches are headed. It is no byline: 习近平：… is headed so too.

    >>> name_before_title("甲某某：办好社区食堂"), name_before_title("社论：办好社区食堂")
    ('甲某某', '社论')
    """
    match = NAME_AND_TITLE.match(fold(title))
    return match["name"] if match else None


def _is_sentence(unit: Unit) -> bool:
    return unit.text.rstrip("”’）)").endswith(("。", "；", ";", "，", ","))


def _title(
    lines: Sequence[Unit],
    body: set[str],
    verdicts: Sequence[Evidence | None],
    site: str,
    rival: Unit | None,
    *,
    is_said: bool,
    is_only: bool,
) -> Title:
    """`is_said`: the page calls itself so. `is_only`: no other line may be the title, so that its place says enough."""
    cut: list[tuple[Span, str]] = []
    spans = [part for unit in lines for part in parts_of(unit, cut)]
    spans[-1] = without_site(spans[-1], site, cut)
    text = "".join(span.text for span in spans)
    share = share_of_pairs(text, body)
    doubts = []
    if rival is not None:
        doubts.append(f"题名不能确定：第 {spans[0].line} 行和第 {rival.spans[0].line} 行都像题名")
    is_alone = is_only and _has_metadata(verdicts, lines[-1].index, 1)
    if body and share < DOUBTFUL_SHARE and not is_said and not is_alone:
        doubts.append("题名与正文没有共同的词语，请核对题名")
    is_beside = _has_metadata(verdicts, lines[-1].index, 1) or _has_metadata(verdicts, lines[0].index, -1)
    return Title(
        tuple(spans),
        tuple(cut),
        lines[-1].index,
        not doubts and (is_said or is_beside or share >= SURE_SHARE),
        tuple(doubts),
    )


def _score(lines: Sequence[Unit], body: set[str], verdicts: Sequence[Evidence | None]) -> float:
    text = "".join(unit.text for unit in lines)
    score = SHARED_WORDS * share_of_pairs(text, body)
    if _has_metadata(verdicts, lines[-1].index, 1):
        score += NEAR_METADATA
    elif _has_metadata(verdicts, lines[0].index, -1):
        score += BELOW_METADATA
    pieces = read_credits(fold(text))
    is_credits = bool(pieces) and "unknown" not in {piece.kind for piece in pieces or ()}
    return score - (count_han(text) < TOO_SHORT) - CREDITS_LIKE * is_credits


def _has_metadata(verdicts: Sequence[Evidence | None], index: int, step: int) -> bool:
    """Whether credits stand beside a line, with nothing but furniture between."""
    at = index + step
    while 0 <= at < len(verdicts) and (verdict := verdicts[at]) is not None:
        if verdict.reason == "metadata" or verdict.found:
            return True
        if verdict.reason not in AROUND:
            return False
        at += step
    return False
