"""
The gate: what cleaning reaches on each set of look-alike pages must not get worse.

    python -m tests.lookalikes.floors

raises the floors in floors.toml to what is reached now; it never lowers one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.lookalikes.pages import SETS, load
from tests.lookalikes.scoring import Share, outcomes, shares

FILE = Path(__file__).with_name("floors.toml")

LESS_IS_BETTER = ("invented", "kept", "lost", "nobody is asked")
"""Words in the names of figures that should be small: for them the floor is a ceiling."""

NOT_GATED = ("are flagged", "are sure")
"""Shares of what other figures change: with fewer wrong pages, one silent page more is a larger share."""

MARGIN = 0.0005
"""Figures are written with three digits."""


def floors() -> dict[str, dict[str, float]]:
    """The floors by set and figure."""
    return tomllib.loads(FILE.read_text("utf-8"))


def is_gated(share: Share) -> bool:
    return not any(word in share.name for word in NOT_GATED)


def is_below(share: Share, floor: float) -> bool:
    """Whether a figure is worse than its floor."""
    return share.value > floor + MARGIN if _is_bad(share.name) else share.value < floor - MARGIN


def _is_bad(name: str) -> bool:
    return any(word in name for word in LESS_IS_BETTER)


def raised(folder: str, before: dict[str, float]) -> Iterator[tuple[str, float]]:
    """The floors of one set, each the better of what it was and what is reached now."""
    for share in shares(outcomes(load(folder))):
        if is_gated(share):
            better = min if _is_bad(share.name) else max
            yield share.name, better(before.get(share.name, share.value), share.value)


def main() -> None:
    before = floors() if FILE.exists() else {}
    lines = [
        "# What cleaning reaches on the look-alike pages. Made by `python -m tests.lookalikes.floors`; only ever raised."
    ]
    for folder in SETS:
        lines += ["", f"[{folder}]"]
        lines += [f'"{name}" = {value:.3f}' for name, value in raised(folder, before.get(folder, {}))]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
