from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from readingroom.articles.curation.appearances import FOLLOWS_FIELDS
from readingroom.articles.models import Appearance, Source, SourceAlias

from ..curated import CuratedAdmin
from ..stock import StockTabularInline


class SourceAliasInline(StockTabularInline):
    model = SourceAlias
    extra = 1


@admin.register(Source)
class SourceAdmin(CuratedAdmin):
    list_display = ["name", "kind", "home_page", "appearance_count"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__spelling"]
    search_help_text = "名称或别名"
    inlines = [SourceAliasInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return Source.objects.annotate(appearance_count=Count("appearances", distinct=True)).order_by("name")

    @admin.display(description="篇数", ordering="appearance_count")
    def appearance_count(self, source: Source) -> int:
        count: int = source.appearance_count  # type: ignore[attr-defined]  # annotated above
        return count


@admin.register(Appearance)
class AppearanceAdmin(CuratedAdmin):
    """Where articles were printed or posted; the one that leads fills the source line."""

    list_display = ["article", "source", "source_as_printed", "date", "issue", "page", "leads"]
    list_filter = ["leads", "source"]
    list_select_related = ["article", "source"]
    search_fields = ["article__name", "source_as_printed", "url"]
    search_help_text = "文章题名、印出的来源或网址"
    autocomplete_fields = ["article", "source"]
    raw_id_fields = ["original"]

    def get_readonly_fields(self, request: HttpRequest, obj: Appearance | None = None) -> list[str]:
        """The leading one follows the article's fields; of it only the date of access is the curator's."""
        return ["article", "leads", *FOLLOWS_FIELDS] if obj and obj.leads else []

    def has_delete_permission(self, request: HttpRequest, obj: Appearance | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.leads)
