"""Questions to measure with, made of the words of the documents themselves: the same in every run."""

from __future__ import annotations

import logging
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.documents import Document

COMMON = "common word"
RARE = "rare word"
AND = "two words"
PHRASE = "phrase"
FACETS = "two words with facets"
SNIPPETS = "two words with snippets"
QUESTION = "any of a question's words"
KINDS = (COMMON, RARE, AND, PHRASE, FACETS, SNIPPETS, QUESTION)

_READ = 5_000
"""Documents whose words are looked through; the questions are the same for every size above."""

_COMMONEST = 200
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_SENTENCE = re.compile(r"[^。；：\n]{12,40}")


@dataclass(frozen=True)
class Question:
    kind: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """As a reader would type it."""
        return f"“{self.words[0]}”" if self.kind == PHRASE else " ".join(self.words)


def make_questions(documents: Sequence[Document], each: int) -> list[Question]:
    """So many of each kind."""
    pool = _Pool(documents[:_READ])
    makers = {
        COMMON: pool.common,
        RARE: pool.rare,
        AND: pool.two,
        PHRASE: pool.phrase,
        FACETS: pool.two,
        SNIPPETS: pool.two,
        QUESTION: pool.sentence,
    }
    return [Question(kind, makers[kind]()) for kind in KINDS for _ in range(each)]


def plain(questions: Sequence[Question]) -> list[tuple[str, list[str]]]:
    """To be handed to another process, where `read_questions` makes them again."""
    return [(question.kind, list(question.words)) for question in questions]


def read_questions(rows: Sequence[tuple[str, list[str]]]) -> list[Question]:
    return [Question(kind, tuple(words)) for kind, words in rows]


class _Pool:
    def __init__(self, documents: Sequence[Document]) -> None:
        self._chance = random.Random(1)
        self._texts = [document.text for document in documents]
        self._words = [list(_words(text)) for text in self._texts]
        documents_with = Counter(word for words in self._words for word in set(words))
        self._commonest = [word for word, _ in documents_with.most_common(_COMMONEST)]
        self._rarest = sorted(word for word, count in documents_with.items() if count == 1)

    def common(self) -> tuple[str, ...]:
        return (self._chance.choice(self._commonest),)

    def rare(self) -> tuple[str, ...]:
        return (self._chance.choice(self._rarest),)

    def two(self) -> tuple[str, ...]:
        """Of one text, so that there is an answer."""
        return tuple(self._chance.sample(sorted(set(self._some_words(2))), 2))

    def phrase(self) -> tuple[str, ...]:
        """Two words that stand together."""
        while True:
            runs = _HAN.findall(self._chance.choice(self._texts))
            words = list(_words(self._chance.choice(runs))) if runs else []
            if len(words) > 1:
                start = self._chance.randrange(len(words) - 1)
                return ("".join(words[start : start + 2]),)

    def sentence(self) -> tuple[str, ...]:
        while True:
            sentences = _SENTENCE.findall(self._chance.choice(self._texts))
            words = tuple(dict.fromkeys(_words(self._chance.choice(sentences)))) if sentences else ()
            if len(words) >= 4:
                return words

    def _some_words(self, least: int) -> list[str]:
        while len(set(words := self._chance.choice(self._words))) < least:
            pass
        return words


def _words(text: str) -> Iterator[str]:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return (word for word in jieba.cut(text) if _HAN.fullmatch(word))
