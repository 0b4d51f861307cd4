from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from readingroom import pipeline
from readingroom.articles.limits import NO_BODY, read_article
from readingroom.articles.management.files import File, files_in, read_bytes, readable_name, unpacked
from readingroom.cleaning import FIELD_LABELS, rule_name
from readingroom.records import CleanArticle, LedgerLine, Reading, Unreadable

KINDS = {"heading": "小标题", "paragraph": "段落", "front": "篇首"}


class Command(BaseCommand):
    """Shows what cleaning makes of files. Needs no database, data folder or secret key, and writes nothing."""

    help = "清洗文件，显示得到的文章和每一行的去向；不写入任何数据。"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="文件、压缩包（ZIP）或文件夹；- 表示标准输入")
        parser.add_argument("--json", action="store_true", help="每个文件输出一行 JSON")

    def handle(self, *, paths: list[str], json: bool, **options: Any) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A person's terminal may lack a character; a program gets UTF-8.
            sys.stdout.reconfigure(encoding="utf-8" if json else None, errors=None if json else "replace")
        try:
            outcomes = [outcome for path in paths for outcome in self._clean_all(path, as_json=json)]
        except BrokenPipeError:
            # Whoever read has seen enough; nothing may be flushed to it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        if not all(outcomes):
            sys.exit(1)

    def _clean_all(self, path: str, *, as_json: bool) -> list[bool]:
        """Clean a file, or those of a folder; an empty folder gives no article either."""
        try:
            files = list(files_in(path))
        except OSError as error:
            self.stderr.write(_sentence(readable_name(path), error))
            return [False]
        if not files:
            self.stderr.write(f"文件夹 {readable_name(path)} 里没有文件。")
        return [outcome for file in files for outcome in self._clean_file(file, as_json=as_json)] or [False]

    def _clean_file(self, path: str, *, as_json: bool) -> list[bool]:
        """Clean a file, or those of an archive."""
        name = readable_name(path)
        try:
            files = unpacked(File(name, read_bytes(path)))
        except (OSError, Unreadable) as error:
            self.stderr.write(_sentence(name, error))
            return [False]
        return [self._clean(file, as_json=as_json) for file in files]

    def _clean(self, file: File, *, as_json: bool) -> bool:
        """Clean one file and print it; whether it gave an article."""
        name = file.name
        try:
            reading = read_article(file.data, name=name)
        except Unreadable as error:
            self.stderr.write(_sentence(name, error))
            return False
        article = pipeline.process(reading)
        if not article.body_length:
            self.stderr.write(f"{name} {NO_BODY}")
            return False
        if as_json:
            self.stdout.write(json.dumps({"file": name, **pipeline.public_form(article)}, ensure_ascii=False))
            self.stdout.flush()
        else:
            self.stdout.write("\n".join([*_show_article(name, article), *_show_ledger(reading, article)]))
        return True


def _sentence(name: str, error: Exception) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return f"没有文件 {name}。请检查路径。"
    return f"{name} 打不开：{error}"


def _show_article(name: str, article: CleanArticle) -> Iterator[str]:
    yield f"══ {name}"
    for field, value in article.fields.items():
        if value:
            yield f"{FIELD_LABELS[field]}：{value}"
    yield ""
    for item in article.items:
        theme = f"·{item.theming.primary}" if item.theming else ""
        yield f"［{KINDS[item.kind]}{theme}］{item.text}"
    yield ""
    yield from (f"待核：{reason}" for reason in article.review)
    yield from (f"说明：{note}" for note in article.notes)


def _show_ledger(reading: Reading, article: CleanArticle) -> Iterator[str]:
    yield f"── 各行去向（规则 {article.rules_version}）"
    for line in article.ledger:
        yield f"{line.number:>5} {_fate(line)}〔{rule_name(line.rule)}〕 {reading.lines[line.number - 1].text.strip()[:40]}"
    yield ""


def _fate(line: LedgerLine) -> str:
    if line.fate == "removed":
        return f"移除·{line.reason}"
    return "保留→" + "、".join("题名" if to == "title" else str(to) for to in line.to)
