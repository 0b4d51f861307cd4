"""
The one analyser, for index, question and highlight. Its chain of steps:

1. Lines. Nothing matches across a line break: an article's lines are its title, headings and paragraphs.
2. `folding.fold`: NFKC, lower case, traditional→simplified character by character, white space out.
3. Three channels of tokens for the index:
   *characters*, every folded character with punctuation, for questions of one character;
   *bigrams*, every two neighbouring characters with punctuation: a run of bigrams at consecutive places is the
   phrase and nothing else, so quoted phrases are exact without a second look at the text;
   *words*, runs of Chinese cut by the segmenter with the words inside longer words, other runs of letters and
   digits whole.
4. For a question the same steps, then *atoms*: what a text must hold to answer. A compound is taken apart where it
   is made of shorter words (基层组织 → 基层, 组织, which 基层党组织 holds too), and if the dictionary knows it as
   one thing its parts have to stand close together. Chinese atoms are looked for among the bigrams, so they are
   found however the text around them was cut; Latin words and numbers only whole.
   Characters left over between words are one atom, for most likely they are a name that no dictionary has (雍闿).
   Very common words (`stopwords.txt`) ask for nothing unless nothing else was typed.
5. What raises a text in the order: words, bigrams and, by a third, characters, without the very common ones. Words
   alone miss names the dictionary does not know; bigrams alone do not know that 两新组织 is one thing; characters find
   what is said in another word of the same root (开会, 会议).

`ANALYSIS_VERSION` is raised with every change of these steps; together with the segmenter and the tables it is the
fingerprint by which an index knows whether it was made by this code. The vocabulary is not part of it: it is kept
in the index folder, and the analyser is made with the one that is found there.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, product
from pathlib import Path

from django.conf import settings

from readingroom.simplified import simplified

from ..engine.analysis import Clue
from .atoms import HAN, Atom, places
from .folding import fold, fold_keeping_spaces
from .segmenting import Segmenter, read_words, segmenter, shipped_words

ANALYSIS_VERSION = 3

STOPWORDS = frozenset(read_words(Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8")))

# Three of them, so that the bigrams before and after a line break are never two places apart, as in a phrase, nor
# three, as in a compound with a character between its parts.
_LINE_BREAK = " ⏎ ⏎ ⏎ "

MOST_PARTS = 3
"""A compound of more parts would be looked for in too many spreads; none that the dictionary knows has more."""

GAPS = (0, 1)
"""Characters between the parts of a compound: 基层组织 is met in 基层党组织, 基层治理 not in 基层社会治理."""

CHARACTER_WEIGHT = 0.3
"""Beside words and bigrams; half a point of MRR on questions of laypeople, and never a loss, on two sets for measuring."""

LINES_REMEMBERED = 4_096
LONGEST_REMEMBERED = 1_000
"""
The lines of an article come once more, one by one, as paragraphs: of a hundred articles that are indexed together all.
Lines of an ordinary length (characters) with their tokens take 10 MB, the longest that are remembered 65.
"""

# More than any tiling of a word by known words alone could cost.
_COST_OF_UNKNOWN_PIECE = 10

_RUNS = re.compile(rf"(?P<han>[{HAN}]+)|(?P<other>[^\W_{HAN}]+)")
# Inside printed Chinese a space means nothing; between two Latin words or numbers it parts them.
_SPACE_BESIDE_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


class Analyser:
    """See the module's docstring. Made by `analyser`; knows one vocabulary and never changes."""

    channels = {"characters": "frequencies", "bigrams": "positions", "words": "frequencies"}

    def __init__(self, segmenter: Segmenter, vocabulary: str) -> None:
        self._segmenter = segmenter
        self.vocabulary = vocabulary
        self._remembered = lru_cache(LINES_REMEMBERED)(self._cut_line)

    @cached_property
    def fingerprint(self) -> str:
        table = hashlib.sha256(repr(sorted(simplified().items())).encode()).hexdigest()[:12]
        return f"{ANALYSIS_VERSION} · {self._segmenter.name} · Unicode {unicodedata.unidata_version} · {table}"

    def tokens(self, text: str) -> dict[str, str]:
        """The tokens of a text for each channel, separated by spaces."""
        lines = [self._tokens_of(line) for line in text.split("\n") if line and not line.isspace()]
        characters, bigrams, words = zip(*lines, strict=True) if lines else ((), (), ())
        return {
            "characters": " ".join(characters),
            "bigrams": _LINE_BREAK.join(bigrams),
            "words": " ".join(words),
        }

    def conditions(self, text: str) -> list[Clue]:
        """All of these an answer must hold. None: nothing in the text can be looked for."""
        return [atom.clue for atom in self.atoms(text)]

    def substring(self, text: str) -> Clue | None:
        """What a text has exactly when `text` is a part of it, folded; None: nothing is left of it."""
        folded = fold(text)
        return Atom(folded).clue if folded else None

    def near(self, text: str) -> list[Clue]:
        """The ways in which the parts of a compound may stand: in their order, touching or with one character between."""
        parts = [atom.text for atom in self.atoms(text)]
        if not self.is_compound(text):
            return []
        return [_spread(parts, gaps) for gaps in product(GAPS, repeat=len(parts) - 1)]

    def is_compound(self, text: str) -> bool:
        """
        Whether a word that is known as one thing was taken apart.

        Two words typed without a space (楼道党建) are none: their parts may stand anywhere.
        """
        parts = [atom.text for atom in self.atoms(text)]
        whole = fold(text)
        return 2 <= len(parts) <= MOST_PARTS and "".join(parts) == whole and whole in self._words(text)

    def relevance(self, text: str) -> list[Clue]:
        """Any of these raises an answer."""
        chinese = [run[0] for run in _runs(text) if run.lastgroup == "han"]
        tokens = {
            "words": self._words(text),
            "bigrams": [pair for run in chinese for pair in _bigrams(run)],
            "characters": "".join(chinese),
        }
        return [
            Clue(channel, ((0, token),), CHARACTER_WEIGHT if channel == "characters" else 1.0)
            for channel, found in tokens.items()
            for token in dict.fromkeys(found)
            if token not in STOPWORDS
        ]

    def cut(self, text: str) -> list[str]:
        """The words of a text one after another, folded; what is neither letter nor digit is left out."""
        return [word for run in _runs(text) for word in self._cut_run(run)]

    def atoms(self, text: str) -> list[Atom]:
        atoms = list(dict.fromkeys(atom for run in _runs(text) for atom in self._atoms_of_run(run)))
        telling = [atom for atom in atoms if atom.text not in STOPWORDS]
        return telling or atoms

    def places(self, text: str, asked: Sequence[str]) -> list[tuple[int, int]]:
        """Where in the original the atoms of what was asked stand."""
        return places(text, [atom for words in asked for atom in self.atoms(words)])

    def _atoms_of_run(self, run: re.Match[str]) -> list[Atom]:
        if run.lastgroup == "other":
            return [Atom(run[0], whole=True)]
        pieces = [piece for word in self._with_names(self._cut_run(run)) for piece in self._tile(word)]
        return [Atom(piece, is_guessed=len(piece) > 2 and not self._segmenter.knows(piece)) for piece in pieces]

    def _cut_run(self, run: re.Match[str]) -> list[str]:
        return list(self._segmenter.cut(run[0])) if run.lastgroup == "han" else [run[0]]

    def _with_names(self, words: list[str]) -> list[str]:
        """
        Words, where those that no dictionary has are most likely names.

        Single characters side by side are one of them, and a common word that the segmenter took for a part of one
        is taken off (王沈是 in 王沈是哪里人).
        """
        named: list[str] = []
        was_left_over = False
        for word in words:
            is_left_over = len(word) == 1 and word not in STOPWORDS
            if is_left_over and was_left_over:
                named[-1] += word
            else:
                named.append(word if self._segmenter.knows(word) else _without_common_ends(word))
            was_left_over = is_left_over
        return named

    def _tile(self, word: str) -> list[str]:
        """
        Take a compound apart into the shorter words it is made of, as few as will do; or leave it whole.

        What lies between words may be two or three characters without a word in them (两新 in 两新组织), but never
        one: 党 left over in 党支部 says that the parts alone would mean something else.
        """
        known = {shorter for shorter in self._segmenter.cut_finely(word) if len(shorter) in (2, 3)} - {word}
        best: dict[int, tuple[int, list[str]]] = {0: (0, [])}
        for end in range(2, len(word) + 1):
            pieces = [(start, word[start:end]) for start in (end - 2, end - 3) if start in best]
            tilings = [
                (best[start][0] + (1 if piece in known else _COST_OF_UNKNOWN_PIECE), [*best[start][1], piece])
                for start, piece in pieces
                if piece in known or not any(shorter in piece for shorter in known)
            ]
            if tilings:
                best[end] = min(tilings)
        return best[len(word)][1] if known and len(word) in best else [word]

    def _tokens_of(self, line: str) -> tuple[str, str, str]:
        return self._remembered(line) if len(line) <= LONGEST_REMEMBERED else self._cut_line(line)

    def _cut_line(self, line: str) -> tuple[str, str, str]:
        folded = fold(line)
        return " ".join(folded), " ".join(_bigrams(folded)), " ".join(self._words(line))

    def _words(self, line: str) -> list[str]:
        words: list[str] = []
        for run in _runs(line):
            words += self._segmenter.cut_finely(run[0]) if run.lastgroup == "han" else [run[0]]
        return words


