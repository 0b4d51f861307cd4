"""Upstream's own settings for its tests, with this engine in the place of Whoosh and of the simple one."""

from __future__ import annotations

from tempfile import mkdtemp
from typing import Any

from test_haystack.settings import *  # noqa: F403
from test_haystack.settings import HAYSTACK_CONNECTIONS as THEIRS


def _ours(**options: Any) -> dict[str, Any]:
    return {"ENGINE": "tests.conformance.seams.Engine", "PATH": mkdtemp(), **options}


HAYSTACK_CONNECTIONS = {
    "default": THEIRS["default"],
    "whoosh": _ours(INCLUDE_SPELLING=True),
    "filtered_whoosh": _ours(EXCLUDED_INDEXES=THEIRS["filtered_whoosh"]["EXCLUDED_INDEXES"]),
    "simple": _ours(),
}
