from __future__ import annotations

import re
from pathlib import Path

from readingroom import pages


def test_the_map_names_every_module_once() -> None:
    assert pages.__doc__
    folder = Path(pages.__path__[0])
    modules = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}

    named = re.findall(r"`(\w+)`", pages.__doc__)

    assert sorted(named) == sorted(modules - {"__init__"})
