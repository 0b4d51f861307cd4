"""The words that speak for a theme, as plain records; where they come from (a file, the database) is not known here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ThemeTerm:
    """A word that speaks for a theme. Weights are relative; 1.0 is an ordinary word of the field."""

    theme: str
    word: str
    weight: float


@dataclass(frozen=True)
class Vocabulary:
    """
    The terms in use, and the everyday words beside them.

    Terms say what a theme is and belong to the office; everyday words come with the software and include those of
    general. A word that is both counts as the term it is.
    """

    terms: tuple[ThemeTerm, ...]
    everyday: tuple[ThemeTerm, ...] = ()
