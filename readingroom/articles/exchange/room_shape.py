"""What the other lines hold: what the office decided apart from articles, and what is between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class ExportedHeader:
    """The first line. `largest_number` is that of the last article: one whose number is taken gets a later one."""

    format: Literal["readingroom-export"]
    version: Literal[3]
    made_at: str
    is_whole: bool
    articles: int
    largest_number: int
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class ExportedEnd:
    """The last line, without which the file was cut off; `lines` are those before it."""

    format: Literal["readingroom-end"]
    version: Literal[3]
    lines: int


@dataclass(frozen=True)
class ExportedRoom:
    format: Literal["readingroom-room"]
    version: Literal[3]
    name: str
    office: str
    contact: str
    identity: str


@dataclass(frozen=True)
class ExportedPerson:
    """Somebody who did something in the room: a name for what they did, no account."""

    format: Literal["readingroom-person"]
    version: Literal[3]
    username: str
    first_name: str
    last_name: str


@dataclass(frozen=True)
class ExportedTerm:
    word: str
    weight: float
    origin: str
    state: str
    shipped_weight: float | None
    proposed_weight: float | None


@dataclass(frozen=True)
class ExportedTheme:
    format: Literal["readingroom-theme"]
    version: Literal[3]
    slug: str
    name: str
    description: str
    order: int
    terms: tuple[ExportedTerm, ...]


@dataclass(frozen=True)
class ExportedSource:
    format: Literal["readingroom-source"]
    version: Literal[3]
    number: int
    name: str
    kind: str
    home_page: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class ExportedRow:
    """A row of any model that is an `OfficeRow`: cleaning words, and what apps above the library keep."""

    format: Literal["readingroom-row"]
    version: Literal[3]
    model: str
    values: Mapping[str, Any]
    changed_at: str | None
    changed_by: str | None


@dataclass(frozen=True)
class ExportedRedaction:
    """`places` as in `models.Redaction`, with readings and decisions by their places in the article's lists."""

    format: Literal["readingroom-redaction"]
    version: Literal[3]
    article: int
    originals: tuple[str, ...]
    places: tuple[Mapping[str, Any], ...]
    reason: str
    asked_by: str
    asked_at: str
    decided_by: str | None
    decided_at: str | None
    is_agreed: bool | None
    done_at: str | None


@dataclass(frozen=True)
class ExportedComposition:
    """`before` and `after` are places in the readings of `article`, `other_reading` in those of `other`."""

    format: Literal["readingroom-composition"]
    version: Literal[3]
    kind: str
    article: int
    other: int
    before: int
    after: int
    other_reading: int
    by: str | None
    at: str
    undone_at: str | None
    undone_by: str | None


@dataclass(frozen=True)
class ExportedVerdict:
    """`appearance` is a place in the appearances of `other`, `replaced` in its readings."""

    format: Literal["readingroom-verdict"]
    version: Literal[3]
    article: int
    other: int
    likeness: str
    shared: int
    verdict: str
    by: str | None
    at: str
    appearance: int | None
    replaced: int | None


@dataclass(frozen=True)
class ExportedMerger:
    """`appearances` are pairs of an article and a place, `editions` of an article and an edition's number."""

    format: Literal["readingroom-merger"]
    version: Literal[3]
    number: int
    name: str
    kept: str
    row: Mapping[str, str]
    appearances: tuple[tuple[int, ...], ...]
    editions: tuple[tuple[int, ...], ...]
    aliases: tuple[str, ...]
    by: str | None
    at: str
    undone_at: str | None
    undone_by: str | None


@dataclass(frozen=True)
class ExportedBatch:
    format: Literal["readingroom-batch"]
    version: Literal[3]
    number: int
    by: str | None
    at: str


@dataclass(frozen=True)
class ExportedUpload:
    """`archive` is the number of another upload; `content` only of what no original holds."""

    format: Literal["readingroom-upload"]
    version: Literal[3]
    number: int
    batch: int
    archive: int | None
    file_name: str
    content: str | None
    size: int
    sha256: str
    url: str
    accessed_on: str | None
    state: str
    outcome: str
    reason: str
    article: int | None
    original: str | None
    attempts: int
    settled_at: str | None
