"""
The sitemap: every page that shows something, for the crawlers of an office network.

Where article numbers go beyond one of them, /sitemap.xml is an index of several, each of a stretch of numbers: an
article stays in its own, so that a crawler need not read the others again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from readingroom.articles.addresses import address_of
from readingroom.articles.models import Article

from .addresses import origin
from .frame import themes_of
from .freshness import data_from_room
from .holdings import ways
from .in_xml import in_xml

PART = 10_000
"""
Numbers of articles. The protocol allows 50,000 addresses (https://www.sitemaps.org/protocol.html), which take more than
a second to write; these take a third of one, and packed they are small enough for the cache of pages.
"""

STANDING = ("index", "articles", "sources", "years", "about", "help")


@dataclass(frozen=True)
class Location:
    """`changed_at` is known of articles, and of a part of the sitemap."""

    address: str
    changed_at: datetime | None = None


@data_from_room
def sitemap(request: HttpRequest) -> HttpResponse:
    parts = _parts()
    if len(parts) == 1:
        return _part(request, 1)
    locations = [Location(reverse("pages:sitemap_part", args=[part]), changed_at) for part, changed_at in parts.items()]
    return _in_xml(request, "pages/sitemap_index.xml", locations)


@data_from_room
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    if part not in _parts():
        raise Http404("站点地图没有这一部分。")
    return _part(request, part)


def _parts() -> dict[int, datetime | None]:
    """Those that there are, with when an article in it was last changed; the first has the ways to the articles too."""
    of_part = Article.objects.published().annotate(part=(F("number") - 1) / PART + 1).values_list("part")
    return {1: None, **dict(of_part.annotate(Max("edition__published_at")).order_by("part"))}


def _part(request: HttpRequest, part: int) -> HttpResponse:
    return _in_xml(request, "pages/sitemap.xml", [*(_ways(request) if part == 1 else ()), *_articles(part)])


def _ways(request: HttpRequest) -> Iterable[Location]:
    yield from (Location(reverse(f"pages:{name}")) for name in STANDING)
    yield from (Location(theme.get_absolute_url()) for theme in themes_of(request))
    found = ways(request)
    yield from (Location(source.get_absolute_url()) for source in found.sources)
    yield from (Location(reverse("pages:year", args=[holding.year])) for holding in found.years)


def _articles(part: int) -> Iterable[Location]:
    numbers = (PART * (part - 1) + 1, PART * part)
    published = Article.objects.published().filter(number__range=numbers).order_by("number")
    for number, published_at in published.values_list("number", "edition__published_at"):
        yield Location(address_of("pages:article", number), published_at)


def _in_xml(request: HttpRequest, template: str, locations: Iterable[Location]) -> HttpResponse:
    return in_xml(request, template, {"origin": origin(request), "locations": locations}, kind="application/xml")
