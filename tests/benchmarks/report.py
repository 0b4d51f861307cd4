"""What every benchmark prints and writes: a table for a person, and JSON with the machine and versions for a record."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
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
        return f"{self.name:<60} {self.ours:>10.3f} {other:>10} {self.n:>8}"


def report(benchmark: str, rows: Iterable[Row]) -> None:
    """Reads ``--json OUT`` from the command line, prints the rows as they come, and writes OUT when it is given."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.benchmarks.{benchmark}")
    parser.add_argument("--json", type=Path, metavar="OUT")
    out: Path | None = parser.parse_args().json
    print(f"{'':<60} {'ours':>10} {'other':>10} {'n':>8}")
    done = []
    for row in rows:
        print(row)
        done.append(row.as_json())
    if out:
        record = {"command": sys.argv, "machine": _machine(), "versions": _versions(), "rows": done}
        out.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _machine() -> dict[str, object]:
    return {"system": platform.platform(), "processor": platform.machine(), "cores": os.cpu_count()}


def _versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {package: version(package) for package in PACKAGES}
