from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse

from readingroom.articles import curation
from readingroom.articles.appearances import FOLLOWS_FIELDS
from readingroom.articles.models import Appearance, Edition, Source, SourceAlias, SourceMerger

from ..curated import CuratedAdmin, curator
from ..merging import merge
from ..stock import StockTabularInline
from ..weighing import WeighedAliases


class SourceAliasInline(StockTabularInline):
    model = SourceAlias
    formset = WeighedAliases
    extra = 1


class HeldFilter(admin.SimpleListFilter):
    title, parameter_name = "在用", "held"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "有文章"), ("no", "没有文章")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        held = Appearance.objects.exclude(source=None).values("source")
        match self.value():
            case "yes":
                return queryset.filter(pk__in=held)
            case "no":
                return queryset.exclude(pk__in=held)
        return queryset


@admin.register(Source)
class SourceAdmin(CuratedAdmin):
    """The outlets, with their other spellings. Two that are one are chosen in the list and merged."""

    change_form_template = "desk/weighed.html"
    list_display = ["name", "kind", "spellings", "home_page", "appearance_count"]
    list_filter = ["kind", HeldFilter]
    list_per_page = 100
    search_fields = ["name", "aliases__spelling"]
    search_help_text = "名称或别名"
    inlines = [SourceAliasInline]
    actions = ["merge"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return (
            Source.objects.annotate(appearance_count=Count("appearances", distinct=True))
            .prefetch_related("aliases")
            .order_by("name")
        )

    @admin.display(description="别名")
    def spellings(self, source: Source) -> str:
        return "、".join(alias.spelling for alias in source.aliases.all())

    @admin.display(description="篇数", ordering="appearance_count")
    def appearance_count(self, source: Source) -> int:
        count: int = source.appearance_count  # type: ignore[attr-defined]  # annotated above
        return count

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """One that articles name, in an earlier edition too, is merged into another."""
        is_named = obj is not None and (obj.appearances.exists() or Edition.objects.filter(source=obj).exists())
        return super().has_delete_permission(request, obj) and not is_named

    @admin.action(description="合并所选的来源", permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        return merge(self, request, queryset)


@admin.register(SourceMerger)
class SourceMergerAdmin(CuratedAdmin):
    """What was merged, by whom, and taking it back."""

    list_display = ["name", "number", "kept", "moved_in_words", "by", "at", "undone_at"]
    list_filter = ["at", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["kept", "by"]
    search_fields = ["name", "kept__name"]
    search_help_text = "合并前后的名称"
    fields = ["name", "number", "kept", "moved_in_words", "by", "at", "undone_at", "undone_by"]
    actions = ["take_back"]

    @admin.display(description="移过去的")
    def moved_in_words(self, merger: SourceMerger) -> str:
        moved = merger.moved
        return f"{len(moved['appearances'])} 处刊登、{len(moved['editions'])} 个版本、{len(moved['aliases'])} 个别名"

    @admin.action(description="撤销所选的合并", permissions=["change"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[SourceMerger]) -> None:
        for merger in queryset.order_by("-at", "-pk"):
            curation.unmerge_source(merger, by=curator(request))
            self.message_user(
                request, f"“{merger.name}”已恢复为单独的来源；合并以后新归到“{merger.kept}”的不动。", messages.SUCCESS
            )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SourceMerger | None = None) -> bool:
        """Whoever may change sources may take a merging back; of the row itself nothing is edited."""
        return obj is None and request.user.has_perm("articles.change_source")

    def has_view_permission(self, request: HttpRequest, obj: SourceMerger | None = None) -> bool:
        return request.user.has_perm("articles.view_source")

    def has_delete_permission(self, request: HttpRequest, obj: SourceMerger | None = None) -> bool:
        return False


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
