from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from readingroom.articles.arrivals import Outcome
from readingroom.articles.exchange import import_line
from readingroom.articles.exchange.importing import Run, read_lines
from readingroom.articles.management.users import USAGE, find_user


class Command(BaseCommand):
    help = "收入由 export_articles 导出的文章：每篇一行结果；原来已发布的先归档，加 --publish 才公开。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="导出的文件")
        parser.add_argument("--publish", action="store_true", help="原来公开的仍旧公开，要与 --as 同用")
        parser.add_argument("--as", dest="user", metavar="USER", help="以哪个用户的名义收入")
        parser.add_argument(
            "--same-people", action="store_true", help="两边用户名相同的是同一个人：决定和版本仍记在他们名下"
        )

    def handle(self, *, file: str, user: str | None, publish: bool, same_people: bool, **options: Any) -> None:
        by = find_user(user)
        if publish and by is None:
            raise CommandError("--publish 要与 --as 同用：公开的文章由谁负责？", returncode=USAGE)
        run = Run(by=by, publish=publish, same_people=same_people)
        counts: Counter[str] = Counter()
        try:
            with Path(file).open("rb") as lines:
                for place, line in enumerate(read_lines(lines), 1):
                    if line.strip():
                        outcome = import_line(line, run)
                        counts[outcome.outcome] += 1
                        self._report(outcome if outcome.name else replace(outcome, name=f"第 {place} 行"))
        except OSError as error:
            raise CommandError(f"打不开 {file}：{error.strerror}") from None
        self.stdout.write("\t".join(f"{name} {counts[name]}" for name in ("created", "duplicate", "refused")))
        if counts["refused"]:
            sys.exit(1)

    def _report(self, outcome: Outcome) -> None:
        values = [outcome.outcome, outcome.name, "" if outcome.number is None else str(outcome.number), outcome.reason]
        self.stdout.write("\t".join(" ".join(value.split()) for value in values))
        self.stdout.flush()
