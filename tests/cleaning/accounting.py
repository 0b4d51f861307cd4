"""Checks of the account that cleaning gives, independent of how it is made."""

from __future__ import annotations

import itertools
from collections import Counter

from readingroom.cleaning.characters import INVISIBLE
from readingroom.records import CleanArticle, Edit, Reading


def bare(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in INVISIBLE)


def unaccounted(reading: Reading, article: CleanArticle) -> list[str]:
    """Lines whose characters are not in exactly one segment each."""
    ledger = {line.number: line for line in article.ledger}
    wrong = []
    for line in reading.lines:
        segments = ledger[line.number].segments if line.number in ledger else ()
        covered = "".join(line.text[segment.start : segment.end] for segment in segments)
        overlapping = any(one.end > other.start for one, other in itertools.pairwise(segments))
        if bare(covered) != bare(line.text) or overlapping:
            wrong.append(line.text)
    return wrong


def rebuild(reading: Reading, article: CleanArticle) -> list[str]:
    """The items' texts, made again from the raw lines, the ledger and the edits alone."""
    ledger = {line.number: line.segments for line in article.ledger}
    texts = []
    for number, item in enumerate(article.items):
        visits = Counter[int]()
        text = ""
        for line in item.lines:
            mine = [segment for segment in ledger[line] if segment.to == number]
            # A line that stands several times is visited once for each of its segments.
            chosen = mine if item.lines.count(line) == 1 else [mine[visits[line]]]
            visits[line] += 1
            for segment in chosen:
                # What is inserted between two segments belongs to the one that ends there.
                ends_before = any(other.end == segment.start for other in ledger[line])
                edits = [edit for edit in article.edits if not (ends_before and edit.end == segment.start)]
                text += _edited(reading.lines[line - 1].text, segment.start, segment.end, line, edits)
        texts.append(text)
    return texts


def _edited(raw: str, start: int, end: int, line: int, edits: list[Edit]) -> str:
    text, at = "", start
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.line == line and start <= edit.start and edit.end <= end and edit.start >= at:
            assert raw[edit.start : edit.end] == edit.before
            text += raw[at : edit.start] + edit.after
            at = edit.end
    return text + raw[at:end]
