"""
Two ways to see that the desk writes through curation: what its classes are, and what its pages do.

The first walks an admin site and reads the classes; the second runs pages and looks at every statement that
reaches the database.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.options import InlineModelAdmin, ModelAdmin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory

from readingroom.desk.curated import CuratedAdmin

WRITES = ("save_model", "delete_model", "delete_queryset", "save_formset", "save_related")
PERMISSIONS = ("has_add_permission", "has_change_permission", "has_delete_permission")
NOT_THE_LIBRARY = {"auth"}
"""Users and groups are Django's own and on no public page."""

WRITING = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(?:articles|search)_', re.IGNORECASE)
WRITERS = ("readingroom.articles.curation", "readingroom.articles.importing", "readingroom.articles.uploads")
"""Uploads are no part of the library; they wait beside it, and what becomes of them is stored by importing."""


def unguarded(site: AdminSite) -> Iterator[str]:
    """The classes of a site that may write to the library past curation."""
    for model, model_admin in site._registry.items():
        if model._meta.app_label in NOT_THE_LIBRARY:
            continue
        if not (_is_curated(model_admin) or _is_read_only(model_admin)):
            yield type(model_admin).__name__
        for inline in model_admin.get_inline_instances(_request()):
            if not (_is_curated(model_admin) or _is_read_only(inline)):
                yield type(inline).__name__
        if model._meta.many_to_many and _is_curated(model_admin):
            # Django saves these itself, after save_model.
            yield f"{type(model_admin).__name__}: many-to-many"


def _is_curated(model_admin: ModelAdmin[Any]) -> bool:
    kind = type(model_admin)
    return isinstance(model_admin, CuratedAdmin) and all(
        getattr(kind, name) is getattr(CuratedAdmin, name) for name in WRITES
    )


def _is_read_only(model_admin: ModelAdmin[Any] | InlineModelAdmin[Any, Any]) -> bool:
    allowed = [getattr(model_admin, name)(_request(), None) for name in PERMISSIONS[1:]]
    extra = (None,) if isinstance(model_admin, InlineModelAdmin) else ()
    allowed.append(model_admin.has_add_permission(_request(), *extra))
    plain = isinstance(model_admin, InlineModelAdmin) or not getattr(model_admin, "actions", None)
    return not any(allowed) and plain


def _request() -> Any:
    """Of somebody who may do everything."""
    request = RequestFactory().get("/desk/")
    request.user = User(is_staff=True, is_superuser=True)
    return request


class PastCuration(AssertionError):
    """A page wrote to the library by itself."""


class GuardedClient(Client):
    """A browser whose requests fail when they write to the library's tables outside curation and importing."""

    def request(self, **request: Any) -> Any:
        with connection.execute_wrapper(_refuse_writes_past_curation):
            return super().request(**request)


def _refuse_writes_past_curation(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if WRITING.match(sql) and not any(module.startswith(WRITERS) for module in _callers()):
        raise PastCuration(sql)
    return execute(sql, params, many, context)


def _callers() -> Iterator[str]:
    frame = sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]
        yield frame.f_globals.get("__name__", "")
