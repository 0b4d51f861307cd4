"""
Finding the title: scored, not "the first line".

A title stands before the body, near the line that names source or date, and speaks of what the body speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.cleaning.blocks import Span
from readingroom.cleaning.body import Unit
from readingroom.cleaning.characters import HAN, count_han, fold
from readingroom.cleaning.evidence import Evidence

SHORTEST, LONGEST = 4, 60
"""Han characters of a title."""

NEAR_METADATA = 2.0
"""Points for standing right before the line with source, date or author; after it half as many."""

SHARED_WORDS = 3.0
"""Points for a title all of whose two-character sequences occur in the body."""

NEARNESS = 0.2
"""Points lost for every undecided line between the title and the body."""

MARGIN = 0.5
"""Two candidates closer than this: the choice is doubtful."""

DOUBTFUL_SHARE = 0.1
"""Below this share of sequences found in the body, a title may belong to something else."""

SAME_AGAIN = 0.6
"""A bracket that holds so much of the title says it again, for search engines to find."""

_HAN_RUNS = re.compile(f"[{HAN}]+")
NAME_AND_TITLE = re.compile(rf"(?P<name>[{HAN}]{{2,4}}|[{HAN}]{{1,6}}·[{HAN}]{{1,6}}):(?=.{{4,}})")
BRACKETED_SUFFIX = re.compile(r"\s*[(（](?P<inner>[^()（）]{4,})[)）]\s*$")
SITE_SUFFIX = re.compile(rf"\s*(?:[-_|—–]+)\s*(?P<site>[{HAN}A-Za-z0-9]{{2,12}}(?:网|报|在线|频道|门户|论坛|杂志))\s*$")


@dataclass(frozen=True)
class Title:
    """The title, what was cut off behind it, the subtitle in the line below, and doubts."""

    span: Span
    suffix: Span | None
    suffix_is_copy: bool
    subtitle: Span | None
    doubts: tuple[str, ...]


def find_title(before: Sequence[Unit], body: str, verdicts: Sequence[Evidence | None]) -> Title | None:
    """The title among the units before the body; None when none is printed."""
    candidates = [unit for unit in before if _may_be_title(unit)]
    if not candidates:
        return None
    words = pairs(body)
    scores = {
        unit.index: _score(unit, words, verdicts) - NEARNESS * below for below, unit in enumerate(reversed(candidates))
    }
    ranked = sorted(candidates, key=lambda unit: (-scores[unit.index], unit.index))
    subtitle = next((unit for unit in before if unit.index == ranked[0].index + 1 and _is_subtitle(unit)), None)
    return _title(ranked, scores, words, subtitle)


def _may_be_title(unit: Unit) -> bool:
    if len(unit.spans) != 1 or _is_sentence(unit) or _is_subtitle(unit):
        return False
    return SHORTEST <= unit.han <= LONGEST and len(unit.text) <= 2 * LONGEST


def _is_subtitle(unit: Unit) -> bool:
    """——关于某事的几点思考, in the line below the title, is a part of it."""
    return unit.text.startswith(("——", "—", "--")) and len(unit.spans) == 1 and unit.han >= SHORTEST


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


def _title(ranked: Sequence[Unit], scores: dict[int, float], body: set[str], subtitle: Unit | None) -> Title:
    best = ranked[0]
    span, suffix, is_copy = _cut_suffix(best.spans[0])
    doubts = []
    if len(ranked) > 1 and scores[best.index] - scores[ranked[1].index] < MARGIN:
        doubts.append(f"题名不能确定：第 {best.spans[0].line} 行和第 {ranked[1].spans[0].line} 行都像题名")
    if body and share_of_pairs(span.text, body) < DOUBTFUL_SHARE:
        doubts.append("题名与正文没有共同的词语，请核对题名")
    return Title(span, suffix, is_copy, subtitle.spans[0] if subtitle else None, tuple(doubts))


def _score(unit: Unit, body: set[str], verdicts: Sequence[Evidence | None]) -> float:
    score = SHARED_WORDS * share_of_pairs(unit.text, body)
    if _is_metadata(verdicts, unit.index + 1):
        score += NEAR_METADATA
    elif _is_metadata(verdicts, unit.index - 1):
        score += NEAR_METADATA / 2
    return score


def _is_metadata(verdicts: Sequence[Evidence | None], index: int) -> bool:
    if not 0 <= index < len(verdicts):
        return False
    verdict = verdicts[index]
    return verdict is not None and verdict.reason == "metadata"


def pairs(text: str) -> set[str]:
    """
    The two-character sequences of a text, marks and all else left out.

    >>> sorted(pairs("基层，治理"))
    ['基层', '层治', '治理']
    """
    han = "".join(_HAN_RUNS.findall(text))
    return {han[index : index + 2] for index in range(len(han) - 1)}


def share_of_pairs(text: str, body: set[str]) -> float:
    """Which share of the text's two-character sequences is among those of the body."""
    own = pairs(text)
    return len(own & body) / len(own) if own else 0.0


def _cut_suffix(span: Span) -> tuple[Span, Span | None, bool]:
    """
    The title without what sites add behind it: a bracket that says the title again, or the site's name.

    A bracket with anything else in it is part of the title.
    """
    bracket = BRACKETED_SUFFIX.search(span.text)
    if bracket and count_han(span.text[: bracket.start()]) >= SHORTEST:
        head = span.text[: bracket.start()]
        if share_of_pairs(head, pairs(bracket["inner"])) >= SAME_AGAIN:
            return (*_cut(span, bracket.start()), True)
    site = SITE_SUFFIX.search(fold(span.text))
    if site and count_han(span.text[: site.start()]) >= SHORTEST:
        return (*_cut(span, site.start()), False)
    return span, None, False


def _cut(span: Span, at: int) -> tuple[Span, Span]:
    head = Span(span.line, span.start, span.start + at, span.text[:at])
    return head, Span(span.line, span.start + at, span.end, span.text[at:])
