"""All kinds of flags of one article, in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping

from readingroom import personal_data
from readingroom.records import CleanArticle

from .characters import odd_characters
from .evasions import evasions
from .flags import Finder, Flag, Kind
from .marks import odd_marks
from .numbers import broken_numbers
from .pairs import unpaired
from .personal import personal
from .wordings import unofficial

FINDERS: Mapping[Kind, Finder] = {
    "personal": personal,
    "marks": odd_marks,
    "pairs": unpaired,
    "characters": odd_characters,
    "evasions": evasions,
    "numbers": broken_numbers,
    "wordings": unofficial,
}


def look(clean: CleanArticle) -> tuple[Flag, ...]:
    texts = [item.text for item in clean.items]
    flags = [
        Flag(
            kind, one.item, one.start, one.end, _shown(kind, texts[one.item], one.start, one.end), one.message, one.hint
        )
        for kind, find in FINDERS.items()
        for one in find(texts)
    ]
    return tuple(sorted(flags, key=lambda flag: (flag.item, flag.start, flag.end)))


def _shown(kind: Kind, text: str, start: int, end: int) -> str:
    """What is found by what stands around it is masked there."""
    return (personal_data.mask(text) if kind == "personal" else text)[start:end]
