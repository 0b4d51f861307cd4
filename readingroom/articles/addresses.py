"""
Where things stand on the pages: the addresses of articles, paragraphs, themes and sources.

A page names dozens of them. Django's `reverse` looks each up anew, which took a third of the time that a page took; so
of every kind it is asked once, with a stand-in, for what stands before and after the value.
"""

from __future__ import annotations

from functools import cache

from django.urls import reverse

_STAND_INS = {int: 1234567890, str: "stand-in"}
"""Values that every such address takes, and that stand in none otherwise."""


def address_of(name: str, value: int | str) -> str:
    """What `reverse` says; the value is a number, a slug or a key, nothing in which has to be quoted."""
    before, after = _around(name, int if isinstance(value, int) else str)
    return f"{before}{value}{after}"


@cache
def _around(name: str, kind: type) -> tuple[str, str]:
    stand_in = _STAND_INS[kind]
    before, _, after = reverse(name, args=[stand_in]).partition(str(stand_in))
    return before, after
