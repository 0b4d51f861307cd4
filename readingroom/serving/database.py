from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from readingroom.environment import CannotStart


def refuse_unreachable() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise CannotStart(f"{_place()}打不开（{_reason(error)}）。{_advice()}") from error


def refuse_unprepared() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotStart(f"{_place()}还没有准备好。{_advice()}")


def migrate() -> None:
    """
    Bring the tables up to date, wholly or not at all.

    Django writes down most migrations after it has committed them. Killed between the two, it would make the same
    tables again at the next start, and fail.
    """
    try:
        with _unchecked_while_tables_are_remade(), transaction.atomic():
            if connection.vendor == "postgresql":
                # A table that rows were written to cannot be altered while their foreign keys wait for the end.
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise CannotStart(
            f"{_place()}没能准备好（{_reason(error)}），里面的内容没有改动。请检查磁盘空间和权限，然后再做一次。"
        ) from error


@contextmanager
def _unchecked_while_tables_are_remade() -> Iterator[None]:
    """On SQLite, which forgets this inside a transaction; Django looks through all rows after each migration."""
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()


def _reason(error: DatabaseError) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[-1]


def _place() -> str:
    if settings.ENVIRONMENT.database:
        return "READINGROOM_DATABASE_URL 所指的数据库"
    return f"数据文件夹 {settings.ENVIRONMENT.data} 里的数据库"


def _advice() -> str:
    name = "READINGROOM_DATABASE_URL" if settings.ENVIRONMENT.database else "READINGROOM_DATA"
    return f"请核对 {name}，或先用 make run（或 python manage.py prepare）准备。"
