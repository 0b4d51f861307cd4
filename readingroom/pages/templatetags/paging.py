"""The pages of a list that one can go to from here, and how their addresses name them."""

from __future__ import annotations

from collections.abc import Iterator

from django import template

register = template.Library()

NEAR = 2
"""Pages before and after this one that are named; with the first and the last they fit one line of a phone."""


@register.filter
def pages_about(number: int, pages: int) -> Iterator[int | None]:
    """
    The first page, those near this one and the last; None where some are left out.

    >>> list(pages_about(1, 3)), list(pages_about(9, 250))
    ([1, 2, 3], [1, None, 7, 8, 9, 10, 11, None, 250])
    """
    last = 0
    for page in sorted({1, pages} | set(range(max(1, number - NEAR), min(pages, number + NEAR) + 1))):
        if page > last + 1:
            yield None
        yield page
        last = page


@register.filter
def page_in_address(number: int) -> int | None:
    """The first page is the list itself, which has one address."""
    return number if number > 1 else None
