"""What the line of an article holds; see the package for what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from readingroom.records import ThemeHit

VERSION = 3
"""1 had articles alone, 2 called what was redacted by its hash from before: see `upgrading`."""

Fields = Mapping[str, str | None]


@dataclass(frozen=True)
class ExportedOriginal:
    """
    Where personal data was taken out, `redacted_at` says when, and nothing what it was: the hash of a text is then that
    of what is left, of another format that of the file as it came. See `models.Original`.
    """

    sha256: str
    file_name: str
    format: str
    simhash: str
    is_own: bool
    redacted_at: str | None
    added_at: str
    added_by: str | None
    content: str


@dataclass(frozen=True)
class ExportedPart:
    source: int
    first_line: int
    last_line: int


@dataclass(frozen=True)
class ExportedReading:
    """`original` is a SHA-256; `lines` are as `models.Reading` has them."""

    original: str
    reader: str
    encoding: str
    read_at: str
    lines: tuple[tuple[Any, ...], ...]
    doubts: tuple[str, ...]
    is_composed: bool
    parts: tuple[ExportedPart, ...]


@dataclass(frozen=True)
class ExportedDecision:
    reading: int
    kind: str
    line: int | None
    start: int | None
    end: int | None
    quote: str
    before: str
    after: str
    value: Any
    overrules: str
    by: str | None
    at: str
    undone_at: str | None
    undone_by: str | None


@dataclass(frozen=True)
class ExportedAppearance:
    leads: bool
    original: str | None
    source: str | None
    source_as_printed: str
    date: str
    date_precision: str
    date_kind: str
    issue: str
    page: str
    column: str
    url: str
    accessed_on: str | None


@dataclass(frozen=True)
class ExportedItem:
    """An entry of `Edition.items`."""

    key: str
    kind: str
    text: str
    line: int
    start: int
    lines: tuple[int, ...]
    continues_previous_page: bool
    theme: str | None
    theme_secondary: str | None
    near_tie: bool
    theme_decided_by: str
    theme_evidence: tuple[ThemeHit, ...]


@dataclass(frozen=True)
class ExportedEdition:
    number: int
    title: str
    title_is_built: bool
    source: str | None
    date: str
    fields: Fields
    items: tuple[ExportedItem, ...]
    themes: tuple[str, ...]
    reading: int
    rules_version: str
    correction: str
    published_at: str
    published_by: str | None


@dataclass(frozen=True)
class ExportedFormerKey:
    key: str
    into: str | None
    last_text: str
    reading: int
    line: int
    start: int


@dataclass(frozen=True)
class ExportedWorkingCopy:
    reading: int
    title: str
    fields: Fields
    themes: tuple[str, ...]
    items: tuple[ExportedItem, ...]
    review: tuple[str, ...]
    rules_version: str


@dataclass(frozen=True)
class ExportedArticle:
    """
    `edition` is the number of the one that readers see, or saw last; `sources` and `themes` are by name and slug.

    `edition_cleaning` is what the rules made of that edition's text, where the working copy differs and nobody could
    make it again: going back to it is how a proposal is rejected. Otherwise None.
    """

    format: Literal["readingroom-article"]
    version: Literal[3]
    number: int
    status: str
    archived_from: str
    withdrawn_at: str | None
    withdrawal_reason: str
    rejected: str
    name: str
    added_at: str
    edition: int | None
    edition_cleaning: Any
    originals: tuple[ExportedOriginal, ...]
    readings: tuple[ExportedReading, ...]
    decisions: tuple[ExportedDecision, ...]
    appearances: tuple[ExportedAppearance, ...]
    editions: tuple[ExportedEdition, ...]
    former_keys: tuple[ExportedFormerKey, ...]
    working_copy: ExportedWorkingCopy
    sources: Mapping[str, Mapping[str, str]]
    themes: Mapping[str, str]
