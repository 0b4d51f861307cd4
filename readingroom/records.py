"""
What the stages hand to each other.

Intake gives a `Reading`, cleaning turns it and the curators' `Decision`s into a `CleanArticle`, themes
add a `Theming` to its items. All of it is frozen and knows neither Django nor files, so that every stage
can be run, tested and compared by itself.

Places in a text are code points: `line` counts from 1 over ``text.split("\\n")``, `start` and `end` count
from 0 within the raw line, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Fate = Literal["kept", "removed"]
ItemKind = Literal["heading", "paragraph", "front"]
How = Literal["printed", "derived", "inferred"]
Reason = Literal[
    "navigation",
    "metadata",
    "page-furniture",
    "disclaimer",
    "advertisement",
    "related-links",
    "contact",
    "placeholder",
    "duplicate",
]
DecisionKind = Literal[
    "keep", "remove", "split", "join", "move", "kind", "text", "field", "theme", "article_themes", "accept"
]

FIELD_NAMES = (
    "title",
    "author",
    "source",
    "outlet",
    "site",
    "date",
    "date_precision",
    "date_kind",
    "time",
    "issue",
    "page",
    "column",
    "channel",
    "url",
)

THEME_SLUGS = ("organization", "service", "cadres", "general")
"""The themes that come with the room; these four slugs never change. `general` (综合) is for all that fits none."""


# ---------------------------------------------------------------- intake gives


@dataclass(frozen=True)
class Box:
    """Where a line stands on a page of the original: `page` from 1, the rest in points from the page's upper left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """
    One line of a reading. `style` is what the format says of it, in marks with a space between; plain text has none.

    The first mark is the kind of line (an element's name: h1 to h6, p, li, td, figcaption …, or `title` and
    `meta:NAME` for what a web page says of itself, `header`, `footer`, `textbox`, `footnote` for what stands apart in a
    document). Those that follow are words (bold, centered, inserted, struck) or have a value (links=85, the percentage
    of characters in links; size=1.4, times the size of most characters; column=2; path=body.page>div.nav>p; number=2, so
    many characters at the beginning are a number that the machine counted; with `guessed`, if the original shows it, and
    `uncounted` where it shows one that is not there).
    A printed page's rows are of the kind `row`, and have besides lead=8 (so many bold characters at the beginning),
    initial=3 (a large first letter, beside which so many rows stand), boxed=1 (in the page's first box beside the text),
    drawn (that box has a frame, a ground or a picture), beside=1 (gives way to the page's first box or picture), ruled
    (a line is drawn above), hidden, aslant, and down or turned=90 where they are written from top to bottom.
    """

    number: int
    text: str
    style: str = ""
    box: Box | None = None


@dataclass(frozen=True)
class Reading:
    """
    An original, decoded into lines.

    `doubts` are reasons, in Chinese, to think that the decoding went wrong; they become review reasons.
    `reader` names the reader and its version: lines and places mean something only together with it.
    """

    lines: tuple[Line, ...]
    format: str
    encoding: str
    reader: str
    doubts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


class Unreadable(Exception):
    """An original that gives no reading; the message is Chinese and says what to do."""


# ------------------------------------------------------------- curators decide


@dataclass(frozen=True)
class Anchor:
    """
    Where in a reading a decision was made.

    `quote` is the text at the place, `before` and `after` up to 16 characters either side (line ends and all),
    so that the place is found again after the original was read anew.
    """

    line: int
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Decision:
    """
    What a curator decided about a place of a reading. `value` depends on the kind:

    - `keep`: a restored place; value = item kind, or "title"
    - `remove`: a place taken out; value = a `Reason`
    - `split`: a new item begins at the anchor's start; value unused
    - `join`: the item that begins at the anchor's start continues the one before; value unused
    - `move`: the item that begins at the anchor's start changes places with its neighbour; value = "up" | "down"
    - `kind`: the item that holds the anchor's start is a value = heading | paragraph | front
    - `text`: the anchored characters are to be read as value (a correction of wording; may be empty)
    - `field`: value = {"name": one of FIELD_NAMES, "value": str | None}; the anchor may be None
    - `theme`: the item that holds the anchor's start is on theme value = {"primary": slug, "secondary": slug | None}
    - `article_themes`: value = [slug, …], the article's themes in order; the anchor is None
    - `accept`: a review reason was looked at and the page is right; value = the reason; the anchor is None
    """

    kind: DecisionKind
    anchor: Anchor | None
    value: Any = None


# --------------------------------------------------------------- cleaning gives


@dataclass(frozen=True)
class Segment:
    """A stretch of one raw line and its fate. `to` is an item's number, or "title"; removed segments have a reason."""

    line: int
    start: int
    end: int
    fate: Fate
    to: int | Literal["title"] | None
    reason: Reason | None
    rule: str


@dataclass(frozen=True)
class LedgerLine:
    """The fate of one non-blank raw line: kept if any of its segments is. `reason` only when all of it is removed."""

    number: int
    fate: Fate
    to: tuple[int | Literal["title"], ...]
    reason: Reason | None
    fields: tuple[str, ...]
    rule: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Edit:
    """A change of characters: `before` stood at the raw place, `after` stands in the article. Curators' edits too."""

    line: int
    start: int
    end: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True)
class FieldEvidence:
    """Where a field's value comes from: the raw words, how they say it, which rule saw it, and whether it is sure."""

    line: int
    raw: str
    how: How
    rule: str
    sure: bool


@dataclass(frozen=True)
class ThemeHit:
    """One piece of evidence for a theme: a word of the text, its lead sentence or the heading above, weight and count."""

    theme: str
    word: str
    weight: float
    count: int
    where: Literal["text", "lead", "heading"]


@dataclass(frozen=True)
class Theming:
    """The theme of one item, why, and who decided. A near tie stays as it is and goes to a curator."""

    primary: str
    secondary: str | None
    near_tie: bool
    hits: tuple[ThemeHit, ...] = ()
    decided_by: Literal["rules", "curator"] = "rules"


@dataclass(frozen=True)
class Item:
    """
    One heading, paragraph or front item of the article, in reading order.

    `line` and `start` are the place of its first segment, `lines` the raw lines it is made of in reading order. A
    line to which the item comes back, in another column, stands there again.
    """

    kind: ItemKind
    text: str
    line: int
    start: int
    lines: tuple[int, ...]
    continues_previous_page: bool = False
    theming: Theming | None = None


@dataclass(frozen=True)
class CleanArticle:
    """
    What cleaning made of a reading, with an account of every raw line.

    `review` holds reasons, in Chinese, to think that text or a field may be wrong; `notes` what is true of the
    page itself. `themes` are the article's themes, largest first, filled in by the pipeline.
    """

    rules_version: str
    fields: Mapping[str, str | None]
    evidence: Mapping[str, FieldEvidence]
    items: tuple[Item, ...]
    ledger: tuple[LedgerLine, ...]
    edits: tuple[Edit, ...]
    review: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    lost_decisions: tuple[Decision, ...] = field(default=())

    @property
    def body_length(self) -> int:
        """Characters of the body: paragraphs only, headings and front matter are not counted."""
        return sum(len(item.text) for item in self.items if item.kind == "paragraph")
