"""What came in, how it was read, what was decided and what was published: shown, never changed here."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from readingroom.articles.models import Decision, Edition, Original, Reading

from ..curated import ReadOnlyAdmin


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "article", "format", "size", "added_at", "added_by"]
    list_filter = ["format", "added_at"]
    list_select_related = ["article", "added_by"]
    search_fields = ["file_name", "sha256"]
    search_help_text = "文件名或 SHA-256"
    fields = ["file_name", "article", "format", "size", "sha256", "added_at", "added_by"]


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    list_display = ["original", "reader", "encoding", "read_at"]
    list_filter = ["reader", "encoding"]
    list_select_related = ["original"]
    search_fields = ["original__file_name"]
    search_help_text = "文件名"
    fields = ["original", "reader", "encoding", "doubts_in_words", "read_at", "text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reading]:
        return super().get_queryset(request).defer("lines", "original__content")

    @admin.display(description="疑点")
    def doubts_in_words(self, reading: Reading) -> str:
        return "；".join(reading.doubts) or "无"

    @admin.display(description="文字")
    def text(self, reading: Reading) -> str:
        return "\n".join(text for text, *_ in reading.lines)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["title", "number", "article", "date", "source", "published_at", "published_by"]
    list_filter = ["published_at"]
    list_select_related = ["article", "source", "published_by"]
    search_fields = ["title"]
    search_help_text = "题名"
    fields = [
        "article",
        "number",
        "title",
        "title_is_built",
        "source",
        "date",
        "text",
        "correction",
        "rules_version",
        "published_at",
        "published_by",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).defer("items", "fields")

    @admin.display(description="正文")
    def text(self, edition: Edition) -> str:
        return "\n\n".join(item["text"] for item in edition.items)


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "article", "kind", "quote_in_short", "undone_at"]
    list_filter = ["kind", "at", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["article", "by"]
    search_fields = ["article__name", "quote"]
    search_help_text = "文章题名或所引文字"
    ordering = ["-at", "-pk"]
    fields = ["article", "kind", "line", "quote", "value", "by", "at", "undone_at", "undone_by"]

    @admin.display(description="所引文字")
    def quote_in_short(self, decision: Decision) -> str:
        return decision.quote[:24]
