from __future__ import annotations

from dataclasses import replace
from typing import Any

from readingroom.serving.checks import plain_http


def test_plain_http_is_explained(settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, https=False)

    (message,) = plain_http(None)

    assert message.id == "readingroom.I001"
    assert not message.is_serious()


def test_with_https_there_is_nothing_to_explain(settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, https=True)

    assert plain_http(None) == []
