from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from readingroom.articles.exchange import export_library, export_lines
from readingroom.articles.models import Article

USAGE = 2


class Command(BaseCommand):
    help = (
        "导出：不写编号是整个阅览室，写编号是这几篇文章；每行一项，JSON 格式，含原件、决定、版本和固定编号。"
        "阅览室用 import_library 收入，以后的版本也能收。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="文章编号；不写就是整个阅览室")
        parser.add_argument("--output", metavar="FILE", help="写到这个文件；不写就写到标准输出")

    def handle(self, *, numbers: list[int], output: str | None, **options: Any) -> None:
        found = list(_wanted(numbers))
        lines = export_lines(found, _shown) if numbers else export_library(_shown)
        with _opened(output) as file:
            file.writelines(lines)
        if output:
            self.stdout.write(f"导出 {len(found)} 篇，写到 {output}。")


def _shown(numbers: Iterable[int]) -> Iterator[int]:
    yield from tqdm(numbers, unit="篇", file=sys.stderr, disable=None)


def _wanted(numbers: list[int]) -> Iterator[int]:
    articles = Article.objects.order_by("pk")
    present = articles.filter(pk__in=numbers) if numbers else articles
    found = list(present.values_list("pk", flat=True))
    if missing := sorted(set(numbers) - set(found)):
        raise CommandError(f"没有编号为 {'、'.join(map(str, missing))} 的文章。", returncode=USAGE)
    return iter(found)


@contextmanager
def _opened(output: str | None) -> Iterator[TextIO]:
    """A file that is there is whole: it gets its name when all is written. Nobody else may read it."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # Whatever the terminal speaks, the file is UTF-8.
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    target = Path(output)
    part = target.with_name(f".{target.name}.part")
    try:
        with open(part, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            yield file
        part.replace(target)
    except OSError as error:
        raise CommandError(f"写不了 {output}：{error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
