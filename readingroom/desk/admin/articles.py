from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path

from readingroom.articles.models import Article
from readingroom.articles.models.library import ArticleQuerySet
from readingroom.articles.vocabulary import current_rules_version

from .. import bulk
from ..bulk_telling import tell
from ..comparing import compare, compare_with
from ..curated import CuratedAdmin
from ..doubts import in_short
from ..downloading import download
from ..handling import act, picture, show
from ..lists import for_lists, leading
from ..receiving import receive


class _HavingFilter(admin.SimpleListFilter):
    """Articles that have something, said by an adjective of ArticleQuerySet."""

    adjective: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "有"), ("no", "没有")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        having = getattr(Article.objects.all(), self.adjective)()
        match self.value():
            case "yes":
                return queryset.filter(pk__in=having)
            case "no":
                return queryset.exclude(pk__in=having)
        return queryset


class DoubtsFilter(_HavingFilter):
    title, parameter_name, adjective = "疑问", "doubts", "doubtful"


class ProposalFilter(_HavingFilter):
    title, parameter_name, adjective = "待采纳的改动", "proposal", "proposed"


class OutdatedFilter(admin.SimpleListFilter):
    """Articles that other rules or other cleaning words made than those in use now."""

    title, parameter_name = "清洗", "cleaned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("before", "由旧的规则或用词"), ("now", "由现在的规则和用词")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "before":
                return queryset.exclude(cleaning__rules_version=current_rules_version())
            case "now":
                return queryset.filter(cleaning__rules_version=current_rules_version())
        return queryset


class ResemblanceFilter(_HavingFilter):
    title, parameter_name, adjective = "待判定的相近文章", "resembles", "resembling"


_FORMATS = ("originals__format", admin.AllValuesFieldListFilter)
_USED_SOURCES = ("appearances__source", admin.RelatedOnlyFieldListFilter)


@admin.register(Article)
class ArticleAdmin(CuratedAdmin):
    """
    The articles. Adding one is 收稿, changing one is 处理: pages of their own in the places of the stock forms.

    An article is never deleted; withdrawing and archiving take it away from readers.
    """

    list_display = ["number", "name", "status", "themes", "source", "date", "doubts", "proposed"]
    list_display_links = ["number", "name"]
    list_filter = [
        "status",
        DoubtsFilter,
        ProposalFilter,
        ResemblanceFilter,
        OutdatedFilter,
        "added_at",
        "edition__themes",
        _FORMATS,
        _USED_SOURCES,
    ]
    search_fields = ["number__exact", "name", "appearances__source_as_printed", "originals__file_name"]
    search_help_text = "编号、题名、印出的来源或文件名"
    list_per_page = 50
    actions = ["publish", "withdraw", "reclean", "set_source", "set_themes", "export"]

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        return for_lists(Article.objects.all())

    @admin.display(description="主题")
    def themes(self, article: Article) -> str:
        return "、".join(entry.theme.name for entry in article.edition.edition_themes.all()) if article.edition else ""

    @admin.display(description="来源")
    def source(self, article: Article) -> str:
        return str(leading(article) or "")

    @admin.display(description="日期")
    def date(self, article: Article) -> str:
        appearance = leading(article)
        return appearance.date if appearance else ""

    @admin.display(description="疑问")
    def doubts(self, article: Article) -> str:
        return in_short(article.cleaning.review)

    @admin.display(description="待采纳")
    def proposed(self, article: Article) -> str:
        return f"{len(article.proposal)} 处" if article.proposal else ""

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        act_view = self.admin_site.admin_view(self.action_view)
        bulk_view = self.admin_site.admin_view(self.bulk_view)
        picture_view = self.admin_site.admin_view(self.picture_view, cacheable=True)
        compare_view = self.admin_site.admin_view(self.compare_view)
        compare_with_view = self.admin_site.admin_view(self.compare_with_view)
        return [
            path("<int:number>/compare/", compare_with_view, name="articles_article_compare_with"),
            path("<int:number>/compare/<int:other>/", compare_view, name="articles_article_compare"),
            path("<int:number>/do/<slug:name>/", act_view, name="articles_article_do"),
            path("bulk/<slug:name>/", bulk_view, name="articles_article_bulk"),
            path("<int:number>/page/<int:page>/", picture_view, name="articles_article_page"),
            *super().get_urls(),
        ]

    @admin.action(description="发布所选的文章…", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return bulk.ask(request, "publish", queryset)

    @admin.action(description="撤下所选的文章…", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return bulk.ask(request, "withdraw", queryset)

    @admin.action(description="重新清洗所选的文章…", permissions=["change"])
    def reclean(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return bulk.ask(request, "reclean", queryset)

    @admin.action(description="给所选的文章定来源…", permissions=["change"])
    def set_source(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return bulk.ask(request, "source", queryset)

    @admin.action(description="给所选的文章定主题…", permissions=["change"])
    def set_themes(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return bulk.ask(request, "themes", queryset)

    @admin.action(description="导出所选的文章（JSON Lines）", permissions=["change"])
    def export(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponseBase:
        return download(queryset)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "GET":
            tell(request)
        return super().changelist_view(request, {**(extra_context or {}), "is_nav_sidebar_enabled": False})

    def bulk_view(self, request: HttpRequest, name: str) -> HttpResponseBase:
        return bulk.show(self, request, name)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return receive(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return show(self, request, object_id)

    def action_view(self, request: HttpRequest, number: int, name: str) -> HttpResponse:
        return act(self, request, number, name)

    def picture_view(self, request: HttpRequest, number: int, page: int) -> HttpResponse:
        return picture(self, request, number, page)

    def compare_view(self, request: HttpRequest, number: int, other: int) -> HttpResponse:
        return compare(self, request, number, other)

    def compare_with_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return compare_with(self, request, number)
