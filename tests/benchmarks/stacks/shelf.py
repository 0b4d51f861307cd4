"""Built indexes, each with what building it took, so that one that is there need not be built again."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks import stages
from tests.benchmarks.stacks.stages import build

_STACKS = Path(__file__).parent
_SEARCH = stages.ROOT / "readingroom" / "search"
_MADE_BY = {
    "usual": [_STACKS / "usual.py", _STACKS / "site.py"],
    "ours": [*_SEARCH.rglob("*.py"), *_SEARCH.rglob("*.txt"), _STACKS / "site.py"],
    "raw": [*_SEARCH.rglob("*.py"), *_SEARCH.rglob("*.txt"), _STACKS / "site.py", _STACKS / "raw.py"],
}
"""The files on which an index depends."""


class Shelf:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def built(self, stack: str, *, load: str, size: int, **arguments: str) -> dict[str, Any]:
        """What `stages.build` said of an index, and its `folder`."""
        place = self._folder / f"{stack}-{size}-{arguments['segmenter']}-{_digest(stack, load)}"
        note = place / "built.json"
        if not note.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            folder = str(place / "index")
            said = stages.run(build, stack=stack, folder=folder, load=load, size=size, **arguments)
            note.write_text(json.dumps({**said, "folder": folder}), "utf-8")
        known: dict[str, Any] = json.loads(note.read_text("utf-8"))
        return known

    def copy(self, built: dict[str, Any], folder: Path) -> str:
        """To write in."""
        return str(shutil.copytree(built["folder"], folder))


def _digest(stack: str, load: str) -> str:
    made_by = hashlib.sha256(f"{load} {Path(load).stat().st_size} {version('whoosh')} {version('tantivy')}".encode())
    for path in sorted(_MADE_BY[stack]):
        made_by.update(path.read_bytes())
    return made_by.hexdigest()[:12]
