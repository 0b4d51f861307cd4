"""
From the words that stand in a source line to a `Source`.

An outlet is looked up by its name or another spelling of it; one that is not known yet is added, with kind
and spellings from `outlets.toml` where it stands there. Words that name no outlet (网络整理) give none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .models import Source, SourceAlias
from .models.sources import SourceKind


@dataclass(frozen=True)
class Outlet:
    name: str
    kind: str = SourceKind.OTHER.value
    aliases: tuple[str, ...] = ()


@cache
def shipped_outlets() -> tuple[Outlet, ...]:
    return tuple(Outlet(one["name"], one["kind"], tuple(one["aliases"])) for one in _data()["outlets"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "outlets.toml").read_text("utf-8"))


def outlet_name(fields: Mapping[str, str | None]) -> str:
    """The name a source would have: the outlet, else the printed source when it is known; "" for none."""
    outlet = _plain(fields.get("outlet"))
    if outlet and outlet not in _data()["no_outlets"]:
        return _find(outlet) or outlet
    return _find(_plain(fields.get("source")))


def printed_outlet(fields: Mapping[str, str | None]) -> str:
    """Who printed or posted it, in the words of the page, whether the room knows them or not; "" for none."""
    printed = (_plain(fields.get(name)) for name in ("outlet", "source"))
    return next((words for words in printed if words and words not in _data()["no_outlets"]), "")


def source_of(fields: Mapping[str, str | None]) -> Source | None:
    """The source of an article with these fields; it is added if it is not there yet."""
    name = outlet_name(fields)
    if not name:
        return None
    return Source.objects.filter(name=name).first() or add_source(
        next((one for one in shipped_outlets() if one.name == name), Outlet(name))
    )


def add_source(outlet: Outlet) -> Source:
    source = Source.objects.create(name=outlet.name, kind=outlet.kind)
    known = set(SourceAlias.objects.filter(spelling__in=outlet.aliases).values_list("spelling", flat=True))
    SourceAlias.objects.bulk_create(
        SourceAlias(source=source, spelling=spelling) for spelling in outlet.aliases if spelling not in known
    )
    return source


def _find(words: str) -> str:
    """The name of a known outlet: the office's own spellings go before those that are shipped."""
    if not words:
        return ""
    source = Source.objects.filter(name=words).first() or Source.objects.filter(aliases__spelling=words).first()
    if source:
        return source.name
    return next((one.name for one in shipped_outlets() if words == one.name or words in one.aliases), "")


def _plain(words: str | None) -> str:
    """
    Without the marks that a whole name is put in; the column holds a hundred characters.

    >>> _plain("《人民日报》"), _plain("《求是》杂志")
    ('人民日报', '《求是》杂志')
    """
    words = (words or "").strip()[:100]
    whole = words.startswith("《") and words.endswith("》") and words.count("《") == 1
    return words[1:-1].strip() if whole else words
