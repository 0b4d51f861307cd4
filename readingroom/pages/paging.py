"""Lists in pages whose addresses stay: `?page=2`, and an honest 404 where there is no such page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

LIST_SIZE = 20
"""Entries on a page of a list: about three screens of an office PC."""


def page_of(rows: QuerySet[Any] | Sequence[Any], request: HttpRequest, size: int = LIST_SIZE) -> Page[Any]:
    try:
        return Paginator(rows, size).page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404("没有这一页。") from None
