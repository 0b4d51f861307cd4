"""
Queries of the ORM whose SQL is written once and asked for many times.

Writing the SQL of an article's page takes the ORM longer than all else that is done for it, and some forty times as
long as the database takes to answer; and for every article it comes out the same. So it is written when it is first
wanted, with stand-ins in place of the values. SQL by hand would do as well, but say a second time what is published
and which columns a model has.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from copy import copy
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet

Row = TypeVar("Row")


class Statement(Generic[Row]):
    """
    A query with stand-ins, which have to be values that their columns take and that no row has: numbers below zero.

    `make` is called once; until then there may be no database. What is kept is a compiler that has done its work: of
    Django's own parts only the SQL is left out when it is asked again, so rows become the same objects as ever.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]) -> None:
        self._make = make

    def rows(self, values: Mapping[Hashable, Any]) -> list[Row]:
        """The rows with these values in place of their stand-ins."""
        queryset, written, (sql, parameters) = self._written
        compiler = copy(written)
        compiler.connection = connections[queryset.db]
        compiler.as_sql = lambda *args, **kwargs: (sql, tuple(values.get(each, each) for each in parameters))
        asked = queryset.all()
        asked.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        return list(asked)

    @cached_property
    def _written(self) -> tuple[QuerySet[Any, Row], Any, tuple[str, tuple[Any, ...]]]:
        queryset = self._make()
        compiler = queryset.query.get_compiler(queryset.db)
        return queryset, compiler, compiler.as_sql()
