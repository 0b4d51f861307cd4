"""
What is answered, field by field. A field comes to be by being written here: views are checked against these types, and
the OpenAPI document and the words in it are read off them, which is why those are Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Generic, Literal, TypedDict, TypeVar

from django.http import JsonResponse

from readingroom import search
from readingroom.articles.models.library import DatePrecision, ParagraphKind
from readingroom.articles.models.sources import SourceKind

from .schemas import about, one_of

VERSION = 1

Address = Annotated[str, about("本服务器上的地址，不含主机名。", format="uri-reference")]
Date = Annotated[
    str, about("日期，按原件印出的精度；没有印日期的为空。", pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")
]
Key = Annotated[str, about("段落的固定编号，定下后不再改。", pattern="^[a-z2-7]{10}$")]
Slug = Annotated[str, about("主题的代号，如 organization。")]
Pieces = Annotated[list[tuple[str, bool]], about("依次相接的文字，每一段注明是否为查找的词。")]


class Answer(TypedDict):
    v: Annotated[int, about("接口的版本：某一项的意思改变时才加一，增加新的项不改。", const=VERSION)]


# ------------------------------------------------------------------ the library


class Root(Answer):
    articles: Address
    themes: Address
    sources: Address
    search: Address
    suggest: Address
    openapi: Annotated[Address, about("这份接口说明。")]


Entry = TypeVar("Entry")


class Listed(Answer, Generic[Entry]):
    count: Annotated[int, about("各页合计的条数。")]
    next: Annotated[Address | None, about("下一页的地址；没有则为 null。")]
    previous: Annotated[Address | None, about("上一页的地址；没有则为 null。")]
    dropped: Annotated[list[str], about("地址中没有采用的部分，每项一句说明。")]
    results: list[Entry]


class ArticleEntry(TypedDict):
    number: Annotated[int, about("文章编号，一经给出不再变动。")]
    edition: Annotated[int, about("当前是第几版；首次发布为 1，每更正一次加一。")]
    published_at: Annotated[str, about("当前版本的发布时间。", format="date-time")]
    title: Annotated[str, about("题名。")]
    title_is_built: Annotated[bool, about("原件没有印题名，由本室用印出的刊名、期号、页码拼成。")]
    url: Address
    source: Annotated[str, about("来源，按原件印出的写法；没有印的为“来源不详”。")]
    source_number: Annotated[int | None, about("来源在本室的编号；不是报刊或网站的为 null。")]
    date: Date
    themes: Annotated[list[Slug], about("主题，所占文字多的在前。")]


class Paragraph(TypedDict):
    key: Key
    kind: Annotated[str, one_of(ParagraphKind)]
    text: Annotated[str, about("文字。")]
    theme: Annotated[Slug | None, about("主题；篇首材料没有。")]
    theme_secondary: Annotated[Slug | None, about("次主题。")]
    near_tie: Annotated[bool, about("两个主题难分高下。")]
    continues_previous_page: Annotated[bool, about("原件从上一页接排而来，开头不完整。")]
    url: Annotated[Address, about("这一段的固定链接。")]


class Fields(TypedDict):
    """Of a published edition; the names are those of `clean --json`."""

    title: str | None
    author: Annotated[str | None, about("作者，多位以一个空格分开。")]
    source: Annotated[str | None, about("印出的来源。")]
    outlet: Annotated[str | None, about("来源所指的报刊或网站。")]
    site: Annotated[str | None, about("网页所在的网站。")]
    date: str | None
    date_precision: Annotated[str, one_of(DatePrecision)] | None
    date_kind: Annotated[str | None, about("印出的是哪一种日期，如 issue 刊期、posted 发布、updated 更新。")]
    time: str | None
    issue: Annotated[str | None, about("期号。")]
    page: Annotated[str | None, about("版次或页码。")]
    column: Annotated[str | None, about("栏目。")]
    channel: Annotated[str | None, about("频道。")]
    url: Annotated[str | None, about("原件上印出的网址。")]


class Article(Answer, ArticleEntry):
    correction: Annotated[str, about("这一版改了什么；首次发布的为空。")]
    fields: Annotated[Fields, about("原件上印出的著录项；没有印的为 null，不作推测。")]
    paragraphs: Annotated[list[Paragraph], about("全文，按阅读的次序。")]


class ThemeEntry(TypedDict):
    slug: Slug
    name: Annotated[str, about("名称。")]
    description: Annotated[str, about("说明。")]
    url: Address
    articles: Annotated[int, about("文章篇数。")]
    paragraphs: Annotated[int, about("段落数，小标题和篇首材料不计。")]


class SourceEntry(TypedDict):
    number: Annotated[int | None, about("编号；来源不详的文章合为一项，编号为 null。")]
    name: Annotated[str | None, about("正式名称。")]
    kind: Annotated[str, one_of(SourceKind)] | None
    url: Address
    articles: Annotated[int, about("文章篇数。")]


# ------------------------------------------------------------------ searching


class Hit(TypedDict):
    type: search.Kind
    article: Annotated[int, about("文章编号。")]
    paragraph: Annotated[Key | None, about("段落的固定编号；查找文章时为 null。")]
    title: Annotated[str, about("文章的题名。")]
    url: Address
    source: Annotated[str, about("印出的来源；没有印的为空。")]
    date: Date
    themes: list[Slug]
    snippet: Pieces


class Facets(TypedDict):
    theme: Annotated[list[tuple[str, str, int]], about("代号、名称、条数。")]
    source: Annotated[list[tuple[int, str, int]], about("编号、名称、条数。")]
    year: Annotated[list[tuple[str, int]], about("年份、条数。")]


class TermCount(TypedDict):
    term: str
    count: Annotated[int, about("文库里单有这个词的条数。")]


class Without(TypedDict):
    term: Annotated[str, about("去掉的词。")]
    question: Annotated[str, about("余下的问题。")]
    count: Annotated[int, about("这样能找到的条数。")]


class Explanation(TypedDict):
    terms: list[TermCount]
    nearest: Annotated[dict[str, list[str]], about("文库里没有的词，和有的近似的词。")]
    without: list[Without]
    unfiltered: Annotated[int, about("不限主题、来源、年份时的条数。")]


class Found(Answer):
    query: Annotated[str, about("收到的问题。")]
    understood: Annotated[list[str], about("实际查找的词。")]
    dropped: Annotated[list[str], about("地址和问题中没有采用的部分，每项一句说明。")]
    count: Annotated[int, about("含有全部词语的条数；只含部分词语的列在其后，不计在内。")]
    page: int
    size: int
    next: Annotated[Address | None, about("下一页的地址；没有则为 null。")]
    previous: Annotated[Address | None, about("上一页的地址；没有则为 null。")]
    results: list[Hit]
    facets: Annotated[Facets, about("可以缩小到的主题、来源、年份，各有多少条。")]
    suggestion: Annotated[str | None, about("也许想找的是这个。")]
    also: Annotated[list[str], about("一并查找了的同义词和拼音所指的词。")]
    explanation: Annotated[Explanation | None, about("一条也没有找到时，说明原因。")]


class Suggestion(TypedDict):
    text: str
    kind: Annotated[Literal["title", "term", "source"], about("title 题名；term 词语；source 来源。")]
    url: Annotated[Address, about("词语指向对它的查找，题名和来源指向各自的页面。")]


class Suggestions(Answer):
    query: str
    suggestions: list[Suggestion]


Completions = Annotated[list[str | list[str]], about("已经输入的文字，和提示的文字。", minItems=2, maxItems=2)]
"""What browsers ask for that learned from opensearch.xml to search here: the words, and a list of longer ones."""

# ------------------------------------------------------------------ what cannot be answered


class Error(TypedDict):
    error: Annotated[str, about("一个英文词，说明为什么不能回答。")]


class Withdrawn(Error):
    title: str
    date: Date


def in_json(answer: Mapping[str, Any]) -> JsonResponse:
    """Chinese as it is: a third of its length when escaped, and readable."""
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
