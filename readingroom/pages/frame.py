"""What stands around every page: the room's name and the themes that lead through it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from readingroom.articles.models import Room, Theme


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing is read until a template asks for it, so the desk pays nothing."""
    return {
        "room": SimpleLazyObject(lambda: room_of(request)),
        "room_themes": SimpleLazyObject(lambda: list(Theme.objects.all())),
    }


def room_of(request: HttpRequest) -> Room:
    """The room as this request found it: its revision makes the ETag, its name heads the page."""
    room: Room | None = getattr(request, "room", None)
    if room is None:
        # A room that was never saved has the model's defaults for its name.
        room = Room.objects.first() or Room(revision=0)
        request.room = room  # type: ignore[attr-defined]  # left on the request, as Django's middleware leaves `user`
    return room
