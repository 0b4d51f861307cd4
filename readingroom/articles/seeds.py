"""
The articles a new room starts with.

They are known by their SHA-256 and were read by people, so they are published without anybody asking. Only a
room that never held an article gets them: what a curator withdrew must not come back at the next start.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from readingroom.records import Unreadable

from . import curation
from .importing import Arrival, Outcome, article_of, read_arrival, store
from .models import Article
from .room import writing
from .vocabulary import load_vocabulary


def load_seeds(folder: Path) -> list[Outcome]:
    """All seeds or none, in one transaction: a start that was broken off is made up for by the next."""
    if Article.objects.exists():
        return []
    load_vocabulary()
    arrivals = list(_read(folder))
    with writing():
        if Article.objects.exists():
            return []
        return [_publish(one) if isinstance(one, Arrival) else one for one in arrivals]


def _read(folder: Path) -> Iterator[Arrival | Outcome]:
    for seed in tomllib.loads((folder / "seeds.toml").read_text("utf-8"))["seeds"]:
        try:
            yield _read_seed(folder / seed["file"], seed["sha256"])
        except (OSError, Unreadable) as error:
            yield Outcome("refused", seed["file"], reason=f"{seed['note']}：{error}")


def _read_seed(path: Path, sha256: str) -> Arrival:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Unreadable("内容与随软件提供的不同，没有收入。请从安装介质恢复这个文件，再用 import_articles 收入。")
    return read_arrival(data, path.name)


def _publish(arrival: Arrival) -> Outcome:
    outcome = store(arrival)
    if outcome.outcome == "created":
        curation.publish(article_of(outcome), by=None)
    return outcome
