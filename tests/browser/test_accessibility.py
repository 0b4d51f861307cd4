"""
Everybody can use every kind of page in every look and width.

What axe-core knows to look for, it looks for; besides, what WCAG 2.2 AA, GB/T 37668-2019 and 长辈版 ask for and axe
does not measure. `make test` tries the common look of every kind at the width of an office PC with all rules, and
of every layout the other looks, and the widths at which it is another, with those rules that can tell them apart;
`make test-all` of every kind each look at each width, with all rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import measuring
from tests.browser.axe import COLOURS, PLACES, run_axe
from tests.browser.looks import LOOKS, WIDTHS, Look
from tests.browser.page_kinds import EVERY_KIND, EVERY_LAYOUT, LAID_OUT_AS_ANOTHER, FurnishedRoom, PageKind

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OFFICE, TABLET, PHONE = 1366, 768, 320
"""Widths at which pages are laid out otherwise. A tablet is shown what a phone is shown, at other places."""
DAY = LOOKS[0]
ELDER = next(look for look in LOOKS if look.name == "elder")
"""Has another layout besides other letters: what can be seen of the markup is another."""
TOLD_APART = [
    look for look in LOOKS if look not in (DAY, ELDER) and not ("elder" in look.chosen and "look" in look.chosen)
]
"""One that is put together of others has the layout of one and the colours of the other."""
LETTERS = (DAY, Look("huge", {"size": "huge"}), *(look for look in LOOKS if "elder" in look.chosen))
"""The looks that differ in more than colours; the last has the largest letters."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One for all tests of this module, since none leaves anything behind that the next address does not end."""
    with browser.new_context(locale="zh-CN") as reader:
        yield reader.new_page()


@EVERY_KIND
def test_axe_finds_nothing(page: Page, furnished: FurnishedRoom, kind: PageKind) -> None:
    open_kind(page, furnished, kind)

    found = faults(page, DAY, OFFICE)
    if kind.name not in LAID_OUT_AS_ANOTHER:
        found += faults(page, ELDER, OFFICE)
        found += [fault for look in TOLD_APART for fault in faults(page, look, OFFICE, only=COLOURS)]
        found += faults(page, DAY, TABLET, only=PLACES)
        found += faults(page, DAY, PHONE, without=COLOURS)

    assert not found, "\n".join(found)


@pytest.mark.full
@EVERY_KIND
def test_axe_finds_nothing_in_any_look_at_any_width(page: Page, furnished: FurnishedRoom, kind: PageKind) -> None:
    open_kind(page, furnished, kind)

    found = [fault for look, width in product(LOOKS, WIDTHS) for fault in faults(page, look, width)]

    assert not found, "\n".join(found)


@EVERY_LAYOUT
def test_nothing_is_cut_off_or_needs_scrolling_sideways(page: Page, furnished: FurnishedRoom, kind: PageKind) -> None:
    """On the narrowest phone, at 200 % on an office PC, and with the spacing that WCAG 1.4.12 lets readers set."""
    open_kind(page, furnished, kind)

    found = []
    for width, look in [*product((PHONE,), LETTERS), *product((640, OFFICE), (DAY, LETTERS[-1]))]:
        wear(page, look, width)
        found += [f"{look.name} {width}: {fault}" for fault in measuring.overflowing(page)]
    with measuring.spaced_out(page):
        found += [f"spaced out: {fault}" for fault in measuring.overflowing(page)]

    assert not found, "\n".join(found)


@EVERY_LAYOUT
def test_the_focus_is_seen_on_all_that_can_have_it(page: Page, furnished: FurnishedRoom, kind: PageKind) -> None:
    open_kind(page, furnished, kind)

    found = []
    for look in (DAY, ELDER, *TOLD_APART):
        wear(page, look, OFFICE)
        found += [f"{look.name}: {fault}" for fault in measuring.unseen_focus(page)]

    assert not found, "\n".join(found)


@EVERY_LAYOUT
def test_the_elders_version_is_for_weak_eyes_and_trembling_hands(
    page: Page, furnished: FurnishedRoom, kind: PageKind
) -> None:
    """Letters of 18 pt, which is 24 pixels, and targets of 60."""
    open_kind(page, furnished, kind)

    found = []
    for width in (360, OFFICE):
        wear(page, ELDER, width)
        small = measuring.small_letters(page, 24) + measuring.small_targets(page, 60)
        found += [f"{width}: {fault}" for fault in small]

    assert not found, "\n".join(found)


@EVERY_LAYOUT
def test_every_control_has_words_that_are_seen(page: Page, furnished: FurnishedRoom, kind: PageKind) -> None:
    open_kind(page, furnished, kind)

    assert measuring.wordless(page) == []


def faults(
    page: Page, look: Look, width: int, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> list[str]:
    """
    What axe finds wrong, and what it cannot decide: a person who decided it writes that down here.

    In forced colours axe compares colours that the page asks for and the system replaces
    (-webkit-text-fill-color keeps the old one), so there contrast is the system's business. Colours do not hang on
    the width, as `test_stylesheet` sees to.
    """
    wear(page, look, width)
    found = run_axe(page, only=only, without=("color-contrast",) if look.forced_colors == "active" else without)
    return [f"{look.name} {width}: {fault}" for fault in (*found.violations, *found.undecided)]


def wear(page: Page, look: Look, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    look.put_on(page)


def open_kind(page: Page, room: FurnishedRoom, kind: PageKind) -> None:
    answer = page.goto(room.url(kind))
    assert answer
    assert answer.status == kind.status
    wear(page, DAY, OFFICE)
