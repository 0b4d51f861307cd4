"""What is tried on every page is tried on every page that there is."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import resolve

from readingroom.pages.urls import urlpatterns
from tests.browser.page_kinds import FOR_PROGRAMS, KINDS

PLACES = dict.fromkeys(("corrected", "bare", "latin", "withdrawn", "long", "source"), "1")
KEYS = dict.fromkeys(("paragraph", "gone", "hidden"), "abcdefghij")


def test_every_address_has_a_kind_of_page() -> None:
    """Who adds a page adds its kind to `page_kinds`: every look, width and rule is tried on it from then on."""
    addresses = [urlsplit(kind.address.format_map(PLACES | KEYS)).path for kind in KINDS if kind.status != 404]
    tried = {resolve(address).url_name for address in addresses}

    assert {pattern.name for pattern in urlpatterns if pattern.name} - tried <= FOR_PROGRAMS


def test_no_two_kinds_share_a_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
