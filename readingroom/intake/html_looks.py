"""
What the look of an element says: whether a reader sees it, on what ground, and whether it is bold, struck or centered.
"""

from __future__ import annotations

import re
from typing import Any

from readingroom.intake.declarations import GROUND, OUT_OF_SIGHT, WHITES
from readingroom.intake.stylesheets import Sheet

BOLD = frozenset(["b", "strong"])
STRUCK = frozenset(["del", "s", "strike"])

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


def is_hidden(element: Any, sheet: Sheet) -> bool:
    """Whether the page says of an element that it and what is in it are not to be seen."""
    if element.tag == "dialog" and element.get("open") is None:
        return True
    is_said = element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true"
    return is_said or sheet.said(element, "display") == "none" or _is_out_of_sight(element, sheet)


def _is_out_of_sight(element: Any, sheet: Sheet) -> bool:
    """
    Whether its style puts an element beside the screen, or sets it in no size.

    No size is also what removes the white between boxes, where those within have sizes of their own.
    """
    if sheet.said(element, OUT_OF_SIGHT):
        return True
    return sheet.said(element, "font-size") == "0" and not any(
        each.get("class") or "font" in (each.get("style") or "").lower() or each.tag == "font"
        for each in element.iterdescendants()
    )


def is_white(element: Any, sheet: Sheet, *, around: bool) -> bool:
    """Whether its letters have the paper's colour; a link's are those of a button most often."""
    said = sheet.said(element, "color")
    if said is None and (color := element.get("color")):
        said = "white" if WHITES.fullmatch(color.strip()) else "other"
    return around if said is None else said == "white" and element.tag != "a"


def has_ground(element: Any, sheet: Sheet, *, around: bool) -> bool:
    """Whether its letters stand on another colour than the paper's; white may be put over it again."""
    said = sheet.said(element, GROUND)
    if said == "white" or WHITES.fullmatch((element.get("bgcolor") or "").strip()):
        return False
    return around or said == "some" or bool(element.get("bgcolor") or element.get("background"))


def is_centered(element: Any) -> bool:
    return (element.get("align") or "").lower() in ("center", "middle") or bool(
        _CENTERED.search(element.get("style") or "")
    )


def is_bold(element: Any) -> bool:
    return element.tag in BOLD or bool(_BOLD.search(element.get("style") or ""))


def is_struck(element: Any) -> bool:
    return element.tag in STRUCK or bool(_STRUCK.search(element.get("style") or ""))
