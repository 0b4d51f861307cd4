"""
Pages are set for browsers as old as Chromium 80; what is newer only refines.

Chromium 80 itself said what it knows, see `chrome_80`. What it drops has to be listed as an enhancement, with what is
lost.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import tinycss2

from tests.pages.stylesheet import SHEETS, Rule, pseudos, read

HERE = Path(__file__).parent
FACTS = tomllib.loads((HERE / "chrome_80.toml").read_text("utf-8"))
ENHANCEMENTS: dict[str, str] = tomllib.loads((HERE / "enhancements.toml").read_text("utf-8"))
RULES = [rule for sheet in SHEETS for rule in read(sheet)]

COLOURFUL = ("color", "background", "border", "outline", "fill", "stroke", "box-shadow")


def test_chromium_80_knows_everything_but_the_enhancements() -> None:
    unknown = [f"{rule}: {need}" for rule in RULES for need in unknown_to_80(rule) if need not in ENHANCEMENTS]

    assert not unknown, "\n".join(unknown)


def test_no_enhancement_is_listed_that_is_not_used() -> None:
    used = {need for rule in RULES for need in unknown_to_80(rule)}

    assert set(ENHANCEMENTS) - used == set()


def test_an_unknown_selector_takes_no_other_down_with_it() -> None:
    """A browser drops the whole rule for the one selector of its list that it does not know."""
    for rule in RULES:
        unknown = [need for need in unknown_to_80(rule) if need.startswith("pseudo")]
        assert not unknown or "," not in rule.selector, rule


def test_gaps_are_left_to_grids_and_columns() -> None:
    """Chromium 80 knows `gap`, but not between flexible boxes (84): there it is silent, and everything sticks together."""
    for rule in RULES:
        names = {name for name, _ in rule.declarations}
        assert not names & {"gap", "row-gap", "column-gap"} or makes_grid_or_columns(rule), rule


def test_the_order_on_the_screen_is_that_of_the_text() -> None:
    """What reads aloud and the Tab key follow the text; a screen that does not is a maze (WCAG 1.3.2, 2.4.3)."""
    for rule in RULES:
        for name, value in rule.declarations:
            assert name != "order", rule
            assert "-reverse" not in value, rule
            assert "dense" not in value, rule


def test_colours_do_not_hang_on_the_width() -> None:
    """So contrast that is enough at one width is enough at all; `test_accessibility` counts on it."""
    for rule in RULES:
        if any("width" in condition for condition in rule.within):
            assert [name for name, value in rule.declarations if is_colour(name, value)] == [], rule


@pytest.mark.parametrize(
    ("css", "need"),
    [
        ("a { inset: 0 }", "property inset"),
        ("a { aspect-ratio: 1 }", "property aspect-ratio"),
        ("a { margin-inline: 1em }", "property margin-inline"),
        ("a { overflow: clip }", "keyword overflow: clip"),
        ("a { color: color-mix(in srgb, red, blue) }", "function color-mix()"),
        ("a { height: calc(1dvh - 1px) }", "unit dvh"),
        ("a:focus-visible { color: red }", "pseudo :focus-visible"),
        (":where(a) { color: red }", "pseudo :where()"),
        ("a:not(b, i) { color: red }", "pseudo :not(,)"),
        ("p:has(a) { color: red }", "pseudo :has()"),
        ("a { b { color: red } }", "rule within a rule"),
        ("@layer x { a { color: red } }", "at-rule @layer"),
        ("@media (width >= 60rem) { a { color: red } }", "media range"),
        ("@media (prefers-contrast: more) { a { color: red } }", "media feature prefers-contrast"),
        ("@page { @top-left { content: 'x' } }", "at-rule @top-left"),
        ("a { all: revert }", "keyword all: revert"),
    ],
)
def test_what_is_too_new_is_found(tmp_path: Path, css: str, need: str) -> None:
    assert need in needs_unknown_in(tmp_path, css)


@pytest.mark.parametrize(
    "css",
    [
        "a:not(.b)::after { content: counter(page) '→'; color: rebeccapurple }",
        ":root { --red: #9e1b1bcc } a { color: var(--red) }",
        "@media (min-width: 60rem) and (max-width: 80rem) { a { grid-template-columns: repeat(auto-fill, minmax(0, 1fr)) } }",
        "@media print { @page { margin: 25mm } a { break-inside: avoid; orphans: 2 } }",
        "a { font: 700 1rem/1.5 'Noto Serif CJK SC', SimSun, serif; width: min(100%, 20em) }",
        "@supports (display: grid) { li:nth-child(2n + 1) { display: grid; grid-gap: 1em } }",
        "@keyframes turn { from { opacity: 0 } } a { animation: turn 1s ease-in; -webkit-user-select: none }",
    ],
)
def test_what_chromium_80_knows_is_left_alone(tmp_path: Path, css: str) -> None:
    assert needs_unknown_in(tmp_path, css) == []


def needs_unknown_in(folder: Path, css: str) -> list[str]:
    sheet = folder / "sheet.css"
    sheet.write_text(css, "utf-8")
    return [need for rule in read(sheet) for need in unknown_to_80(rule)]


def unknown_to_80(rule: Rule) -> list[str]:
    return [need for need in rule.needs if need not in known_to_80() and not goes_without_saying(need)]


@cache
def known_to_80() -> frozenset[str]:
    """The facts in the words of `Rule.needs`."""
    return frozenset(_known())


def _known() -> Iterator[str]:
    yield from (f"at-rule {name}" for name in FACTS["at_rules"])
    yield from (f"media feature {name}" for name in FACTS["media_features"])
    yield from (f"function {name}" for name in FACTS["functions"])
    yield from (f"unit {name}" for name in FACTS["units"])
    for name in FACTS["pseudos"]:
        yield from pseudos(tinycss2.parse_component_value_list(name))
    for name, words in FACTS["properties"].items():
        yield f"property {name}"
        yield from (f"keyword {name}: {word}" for word in words)
        if "<color>" in words:
            yield from (f"keyword {name}: {word}" for word in FACTS["system_colors"])


def goes_without_saying(need: str) -> bool:
    """A word of a property that takes any word, or of one that is unknown itself."""
    kind, _, rest = need.partition(" ")
    return kind == "keyword" and FACTS["properties"].get(rest.partition(":")[0], ["<any>"]) == ["<any>"]


def makes_grid_or_columns(rule: Rule) -> bool:
    return any(
        (name == "display" and "grid" in value) or name.startswith("column") for name, value in rule.declarations
    )


def is_colour(name: str, value: str) -> bool:
    return (name.startswith("--") and "#" in value) or (
        name.startswith(COLOURFUL) and ("var(" in value or "#" in value)
    )
