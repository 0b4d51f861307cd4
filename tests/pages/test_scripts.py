"""
Scripts are written for browsers as old as Chromium 80: their syntax, and the names they use of the browser.

To be sure, let that browser read them, see `chrome_80`; this finds what is too new without it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pygments.lexers import JavascriptLexer
from pygments.token import Comment, Keyword, Name, Operator, Punctuation, String

from tests.pages.chrome_80 import FACTS, SCRIPTS

TOO_NEW_NAMES = frozenset(tomllib.loads(FACTS.read_text("utf-8"))["too_new_names"])
TOO_NEW_OPERATORS = ("??", "||=", "&&=", "??=")
"""Chromium 80 is the first to know ?. and ??. Whoever is one version behind would get no script at all for them."""
TOO_NEW_FLAGS = re.compile(r"/[a-z]*d[a-z]*$")
GIVEN = re.compile(
    r"\b(\w+)\s*(?:=(?!=)|:|\([^()]*(?:\([^()]*\)[^()]*)*\)\s*\{)"  # a = …, a: …, a(…) {
    r"|\{([^{}]*)\}\s*=(?!=)"  # { a, b } = …
)


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.name for script in SCRIPTS])
def test_a_script_can_be_read_and_run_by_chromium_80(script: Path) -> None:
    assert list(too_new(script.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a?.b", "?."),
        ("a ?? b", "??"),
        ("a ||= b", "||="),
        ("class A { #b = 1; }", "#b"),
        ("await import('x');", "await at top level"),
        ("/a/dg.test(b)", "/a/dg"),
        ("text.replaceAll('a', 'b')", ".replaceAll"),
        ("list.at(-1)", ".at"),
        ("structuredClone(a)", "structuredClone"),
    ],
)
def test_what_is_too_new_is_found(text: str, found: str) -> None:
    assert list(too_new(text)) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "a ? .5 : 1; // a?.b ?? c",
        'const words = "a?.b ??", more = `${a}??`;',
        "async function a() { for await (const b of c) await b.d; }",
        "class Box { at = 1; reached() { return this.at; } }",
        "const { at } = box; try { at(); } catch { list.flat(); }",
        r"/(?<=a)b\/?.c/gu.test(d)",
    ],
)
def test_what_chromium_80_knows_is_left_alone(text: str) -> None:
    assert list(too_new(text)) == []


def too_new(text: str) -> Iterator[str]:
    tokens = [(kind, value) for kind, value in JavascriptLexer().get_tokens(text) if kind not in Comment]
    yield from _too_new_syntax(tokens)
    yield from _too_new_names("".join("" if kind in String else value for kind, value in tokens))


def _too_new_syntax(tokens: list[tuple[Any, str]]) -> Iterator[str]:
    depth = 0
    for (kind, value), (_, after) in pairwise([*tokens, (Punctuation, "")]):
        depth += {"{": 1, "${": 1, "}": -1}.get(value, 0)
        if kind in Operator and value in TOO_NEW_OPERATORS:
            yield value
        elif kind in Operator and value == "?" and after == ".":
            yield "?."
        elif kind in Name and value.startswith("#"):
            yield value
        elif kind in Keyword and value == "await" and depth == 0:
            yield "await at top level"
        elif kind in String.Regex and TOO_NEW_FLAGS.search(value):
            yield value


def _too_new_names(code: str) -> Iterator[str]:
    """Names that the browser gives; one that the script gives to something of its own is its own business."""
    own = {name for found in GIVEN.findall(code) for name in re.findall(r"\w+", "".join(found))}
    for dot, name in re.findall(r"(\.?)\b(\w+)\b", code):
        if name in TOO_NEW_NAMES - own and (dot or f"{name}(" in code):
            yield f"{dot}{name}"
