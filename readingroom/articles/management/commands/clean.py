from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from readingroom import intake, pipeline
from readingroom.cleaning import FIELD_LABELS, rule_name
from readingroom.records import CleanArticle, LedgerLine, Reading, Unreadable

STANDARD_INPUT = "-"
KINDS = {"heading": "小标题", "paragraph": "段落", "front": "篇首"}


class Command(BaseCommand):
    """Shows what cleaning makes of files. Needs no database, data folder or secret key, and writes nothing."""

    help = "清洗文件，显示得到的文章和每一行的去向；不写入任何数据。"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹；- 表示标准输入")
        parser.add_argument("--json", action="store_true", help="每个文件输出一行 JSON")

    def handle(self, *, paths: list[str], json: bool, **options: Any) -> None:
        if json and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        try:
            outcomes = [self._clean(name, as_json=json) for path in paths for name in self._files(path)]
        except BrokenPipeError:
            # Whoever read has seen enough; nothing may be flushed to it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        if not outcomes or not all(outcomes):
            sys.exit(1)

    def _files(self, path: str) -> list[str]:
        """A folder's files in name order, hidden ones left out; anything else as given."""
        if path == STANDARD_INPUT or not Path(path).is_dir():
            return [path]
        names = sorted(one for one in Path(path).iterdir() if not one.name.startswith("."))
        files = [str(one) for one in names if one.is_file()]
        for folder in (one for one in names if one.is_dir()):
            self.stderr.write(f"没有读子文件夹 {folder}，需要时请单独列出。")
        if not files:
            self.stderr.write(f"文件夹 {path} 里没有文件。")
        return files

    def _clean(self, name: str, *, as_json: bool) -> bool:
        """Clean one file and print it; whether it gave an article."""
        try:
            reading = intake.read(_read_bytes(name), name=name)
        except (OSError, Unreadable) as error:
            self.stderr.write(_sentence(name, error))
            return False
        article = pipeline.process(reading)
        if not article.body_length:
            self.stderr.write(f"{name} 里没有找到正文。请检查文件，或把正文单独粘贴出来。")
            return False
        if as_json:
            self.stdout.write(json.dumps({"file": name, **pipeline.public_form(article)}, ensure_ascii=False))
            self.stdout.flush()
        else:
            self.stdout.write("\n".join([*_show_article(name, article), *_show_ledger(reading, article)]))
        return True


def _read_bytes(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()


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
