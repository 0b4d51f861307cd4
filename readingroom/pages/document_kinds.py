"""
As which kind of document an article is cited: newspaper, journal, book, web page, or none of these.

The rows of `document_kinds.toml` decide, with a reason each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from readingroom.articles.models.sources import SourceKind


@dataclass(frozen=True)
class Provenance:
    """Where an article comes from, as far as it is known: the source's kind and name, and the fields."""

    source: str
    name: str
    fields: Mapping[str, str]

    @property
    def is_web_date(self) -> bool:
        """
        Whether the date can only be a web page's: that of its last change, or one with the time of day.

        A plain date beside a paper's name may be the paper's own.
        """
        return bool(self.fields["date"]) and (self.fields["date_kind"] == "updated" or bool(self.fields["time"]))

    @property
    def column(self) -> str:
        """That of the paper; beside a day of posting alone, 栏目 is a section of the website."""
        is_of_print = self.fields["page"] or self.fields["date_kind"] in ("published", "issue")
        return self.fields["column"] if is_of_print else ""

    @property
    def known(self) -> set[str]:
        is_posted = self.is_web_date or self.fields["date_kind"] == "posted"
        return {name for name in ("issue", "page", "url") if self.fields[name]} | ({"posted"} if is_posted else set())


@dataclass(frozen=True)
class Row:
    mark: str
    because: str
    source: tuple[str, ...] = (*SourceKind.values, "")
    name: str = ""
    page: str = ""
    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()

    def fits(self, origin: Provenance) -> bool:
        return (
            origin.source in self.source
            and _ends(self.name, origin.name)
            and _ends(self.page, origin.fields["page"])
            and self.has <= origin.known
            and not self.lacks & origin.known
        )


def document_kind(origin: Provenance) -> str:
    """The mark of the standard's Annex A: N, J, M, EB or Z."""
    return next(row.mark for row in rows() if row.fits(origin))


@cache
def rows() -> tuple[Row, ...]:
    data = tomllib.loads((files(__package__) / "document_kinds.toml").read_text("utf-8"))
    lists = {"source": tuple, "has": frozenset, "lacks": frozenset}
    return tuple(Row(**{key: lists.get(key, str)(value) for key, value in one.items()}) for one in data["kinds"])


def _ends(pattern: str, text: str) -> bool:
    return not pattern or re.search(f"(?:{pattern})$", text) is not None
