"""
What the style elements of a page say of its elements: the rules with their selectors, and which of them counts.

What is looked at in their `declarations` changes which text a reader sees. Sheets that lie in files of their own are
there in a web archive alone; `Sheet.is_whole` says whether a page goes without others. Selectors that depend on what a reader does (`:hover`) or on neighbours (`+`,
`:nth-child`) say nothing here, nor do rules for paper or for windows of some width.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from readingroom.intake.declarations import (
    AFTER,
    BEFORE,
    HIDES,
    NUMBERED_BEFORE,
    OUT_OF_SIGHT,
    around,
    declared,
    plain,
    said_by,
)

LARGEST_SHEET = 2**20
"""Characters of all style elements; more is read up to there. The sheets of large sites have half of it."""

MOST_RULES = 10_000
"""Selectors that are kept; only those that say something of the properties here are counted."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_COMPOUND = re.compile(r"(?P<tag>[\w-]+|\*)?(?P<names>(?:[.#][\w-]+)*)")
_NAME = re.compile(r"([.#])([\w-]+)")
_EVERYWHERE = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$|@layer\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Compound:
    """A tag, ids and classes that one element has all together."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]

    def fits(self, element: Any) -> bool:
        if self.tag and self.tag != element.tag:
            return False
        if self.ids and element.get("id") not in self.ids:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True)
class _Rule:
    """A selector and what it sets; `steps` are the element itself and then what is around it, the nearest first."""

    steps: tuple[tuple[_Compound, bool], ...]
    weight: tuple[int, int, int]
    said: dict[str, str]

    def fits(self, element: Any) -> bool:
        (own, _), *around = self.steps
        if not own.fits(element):
            return False
        for compound, is_parent in around:
            element = element.getparent()
            while element is not None and not is_parent and not compound.fits(element):
                element = element.getparent()
            if element is None or not compound.fits(element):
                return False
        return True


class Sheet:
    """The style elements of one page, asked about one element and one property at a time."""

    def __init__(self, root: Any, beside: Sequence[str] = ()) -> None:
        own = (each.text or "" for each in root.iter("style") if (each.get("media") or "all") in ("all", "screen"))
        texts = (*beside, *own)
        self._has_beside = bool(beside)
        self._by_key: defaultdict[str, list[tuple[int, _Rule]]] = defaultdict(list)
        for order, rule in enumerate(_rules("\n".join(texts)[:LARGEST_SHEET])):
            if order == MOST_RULES:
                break
            self._by_key[_key(rule.steps[0][0])].append((order, rule))
        self._root = root
        self._hides = True

    def without_hiding(self) -> Sheet:
        """The same for a page whose sheets hide what a script shows."""
        other = copy(self)
        other._hides = False
        return other

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for rules in self._by_key.values() for _, rule in rules for name in rule.said)

    @cached_property
    def is_whole(self) -> bool:
        """Whether the page has no sheets in other files, and none that are fetched."""
        linked = any("stylesheet" in (each.get("rel") or "").lower() for each in self._root.iter("link"))
        return (not linked or self._has_beside) and not any(
            "@import" in (each.text or "") for each in self._root.iter("style")
        )

    @cached_property
    def is_counting(self) -> bool:
        """Whether any element shows a counter in front of its text."""
        return any(NUMBERED_BEFORE in rule.said for rules in self._by_key.values() for _, rule in rules)

    def said(self, element: Any, name: str) -> str | None:
        """The value that counts, of the element's own style attribute or of the rules that fit it."""
        own = said_by(style).get(name) if (style := element.get("style")) else None
        if name not in self._names:
            return None if own is None else plain(own)
        keys = ["*", element.tag, *(f".{each}" for each in (element.get("class") or "").split())]
        keys += [f"#{element.get('id')}"] if element.get("id") else []
        fitting = [
            (rule.said[name].endswith("!important"), rule.weight, order, rule.said[name])
            for key in keys
            for order, rule in self._by_key.get(key, ())
            if name in rule.said
            and not (name in ("display", OUT_OF_SIGHT) and not self._hides and rule.said[name] in HIDES)
            and rule.fits(element)
        ]
        best = max(fitting, default=None)
        said = own if best is None or (own is not None and not best[0]) else best[3]
        return None if said is None else plain(said)


def _key(compound: _Compound) -> str:
    """By what rules are looked up: the rarest thing that an element must have."""
    if compound.ids:
        return f"#{min(compound.ids)}"
    return f".{min(compound.classes)}" if compound.classes else compound.tag or "*"


def _rules(text: str) -> Iterator[_Rule]:
    for selectors, declarations in _blocks(_COMMENT.sub(" ", text)):
        for selector in selectors.split(","):
            said = dict(declared(declarations))
            bare = selector.strip().lower()
            if bare.endswith((*BEFORE, *AFTER)):
                selector = selector.strip().rpartition(":")[0].rstrip(":")
                said = dict(around(said, is_before=bare.endswith(BEFORE)))
            said.pop("content", None)
            if said and (steps := _steps(selector)):
                compounds = [compound for compound, _ in steps]
                weight = (
                    sum(len(each.ids) for each in compounds),
                    sum(len(each.classes) for each in compounds),
                    sum(bool(each.tag) for each in compounds),
                )
                yield _Rule(steps, weight, said)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold on every screen."""
    heads: list[str] = []
    parts = _BRACE.split(text)
    for part, brace in zip(parts[::2], parts[1::2], strict=False):
        if brace == "{":
            heads.append(part.rpartition(";")[2].strip())
        elif heads:
            head = heads.pop()
            if not head.startswith("@") and all(_EVERYWHERE.match(around) for around in heads):
                yield head, part


def _steps(selector: str) -> tuple[tuple[_Compound, bool], ...]:
    """The compounds of a selector from the last to the first; nothing for one that is not understood."""
    found: list[tuple[_Compound, bool]] = []
    is_parent = False
    for word in reversed(re.sub(r"\s*>\s*", " > ", selector).split()):
        if word == ">":
            is_parent = True
            continue
        match = _COMPOUND.fullmatch(word)
        if match is None or not word:
            return ()
        names = _NAME.findall(match["names"])
        tag = (match["tag"] or "").lower()
        compound = _Compound(
            "" if tag == "*" else tag,
            frozenset(name for sign, name in names if sign == "#"),
            frozenset(name for sign, name in names if sign == "."),
        )
        found.append((compound, is_parent))
        is_parent = False
    return tuple(found)
