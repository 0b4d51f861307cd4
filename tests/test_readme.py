"""What the README promises is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from readingroom.environment import NAMES, PREFIX, read_environment

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def section(heading: str) -> str:
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def rows(heading: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_target_of_make_is_there_and_every_one_there_is_told() -> None:
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert targets

    assert set(re.findall(r"`make ([\w-]+)`", section("Commands"))) == set(targets[1].split()) - {"help"}


def test_nothing_is_told_twice() -> None:
    for heading in ("Commands", "Settings", "Words"):
        told = [row[0] for row in rows(heading)]
        assert sorted(told) == sorted(set(told))


def test_make_help_tells_of_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")

    told = set(re.findall(r'@echo "make ([\w-]+) ', makefile))

    assert told == set(re.findall(r"`make ([\w-]+)`", section("Commands")))


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`python manage\.py (\w+)", README))))
def test_every_command_is_there(command: str) -> None:
    assert command in get_commands()


def test_every_command_of_our_own_is_told() -> None:
    own = {name for name, app in get_commands().items() if app.startswith("readingroom.")}

    assert own == {name for name in own if f"`python manage.py {name}" in README}


def test_the_settings_are_told_in_their_order() -> None:
    assert [row[0] for row in rows("Settings")] == [f"`{PREFIX}{name}`" for name in NAMES]


def test_the_defaults_that_are_told_are_the_defaults(tmp_path: Path) -> None:
    told = {row[0].strip("`"): row[1].strip("`") for row in rows("Settings") if row[1].startswith("`")}

    assert read_environment(told, base=tmp_path) == read_environment({}, base=tmp_path)


@pytest.mark.parametrize("address", re.findall(r"`(/[^`\s]*)`", section("Addresses")))
def test_every_address_leads_somewhere(address: str) -> None:
    try:
        resolve(address.replace("<key>", "a234567bcd"))
    except Resolver404:
        pytest.fail(f"{address} is in the README and nowhere else")


def test_the_map_shows_every_package() -> None:
    packages = {path.stem for path in (ROOT / "readingroom").iterdir() if (path / "__init__.py").exists()}
    stages = {"records", "pipeline", "simplified", "comparing", "personal_data"}

    assert {row[0].strip("`") for row in rows("The journey of an article")} == packages | stages


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_file_that_is_pointed_to_is_there(target: str) -> None:
    assert (ROOT / target).exists()
