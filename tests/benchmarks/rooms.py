"""Rooms to measure in: a data folder of its own with as many published articles as are asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import django

from tests.benchmarks.documents import Document


def enter_room(data: Path, **settings: str) -> None:
    """
    Make this process one of a room's, with the room's settings and none of the shell's. Once a process.

    `settings` are names without prefix: ``enter_room(data, SEGMENTER="rjieba")``. In an empty folder a room without
    articles is made.
    """
    for name in [name for name in os.environ if name.startswith(("READINGROOM_", "DJANGO_"))]:
        del os.environ[name]
    wanted = {"DATA": str(data), "LOG": "ERROR", **settings}
    os.environ |= {f"READINGROOM_{name}": value for name, value in wanted.items()}
    os.environ["DJANGO_SETTINGS_MODULE"] = "readingroom.settings"
    django.setup()

    from django.core.management import call_command

    from readingroom.serving.data_folder import open_data_folder

    open_data_folder(data)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_vocabulary", verbosity=0)


def load_room(documents: Iterable[Document], per_article: int = 20) -> dict[str, str]:
    """
    Publish documents in a room without articles; returns the key of each document's paragraph by its id.

    Every document is one paragraph below a heading, its title; so many of them make an article under the title of
    the first. Alone in an article a document has no heading. The index is not told: `indexing.rebuild()` makes it.
    """
    # Only now: before `enter_room` there are no models.
    from tests.benchmarks.press import print_articles

    return print_articles(documents, per_article)
