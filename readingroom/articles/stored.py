"""
A `CleanArticle`, or another dataclass, as JSON and back, without loss.

The shape is that of the dataclasses in `records` and of nothing else: what does not fit them raises, since a
result that is read half is worse than none. The records themselves are the schema, there is no second one.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from readingroom.records import CleanArticle, ThemeHit

Record = TypeVar("Record")


class WrongShape(ValueError):
    """A stored result that is not a `CleanArticle`; the message says where it differs."""


def dump(article: CleanArticle) -> dict[str, Any]:
    return cast(dict[str, Any], _dump(article))


def dump_hits(hits: tuple[ThemeHit, ...]) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], _dump(hits))


def _dump(value: Any) -> Any:
    """Like `dataclasses.asdict`, but with lists for tuples, so that it is the same before and after the database."""
    if is_dataclass(value):
        return {field.name: _dump(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _dump(one) for key, one in value.items()}
    return [_dump(one) for one in value] if isinstance(value, list | tuple) else value


def load(value: Any) -> CleanArticle:
    return cast(CleanArticle, _load(CleanArticle, value, "result"))


def dump_record(record: Any) -> Any:
    """Any of the room's dataclasses, or a tuple of them."""
    return _dump(record)


def load_record(kind: type[Record], value: Any) -> Record:
    return cast(Record, _load(kind, value, kind.__name__))


def _load(hint: Any, value: Any, where: str) -> Any:
    if hint is Any:
        return value
    origin = get_origin(hint)
    if origin is Literal:
        return _one_of(get_args(hint), value, where)
    if origin in (Union, types.UnionType):
        return _first_that_fits(get_args(hint), value, where)
    if origin is tuple:
        return tuple(_load(get_args(hint)[0], one, f"{where}[{i}]") for i, one in enumerate(_a(list, value, where)))
    if origin is Mapping:
        return {key: _load(get_args(hint)[1], one, f"{where}.{key}") for key, one in _a(dict, value, where).items()}
    if is_dataclass(hint):
        return _load_record(cast(type, hint), value, where)
    return _load_plain(hint, value, where)


def _load_record(record: type, value: Any, where: str) -> Any:
    hints = _hints(record)
    if set(_a(dict, value, where)) != set(hints):
        raise WrongShape(f"{where}: {sorted(value)} instead of {sorted(hints)}")
    return record(**{name: _load(hint, value[name], f"{where}.{name}") for name, hint in hints.items()})


@cache
def _hints(record: type) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record)}


def _load_plain(hint: type, value: Any, where: str) -> Any:
    # JSON writers may turn 2.0 into 2; and True is an int to Python, but not to us.
    if hint is float and type(value) is int:
        return float(value)
    return _a(hint, value, where)


def _a(kind: type, value: Any, where: str) -> Any:
    if type(value) is not kind:
        raise WrongShape(f"{where}: {value!r:.80} is no {kind.__name__}")
    return value


def _one_of(choices: tuple[Any, ...], value: Any, where: str) -> Any:
    if value not in choices:
        raise WrongShape(f"{where}: {value!r:.80} is none of {choices}")
    return value


def _first_that_fits(hints: tuple[Any, ...], value: Any, where: str) -> Any:
    for hint in hints:
        try:
            return _load(hint, value, where)
        except WrongShape:
            continue
    raise WrongShape(f"{where}: {value!r:.80} is none of {hints}")
