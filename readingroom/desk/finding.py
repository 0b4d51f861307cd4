"""Rows that an address or a form names by their number, and what of an article its pages load."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from readingroom.articles.models import Article

DIGITS = 18
"""Of the longest number that is looked for; databases count no further than nineteen."""


def number_of(given: str | None) -> int | None:
    """
    None for what is no number, or none that a row can have.

    >>> number_of("12"), number_of("１２"), number_of("9" * 19), number_of("")
    (12, None, None, None)
    """
    return int(given) if given and given.isascii() and given.isdecimal() and len(given) <= DIGITS else None


def number_or_404(given: str) -> int:
    """Of an address, where Django's own converters take numbers of any length and the admin takes any words."""
    if (number := number_of(given)) is None:
        raise Http404
    return number


def article_or_404(given: str) -> Article:
    """With its working copy and edition, without the bytes of the file and the texts that readers see."""
    articles = Article.objects.select_related("cleaning__reading__original", "edition")
    light = articles.defer("cleaning__reading__original__content", "edition__items")
    return get_object_or_404(light, pk=number_or_404(given))
