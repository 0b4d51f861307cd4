"""Admin pages that show what saving or deleting would do before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from .curated import CuratedAdmin
from .weighing import weight_of_deleting
from .weights import Weight


class WeighedAdmin(CuratedAdmin):
    """Its forms are weighed ones. Deleting, one row or several, is asked about with the weight of all of them."""

    change_form_template = "desk/weighed.html"
    delete_confirmation_template = "desk/delete_weighed.html"
    delete_selected_confirmation_template = "desk/delete_selected_weighed.html"
    actions: Sequence[str] | None = ["delete_selected"]

    @admin.action(description="删除所选的 %(verbose_name_plural)s", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        response = delete_selected(self, request, queryset)
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            response.context_data["weighing"] = weight_of_deleting(list(queryset))
        return response

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        return super().render_delete_form(request, {**context, "weighing": self._weight_of(context["object"])})

    def _weight_of(self, row: Any) -> Weight | None:
        # Another copy of the row: what is weighed is changed, and the page names it as it is.
        return weight_of_deleting([type(row)._default_manager.get(pk=row.pk)])
