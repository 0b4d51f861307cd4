"""The docstrings of packages with many modules tell what each is for; a new module is told there too."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from readingroom import articles, cleaning, desk, intake, pages


def modules_of(package: ModuleType) -> set[str]:
    folder = Path(package.__path__[0])
    return {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}


@pytest.mark.parametrize("package", [articles, desk, intake, pages])
def test_the_map_names_every_module_once(package: ModuleType) -> None:
    assert package.__doc__
    (by_subject,) = re.findall(r"\n- .*?(?=\n\n|\n?$)", package.__doc__, re.DOTALL)

    named = re.findall(r"`(\w+)`", by_subject)

    assert sorted(named) == sorted(modules_of(package) - {"__init__"})


def test_the_story_of_cleaning_names_every_module() -> None:
    assert cleaning.__doc__

    named = re.findall(r"`(\w+)`", cleaning.__doc__)

    assert sorted(set(named)) == sorted(modules_of(cleaning) - {"__init__"})
