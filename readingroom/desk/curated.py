"""
How the desk writes: through `articles.curation`, or not at all.

Curation validates, raises the room revision and tells the index; a row saved past it would be missed by all
three. Every ModelAdmin and inline of the library is therefore one of the classes below, and a test walks the
admin to see that.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from readingroom.articles import curation
from readingroom.articles.room import in_time

from .stock import StockAdmin

View = Callable[..., HttpResponse]


def curator(request: HttpRequest) -> User:
    """Who asks; the admin lets nobody in who is not logged in."""
    assert isinstance(request.user, User)
    return request.user


def refusals_as_messages(view: View) -> View:
    """Tell a curator in words what curation refuses, on the page it was asked from; nothing is written then."""

    @wraps(view)
    def told(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            # Asking for a page takes no transaction: it would wait for whoever writes.
            with in_time() if request.method == "POST" else nullcontext():
                return view(self, request, *args, **kwargs)
        except (curation.Refused, ValidationError) as refusal:
            for sentence in sentences(refusal):
                messages.error(request, sentence)
            return HttpResponseRedirect(request.get_full_path())

    return told


def sentences(refusal: curation.Refused | ValidationError) -> list[str]:
    return refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]


class CuratedAdmin(StockAdmin):
    """Writes through `curation`, its inlines too."""

    # An address typed without a scheme: in an office network that is http, and Django 6 will take it for https.
    formfield_overrides = {models.URLField: {"assume_scheme": "http"}}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        curation.save(obj, by=curator(request))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        curation.delete(obj, by=curator(request))

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for obj in queryset:
            curation.delete(obj, by=curator(request))

    def save_formset(
        self, request: HttpRequest, form: ModelForm[Any], formset: BaseModelFormSet[Any, Any], change: bool
    ) -> None:
        saved = formset.save(commit=False)
        for obj in formset.deleted_objects:
            curation.delete(obj, by=curator(request))
        for obj in saved:
            curation.save(obj, by=curator(request))

    changeform_view = refusals_as_messages(StockAdmin.changeform_view)
    delete_view = refusals_as_messages(StockAdmin.delete_view)
    changelist_view = refusals_as_messages(StockAdmin.changelist_view)


class ReadOnlyAdmin(StockAdmin):
    """Shows rows that nobody changes: what came in, what was decided, what was published."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        return False
