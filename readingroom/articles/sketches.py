"""
A sample of a text by which others that have some of it are found among many thousands.

Of all runs of `RUN` letters those are kept whose checksum ends in zeros. Which they are depends on the run alone, so two
texts keep the same ones of what they share, wherever it stands and whatever stands around it: a third of a text keeps
a third of its sample. The fingerprint of a whole text (`simhash`) cannot tell that, and comparing all texts with all
others would take minutes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from zlib import crc32

from readingroom.simplified import simplified

RUN = 12
"""Letters. Shorter ones are phrases of the subject; at twelve two unrelated articles have two or three in common."""

EVERY = 16
"""One run of so many is kept, ten of an article of two hundred letters: with fewer a short one would be missed."""

MOST = 4_000
"""Runs that are kept of one text. A book has ten times as many; its smallest stand for it as well."""

_BYTES = 4
_NO_LETTERS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """
    What texts are compared by: whatever the punctuation, the spaces, the width and the script.

    >>> letters("黨建　引領，５Ｇ！")
    '党建引领5g'
    """
    folded = unicodedata.normalize("NFKC", text).lower().translate(simplified())
    return _NO_LETTERS.sub("", folded)


def sketch(letters: str) -> frozenset[int]:
    """The sample of a text given by its letters; empty when that has fewer than one run."""
    return frozenset(sorted(set(_kept(letters)))[:MOST])


def _kept(letters: str) -> Iterator[int]:
    data = memoryview(letters.encode("utf-32-le", "surrogatepass"))
    for at in range(0, len(data) - RUN * _BYTES + 1, _BYTES):
        value = crc32(data[at : at + RUN * _BYTES])
        if value % EVERY == 0:
            yield value // EVERY
