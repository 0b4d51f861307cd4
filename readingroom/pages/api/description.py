"""
/api/openapi.json: every address, parameter and answer, for programs and for those who write them.

The schemas are read off the types that the views are checked against. That no address, parameter or status is left
out is seen to by a test, which walks the addresses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse

from ..errors import WORDS
from ..freshness import data_from_room
from .answers import (
    VERSION,
    Article,
    ArticleEntry,
    Completions,
    Error,
    Found,
    Listed,
    Root,
    SourceEntry,
    Suggestions,
    ThemeEntry,
    Withdrawn,
    in_json,
)
from .parameters import FILTERS, NUMBER, PAGE, SEARCH, SEEN, SUGGEST
from .schemas import Schema, Schemas
from .searching import OPENSEARCH

INTRODUCTION = """\
阅览室里已发布的内容，供程序读取。只有 GET 和 HEAD，其他方法回答 405；不需要登录，不转向。

- 列表分页，`next` 和 `previous` 是后一页和前一页的地址；没有这一页时回答 404。
- 参数的值不认识时不采用，在 `dropped` 中说明，仍然回答 200。
- 地址都不带主机名：阅览室在办公网里可以有几个名字。
- 撤下的文章立即从列表和查找中消失；它自己的地址回答 410，只给出题名和日期。
- 与另一篇合成一篇的文章，它自己的地址回答合成的那一篇；`number` 和 `url` 是那一篇的。
- 回答里可能增加新的项，请忽略不认识的。
"""

JSON = "application/json"


@dataclass(frozen=True)
class Operation:
    """What an address answers, by content type; and its refusals, beside those that every address has."""

    name: str
    summary: str
    answers: Mapping[str, Any]
    parameters: Sequence[Schema] = ()
    refusals: Sequence[int] = ()
    is_conditional: bool = True


OPERATIONS: Mapping[str, Operation] = {
    "/api/": Operation("root", "从这里可以到达的地址", {JSON: Root}),
    "/api/openapi.json": Operation("openapi", "这份说明", {JSON: dict}),
    "/api/articles": Operation("articles", "文章，新的在前", {JSON: Listed[ArticleEntry]}, (*FILTERS, PAGE), [404]),
    "/api/articles/{number}": Operation("article", "一篇文章的全文", {JSON: Article}, [NUMBER], [404, 410]),
    "/api/themes": Operation("themes", "主题，按本室的次序", {JSON: Listed[ThemeEntry]}, [PAGE], [404]),
    "/api/sources": Operation("sources", "有文章的来源", {JSON: Listed[SourceEntry]}, [PAGE], [404]),
    "/api/search": Operation("search", "查找", {JSON: Found}, SEARCH, [404, 503], is_conditional=False),
    "/api/suggest": Operation(
        "suggest", "输入时的提示", {JSON: Suggestions, OPENSEARCH: Completions}, SUGGEST, is_conditional=False
    ),
}

REFUSALS: Mapping[int, tuple[str, Any, str]] = {
    400: (WORDS[400][1], Error, WORDS[400][0]),
    404: ("没有这个地址、这篇文章或这一页", Error, WORDS[404][0]),
    405: ("GET 和 HEAD 以外的方法", Error, WORDS[405][0]),
    410: ("文章已撤下", Withdrawn, "withdrawn"),
    500: (WORDS[500][1], Error, WORDS[500][0]),
    503: ("索引正在重建", Error, "index_rebuilding"),
}
"""What it means, its form, and the word by which a program knows it."""
EVERYWHERE = (400, 500)

ETAG = {"ETag": {"description": "下次作为 If-None-Match 带上。", "schema": {"type": "string"}}}
HEADERS: Mapping[int, Schema] = {
    405: {"Allow": {"description": "可用的方法。", "schema": {"const": "GET, HEAD"}}},
    503: {"Retry-After": {"description": "过多少秒再问。", "schema": {"type": "integer"}}},
}


@data_from_room
def openapi(request: HttpRequest) -> JsonResponse:
    return in_json(describe())


@cache
def describe() -> Schema:
    schemas = Schemas()
    paths = {address: {"get": _operation(operation, schemas)} for address, operation in OPERATIONS.items()}
    responses = {str(status): _refusal(status, schemas) for status in REFUSALS}
    return {
        "openapi": "3.1.0",
        "info": {"title": "党建阅览室接口", "version": str(VERSION), "description": INTRODUCTION},
        "servers": [{"url": "/"}],
        "paths": {**paths, "/api": {"$ref": "#/paths/~1api~1"}},
        "components": {"schemas": schemas.named, "responses": responses},
    }


def _operation(operation: Operation, schemas: Schemas) -> Schema:
    refusals = {
        str(status): {"$ref": f"#/components/responses/{status}"} for status in (*EVERYWHERE, *operation.refusals)
    }
    same = {"304": {"description": "没有变化", "headers": ETAG}} if operation.is_conditional else {}
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*operation.parameters, *([SEEN] if operation.is_conditional else [])],
        "responses": {"200": _answer(operation, schemas), **same, **refusals},
    }


def _answer(operation: Operation, schemas: Schemas) -> Schema:
    content = {kind: {"schema": schemas.of(form)} for kind, form in operation.answers.items()}
    headers = {"headers": ETAG} if operation.is_conditional else {}
    return {"description": operation.summary, "content": content, **headers}


def _refusal(status: int, schemas: Schemas) -> Schema:
    words, form, word = REFUSALS[status]
    headers = {"headers": HEADERS[status]} if status in HEADERS else {}
    schema = {**schemas.of(form), "properties": {"error": {"const": word}}}
    return {"description": words, "content": {JSON: {"schema": schema}}, **headers}
