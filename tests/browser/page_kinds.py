"""
Every kind of page that a reader meets, in one room that has them all.

What holds of every page is tried on this list: so a new page is tried as soon as it has an address, and
`test_page_kinds` fails while it has none here.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser.looks import Look
from tests.running_room import Room, finish, prepare, run, serving_room


@dataclass(frozen=True)
class PageKind:
    """`address` has the places in it that `furnishing` prints. Failures are met in a room that is `broken`."""

    name: str
    address: str
    status: int = 200
    broken: bool = False


KINDS = (
    PageKind("index", "/"),
    PageKind("articles", "/articles/"),
    PageKind("articles-2", "/articles/?page=2"),
    PageKind("theme", "/themes/organization/"),
    PageKind("passages", "/themes/service/?view=paragraphs"),
    PageKind("sources", "/sources/"),
    PageKind("source", "/sources/{source}/"),
    PageKind("source-unknown", "/sources/none/"),
    PageKind("years", "/years/"),
    PageKind("year", "/years/2023/"),
    PageKind("year-unknown", "/years/none/"),
    PageKind("article", "/articles/5/"),
    PageKind("article-on-theme", "/articles/4/?theme=organization"),
    PageKind("article-asked-for", "/articles/{corrected}/?q=代办员"),
    PageKind("article-long", "/articles/{long}/"),
    PageKind("article-latin", "/articles/{latin}/"),
    PageKind("article-bare", "/articles/{bare}/"),
    PageKind("article-corrected", "/articles/{corrected}/"),
    PageKind("original-paragraph", "/articles/{corrected}/original/?paragraph={paragraph}"),
    PageKind("original", "/articles/{corrected}/original/"),
    PageKind("editions", "/articles/{corrected}/editions/"),
    PageKind("edition", "/articles/{corrected}/editions/1/"),
    PageKind("article-to-print", "/articles/5/?print=large"),
    PageKind("article-withdrawn", "/articles/{withdrawn}/", 410),
    PageKind("paragraph", "/p/{paragraph}/"),
    PageKind("cite", "/p/{paragraph}/cite/"),
    PageKind("cite-gone", "/p/{gone}/cite/", 410),
    PageKind("paragraph-gone", "/p/{gone}/", 410),
    PageKind("paragraph-withdrawn", "/p/{hidden}/", 410),
    PageKind("search-empty", "/search/"),
    PageKind("search", "/search/?q=党建引领"),
    PageKind("search-narrowed", "/search/?q=党支部&type=paragraph&theme=organization&year=2023"),
    PageKind("search-nothing", "/search/?q=党建 无人机&theme=service"),
    PageKind("search-unavailable", "/search/?q=党建引领", 503, broken=True),
    PageKind("about", "/about/"),
    PageKind("help", "/help/"),
    PageKind("preferences", "/preferences/"),
    PageKind("not-found", "/nowhere/", 404),
    PageKind("server-error", "/p/{paragraph}/", 500, broken=True),
)

EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])

LAID_OUT_AS_ANOTHER = {
    "articles-2", "source-unknown", "year", "year-unknown", "article-on-theme", "article-asked-for", "article-bare",
    "original-paragraph", "cite-gone", "paragraph-gone", "search-narrowed", "help",
}  # fmt: skip
"""Kinds that have the layout of one that is tried."""

EVERY_LAYOUT = pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, id=kind.name, marks=[pytest.mark.full] if kind.name in LAID_OUT_AS_ANOTHER else [])
        for kind in KINDS
    ],
)

FOR_PROGRAMS = frozenset(
    {
        "feed", "theme_feed", "api", "api_openapi", "api_articles", "api_article", "api_themes", "api_sources", "api_search",
        "api_suggest", "opensearch", "sitemap", "sitemap_part", "robots", "healthz",
    }
)  # fmt: skip
"""Names of addresses that answer with no page."""


@dataclass(frozen=True)
class FurnishedRoom:
    whole: Room
    broken: Room
    places: Mapping[str, int | str]

    @property
    def addresses(self) -> tuple[str, str]:
        return self.whole.address, self.broken.address

    def url(self, kind: PageKind) -> str:
        return self._address(kind).rstrip("/") + kind.address.format_map(self.places)

    def url_in(self, kind: PageKind, look: Look) -> str:
        """An address that chooses the look and leads on to the page."""
        elder = "on" if "elder" in look.chosen else "off"
        chosen = {"size": "medium", "look": "day", **look.chosen, "elder": elder}
        chosen["next"] = kind.address.format_map(self.places)
        return f"{self._address(kind)}preferences/?{urlencode(chosen)}"

    def _address(self, kind: PageKind) -> str:
        return (self.broken if kind.broken else self.whole).address


def furnish_room(folder: Path) -> None:
    """Put the data of a furnished room into a folder."""
    whole, broken = folder / "whole", folder / "broken"
    prepare(whole)
    code, places, complaint = finish(run(["-m", "tests.browser.furnishing"], whole))
    assert code == 0, complaint
    (folder / "places.json").write_text(places, "utf-8")
    prepare(whole)  # for the index
    shutil.copytree(whole, broken)
    _break(broken)


@contextmanager
def furnished_room(folder: Path) -> Iterator[FurnishedRoom]:
    """The room whose data were put there."""
    places = json.loads((folder / "places.json").read_text("utf-8"))
    with serving_room(folder / "whole") as one, serving_room(folder / "broken", LOG="ERROR") as other:
        yield FurnishedRoom(one, other, places)


def _break(data: Path) -> None:
    """Where the index was nothing can be written, and a table of the database is gone."""
    shutil.rmtree(data / "index")
    (data / "index").touch()
    with closing(sqlite3.connect(data / "readingroom.sqlite3")) as database:
        database.execute("ALTER TABLE articles_paragraph RENAME TO articles_lost")
