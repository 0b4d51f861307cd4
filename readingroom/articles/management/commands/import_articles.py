from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, get_args

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from readingroom.articles.curation import Refused
from readingroom.articles.importing import Outcome, OutcomeName, import_file
from readingroom.articles.management.files import File, files_in, read_bytes, readable_name, unpacked
from readingroom.articles.management.quick import QuickCommand
from readingroom.articles.management.refusals import refusals_as_sentences
from readingroom.articles.management.users import USAGE, find_user
from readingroom.articles.models import Article
from readingroom.articles.underway import UnderWay, say_what_was_cut_off, under_way
from readingroom.records import Unreadable

INTERRUPTED = 130


class Command(QuickCommand):
    help = "收入文件：每个文件一行，依次是结果、路径、文章编号、说明，用制表符隔开；最后一行是各种结果的数目。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="文件、压缩包（ZIP）或文件夹；- 表示标准输入")
        parser.add_argument("--dry-run", action="store_true", help="只说结果，什么也不写；只与已收入的文章比较")
        parser.add_argument("--publish", action="store_true", help="发布没有待核原因的文章，要与 --as 同用")
        parser.add_argument("--as", dest="user", metavar="USER", help="以哪个用户的名义收入和发布")
        parser.add_argument("--json", action="store_true", help="每行输出一个 JSON 对象")

    def handle(self, *, paths: list[str], user: str | None, publish: bool, dry_run: bool, **options: Any) -> None:
        by = find_user(user)
        if publish and by is None:
            raise CommandError("--publish 要与 --as 同用：发布的文章记在谁的名下？", returncode=USAGE)
        files = [file for path in paths for file in files_in(path)]
        counts: Counter[str] = Counter()
        try:
            with nullcontext() if dry_run else _noted(len(files)) as note:
                for file in tqdm(files, disable=None, unit="篇"):
                    for outcome in _import(file, note, by=by, publish=publish, dry_run=dry_run):
                        counts[outcome.outcome] += 1
                        self._report(outcome, as_json=options["json"])
        except KeyboardInterrupt:
            self._report_counts(counts, as_json=options["json"])
            sys.exit(INTERRUPTED)
        self._report_counts(counts, as_json=options["json"])
        if counts["refused"]:
            sys.exit(1)

    def _report(self, outcome: Outcome, *, as_json: bool) -> None:
        values = [outcome.outcome, outcome.name, "" if outcome.number is None else str(outcome.number), outcome.reason]
        line = "\t".join(" ".join(value.split()) for value in values)
        if as_json:
            names = {"outcome": outcome.outcome, "file": outcome.name, "number": outcome.number}
            line = json.dumps({**names, "reason": outcome.reason}, ensure_ascii=False)
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write(line)
            # Whoever reads along knows of every file that is in, however the import ends.
            self.stdout.flush()

    def _report_counts(self, counts: Counter[str], *, as_json: bool) -> None:
        total = {name: counts[name] for name in get_args(OutcomeName)}
        self.stdout.write(json.dumps(total) if as_json else "\t".join(f"{name} {n}" for name, n in total.items()))


@contextmanager
def _noted(files: int) -> Iterator[UnderWay]:
    """What an earlier import left undone is told before this one begins."""
    data = settings.ENVIRONMENT.data
    # Where there is no database yet, this says so; nothing is left in a folder that is none of ours.
    Article.objects.exists()
    say_what_was_cut_off(data)
    with refusals_as_sentences(), under_way(data, files) as note:
        yield note


def _import(path: str, note: UnderWay | None, *, by: User | None, publish: bool, dry_run: bool) -> Iterator[Outcome]:
    """One outcome; of an archive one for each of its files."""
    name = readable_name(path)
    try:
        files = unpacked(File(name, read_bytes(path)))
    except FileNotFoundError:
        yield Outcome("refused", name, reason="没有这个文件")
    except OSError as error:
        yield Outcome("refused", name, reason=f"打不开：{error.strerror}")
    except Unreadable as error:
        yield Outcome("refused", name, reason=str(error))
    else:
        if note:
            note.of += len(files) - 1
        for file in files:
            yield _import_one(file, note, by=by, publish=publish, dry_run=dry_run)


def _import_one(file: File, note: UnderWay | None, *, by: User | None, publish: bool, dry_run: bool) -> Outcome:
    try:
        if note:
            note.begin(file.name, file.data)
    except Refused as refusal:
        return Outcome("refused", file.name, reason=str(refusal))
    return import_file(file.data, file.name, by=by, publish=publish, dry_run=dry_run)
