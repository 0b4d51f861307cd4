"""
Numbers that addresses are made of: kept where that is possible, and none given twice.

A row that comes in with its number passes the database's own counting by; SQLite notices, PostgreSQL has to be told.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import Max, Model

from ..models import Article, Source, SourceMerger

LARGEST = 10_000_000
"""Above it no room of articles is; a file that says so would have this one count on from there."""


def free_article_number(wanted: int, largest: int) -> int | None:
    """
    The same as in the file, or one after all of the file's and of this room's; None leaves it to the database.

    Articles are never deleted, so a number without an article was never any's.
    """
    if 1 <= wanted <= LARGEST and not Article.objects.filter(pk=wanted).exists():
        return wanted
    here = Article.objects.aggregate(last=Max("pk"))["last"] or 0
    return largest + 1 if here < largest < LARGEST else None


def free_source_number(wanted: int) -> int | None:
    """Sources are deleted and merged: only a number beyond all that are known was never another's."""
    last = [rows.objects.aggregate(last=Max(column))["last"] or 0 for rows, column in _SOURCES]
    return wanted if max(last) < wanted <= LARGEST else None


_SOURCES = ((Source, "pk"), (SourceMerger, "number"))


def free_number(model: type[Model], wanted: int) -> int | None:
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return wanted if last < wanted <= LARGEST else None


def count_on(model: type[Model], number: int) -> None:
    """The database gives no number up to this one any more."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, %s)"
            last = f"COALESCE(pg_sequence_last_value({sequence}::regclass), 0)"
            cursor.execute(f"SELECT setval({sequence}, GREATEST(%s, {last}))", [table, column, number, table, column])
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = MAX(seq, %s) WHERE name = %s", [number, table])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
