"""The parameters of the API, as OpenAPI writes them. What each may be is taken from where it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readingroom.search.models import LONGEST_QUESTION

from ..asking import KINDS, SIZES, SORTS, WIDTHS
from .schemas import PLAIN, Schema


def _in_query(name: str, words: str, schema: Schema, **more: Any) -> Schema:
    return {"name": name, "in": "query", "description": words, "schema": schema, **more}


def _one_of(name: str, words: str, values: Mapping[Any, str]) -> Schema:
    """The first of the values is meant when nothing is said."""
    first = next(iter(values))
    meanings = "；".join(f"{value} {meaning}" for value, meaning in values.items())
    return _in_query(name, f"{words}{meanings}。", {"type": PLAIN[type(first)], "enum": list(values), "default": first})


PAGE = _in_query("page", "第几页，从 1 起。", {"type": "integer", "minimum": 1, "default": 1})

FILTERS = (
    _in_query(
        "theme",
        "主题的代号；可以重复，属于其中之一即可。",
        {"type": "array", "items": {"type": "string"}},
        example=["organization", "cadres"],
    ),
    _in_query("source", "来源的编号。", {"type": "integer", "minimum": 1}),
    _in_query(
        "year", "年份；none 为没有印日期的。", {"type": "string", "pattern": "^([0-9]{4}|none)$"}, example="2022"
    ),
)

SEARCH = (
    _in_query(
        "q", f"要找的词语；只查找前{LONGEST_QUESTION}字。没有时列出全部，新的在前。", {"type": "string"}, example="党建"
    ),
    _one_of("type", "找什么：", KINDS),
    *FILTERS,
    _one_of("sort", "次序：", SORTS),
    _one_of("also", "同义词和拼音所指的词：", dict(zip(WIDTHS, ("一并查找", "不查找"), strict=True))),
    PAGE,
    _one_of("size", "每页：", SIZES),
)

SUGGEST = (
    _in_query("q", f"已经输入的文字；只看前{LONGEST_QUESTION}字。", {"type": "string"}, example="dangjian"),
    _in_query("format", "opensearch 为浏览器的搜索框所用的格式。", {"type": "string", "enum": ["opensearch"]}),
)

NUMBER = {
    "name": "number",
    "in": "path",
    "required": True,
    "description": "文章编号。",
    "schema": {"type": "integer", "minimum": 1, "maximum": 10**18 - 1},
    "example": 1,
}

SEEN = {
    "name": "If-None-Match",
    "in": "header",
    "description": "上次得到的 ETag；没有变化时回答 304。",
    "schema": {"type": "string"},
}
