from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from readingroom.articles.models import Redaction

from .. import redacting
from ..curated import ReadOnlyAdmin


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin):
    """What was asked to be taken out, and who agreed; asking and agreeing have pages of their own."""

    list_display = ["article", "places_in_words", "asked_by", "asked_at", "state", "decided_by", "done_at"]
    list_filter = ["asked_at", ("decided_at", admin.EmptyFieldListFilter)]
    list_select_related = ["article", "asked_by", "decided_by"]
    search_fields = ["article__name", "reason"]
    search_help_text = "文章题名或理由"
    ordering = ["-asked_at", "-pk"]

    @admin.display(description="位置")
    def places_in_words(self, redaction: Redaction) -> str:
        return f"{len(redaction.places)} 处"

    @admin.display(description="状态")
    def state(self, redaction: Redaction) -> str:
        if redaction.is_agreed is False and redaction.decided_by is None:
            return "已收回"
        return {None: "等人复核", True: "已隐去", False: "不同意"}[redaction.is_agreed]

    def has_view_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Whoever may change articles; a permission of its own would be missing from groups made before."""
        return request.user.has_perm("articles.change_article")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        ask_view = self.admin_site.admin_view(self.ask_view)
        return [path("ask/<int:number>/", ask_view, name="articles_redaction_ask"), *super().get_urls()]

    def ask_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return redacting.ask(self, request, number)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return redacting.review(self, request, object_id)
