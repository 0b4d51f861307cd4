"""What every benchmark prints and writes: a table for a person, and JSON with the machine and versions for a record."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("django", "django-haystack", "jieba", "rjieba", "tantivy", "opencc")


@dataclass(frozen=True)
class Row:
    """One thing measured: our figure, the one it is compared with (None: none), and how many cases are behind it."""

    name: str
    ours: float
    other: float | None
    n: int

    def as_json(self) -> dict[str, object]:
        ratio = self.ours / self.other if self.other else None
        return {"name": self.name, "ours": self.ours, "other": self.other, "ratio": ratio, "n": self.n}

    def __str__(self) -> str:
        other = "–" if self.other is None else f"{self.other:.3f}"
        return f"{self.name:<76} {self.ours:>10.3f} {other:>10} {self.n:>8}"


def report(benchmark: str, rows: Iterable[Row]) -> None:
    """Reads ``--json OUT`` from the command line, prints the rows as they come, and writes OUT when it is given."""
    out: Path | None = parser_of(benchmark).parse_args().json
    write_record(print_rows(rows), out)


def parser_of(benchmark: str) -> argparse.ArgumentParser:
    """For a benchmark that takes more than ``--json OUT``."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.benchmarks.{benchmark}")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


def refuse_without(package: str, parser: argparse.ArgumentParser) -> None:
    """Before anything is measured, for that takes long."""
    if find_spec(package) is None:
        parser.exit(2, f"{package} is needed and not installed. Type: make rivals\n")


def print_rows(rows: Iterable[Row]) -> list[Row]:
    """Prints the rows as they come."""
    print(f"{'':<76} {'ours':>10} {'other':>10} {'n':>8}")
    done = []
    for row in rows:
        print(row, flush=True)
        done.append(row)
    return done


def write_record(rows: Sequence[Row], out: Path | None, *, packages: Iterable[str] = ()) -> None:
    """`packages`: those measured against, whose versions are told beside our own."""
    if out is None:
        return
    done = [row.as_json() for row in rows]
    versions = _versions((*PACKAGES, *packages))
    record = {"command": sys.argv, "machine": _machine(), "versions": versions, "rows": done}
    out.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _machine() -> dict[str, object]:
    return {"system": platform.platform(), "processor": platform.machine(), "cores": os.cpu_count()}


def _versions(packages: Iterable[str]) -> dict[str, str]:
    return {"python": platform.python_version()} | {package: version(package) for package in packages}
