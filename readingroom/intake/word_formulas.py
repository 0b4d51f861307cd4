"""Formulas of Word in one line of text: fractions with a stroke, powers and roots by their signs."""

from __future__ import annotations

from typing import Any

from readingroom.intake.numerals import off_the_line
from readingroom.intake.word_parts import child, child_value, local

DEEPEST = 30
"""Formulas within formulas; no sound one has more."""


def formula_text(element: Any, depth: int = 0) -> str:
    """What a formula says; where nothing better is known, its signs in their order."""
    tag = local(element)
    if tag == "t":
        return element.text or ""
    if depth > DEEPEST:
        return "".join(each.text or "" for each in element.iter("{*}t"))

    def part(name: str) -> str:
        found = child(element, name)
        return "" if found is None else formula_text(found, depth + 1)

    if tag == "f":
        return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
    if tag == "rad":
        return f"√{_grouped(part('e'))}"
    if tag in ("sSup", "sSub"):
        base = part("e")
        return base + _off(part("sup" if tag == "sSup" else "sub"), base, is_above=tag == "sSup")
    if tag == "d":
        begin = child_value(element, "dPr", "begChr")
        end = child_value(element, "dPr", "endChr")
        inside = "".join(formula_text(each, depth + 1) for each in element if local(each) == "e")
        return f"{'(' if begin is None else begin}{inside}{')' if end is None else end}"
    return "".join(formula_text(each, depth + 1) for each in element)


def _grouped(text: str) -> str:
    return text if text.isalnum() or len(text) < 2 else f"({text})"


def _off(text: str, base: str, *, is_above: bool) -> str:
    figures = off_the_line(text, base[-1:] if base[-1:].isascii() else "a", is_above=is_above)
    return figures if figures != text else f"{'^' if is_above else '_'}{_grouped(text)}"
