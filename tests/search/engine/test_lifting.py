"""The engine as another project would use it: its folder copied, under another name, with no reading room about."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from readingroom.search import engine

FOLDER = Path(engine.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))

USING_IT = """
import sys
from django.conf import settings
settings.configure(
    USE_TZ=True,
    INSTALLED_APPS=["haystack"],
    HAYSTACK_CONNECTIONS={"default": {"ENGINE": "borrowed.TantivyEngine", "PATH": sys.argv[1]}},
)
import django
django.setup()
from django.db import models
from haystack import connections, indexes
from haystack.query import SearchQuerySet

class Poem(models.Model):
    text = models.TextField()
    class Meta:
        app_label = "haystack"

class PoemIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, model_attr="text")
    def get_model(self):
        return Poem

connections["default"].get_unified_index().build(indexes=[PoemIndex()])
connections["default"].get_backend().update(PoemIndex(), [Poem(pk=1, text="白日依山尽"), Poem(pk=2, text="Tyger Tyger")])
print([result.pk for result in SearchQuerySet().filter(content="山")], len(SearchQuerySet().filter(content="tyger")))
print(any(name.startswith("readingroom") for name in sys.modules))
"""


def imports(module: Path) -> list[tuple[int, str]]:
    """How many folders up, and what."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.append((node.level, node.module or ""))
        elif isinstance(node, ast.Import):
            found += [(0, name.name) for name in node.names]
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_nothing_is_taken_from_outside_the_folder(module: Path) -> None:
    assert [what for level, what in imports(module) if level > 1 or what.split(".")[0] == "readingroom"] == []
    assert "readingroom" not in module.read_text("utf-8")


def test_the_folder_works_in_another_project(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "borrowed", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}

    run = subprocess.run(
        [sys.executable, "-c", USING_IT, str(tmp_path / "index")],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.split("\n")[:2] == ["['1'] 1", "False"]
