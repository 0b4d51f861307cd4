"""What stands around every page: the room's name and the themes that lead through it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from readingroom.articles.models import Room, Theme


def frame(request: HttpRequest) -> dict[str, Any]:
    """
    Context processor. Nothing is read until a template asks for it, so the desk pays nothing.

    A room that was never saved has Django's defaults as its name.
    """
    return {
        "room": SimpleLazyObject(lambda: Room.objects.first() or Room()),
        "room_themes": SimpleLazyObject(lambda: list(Theme.objects.all())),
    }
