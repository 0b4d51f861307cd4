"""The answer to a search, in Haystack's form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID
from haystack.models import SearchResult

from .binding import Address
from .counting import count
from .lookups import Lookups
from .ordering import page_of
from .request import Request
from .schema import Kind
from .spelling import corrected


def answer(lookups: Lookups, request: Request, *, with_spelling: bool = False) -> dict[str, Any]:
    page = page_of(lookups, request.query, request.order, request.start, request.end)
    return {
        "results": _results(lookups, request, page.hits),
        "hits": page.count,
        "spelling_suggestion": corrected(lookups, request.spelling) if with_spelling and request.spelling else None,
        **count(lookups, request, page.count),
    }


def _results(lookups: Lookups, request: Request, hits: Sequence[tuple[Any, Address]]) -> list[SearchResult]:
    documents = lookups.snapshot.stored([address for _, address in hits])
    scores = [0 if request.order else score for score, _ in hits]
    return [_result(lookups, request, *found) for found in zip(scores, documents, strict=True)]


def _result(lookups: Lookups, request: Request, score: float, document: Mapping[str, list[Any]]) -> SearchResult:
    plan = lookups.plan
    stored: dict[str, Any] = {name: [] for name in plan.lists.get(document[DJANGO_CT][0], ())}
    for name, values in document.items():
        field = plan.fields[name]
        read = _READERS.get(field.kind)
        found = [read(value) for value in values] if read else values
        stored[name] = found if field.many else found[0]
    app_label, model_name = stored.pop(DJANGO_CT).split(".")
    pk = stored.pop(DJANGO_ID)
    if request.highlighting:
        stored["highlighted"] = request.highlighting.of(lookups.analyser, stored, plan.document)
    return request.result_class(app_label, model_name, pk, score, **stored)


# Moments without a zone come back as if they were of the zone UTC.
_READERS: Mapping[Kind, Callable[[Any], Any]] = {
    "text": bytes.decode,
    "decimal": bytes.decode,
    "date": lambda moment: moment.replace(tzinfo=None),
}
