"""Haystack's backend over a `Store`. What it can and cannot do is told in the package's docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.module_loading import import_string
from haystack import connections
from haystack.backends import BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, ID
from haystack.exceptions import SkipDocument
from haystack.utils import get_identifier, get_model_ct

from .analysis import Analyser
from .conditions import Query
from .exceptions import IndexDamaged, IndexMissing, IndexUnusable
from .lookups import Lookups
from .request import read_request
from .results import answer
from .schema import Column, Plan, plan, plan_columns, plan_fields
from .similarity import similar
from .store import Opened, Store
from .writing import Batch, aside, live, make_unless_usable

# How long a writer waits for another one; a batch of a thousand documents takes seconds.
_PATIENCE = 60.0

_ANALYSER = f"{__package__}.analysers.plain"

# Stores are shared by the threads of a process, for each has the index open; Haystack makes a backend for each thread.
_STORES: dict[str, Store] = {}


class TantivySearchBackend(BaseSearchBackend):  # type: ignore[misc]
    """See the package's docstring."""

    # In what is put between quotes into a query string; see `strings`.
    RESERVED_CHARACTERS = ("\\", '"')

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        if not options.get("PATH"):
            raise ImproperlyConfigured(f"HAYSTACK_CONNECTIONS[{connection_alias!r}] needs PATH.")
        self._make_analyser: Callable[..., Analyser] = import_string(options.get("ANALYSER") or _ANALYSER)
        self._content_fields: Mapping[str, float] | None = options.get("CONTENT_FIELDS")
        self._store_of_plan: tuple[Store, Plan] | None = None
        self._planned_from: Mapping[str, Any] | None = None
        self._lookups: Lookups | None = None
        self._batch: Batch | None = None

    @property
    def store(self) -> Store:
        # Read each time: Haystack keeps a backend for each thread, and tests give each test a folder of its own.
        path = str(settings.HAYSTACK_CONNECTIONS[self.connection_alias]["PATH"])
        store, plan = _STORES.get(path), self.plan
        if store is None or (self._store_of_plan != (store, plan) and store.fields != plan.fields):
            store = _STORES[path] = Store(Path(path), plan.fields, self._make_analyser)
        self._store_of_plan = store, plan
        return store

    @property
    def plan(self) -> Plan:
        unified_index = connections[self.connection_alias].get_unified_index()
        # Haystack makes this dictionary anew whenever the search indexes are gathered anew.
        search_fields = unified_index.all_searchfields()
        if search_fields is not self._planned_from:
            self._plan, self._planned_from = plan(unified_index), search_fields
        return self._plan

    @property
    def content_field_name(self) -> str:
        return self.plan.document

    def setup(self) -> None:
        """
        Make an empty index where there is none that this site can use.

        Nobody has to call this: the first update makes one, too, though not in the place of one that is there.
        """
        try:
            self.store.open()
        except IndexUnusable:
            make_unless_usable(self.store, wait=_PATIENCE)

    def build_schema(self, fields: Mapping[str, Any]) -> tuple[str, list[Column]]:
        """The name of the document field and the columns that search fields lead to."""
        (document,) = (field.index_fieldname for field in fields.values() if field.document)
        return document, plan_columns(plan_fields(fields), self._make_analyser().channels)

    # ------------------------------------------------------------------ writing

    @contextmanager
    def batch(self, *, wait: float = _PATIENCE) -> Iterator[None]:
        """What is written inside becomes visible together at the end, or, when something fails, not at all."""
        if self._batch is not None:
            yield
            return
        with live(self.store, wait=wait) as self._batch:
            try:
                yield
            finally:
                self._batch = None

    @contextmanager
    def aside(self, *, wait: float = 0.0) -> Iterator[Callable[[], None]]:
        """
        What is written inside goes to a new generation, which takes the live one's place at the end.

        The block may call what it is given: from then until the end nobody else writes.
        """
        with aside(self.store, wait=wait, patience=_PATIENCE) as (self._batch, shut_out_others):
            try:
                yield shut_out_others
            finally:
                self._batch = None

    def update(self, index: Any, iterable: Iterable[Model], commit: bool = True) -> None:
        """Documents that are there already are replaced. `commit` has no meaning here: see `batch`."""
        self._make_if_missing()
        with self.batch():
            assert self._batch is not None
            for instance in iterable:
                try:
                    self._batch.put(index.full_prepare(instance))
                except SkipDocument:
                    self._batch.delete(ID, [get_identifier(instance)])

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        self.delete(ID, [get_identifier(obj_or_string)])

    def delete(self, field: str, values: Iterable[Any]) -> None:
        """Remove every document that holds one of the values in a keyword or number field."""
        with self.batch():
            assert self._batch is not None
            self._batch.delete(field, list(values))

    def clear(self, models: Sequence[type[Model]] | None = None, commit: bool = True) -> None:
        """Remove the documents of some models; without models put an empty generation in place of any index."""
        if models is not None:
            self.delete(DJANGO_CT, [get_model_ct(model) for model in models])
            return
        with self.aside(wait=_PATIENCE):
            pass

    # ------------------------------------------------------------------ reading

    def lookups(self) -> Lookups:
        """Queries for the live generation, cut with its own vocabulary."""
        return self._lookups_for(self.store.open())

    def _lookups_for(self, opened: Opened) -> Lookups:
        lookups, plan = self._lookups, self.plan
        if lookups is None or lookups.snapshot is not opened.snapshot or lookups.plan is not plan:
            content = self._content_fields or {plan.document: 1.0}
            lookups = self._lookups = Lookups(plan, content, opened.analyser, opened.conditions, opened.snapshot)
        return lookups

    @log_query  # type: ignore[untyped-decorator]
    def search(self, query_string: Query | str, **options: Any) -> dict[str, Any]:
        """Nothing is found by an empty string, as everywhere in Haystack; everything by ``*``."""
        if isinstance(query_string, str) and not query_string:
            return {"results": [], "hits": 0}
        with self._reading() as opened:
            lookups = self._lookups_for(opened)
            request = read_request(lookups, query_string, options)
            return answer(lookups, request, with_spelling=self.include_spelling)

    def more_like_this(
        self, model_instance: Model, additional_query_string: Query | None = None, **options: Any
    ) -> dict[str, Any]:
        """Documents like the one of this instance, which need not be in the index itself."""
        index = self._unified_index().get_index(model_instance._meta.concrete_model)
        text = str(index.full_prepare(model_instance)[index.get_content_field()])
        with self._reading() as opened:
            lookups = self._lookups_for(opened)
            query = similar(opened, lookups, text, but_not=get_identifier(model_instance))
        if additional_query_string is not None:
            query = lookups.conditions.every_of([query, lookups.conditions.unscored(additional_query_string)])
        found: dict[str, Any] = self.search(query, **options)
        return found

    def numbers(self, fields: Sequence[str], models: Sequence[type[Model]]) -> list[tuple[Any, ...]]:
        """Number fields of all documents of some models: quick, for they lie apart from the documents."""
        with self._reading() as opened:
            everything = max(len(opened.snapshot), 1)
            of_models = self._lookups_for(opened).models([get_model_ct(model) for model in models])
            addresses = [address for _, address in opened.snapshot.search(of_models, limit=everything).hits]
            return list(zip(*(opened.snapshot.numbers(field, addresses) for field in fields), strict=True))

    @contextmanager
    def _reading(self) -> Iterator[Opened]:
        """The live generation, unless it is known to be damaged; damage that is met is noted."""
        store = self.store
        try:
            opened = store.open()
            opened.refuse_truncated()
            yield opened
        except IndexDamaged:
            store.suspect()
            raise

    def _make_if_missing(self) -> None:
        if self._batch is None:
            try:
                self.store.open()
            except IndexMissing:
                make_unless_usable(self.store, wait=_PATIENCE, but=IndexMissing)

    def _unified_index(self) -> Any:
        return connections[self.connection_alias].get_unified_index()
