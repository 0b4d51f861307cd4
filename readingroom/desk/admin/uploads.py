from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from readingroom.articles.models import Batch, UploadState
from readingroom.articles.models.uploads import PENDING

from .. import batches
from ..curated import ReadOnlyAdmin


def _files(*states: UploadState) -> Count:
    return Count("uploads", filter=Q(uploads__state__in=states))


class OpenFilter(admin.SimpleListFilter):
    title, parameter_name = "待定或未收的来件", "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "有")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Batch]) -> QuerySet[Batch]:
        return queryset.filter(pk__in=Batch.objects.open()) if self.value() else queryset


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    """What was brought in, batch by batch; for whoever may bring in. A batch's page is one of our own."""

    list_display = ["__str__", "at", "by", "files", "waiting", "asking", "refused"]
    list_filter = [OpenFilter, "at", "by"]
    list_select_related = ["by"]
    search_fields = ["uploads__file_name"]
    search_help_text = "文件名"
    ordering = ["-at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        return Batch.objects.annotate(
            number_of_files=Count("uploads"),
            number_waiting=_files(*PENDING),
            number_asking=_files(UploadState.ASKS),
            number_refused=_files(UploadState.REFUSED),
        )

    @admin.display(description="文件")
    def files(self, batch: Any) -> str:
        return f"{batch.number_of_files} 个"

    @admin.display(description="还在处理")
    def waiting(self, batch: Any) -> str:
        return _some(batch.number_waiting)

    @admin.display(description="待定")
    def asking(self, batch: Any) -> str:
        return _some(batch.number_asking)

    @admin.display(description="未收")
    def refused(self, batch: Any) -> str:
        return _some(batch.number_refused)

    def has_view_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Whoever may bring in; a permission of its own would be missing from groups that the office made before."""
        return request.user.has_perm("articles.add_article")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        own = [
            ("<int:number>/progress/", batches.progress, "progress"),
            ("<int:number>/unsure/", batches.next_unsure, "unsure"),
            ("<int:number>/<int:upload>/<slug:name>/", batches.act, "do"),
        ]
        return [*(self._path(route, view, name) for route, view, name in own), *super().get_urls()]

    def _path(self, route: str, view: Any, name: str) -> URLPattern:
        def bound(request: HttpRequest, **about: Any) -> HttpResponse:
            answer: HttpResponse = view(self, request, **about)
            return answer

        return path(route, self.admin_site.admin_view(bound), name=f"articles_batch_{name}")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return batches.show(self, request, object_id)


def _some(count: int) -> str:
    return f"{count} 个" if count else ""
