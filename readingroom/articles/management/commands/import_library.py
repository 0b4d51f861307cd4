from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from readingroom.articles.exchange import Run, Told, import_file
from readingroom.articles.management.users import USAGE, find_user

COUNTED = ("created", "updated", "unchanged", "duplicate", "refused")


class Command(BaseCommand):
    help = (
        "收入由 export_articles 导出的文件：每行说一个结果。已有的不动，可以反复收。"
        "原来已发布的先归档，加 --publish 才公开。搬到新机器：migrate 以后先收入，再启动。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="导出的文件；- 是标准输入")
        parser.add_argument("--publish", action="store_true", help="原来公开的仍旧公开，要与 --as 或 --same-room 同用")
        parser.add_argument("--as", dest="user", metavar="USER", help="以哪个用户的名义收入")
        parser.add_argument(
            "--same-room",
            action="store_true",
            help="这就是本阅览室自己的导出（搬家、恢复）：用户名相同的是同一个人，没有的建成停用的帐号，名称也带过来",
        )

    def handle(self, *, file: str, user: str | None, publish: bool, same_room: bool, **options: Any) -> None:
        by = find_user(user)
        if publish and by is None and not same_room:
            raise CommandError("--publish 要与 --as 同用：公开的文章由谁负责？", returncode=USAGE)
        counts: Counter[str] = Counter()
        with _opened(file) as lines:
            for told in import_file(lines, Run(by=by, publish=publish, same_room=same_room)):
                counts[told.outcome.outcome] += 1
                self._report(told)
        self.stdout.write("\t".join(f"{name} {counts[name]}" for name in COUNTED))
        if counts["refused"]:
            sys.exit(1)

    def _report(self, told: Told) -> None:
        outcome = told.outcome
        number = "" if outcome.number is None else str(outcome.number)
        values = [outcome.outcome, outcome.name or f"第 {told.line} 行", number, outcome.reason]
        self.stdout.write("\t".join(" ".join(value.split()) for value in values))
        self.stdout.flush()


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as lines:
            yield lines
    except OSError as error:
        raise CommandError(f"打不开 {file}：{error.strerror}") from None
