"""
Runs Haystack's own tests of its backends against this engine: ``python -m tests.conformance SDIST``.

SDIST is django-haystack's source distribution (``pip download --no-binary :all: --no-deps django-haystack==3.4.0``).
Its tests are unpacked into a temporary folder, and the engine's folder is copied beside them under another name, as
another project would lift it out; nothing of upstream's comes into this repository.

Prints how each test ended, and the totals. A test that asks for something else than Haystack is not applicable, for
the reason that `not_applicable.toml` gives; one that passes all the same counts as passed. Ends with 1 when one failed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "readingroom" / "search" / "engine"


@dataclass(frozen=True)
class Ended:
    """One test, how it ended, and what there is to say about it."""

    name: str
    outcome: str
    said: str


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance")
    parser.add_argument("sdist", type=Path, help="django_haystack-….tar.gz")
    with TemporaryDirectory() as folder:
        unpack(parser.parse_args().sdist, Path(folder))
        ended = [judged(each, reasons()) for each in run(Path(folder))]
    for each in sorted(ended, key=lambda each: (each.outcome, each.name)):
        print(f"{each.outcome:<14} {each.name}", f"({each.said})" if each.said else "")
    totals = Counter(each.outcome for each in ended)
    print(f"{len(ended)} tests:", ", ".join(f"{n} {outcome}" for outcome, n in totals.most_common()))
    return 1 if totals["failed"] or not ended else 0


def unpack(sdist: Path, folder: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "sdist", filter="data")
    (tests,) = (folder / "sdist").glob("*/test_haystack")
    shutil.move(tests, folder / "test_haystack")
    shutil.copytree(ENGINE, folder / "lifted_engine", ignore=shutil.ignore_patterns("__pycache__"))
    # For what upstream's settings leave behind.
    (folder / "temporary").mkdir()


def run(folder: Path) -> Iterator[Ended]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}", "TMPDIR": str(folder / "temporary")}
    out = folder / "ended.jsonl"
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.conformance.upstream", str(out)],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    for line in out.read_text(encoding="utf-8").splitlines():
        yield Ended(**json.loads(line))


def reasons() -> Mapping[str, str]:
    table = tomllib.loads(Path(__file__).with_name("not_applicable.toml").read_text(encoding="utf-8"))
    return {name: group["reason"] for group in table["group"] for name in group["tests"]}


def judged(ended: Ended, reasons: Mapping[str, str]) -> Ended:
    if ended.outcome != "failed":
        return ended
    whole = ended.name.split(".")
    for name in (".".join(whole[-2:]), whole[-2]):
        if name in reasons:
            return Ended(ended.name, "not applicable", reasons[name])
    return ended


if __name__ == "__main__":
    sys.exit(main())
