from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from readingroom.serving.log import RefusalsInOneLine


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    refusals = RefusalsInOneLine()
    caplog.handler.addFilter(refusals)
    yield caplog
    caplog.handler.removeFilter(refusals)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "host"), [("/", "elsewhere.example"), ("/nowhere/", "testserver"), ("/articles/?page=0", "testserver")]
)
def test_what_is_refused_is_one_line_in_the_log(written: pytest.LogCaptureFixture, address: str, host: str) -> None:
    Client().get(address, headers={"host": host})

    assert written.text.count("\n") == 1


def test_a_failure_keeps_its_traceback(written: pytest.LogCaptureFixture) -> None:
    error = OSError("disk full")

    logging.getLogger("django.request").error("/", exc_info=error, extra={"status_code": 500})
    logging.getLogger("readingroom").error("index", exc_info=error)

    assert written.text.count("OSError: disk full") == 2
