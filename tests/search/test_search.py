from __future__ import annotations

import subprocess
import sys

import pytest

from readingroom import search


def test_what_the_package_shows_is_there() -> None:
    assert all(getattr(search, name) for name in search.__all__)


def test_what_it_does_not_show_is_not() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        search.nothing  # noqa: B018


def test_the_package_is_imported_before_there_are_models_and_costs_nothing() -> None:
    code = "import sys, readingroom.search; print(sorted({'jieba', 'tantivy', 'django', 'opencc'} & set(sys.modules)))"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"
