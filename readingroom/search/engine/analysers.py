"""
A general analyser, for sites that have not written one.

It knows no dictionary and no grammar. What is written with spaces is cut into its words, lower-cased. What is written
without (Chinese, Japanese, Thai, Lao, Khmer, Burmese) is cut into every two neighbouring characters, and a question of
one character looks for the character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .analysis import Clue, joined

VERSION = 1

_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    r"\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Japanese, Chinese
)
_RUNS = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?P<word>[^\W{_UNSPACED}]+)")
_UNSPACED_CHARACTER = re.compile(rf"[{_UNSPACED}]")
# A sign with the marks that stand on it: what must be folded as one.
_SIGNS = re.compile(r".[\u0300-\u036f\u3099\u309a]*", re.DOTALL)

_SPACE = "␣"
# Three of them, so that no phrase runs over the end of a line.
_LINE_BREAK = " ⏎ ⏎ ⏎ "


class Plain:
    """See the module's docstring."""

    channels = {"characters": "frequencies", "bigrams": "positions", "words": "frequencies"}
    fingerprint = f"plain {VERSION} · Unicode {unicodedata.unidata_version}"

    def __init__(self, vocabulary: str = "") -> None:
        self.vocabulary = vocabulary

    def tokens(self, text: str) -> dict[str, str]:
        lines = [folded for line in text.splitlines() if (folded := _fold(line))]
        return {
            "characters": " ".join("".join(lines).replace(" ", "")),
            "bigrams": _LINE_BREAK.join(" ".join(_pairs(line)) for line in lines),
            "words": " ".join(word for line in lines for word in _words(line)),
        }

    def conditions(self, text: str) -> list[Clue]:
        return [Clue(_channel(word), ((0, word),)) for word in dict.fromkeys(_words(_fold(text)))]

    def relevance(self, text: str) -> list[Clue]:
        return self.conditions(text)

    def substring(self, text: str) -> Clue | None:
        folded = _fold(text)
        if len(folded) < 2:
            return Clue("characters", ((0, folded),)) if folded else None
        return Clue("bigrams", tuple(enumerate(_pairs(folded))))

    def near(self, text: str) -> list[Clue]:
        """There are no compounds without a dictionary."""
        return []

    def places(self, text: str, asked: Sequence[str]) -> list[tuple[int, int]]:
        wanted = {word for question in asked for word in _words(_fold(question))}
        folded, origins = _fold_with_origins(text)
        found = sorted({place for run in _RUNS.finditer(folded) for place in _met(run, wanted)})
        return joined([(origins[start][0], origins[end - 1][1]) for start, end in found])


def plain(vocabulary: str = "") -> Plain:
    return Plain(vocabulary)


def _fold(text: str) -> str:
    return " ".join("".join(folded for folded, _, _ in _fold_signs(text)).split())


def _fold_signs(text: str) -> Iterator[tuple[str, int, int]]:
    for sign in _SIGNS.finditer(text):
        yield unicodedata.normalize("NFKC", sign[0]).lower(), sign.start(), sign.end()


def _fold_with_origins(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text folded, and for each of its characters where in the text it comes from."""
    signs = list(_fold_signs(text))
    origins = [(start, end) for folded, start, end in signs for _ in folded]
    return "".join(folded for folded, _, _ in signs), origins


def _pairs(folded: str) -> list[str]:
    """A text of one character has no pairs; it is found by its character."""
    return [first + second for first, second in pairwise(folded.replace(" ", _SPACE))]


def _words(folded: str) -> list[str]:
    words: list[str] = []
    for run in _RUNS.finditer(folded):
        words += (_pairs(run[0]) or [run[0]]) if run["unspaced"] else [run[0]]
    return words


def _channel(word: str) -> str:
    """A single character of an unspaced script stands among the words only where it stood alone."""
    return "characters" if len(word) == 1 and _UNSPACED_CHARACTER.match(word) else "words"


def _met(run: re.Match[str], wanted: set[str]) -> Iterator[tuple[int, int]]:
    if not run["unspaced"]:
        if run[0] in wanted:
            yield run.span()
        return
    for start in range(run.start(), run.end()):
        for end in (start + 1, start + 2):
            if end <= run.end() and run.string[start:end] in wanted:
                yield start, end
