"""
The witness: what a general extractor of web pages, trafilatura, takes for the text of a page.

On whole pages such extractors are good at leaving the site's own words out, and know nothing of Chinese credits,
headings and notices. So its word is evidence beside the line rules and decides nothing by itself.
"""

from __future__ import annotations

import copy
from typing import Any

from trafilatura import extract as take_text

MOST_ELEMENTS = 10_000
"""A page with more is no page of one article; the extractor would need minutes for it."""

LONG_ENOUGH = 10
"""Characters of a line that is looked for within the text; a shorter one has to be a whole line of it."""


def extract(root: Any) -> str | None:
    """The text that the extractor takes, or None where it finds none or fails. It gets a copy: it changes the tree."""
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return None
    try:
        return take_text(copy.deepcopy(root), fast=True, include_comments=False, with_metadata=False) or None
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        # Whatever it stumbles over in a strange page: a witness less.
        return None


class Witness:
    """Says of a line whether it is in the extracted text, white space aside."""

    def __init__(self, text: str) -> None:
        self._lines = {_bare(line.lstrip("-|")) for line in text.splitlines()}
        self._whole = "".join(_bare(line) for line in text.splitlines())

    def has(self, line: str) -> bool:
        bare = _bare(line)
        return bare in self._lines or (len(bare) >= LONG_ENOUGH and bare in self._whole)


def _bare(text: str) -> str:
    return "".join(text.replace("|", "").split())
