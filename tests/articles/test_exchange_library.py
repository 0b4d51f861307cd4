"""The whole room leaves as one file and comes into an empty one as it was."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User

from readingroom.articles.exchange import Run, export_library, import_file
from tests.articles.room_of_everything import empty_room, furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(curator: User) -> str:
    furnish(curator, User.objects.create_user("复核员", last_name="岳"))
    return "".join(export_library())


def bring_in(file: str, run: Run | None = None) -> Counter[str]:
    run = run or Run(publish=True, same_room=True)
    told = list(import_file(io.BytesIO(file.encode()), run))
    assert [one for one in told if one.outcome.outcome == "refused"] == []
    return Counter(one.outcome.outcome for one in told)


def without_the_moment(file: str) -> list[str]:
    """Nor with what the machine said of a working copy when it last made one: it makes it anew, by the rules of today."""
    return list(map(_without_the_moment, file.splitlines()))


def _without_the_moment(line: str) -> str:
    value = json.loads(line)
    value.pop("made_at", None)
    for name in ("review", "rules_version"):
        value.get("working_copy", {}).pop(name, None)
    return json.dumps(value, ensure_ascii=False)


def test_an_empty_room_becomes_the_same_to_the_letter(exported):
    empty_room()

    bring_in(exported)

    again = "".join(export_library())
    assert "\n".join(_differing(exported, again)) == ""
    assert without_the_moment(again) == without_the_moment(exported)


def _differing(one: str, other: str) -> Iterator[str]:
    """Where, for whoever has to look for it: the lines are long."""
    for number, lines in enumerate(zip(without_the_moment(one), without_the_moment(other), strict=False), 1):
        yield from _paths(f"line {number}", *map(json.loads, lines))


def _paths(path: str, one: Any, other: Any) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for name in one:
            yield from _paths(f"{path}.{name}", one[name], other[name])
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, pair in enumerate(zip(one, other, strict=True)):
            yield from _paths(f"{path}[{place}]", *pair)
    elif one != other:
        yield f"{path}: {one!r:.80} / {other!r:.80}"
