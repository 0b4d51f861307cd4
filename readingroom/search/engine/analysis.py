"""What the engine asks of an analyser: how a text becomes tokens, and what a question looks for among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Clue:
    """
    Tokens of one channel to be found in a text, each at its distance from the first.

    More than one token makes a phrase, which needs a channel with positions. `weight` is how much it raises an
    answer, where the order is asked for.
    """

    channel: str
    tokens: tuple[tuple[int, str], ...]
    weight: float = 1.0


class Analyser(Protocol):
    """
    The path in ``HAYSTACK_CONNECTIONS[…]["ANALYSER"]`` leads to a function that makes one.

    It is called without arguments for an index about to be made, and with the vocabulary that an existing index
    keeps. An index made under another fingerprint cannot be used.
    """

    vocabulary: str
    channels: Mapping[str, Literal["frequencies", "positions"]]

    @property
    def fingerprint(self) -> str: ...

    def tokens(self, text: str) -> Mapping[str, str]:
        """For each channel the tokens of a text, separated by spaces."""

    def conditions(self, text: str) -> Sequence[Clue]:
        """What an answer must hold, all of it; none means that nothing can be looked for."""

    def relevance(self, text: str) -> Sequence[Clue]:
        """What raises an answer in the order."""

    def substring(self, text: str) -> Clue | None:
        """What a text holds exactly when it holds `text`; None when nothing of `text` counts."""

    def near(self, text: str) -> Sequence[Clue]:
        """Any of these is met where the parts of a compound stand close together; none when it has no parts."""

    def places(self, text: str, asked: Sequence[str]) -> Sequence[tuple[int, int]]:
        """Where in a text, as it was written, stands what was asked for: from, to; in order, apart from each other."""


def joined(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order as `Analyser.places` gives them: those that overlap or touch are one."""
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
