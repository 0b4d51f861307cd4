"""What takes seconds to make and is only copied: one worker of a run makes it, the others find it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from readingroom.search.engine.locking import exclusive
from tests.running_room import PATIENCE, prepare


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """
    The folder of this name, which `make` was given when it was empty. To be copied, never to be written to.

    What a killed worker left half made is made anew.
    """
    folder = _folder_of_the_run(factory) / f"once-{name}"
    with exclusive(folder.with_suffix(".lock"), wait=PATIENCE):
        if not folder.exists():
            making = folder.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder


def prepared_data(factory: pytest.TempPathFactory, data: Path) -> Path:
    """A data folder as `prepare` leaves it in an empty one."""
    prepared = made_once(factory, "prepared", lambda folder: prepare(folder / "data"))
    shutil.copytree(prepared / "data", data)
    return data


def _folder_of_the_run(factory: pytest.TempPathFactory) -> Path:
    """Each worker of pytest-xdist has a folder of its own in the one of the run."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
