"""
Two wordings of one text side by side: which stretches of each the other does not have.

For people who compare with their eyes, so the shortest list of changes is not the best one. Between two differences a
character or a mark of punctuation that happens to agree is no support but a hole in what is marked; and a number or a
foreign word differs as a whole. Nothing is folded: a comma that became a 、 is a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

Pieces = list[tuple[str, bool]]
"""A text cut up, each piece with whether it differs; joined they are the text."""

LEAST_IN_COMMON = 2
"""Most Chinese words have two characters; a single one that agrees between two differences is mostly chance."""

MOST_COMPARED = 20_000
"""Characters between the common beginning and end. They take a tenth of a second, and ten times as many ten seconds."""

# What is a word of its own in Chinese, Japanese and Korean writing stands beyond these bounds.
_ATOM = re.compile(r"\d+|[^\W\d_\u2e80-\uffff\U00020000-\U0003ffff]+|.", re.DOTALL)


@dataclass(frozen=True)
class _Change:
    """`old[start:end]` became `new[new_start:new_end]`, counted in atoms; one of the two may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def size(self) -> int:
        return max(self.end - self.start, self.new_end - self.new_start)


def compare(old: str, new: str) -> tuple[Pieces, Pieces]:
    """
    >>> compare("五月３日植树，到者甚众", "五月13日植树，到者很多")[1]
    [('五月', False), ('13', True), ('日植树，到者', False), ('很多', True)]
    """
    before, after, changes = _aligned(old, new)
    return (
        _cut(before, ((change.start, change.end) for change in changes)),
        _cut(after, ((change.new_start, change.new_end) for change in changes)),
    )


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """
    For whoever cannot see marks: what stands in one text, and what in the other in its place; or nothing in one.

    >>> differences("五月３日植树，到者甚众", "五月13日植树，到者很多。")
    [('３', '13'), ('甚众', '很多。')]
    """
    before, after, changes = _aligned(old, new)
    return [
        ("".join(before[change.start : change.end]), "".join(after[change.new_start : change.new_end]))
        for change in changes
    ]


def _aligned(old: str, new: str) -> tuple[list[str], list[str], list[_Change]]:
    before, after = _ATOM.findall(old), _ATOM.findall(new)
    return before, after, _with_sense(_changes(before, after), before)


def _changes(old: list[str], new: list[str]) -> Iterator[_Change]:
    """Shortest first; texts too long to be compared differ in all between their common beginning and end."""
    begin = Prefix.similarity(old, new)
    same_at_end = Postfix.similarity(old[begin:], new[begin:])
    end, new_end = len(old) - same_at_end, len(new) - same_at_end
    if max(end, new_end) - begin > MOST_COMPARED:
        yield _Change(begin, end, begin, new_end)
        return
    for change in Levenshtein.opcodes(old[begin:end], new[begin:new_end]):
        if change.tag != "equal":
            places = (change.src_start, change.src_end, change.dest_start, change.dest_end)
            yield _Change(*(begin + place for place in places))


def _with_sense(changes: Iterable[_Change], old: Sequence[str]) -> list[_Change]:
    """Changes with nothing readable between them are one; what one grew to is weighed against the one before again."""
    kept: list[_Change] = []
    for change in changes:
        while kept and _is_lost_between(kept[-1], change, old):
            before = kept.pop()
            change = _Change(before.start, change.end, before.new_start, change.new_end)
        kept.append(change)
    return kept


def _is_lost_between(one: _Change, two: _Change, old: Sequence[str]) -> bool:
    """Between two sentences with nothing in common, a word that stands in both is chance like a character."""
    common = sum(atom.isalnum() for atom in old[one.end : two.start])
    return common < LEAST_IN_COMMON or 2 * common < min(one.size, two.size)


def _cut(atoms: Sequence[str], stretches: Iterable[tuple[int, int]]) -> Pieces:
    """What the other text has in addition is no stretch of this one, and cuts nothing."""
    pieces: Pieces = []
    place = 0
    for start, end in stretches:
        if start < end:
            pieces += [("".join(atoms[place:start]), False), ("".join(atoms[start:end]), True)]
            place = end
    pieces.append(("".join(atoms[place:]), False))
    return [(text, differs) for text, differs in pieces if text]
