"""In what an article of the file differs from the same one here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import stored
from ..models import Article, Status
from .article_exporting import exported as said_here
from .article_exporting import readings_of
from .shape import ExportedArticle

PARTS: Mapping[str, str] = {
    "originals": "原件",
    "decisions": "决定",
    "editions": "版本",
    "edition": "当前版本",
    "former_keys": "旧编号",
    "appearances": "刊登",
    "rejected": "退回的改动",
    "status": "状态",
}
"""What is compared, and how it is called. All else follows from these, or is this room's own."""

_A_ROOM_S_OWN = frozenset(
    {"by", "undone_by", "published_by", "added_by", "added_at", "read_at", "is_own", "file_name", "source"}
)
"""Who is called what, which file came first and where a source was filed differs from room to room."""


def differing(exported: ExportedArticle, article: Article, readings: Sequence[int | None]) -> list[str]:
    """
    The names of the parts, empty when all is as in the file.

    `readings` are the file's as they are here; None for one that is not.
    """
    here, rows = said_here(article), [row.pk for row in readings_of(article)]
    found = [
        name
        for part, name in PARTS.items()
        if _plain(_part(exported, part), readings) != _plain(_part(here, part), rows)
    ]
    return found if all(readings) else [*found, "读本"]


def _part(article: ExportedArticle, part: str) -> Any:
    """What was public there and is archived here came in so."""
    if part != "status":
        return stored.dump_record(getattr(article, part))
    public = (Status.PUBLISHED, Status.WITHDRAWN)
    is_kept = article.status == Status.ARCHIVED and article.archived_from in public
    return article.archived_from if is_kept else article.status


def _plain(value: Any, readings: Sequence[int | None]) -> Any:
    """Readings by their rows: how many an article has in a file, and where, depends on what is said between articles."""
    if isinstance(value, dict):
        return {
            name: readings[one] if name == "reading" else _plain(one, readings)
            for name, one in value.items()
            if name not in _A_ROOM_S_OWN
        }
    return [_plain(one, readings) for one in value] if isinstance(value, list) else value
