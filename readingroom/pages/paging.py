"""Lists in pages whose addresses stay: `?page=2`, and an honest 404 where there is no such page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

LIST_SIZE = 20
"""Entries on a page of a list: about three screens of an office PC."""


@dataclass(frozen=True)
class Counted:
    """Rows of which it is known how many there are; `read` gives those from one place to another."""

    count: int
    read: Callable[[int, int], Sequence[Any]]

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, places: slice) -> Sequence[Any]:
        return self.read(places.start, places.stop) if self.count else ()


def page_of(rows: QuerySet[Any] | Sequence[Any] | Counted, request: HttpRequest, size: int = LIST_SIZE) -> Page[Any]:
    try:
        paginator: Paginator[Any] = Paginator(rows, size)  # type: ignore[arg-type]  # it takes nothing but slices
        return paginator.page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404("没有这一页。") from None
