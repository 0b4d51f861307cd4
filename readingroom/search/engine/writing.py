"""Writing documents: into the live generation, or aside into one that takes its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from haystack.constants import ID

from .analysis import Analyser
from .binding import Writer
from .damage import count_documents
from .exceptions import IndexUnusable, Unsupported
from .schema import Field, as_value, channel_column, value_column, values, values_as_written
from .store import Store


class Batch:
    """Documents on their way into one generation, cut by its analyser."""

    def __init__(self, folder: Path, fields: Mapping[str, Field], analyser: Analyser) -> None:
        self._folder = folder
        self._fields = fields
        self._analyser = analyser
        self._writer = Writer(folder)

    def put(self, prepared: Mapping[str, Any]) -> None:
        """Write a document as Haystack prepared it, in the place of one with the same identifier."""
        columns: dict[str, list[tuple[str, Any]]] = {}
        for name, value in prepared.items():
            try:
                for kind, column, item in self._columns(self._field(name), value):
                    columns.setdefault(kind, []).append((column, item))
            except (TypeError, ValueError, OverflowError) as error:
                raise ValueError(f"{prepared[ID]} cannot be written, its {name} is {value!r:.100}: {error}") from error
        self.delete(ID, [prepared[ID]])
        self._writer.add(columns)

    def delete(self, field: str, found: Sequence[Any]) -> None:
        if self._fields[field].kind == "text":
            raise Unsupported(f"Deleting by {field!r}, an analysed text.")
        for value in found:
            self._writer.delete(field, self._fields[field].convert(value))

    def finish(self) -> None:
        self._writer.commit()
        count_documents(self._folder)

    def abandon(self) -> None:
        self._writer.rollback()

    def close(self) -> None:
        self._writer.close()

    def _field(self, name: str) -> Field:
        if name in self._fields:
            return self._fields[name]
        if name == "boost":
            raise Unsupported("The library cannot boost a document; boost a field, or put a number in one to order by.")
        raise Unsupported(f"{name!r} was prepared, but no search index has such a field.")

    def _columns(self, field: Field, value: Any) -> Iterator[tuple[str, str, Any]]:
        items = values(field, value)
        if field.kind == "text":
            yield from self._text_columns(field, items)
        elif field.kind == "decimal":
            yield from (("stored", field.name, str(item).encode()) for item in values_as_written(value))
            yield from (("float", value_column(field.name), item) for item in items)
        else:
            yield from ((field.kind, field.name, item) for item in items)

    def _text_columns(self, field: Field, items: Sequence[str]) -> Iterator[tuple[str, str, Any]]:
        if field.indexed and items:
            # Several values of a text are its lines: no phrase runs from one into the next.
            for channel, tokens in self._analyser.tokens("\n".join(items)).items():
                yield self._analyser.channels[channel], channel_column(field.name, channel), tokens
        if field.stored:
            yield from (("stored", field.name, item.encode()) for item in items)
        if field.has_value:
            yield from (("keyword", value_column(field.name), as_value(item)) for item in items)


@contextmanager
def live(store: Store, *, wait: float) -> Iterator[Batch]:
    """Write into the live generation: all of the block is committed at its end, or nothing."""
    with store.writing(wait=wait):
        opened = store.open()
        opened.refuse_truncated()
        with _committed(Batch(opened.folder, store.fields, opened.analyser)) as batch:
            yield batch


@contextmanager
def aside(store: Store, *, wait: float, patience: float) -> Iterator[tuple[Batch, Callable[[], None]]]:
    """
    Write a new generation, which goes live at the end of the block.

    The live one meanwhile answers and takes changes, which are not in the new one. So whoever rebuilds calls the
    function that comes with the batch, which keeps all others from writing until the new generation is live, and
    then takes in what happened.
    """
    with store.rebuilding(wait=wait), _new_generation(store, patience) as found:
        yield found


def make_unless_usable(store: Store, *, wait: float, but: type[IndexUnusable] = IndexUnusable) -> None:
    """
    Make an empty generation where there is none that can be used, or none at all (`IndexMissing`).

    Of several processes that find none the first makes it. The others look again when it is their turn: what was
    written meanwhile would be lost.
    """
    with store.rebuilding(wait=wait):
        try:
            store.open()
        except but:
            with _new_generation(store, wait):
                pass


@contextmanager
def _new_generation(store: Store, patience: float) -> Iterator[tuple[Batch, Callable[[], None]]]:
    """To be called by the holder of the rebuild lock."""
    # What killed rebuilds left behind may be what fills the disk.
    store.sweep()
    folder = store.new_folder()
    try:
        analyser = store.create(folder)
        with ExitStack() as held:
            shut_out_others = cache(lambda: held.enter_context(store.writing(wait=patience)))
            with _committed(Batch(folder, store.fields, analyser)) as batch:
                yield batch, shut_out_others
            shut_out_others()
            store.make_live(folder)
            store.sweep()
    except BaseException:
        store.discard(folder)
        raise


@contextmanager
def _committed(batch: Batch) -> Iterator[Batch]:
    try:
        yield batch
        batch.finish()
    except BaseException:
        batch.abandon()
        raise
    finally:
        batch.close()
