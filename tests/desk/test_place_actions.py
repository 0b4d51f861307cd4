from __future__ import annotations

from types import SimpleNamespace

import pytest

from readingroom.desk import place_actions
from readingroom.records import LedgerLine


def removed(number: int, reason: str) -> LedgerLine:
    return LedgerLine(number, "removed", (), reason, (), "test", ())  # type: ignore[arg-type]  # a reason's name


@pytest.mark.parametrize(
    ("line", "reason"),
    [(12, "navigation"), (17, "advertisement"), (20 + place_actions.FAR, "advertisement")],
    ids=["above", "below", "as far as neighbours are"],
)
def test_what_is_removed_goes_for_the_reason_of_the_nearest_line_that_is(line: int, reason: str) -> None:
    bench = SimpleNamespace(clean=SimpleNamespace(ledger=[removed(10, "navigation"), removed(20, "advertisement")]))

    assert place_actions._reason_near(bench, line) == reason  # type: ignore[arg-type]  # all that is asked of it


def test_what_is_far_from_all_that_is_removed_is_the_pages_own() -> None:
    bench = SimpleNamespace(clean=SimpleNamespace(ledger=[removed(10, "navigation")]))

    assert place_actions._reason_near(bench, 11 + place_actions.FAR) == "page-furniture"  # type: ignore[arg-type]
