from __future__ import annotations

import re
from pathlib import Path

import pytest
from haystack.constants import VALID_FILTERS

from readingroom.search import engine
from readingroom.search.engine import exceptions, facets, highlighting, inputs, store
from readingroom.search.engine.backend import TantivySearchBackend

FOLDER = Path(engine.__file__).parent
README = (FOLDER / "README.md").read_text("utf-8")
SOURCE = "".join(module.read_text("utf-8") for module in FOLDER.glob("*.py"))
HAYSTACKS_OWN = {"INCLUDE_SPELLING", "EXCLUDED_INDEXES", "BATCH_SIZE"}


def test_the_options_it_tells_of_are_those_there_are() -> None:
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))

    assert told - HAYSTACKS_OWN == set(re.findall(r'options(?:\.get\(|\[)"([A-Z_]+)"', SOURCE))


@pytest.mark.parametrize("lookup", sorted(VALID_FILTERS))
def test_it_tells_of_every_lookup(lookup: str) -> None:
    assert f"`{lookup}`" in README


@pytest.mark.parametrize(
    "name", ["setup", "update", "remove", "clear", "build_schema", "batch", "aside", "delete", "numbers"]
)
def test_the_methods_it_tells_of_exist(name: str) -> None:
    assert re.search(rf"[`.]{name}[`(]", README)
    assert callable(getattr(TantivySearchBackend, name))


def test_the_failures_it_tells_of_exist() -> None:
    told = set(re.findall(r"`(Index[A-Z]\w+|Unsupported)`", README))

    assert told
    assert all(hasattr(exceptions, name) for name in told)


def test_the_files_it_tells_of_are_those_of_the_folder() -> None:
    files = re.findall(r"^(?:PATH/| +)([a-z.]+\.(?:json|txt|lock))|^ +(suspect)", README, re.MULTILINE)

    assert len(files) >= 4
    assert all((json or suspect) in store.__doc__ for json, suspect in files)


def test_numbers_and_names_are_as_in_the_code() -> None:
    assert f"limit={facets._VALUES}" in README
    assert highlighting.Highlighting.before in README
    assert {"Condition", "Near"} <= set(re.findall(r"`inputs\.(\w+)`", README)) <= set(vars(inputs))
