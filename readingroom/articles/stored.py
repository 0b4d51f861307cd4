"""
A `CleanArticle`, or another dataclass, as JSON and back, without loss.

The shape is that of the dataclasses in `records` and of nothing else: what does not fit them raises, since a
result that is read half is worse than none. The records themselves are the schema, there is no second one.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
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
    try:
        return load_record(CleanArticle, value)
    except WrongShape as error:
        raise WrongShape(f"result{error}") from None


def dump_record(record: Any) -> Any:
    """Any of the room's dataclasses, or a tuple of them."""
    return _dump(record)


def load_record(kind: type[Record], value: Any) -> Record:
    return cast(Record, _reader(cast(Any, kind))(value))


Read = Callable[[Any], Any]


@cache
def _reader(hint: Any) -> Read:
    """
    What makes a value of this type of what JSON says of it.

    Made once for each type: a book has fifty thousand segments, and asking the type hints anew for each took seconds.
    """
    if hint is Any:
        return lambda value: value
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return partial(_one_of, args)
    if origin in (Union, types.UnionType):
        return partial(_first_that_fits, tuple((one, _reader(one)) for one in args))
    if origin is tuple:
        return partial(_read_tuple, _reader(args[0]))
    if origin is Mapping:
        return partial(_read_mapping, _reader(args[1]))
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return partial(
            _read_record, cast(type, hint), {field.name: _reader(hints[field.name]) for field in fields(hint)}
        )
    return _read_number if hint is float else partial(_a, hint)


def _read_tuple(read: Read, value: Any) -> tuple[Any, ...]:
    return tuple([_at(f"[{place}]", read, one) for place, one in enumerate(_a(list, value))])


def _read_mapping(read: Read, value: Any) -> dict[str, Any]:
    return {key: _at(f".{key}", read, one) for key, one in _a(dict, value).items()}


def _read_record(record: type, readers: Mapping[str, Read], value: Any) -> Any:
    if _a(dict, value).keys() != readers.keys():
        raise WrongShape(f": {sorted(value)} instead of {sorted(readers)}")
    return record(**{name: _at(f".{name}", read, value[name]) for name, read in readers.items()})


def _at(place: str, read: Read, value: Any) -> Any:
    """The place is named on the way out only: mostly nothing is wrong."""
    try:
        return read(value)
    except WrongShape as error:
        raise WrongShape(f"{place}{error}") from None


def _read_number(value: Any) -> float:
    # JSON writers may turn 2.0 into 2; and True is an int to Python, but not to us.
    return float(value) if type(value) is int else cast(float, _a(float, value))


def _a(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise WrongShape(f": {value!r:.80} is no {kind.__name__}")
    return value


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if value not in choices:
        raise WrongShape(f": {value!r:.80} is none of {choices}")
    return value


def _first_that_fits(choices: tuple[tuple[Any, Read], ...], value: Any) -> Any:
    if value is None and any(hint is types.NoneType for hint, _ in choices):
        return None
    for _, read in choices:
        try:
            return read(value)
        except WrongShape:
            continue
    raise WrongShape(f": {value!r:.80} is none of {[hint for hint, _ in choices]}")
