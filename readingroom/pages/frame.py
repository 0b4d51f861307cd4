"""What stands around every page: the room's name and the themes that lead through it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from readingroom.articles.models import Room, Theme

_ROOM = "SELECT * FROM articles_room"
"""Asked before every answer; written out, for the ORM takes three times as long to find these words."""

_ROOM_WITH_THEMES = """
    SELECT room.*, theme.id AS theme, theme.slug AS theme_slug, theme.name AS theme_name,
        theme.description AS theme_description, theme."order" AS theme_order
    FROM articles_room room LEFT JOIN articles_theme theme ON TRUE
    ORDER BY theme."order", theme.slug
"""
"""For pages that are not conditional and have not asked before."""

_kept_themes: tuple[int | None, list[Theme]] = (None, [])
"""The themes and the revision they were read at: one value, so that no thread sees the halves of two."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing is read until a template asks for it, so the desk pays nothing."""
    return {
        "room": SimpleLazyObject(lambda: _room_of_page(request)),
        "room_themes": SimpleLazyObject(lambda: themes_of(request)),
    }


def room_of(request: HttpRequest) -> Room:
    """The room as this request found it: its revision makes the ETag, its name heads the page."""
    room: Room | None = getattr(request, "room", None)
    return room if room is not None else remember_room(request, next(iter(Room.objects.raw(_ROOM)), None))


def _room_of_page(request: HttpRequest) -> Room:
    """A page that was not answered by its ETag shows room and themes both, so they are read together."""
    if hasattr(request, "room"):
        return room_of(request)
    rows: list[Any] = list(Room.objects.raw(_ROOM_WITH_THEMES))
    room = remember_room(request, rows[0] if rows else None)
    if rows:
        remember_themes(request, [_theme(row) for row in rows if row.theme is not None])
    return room


def _theme(row: Any) -> Theme:
    about = {name: getattr(row, f"theme_{name}") for name in ("slug", "name", "description", "order")}
    return Theme(pk=row.theme, **about)


def remember_room(request: HttpRequest, room: Room | None) -> Room:
    """For whoever reads the room beside something else. One that was never saved has the model's defaults."""
    request.room = room = room or Room(revision=0)  # type: ignore[attr-defined]  # as Django's middleware leaves `user`
    return room


def themes_of(request: HttpRequest) -> list[Theme]:
    """All themes in their order. They stay the same until the room's revision moves, and are read once until then."""
    kept_at, themes = _kept_themes
    return themes if kept_at == room_of(request).revision else remember_themes(request, list(Theme.objects.all()))


def remember_themes(request: HttpRequest, themes: list[Theme]) -> list[Theme]:
    """For whoever reads them beside something else."""
    global _kept_themes
    _kept_themes = (room_of(request).revision, themes)
    return themes


def forget_themes() -> None:
    """For tests, each of which begins with a revision that another test had already."""
    global _kept_themes
    _kept_themes = (None, [])
