from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from readingroom.articles.models import Room

from ..curated import CuratedAdmin


@admin.register(Room)
class RoomAdmin(CuratedAdmin):
    """What the office decides about the room: one row, made with the database."""

    list_display = ["name", "office", "contact"]
    fields = ["name", "office", "contact"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Room.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Room | None = None) -> bool:
        return False
