"""
The engine that tutorials have one make: Haystack's Whoosh backend, copied, its analyser replaced by jieba's.

What they tell to replace stands in `build_schema`; highlighting keeps the English analyser, as it does in theirs.
"""

from __future__ import annotations

import logging
from typing import Any
from unittest.mock import patch

import jieba
from haystack.backends import BaseEngine, whoosh_backend
from jieba.analyse import ChineseAnalyzer

jieba.setLogLevel(logging.WARNING)


class UsualSearchBackend(whoosh_backend.WhooshSearchBackend):  # type: ignore[misc]
    def build_schema(self, fields: Any) -> Any:
        with patch.object(whoosh_backend, "StemmingAnalyzer", ChineseAnalyzer):
            return super().build_schema(fields)


class UsualEngine(BaseEngine):  # type: ignore[misc]
    backend = UsualSearchBackend
    query = whoosh_backend.WhooshSearchQuery
