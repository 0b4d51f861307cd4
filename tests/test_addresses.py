"""`.ci/addresses` is shown to fail: a gate that cannot fail guards nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

GATE = Path(__file__).parent.parent / ".ci" / "addresses"


def passes(root: Path, name: str, text: str) -> bool:
    subprocess.run(["git", "init", "--quiet", root], check=True)
    for path, content in {"requirements/run.lock": "django==5.2.19 \\\n", name: text}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, "utf-8")
    return subprocess.run([GATE], cwd=root, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("requirements/dev.lock", "--find-links file:///opt/mirror\n"),
        ("requirements/dev.lock", "ruff @ https://example.org/ruff.whl\n"),
        ("templates/base.html", '<script src="https://example.org/a.js"></script>'),
        ("templates/base.html", '<img src="//example.org/a.png">'),
        ("templates/base.html", '<link rel="stylesheet" href="http://example.org/a.css">'),
        ("templates/base.html", '<form action="https://example.org/">'),
        ("static/room.css", "body { background: url(https://example.org/a.png) }"),
        ("static/room.css", '@import "https://example.org/a.css";'),
        ("static/room.js", 'fetch("https://example.org/count")'),
    ],
)
def test_an_address_outside_is_found(tmp_path: Path, name: str, text: str) -> None:
    assert not passes(tmp_path, name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/base.html", '<img src="{% static "pages/icon.svg" %}"> <a href="https://example.org/">原文</a>'),
        ("static/room.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
        ("static/room.css", "body { background: url(paper.png) }"),
    ],
)
def test_links_names_and_files_of_our_own_are_left_alone(tmp_path: Path, name: str, text: str) -> None:
    assert passes(tmp_path, name, text)
