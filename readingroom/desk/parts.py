"""
A long reading is worked on in parts (see `articles.ledger`).

Both columns are cut at the same raw lines, so that what came of a line stands beside it.
"""

from __future__ import annotations

from readingroom.articles.ledger import part_of

from .finding import number_of


def address_of(line: int, shown: int) -> str:
    """
    Where a raw line is found from the part that is shown.

    >>> address_of(7, 1), address_of(501, 1)
    ('#L7', '?part=2#L501')
    """
    part = part_of(line)
    return f"#L{line}" if part == shown else f"?part={part}#L{line}"


def asked_for(given: str | None) -> int:
    """The part that an address or a form names; the first when it names none."""
    return max(1, number_of(given) or 1)
