"""Runs upstream's tests in a process of their own, and writes a line of JSON for each."""

from __future__ import annotations

import json
import os
import sys
import unittest
from pathlib import Path
from typing import Any, TextIO

LABELS = ("test_haystack.whoosh_tests", "test_haystack.simple_tests")


class Recorder(unittest.TextTestResult):
    """Writes down how each test ended, with the last line of what it said."""

    out: TextIO

    def _record(self, test: unittest.TestCase, outcome: str, said: str = "") -> None:
        name = test.id().removeprefix("test_haystack.")
        print(json.dumps({"name": name, "outcome": outcome, "said": said}), file=self.out, flush=True)

    def addSuccess(self, test: unittest.TestCase) -> None:
        super().addSuccess(test)
        self._record(test, "passed")

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addFailure(test, err)
        self._record(test, "failed", _last_words(err))

    def addError(self, test: unittest.TestCase, err: Any) -> None:
        super().addError(test, err)
        self._record(test, "failed", _last_words(err))

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        super().addSkip(test, reason)
        self._record(test, "skipped", reason)

    def addExpectedFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addExpectedFailure(test, err)
        self._record(test, "skipped", "upstream expects it to fail")

    def addUnexpectedSuccess(self, test: unittest.TestCase) -> None:
        super().addUnexpectedSuccess(test)
        self._record(test, "passed", "upstream expects it to fail")


def _last_words(err: Any) -> str:
    lines = str(err[1]).strip().splitlines() or [""]
    return f"{err[0].__name__}: {lines[0]}"


def main(out: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.conformance.settings"
    import django

    from tests.conformance.whoosh import stand_in

    stand_in()

    django.setup()
    from django.test.runner import DiscoverRunner

    class Runner(DiscoverRunner):
        def get_resultclass(self) -> type[unittest.TextTestResult]:
            return Recorder

    with Path(out).open("w", encoding="utf-8") as Recorder.out:
        Runner(verbosity=0, interactive=False).run_tests(list(LABELS))


if __name__ == "__main__":
    main(sys.argv[1])
