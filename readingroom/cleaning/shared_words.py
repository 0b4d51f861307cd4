"""Whether two texts speak of the same: the sequences of two characters that both have."""

from __future__ import annotations

import re

from readingroom.cleaning.characters import HAN

_HAN_RUNS = re.compile(f"[{HAN}]+")


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
