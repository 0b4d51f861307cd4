"""
What upstream's tests reach for inside Whoosh, answered by this engine.

Many of them ask the engine through Haystack and then look into Whoosh's index to see what is there. What they look
for is asked of this engine: its count of documents, its own reading of a query string.
"""

from __future__ import annotations

from collections.abc import Iterator

from lifted_engine import TantivyEngine
from lifted_engine.backend import TantivySearchBackend


class Found:
    """A hit, as Whoosh gives it."""

    def __init__(self, identifier: str) -> None:
        self._fields = {"id": identifier}

    def fields(self) -> dict[str, str]:
        return self._fields

    def __getitem__(self, name: str) -> str:
        return self._fields[name]


class Index:
    """Whoosh's index, reader and searcher in one: nothing has to be refreshed here, nor closed."""

    def __init__(self, backend: TantivySearchBackend) -> None:
        self._backend = backend

    def refresh(self) -> Index:
        return self

    def searcher(self) -> Index:
        return self

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *failure: object) -> None:
        pass

    def doc_count(self) -> int:
        return len(self._backend.store.open().snapshot)

    def search(self, query: str, limit: int | None = None) -> list[Found]:
        return [Found(result.id) for result in self._backend.search(query, end_offset=limit)["results"]]

    def documents(self) -> Iterator[Found]:
        return iter(self.search("*"))


class Backend(TantivySearchBackend):
    schema = None

    @property
    def index(self) -> Index:
        return Index(self)

    def delete_index(self) -> None:
        self.clear()


class Engine(TantivyEngine):
    backend = Backend
