"""Short published articles, told apart by their titles."""

from __future__ import annotations

from typing import Any

from readingroom.articles.models import Article
from tests.library import published_article

PRECISION = {4: "year", 7: "month", 10: "day"}


def shelved(title: str, date: str = "", **about: Any) -> Article:
    """A published article of one paragraph that no other article has. `about`: see `tests.library.clean_article`."""
    when = {"date": date, "date_precision": PRECISION[len(date)]} if date else {}
    return published_article([f"{title}里的支部把会开到了院子里。"], title=title, **when, **about)