def analyser(vocabulary: str | None = None) -> Analyser:
    """The analyser for a vocabulary as an index folder keeps it; None: for the shipped words alone."""
    if vocabulary is None:
        vocabulary = "\n".join(shipped_words())
    return _analyser(settings.ENVIRONMENT.segmenter, vocabulary)


@lru_cache(maxsize=4)
def _analyser(name: str, vocabulary: str) -> Analyser:
    return Analyser(segmenter(name, read_words(vocabulary)), vocabulary)


def _runs(line: str) -> list[re.Match[str]]:
    return list(_RUNS.finditer(_SPACE_BESIDE_HAN.sub("", fold_keeping_spaces(line))))


def _without_common_ends(word: str) -> str:
    while len(word) > 2 and word[-1] in STOPWORDS:
        word = word[:-1]
    while len(word) > 2 and word[0] in STOPWORDS:
        word = word[1:]
    return word


def _bigrams(folded: str) -> list[str]:
    return [first + second for first, second in pairwise(folded)]


def _spread(parts: Sequence[str], gaps: Sequence[int]) -> Clue:
    """One phrase of bigrams: each part at its place, so many characters after the one before."""
    tokens: list[tuple[int, str]] = []
    start = 0
    for part, gap in zip(parts, (*gaps, 0), strict=True):
        tokens += [(start + offset, token) for offset, token in Atom(part).clue.tokens]
        start += len(part) + gap
    return Clue("bigrams", tuple(tokens))
