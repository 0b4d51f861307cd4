from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from readingroom.environment import CannotStart


def refuse_unreachable() -> None:
    try:
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        raise CannotStart("缺少 PostgreSQL 的驱动。请带着 READINGROOM_DATABASE_URL 执行 make setup。") from error
    except OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise CannotStart(f"连不上数据库，请核对 READINGROOM_DATABASE_URL 和数据文件夹的权限。（{reason}）") from error


def refuse_unprepared() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotStart("数据库还没有准备好。请先执行 python manage.py prepare，或用 make run 启动。")
