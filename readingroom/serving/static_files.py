"""The static files, collected, named by their content and compressed: a second's work, done when something changed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.files.storage import storages
from django.core.management import call_command


def collect(root: Path) -> bool:
    """
    Bring the folder up to date; False when it was.

    The files are collected aside and the folder is swapped in whole; the fingerprint is written last. A
    preparation that is killed leaves at worst a folder that the next one makes anew.
    """
    made = root.with_name(f"{root.name}.made")
    fingerprint = _fingerprint()
    if root.is_dir() and made.exists() and made.read_text("ascii") == fingerprint:
        return False
    aside, old = root.with_name(f"{root.name}.new"), root.with_name(f"{root.name}.old")
    for folder in (aside, old):
        shutil.rmtree(folder, ignore_errors=True)
    _collect_into(aside)
    made.unlink(missing_ok=True)
    if root.exists():
        root.rename(old)
    aside.rename(root)
    made.write_text(fingerprint, "ascii")
    shutil.rmtree(old, ignore_errors=True)
    return True


def _collect_into(folder: Path) -> None:
    command = collectstatic.Command()
    command.storage = storages.create_storage({**settings.STORAGES["staticfiles"], "OPTIONS": {"location": folder}})
    call_command(command, interactive=False, verbosity=0)


def _fingerprint() -> str:
    """Names, sizes and times of all source files: reading them would take as long as collecting them."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
