from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from readingroom.environment import CannotStart


def refuse_unreachable() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[-1]
        raise CannotStart(f"{_place()}打不开（{reason}）。{_advice()}") from error


def refuse_unprepared() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotStart(f"{_place()}还没有准备好。{_advice()}")


def _place() -> str:
    if settings.ENVIRONMENT.database:
        return "READINGROOM_DATABASE_URL 所指的数据库"
    return f"数据文件夹 {settings.ENVIRONMENT.data} 里的数据库"


def _advice() -> str:
    name = "READINGROOM_DATABASE_URL" if settings.ENVIRONMENT.database else "READINGROOM_DATA"
    return f"请核对 {name}，或先用 make run（或 python manage.py prepare）准备。"
