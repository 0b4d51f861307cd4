from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from tests.conformance.__main__ import Ended, judged, reasons, unpack

REASONS = {"WhooshTests.test_text": "compares texts", "SimpleTests": "has no index"}


@pytest.mark.parametrize(
    ("ended", "outcome", "said"),
    [
        (Ended("whoosh.test_a.WhooshTests.test_text", "failed", "1 != 2"), "not applicable", "compares texts"),
        (Ended("whoosh.test_a.WhooshTests.test_text", "passed", ""), "passed", ""),
        (Ended("whoosh.test_a.WhooshTests.test_texts", "failed", "1 != 2"), "failed", "1 != 2"),
        (Ended("simple.test_a.SimpleTests.test_any", "failed", "1 != 2"), "not applicable", "has no index"),
        (Ended("simple.test_a.SimpleTests.test_any", "skipped", "not here"), "skipped", "not here"),
    ],
)
def test_only_a_failure_that_has_a_reason_is_excused(ended: Ended, outcome: str, said: str) -> None:
    judgement = judged(ended, REASONS)

    assert (judgement.outcome, judgement.said) == (outcome, said)


def test_the_table_names_each_test_once() -> None:
    table = Path(__file__).with_name("not_applicable.toml").read_text("utf-8")

    assert all(table.count(f'"{name}"') == 1 for name in reasons())


def test_the_tests_are_unpacked_beside_the_engine_under_another_name(tmp_path: Path) -> None:
    sdist = tmp_path / "haystack.tar.gz"
    with tarfile.open(sdist, "w:gz") as archive:
        member = tarfile.TarInfo("haystack-1/test_haystack/__init__.py")
        archive.addfile(member, io.BytesIO())

    unpack(sdist, tmp_path)

    assert (tmp_path / "test_haystack" / "__init__.py").exists()
    assert (tmp_path / "lifted_engine" / "backend.py").exists()
