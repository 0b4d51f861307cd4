"""Style sheets taken apart: every rule with what it is inside of, and all that a browser has to know to follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2
from tinycss2 import color4

ROOT = Path(__file__).parent.parent.parent
SHEETS = tuple(sorted((ROOT / "static" / "pages").glob("*.css")))

FREE_WORDS = ("font", "font-family", "animation", "animation-name", "grid-area", "grid-template-areas", "counter-reset", "counter-increment", "page", "will-change")  # fmt: skip
"""Properties whose values may be names that somebody made up."""
FOR_ALL = ("inherit", "initial", "unset", "!important")
"""Chromium 80 has no `revert`."""


@dataclass(frozen=True)
class Rule:
    """
    A rule with declarations. `within` are the at-rules around it, outermost first, as written.

    `needs` names what a browser must know to take it, sorted into kinds: "property gap", "keyword display: grid".
    """

    sheet: str
    line: int
    selector: str
    within: tuple[str, ...]
    declarations: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.line} {self.selector}"


def read(sheet: Path) -> list[Rule]:
    parsed = tinycss2.parse_stylesheet(sheet.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
    return list(_rules(parsed, sheet.name, (), ()))


def declarations(sheet: Path) -> list[tuple[str, str]]:
    return [
        declaration for rule in read(sheet) for declaration in rule.declarations if not declaration[0].startswith("--")
    ]


def _rules(nodes: Iterable[Any], sheet: str, within: tuple[str, ...], around: tuple[str, ...]) -> Iterator[Rule]:
    """`around` is what the at-rules need in which a rule stands."""
    for node in nodes:
        assert node.type != "error", f"{sheet}:{node.source_line}: {node.message}"
        if node.type == "at-rule":
            yield from _at_rule(node, sheet, within, around)
        elif node.type == "qualified-rule":
            selector = tinycss2.serialize(node.prelude).strip()
            needs = (*around, *pseudos(node.prelude))
            yield from _with_declarations(node, selector, sheet, within, needs)


def _at_rule(node: Any, sheet: str, within: tuple[str, ...], around: tuple[str, ...]) -> Iterator[Rule]:
    name = f"@{node.lower_at_keyword}"
    head = f"{name} {tinycss2.serialize(node.prelude).strip()}".strip()
    query = _in_query(node.prelude) if name == "@media" else ()
    needs = (*around, f"at-rule {name}", *query)
    if name in ("@media", "@supports", "@layer", "@container"):
        inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        yield from _rules(inner, sheet, (*within, head), needs)
    elif name == "@keyframes":
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        for frame in inner:
            yield from _with_declarations(
                frame, tinycss2.serialize(frame.prelude).strip(), sheet, (*within, head), needs
            )
    else:
        yield from _with_declarations(node, head, sheet, within, needs)


def _with_declarations(
    node: Any, selector: str, sheet: str, within: tuple[str, ...], needs: tuple[str, ...]
) -> Iterator[Rule]:
    inner = tinycss2.parse_blocks_contents(node.content or [], skip_comments=True, skip_whitespace=True)
    found = [each for each in inner if each.type == "declaration"]
    nested = [each for each in inner if each.type != "declaration"]
    values = tuple((each.lower_name, tinycss2.serialize(each.value).strip()) for each in found)
    needed = tuple(need for each in found for need in _in_declaration(each))
    yield Rule(sheet, node.source_line, selector, within, values, (*needs, *needed))
    for each in nested:
        more = ("rule within a rule",) if each.type == "qualified-rule" else ()
        yield from _rules([each], sheet, (*within, selector), (*needs, *more))


def _in_declaration(declaration: Any) -> Iterator[str]:
    name = declaration.lower_name
    if not name.startswith("--"):
        yield f"property {name}"
    yield from _in_tokens(declaration.value)
    if name.startswith("--") or name in FREE_WORDS:
        return
    for token in declaration.value:
        if token.type == "ident" and token.lower_value not in FOR_ALL:
            yield f"keyword {name}: {_kind_of_word(token)}"


def _kind_of_word(token: Any) -> str:
    """Names of colours are too many to ask about one by one."""
    is_color = isinstance(color4.parse_color(token), color4.Color) and token.lower_value != "transparent"
    return "<color>" if is_color else token.lower_value


def _in_tokens(tokens: Iterable[Any]) -> Iterator[str]:
    """Functions and units, at any depth."""
    for token in tokens:
        if token.type == "function":
            yield f"function {token.name}()"
            yield from _in_tokens(token.arguments)
        elif token.type == "dimension":
            yield f"unit {token.lower_unit}"
        elif token.type == "percentage":
            yield "unit %"
        elif token.type in ("() block", "[] block"):
            yield from _in_tokens(token.content)
        elif token.type == "url":
            yield "function url()"


def _in_query(tokens: Iterable[Any]) -> Iterator[str]:
    """Media features, and the < and > of range queries."""
    for token in tokens:
        if token.type == "() block":
            names = [each for each in token.content if each.type == "ident"]
            if names and not any(each.type == "() block" for each in token.content):
                yield f"media feature {names[0].lower_value}"
            yield from ("media range" for each in token.content if each.type == "literal" and each.value in "<>=")
            yield from _in_query(token.content)
            yield from _in_tokens(token.content)


def pseudos(tokens: list[Any]) -> Iterator[str]:
    """Pseudo-classes and pseudo-elements of a selector, with the form of what they are given."""
    for place, token in enumerate(tokens):
        if token.type == "literal" and token.value == ":" and place + 1 < len(tokens):
            named = tokens[place + 1]
            colons = "::" if place and tokens[place - 1] == ":" else ":"
            if named.type == "ident":
                yield f"pseudo {colons}{named.lower_value}"
            elif named.type == "function":
                yield f"pseudo {colons}{named.lower_name}({_form_of_argument(named)})"
                yield from pseudos(named.arguments)


def _form_of_argument(function: Any) -> str:
    """What is in the brackets, as far as browsers differ in it: one simple selector, a list, several in a row."""
    if function.lower_name in ("lang", "dir") or function.lower_name.startswith("nth-"):
        return " of " if any(each == "of" for each in function.arguments) else ""
    inner = tinycss2.serialize(function.arguments).strip()
    return "," if "," in inner else " " if " " in inner else ""
