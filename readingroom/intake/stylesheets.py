"""
What the style elements of a page say of its elements, where that changes which text a reader sees.

Only a few properties are looked at: those that show or hide an element, number it, set words before or behind it, or
give it the paper's colour. Sheets that lie in files of their own are there in a web archive alone; `Sheet.is_whole` says
whether a page goes without others. Selectors that depend on what a reader does (`:hover`) or on neighbours (`+`,
`:nth-child`) say nothing here, nor do rules for paper or for windows of some width.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

LARGEST_SHEET = 2**20
"""Characters of all style elements; more is read up to there. The sheets of large sites have half of it."""

MOST_RULES = 10_000
"""Selectors that are kept; only those that say something of the properties here are counted."""

STYLES = 64
"""Style attributes that are kept in mind."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_COMPOUND = re.compile(r"(?P<tag>[\w-]+|\*)?(?P<names>(?:[.#][\w-]+)*)")
_NAME = re.compile(r"([.#])([\w-]+)")
_COUNTER = re.compile(r"counters?\s*\(", re.IGNORECASE)
_EVERYWHERE = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$|@layer\b", re.IGNORECASE)

BEFORE = ("::before", ":before")
AFTER = ("::after", ":after")
TEXT_BEFORE, TEXT_AFTER = "text-before", "text-after"
"""Properties of our own: the words that are set there. Dots, strokes and signs of a font are no words."""
NUMBERED_BEFORE = "numbered-before"
"""A property of our own: the element shows a counter in front of its text."""

OUT_OF_SIGHT = "out-of-sight"
"""A property of our own: the element is taken out of the page and put far beside the screen."""

HIDES = ("none", "none!important")

_PROPERTIES = re.compile(
    r"(?:^|;)\s*(display|list-style-type|list-style|content|font-size|color|background|background-color|background-image)\s*:\s*"
    r"""((?:"[^"]{0,80}"|'[^']{0,80}'|[^;"']){1,200})""",
    re.IGNORECASE,
)

_TAKEN_OUT = re.compile(r"(?:^|;)\s*position\s*:\s*(?:absolute|fixed)", re.IGNORECASE)
_FAR_OFF = re.compile(r"(?:^|;)\s*(?:left|right|top)\s*:\s*-(?:[5-9]\d\d|\d{4,})(?:\.\d+)?(?:px|pt)", re.IGNORECASE)
_STRING = re.compile(r"""\s*(["'])((?:\\.|(?!\1)[^\\]){1,40})\1\s*(?:/.*)?""")
"""A string alone; behind a stroke stands what is read aloud instead."""

_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_NOUGHT = re.compile(r"0+(?:\.0*)?(?:px|pt|r?em|%)?")
WHITES = re.compile(r"#fff|#(?:f[a-f\d]){3}|white|rgba?\(25\d,25\d,25\d(?:,1)?\)", re.IGNORECASE)
_CLEAR = re.compile(r"transparent|rgba\(.*,0(?:\.0*)?\)|#[a-f\d]{6}00")

GROUND = "ground"
_LOOKS = {
    "font-size": "font-size",
    "color": "color",
    "background": GROUND,
    "background-color": GROUND,
    "background-image": GROUND,
}
"""Properties of which it only counts whether something is seen; the three of the ground are one."""


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
        own = _said_by(style).get(name) if (style := element.get("style")) else None
        if name not in self._names:
            return None if own is None else _plain(own)
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
        return None if said is None else _plain(said)


@lru_cache(maxsize=STYLES)
def _said_by(style: str) -> dict[str, str]:
    """An element is asked about many times, and many have one style."""
    return dict(_declared(style))


def _plain(value: str) -> str:
    return value.removesuffix("!important").strip()


def _key(compound: _Compound) -> str:
    """By what rules are looked up: the rarest thing that an element must have."""
    if compound.ids:
        return f"#{min(compound.ids)}"
    return f".{min(compound.classes)}" if compound.classes else compound.tag or "*"


def _rules(text: str) -> Iterator[_Rule]:
    for selectors, declarations in _blocks(_COMMENT.sub(" ", text)):
        for selector in selectors.split(","):
            said = dict(_declared(declarations))
            bare = selector.strip().lower()
            if bare.endswith((*BEFORE, *AFTER)):
                selector = selector.strip().rpartition(":")[0].rstrip(":")
                said = dict(_around(said, is_before=bare.endswith(BEFORE)))
            said.pop("content", None)
            if said and (steps := _steps(selector)):
                compounds = [compound for compound, _ in steps]
                weight = (
                    sum(len(each.ids) for each in compounds),
                    sum(len(each.classes) for each in compounds),
                    sum(bool(each.tag) for each in compounds),
                )
                yield _Rule(steps, weight, said)


def _around(said: dict[str, str], *, is_before: bool) -> Iterator[tuple[str, str]]:
    """What is shown before an element or behind it."""
    content = said.get("content", "")
    if is_before and _COUNTER.search(content):
        yield NUMBERED_BEFORE, "yes"
    elif (words := _words(content)) and said.get("display") not in HIDES and said.get("font-size") != "0":
        important = "!important" if content.endswith("!important") else ""
        yield TEXT_BEFORE if is_before else TEXT_AFTER, words + important


def _words(content: str) -> str:
    """
    The words of a string in a style sheet.

    >>> _words(r'"\\6765\\6e90："'), _words('"»"'), _words("attr(title)")
    ('来源：', '', '')
    """
    match = _STRING.fullmatch(_plain(content))
    text = _ESCAPE.sub(_unescaped, match[2]) if match else ""
    return text if _HAN.search(text) else ""


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else match[2] or ""


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


def _declared(declarations: str) -> Iterator[tuple[str, str]]:
    for match in _PROPERTIES.finditer(declarations):
        name, value = match[1].lower(), re.sub(r"\s*!\s*important", "!important", match[2].strip())
        if name == "list-style":
            # The one property holds three: a type, a place and a picture.
            name, value = "list-style-type", re.sub(r"\b(?:inside|outside)\b|url\([^)]*\)", " ", value).strip()
        if name in _LOOKS:
            important = "!important" if value.endswith("!important") else ""
            name, value = _LOOKS[name], _look(name, _plain(value).lower()) + important
        if value:
            yield name, value if name == "content" else value.lower()
    if _TAKEN_OUT.search(declarations) and _FAR_OFF.search(declarations):
        yield OUT_OF_SIGHT, "none"


def _look(name: str, value: str) -> str:
    """Of sizes and colours no more than whether anything can be seen; clear letters are as good as white."""
    value = value.replace(" ", "")
    if name == "font-size":
        return "0" if _NOUGHT.fullmatch(value) else "some"
    is_clear = _CLEAR.fullmatch(value) is not None
    if name == "color":
        return "white" if WHITES.fullmatch(value) or is_clear else "other"
    if WHITES.fullmatch(value):
        return "white"
    return "none" if is_clear or value in ("none", "inherit", "initial") else "some"


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
