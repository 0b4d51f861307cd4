"""
Lines that a rule removed which has been wrong before: a person is asked, and the line stays removed until then.

Which rules these are is known where it is known what curators restored, and is given from there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from readingroom.cleaning.words import rule_name
from readingroom.records import LedgerLine

MOST_NAMED = 8
"""Lines of one reason; how many there are in all is said behind them."""

_ONE_LINE = re.compile(r"第 (\d+) 行")


def doubts_about_rules(ledger: Sequence[LedgerLine], rules: Collection[str], said: Iterable[str] = ()) -> Iterator[str]:
    """One reason for each of the rules that removed something here. Lines that other reasons begin with are `said`."""
    named = {int(found[1]) for reason in said if (found := _ONE_LINE.match(reason))}
    for rule in sorted(rules):
        lines = [line.number for line in ledger if line.number not in named and _is_removed_by(rule, line)]
        if lines:
            yield f"{_in_words(lines)}{_ending(rule)}"


def is_about_rule(reason: str, rule: str) -> bool:
    return reason.endswith(_ending(rule))


def _is_removed_by(rule: str, line: LedgerLine) -> bool:
    return any(segment.rule == rule and segment.fate == "removed" for segment in line.segments)


def _in_words(lines: Sequence[int]) -> str:
    """
    >>> _in_words([3, 7]), _in_words(range(1, 12))
    ('第 3 行、第 7 行', '第 1 行、第 2 行、第 3 行、第 4 行、第 5 行、第 6 行、第 7 行、第 8 行等 11 行')
    """
    named = "、".join(f"第 {line} 行" for line in lines[:MOST_NAMED])
    return f"{named}等 {len(lines)} 行" if len(lines) > MOST_NAMED else named


def _ending(rule: str) -> str:
    return f"作为“{rule_name(rule)}”移除，这条规则移除的要人核对，请看是不是正文"
