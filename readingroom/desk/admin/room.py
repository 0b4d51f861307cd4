from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from readingroom.articles.models import Room

from ..curated import CuratedAdmin
from ..downloading import download_library
from ..exchanging import exchange, show_import


@admin.register(Room)
class RoomAdmin(CuratedAdmin):
    """What the office decides about the room: one row, made with the database; and the room as a file."""

    list_display = ["name", "office", "contact"]
    fields = ["name", "office", "contact"]

    def get_urls(self) -> list[URLPattern]:
        return [
            path("exchange/", self.admin_site.admin_view(self.exchange_view), name="articles_room_exchange"),
            path("exchange/library/", self.admin_site.admin_view(self.library_view), name="articles_room_library"),
            path(
                "exchange/imports/<slug:name>/",
                self.admin_site.admin_view(self.import_view),
                name="articles_room_import",
            ),
            *super().get_urls(),
        ]

    def exchange_view(self, request: HttpRequest) -> HttpResponseBase:
        return exchange(self, request)

    def import_view(self, request: HttpRequest, name: str) -> HttpResponseBase:
        return show_import(self, request, name)

    def library_view(self, request: HttpRequest) -> HttpResponseBase:
        return download_library(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Room.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Room | None = None) -> bool:
        return False
