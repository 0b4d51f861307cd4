"""
What waits for a curator, for the first page of the desk: headings with a count, the first few, and the way to all.

Every heading costs the same few queries however large the library is, and none of them touches a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Case, Count, Model, Q, When
from django.urls import reverse
from django.utils.http import urlencode

from readingroom.articles.models import (
    Article,
    Batch,
    Decision,
    Likeness,
    Redaction,
    Resemblance,
    Status,
    UploadState,
)
from readingroom.articles.models.library import ArticleQuerySet
from readingroom.articles.models.uploads import OPEN, PENDING
from readingroom.articles.questioning import IN_HAND
from readingroom.cleaning import rule_name
from readingroom.search.models import UnansweredQuestion

from .lists import MOST, address_of, without_doubts

SHOWN = 4
"""Entries under each heading: all headings stay on one screen, the rest is one click away in the list."""


@dataclass(frozen=True)
class Entry:
    """One line under a heading; `ways` are further links, each with its words."""

    text: str
    url: str
    note: str = ""
    ways: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Waiting:
    """One heading of the first page. `nothing` is said where there is none."""

    title: str
    count: int
    unit: str
    entries: Sequence[Entry]
    url: str
    nothing: str
    act: tuple[str, str] | None = None
    """What can be done to all of them, in words, and where."""


def overview(user: AbstractBaseUser | AnonymousUser) -> list[Waiting]:
    if not isinstance(user, User) or not user.is_active:
        return []
    return list(_all(user))


def _all(user: User) -> Iterator[Waiting]:
    if user.has_perm("articles.view_article"):
        yield from _articles(may_publish=user.has_perm("articles.change_article"))
    if user.has_perm("articles.add_article"):
        yield _uploads()
    if user.has_perm("articles.view_article"):
        yield _resemblances()
    if user.has_perm("articles.change_article"):
        yield _redactions()
    if user.has_perm("search.view_unansweredquestion"):
        yield _questions()
    if user.has_perm("articles.view_decision"):
        yield _rules()
    if user.has_perm("articles.view_article"):
        yield _recent()


def _articles(*, may_publish: bool) -> Iterator[Waiting]:
    articles = Article.objects.all()
    pending, in_hand = articles.filter(status=Status.PENDING), articles.filter(status__in=IN_HAND)
    yield _of_articles("待审", pending, "没有等待审阅的文章。", status__exact=Status.PENDING.value)
    yield _of_articles(
        "有疑问", in_hand.doubtful(), "没有机器拿不准的文章。", doubts="yes", status__in=",".join(IN_HAND)
    )
    sure = _of_articles(
        "没有疑问", without_doubts(in_hand), "没有等着发布的文章。", doubts="no", status__in=",".join(IN_HAND)
    )
    yield replace(sure, act=_publishing(without_doubts(in_hand))) if may_publish and sure.count else sure
    yield _of_articles("待采纳的改动", articles.proposed(), "没有待采纳的改动。", proposal="yes")


def _publishing(articles: ArticleQuerySet) -> tuple[str, str]:
    numbers = list(articles.order_by("-number").values_list("pk", flat=True)[:MOST])
    return f"一起发布这 {len(numbers)} 篇…", address_of("publish", numbers, reverse("admin:index"))


def _recent() -> Waiting:
    return _of_articles("新近收入", Article.objects.order_by("-number"), "还没有文章。")


def _of_articles(title: str, articles: ArticleQuerySet, nothing: str, **query: str) -> Waiting:
    shown = articles.select_related("cleaning").only("number", "name", "status", "cleaning__review")[:SHOWN]
    entries = [Entry(one.name, _page_of(one), _standing(one)) for one in shown]
    return Waiting(title, articles.count(), "篇", entries, list_of(Article, **query), nothing)


def _standing(article: Article) -> str:
    doubts = len(article.cleaning.review) if article.status in IN_HAND else 0
    status = Status(article.status).label
    return f"{article.pk} · {status} · {doubts} 处疑问" if doubts else f"{article.pk} · {status}"


def _uploads() -> Waiting:
    """Batches with something open come first, then the latest, each with how far it is."""
    batches = Batch.objects.annotate(files=Count("uploads"), waiting=_files(*PENDING), open=_files(*OPEN))
    is_open = Case(When(Q(waiting__gt=0) | Q(open__gt=0), then=1), default=0)
    entries = [
        Entry(str(batch), reverse("admin:articles_batch_change", args=[batch.pk]), _progress(batch))
        for batch in batches.order_by(is_open.desc(), "-pk")[:SHOWN]
    ]
    address = list_of(Batch, open="yes")
    return Waiting("有来件待定的批次", Batch.objects.open().count(), "批", entries, address, "还没有收过稿。")


def _files(*states: UploadState) -> Count:
    return Count("uploads", filter=Q(uploads__state__in=states))


def _progress(batch: Any) -> str:
    said = [f"{batch.files} 个文件"]
    if batch.waiting:
        said.append(f"还在处理 {batch.waiting} 个")
    return " · ".join([*said, f"待定 {batch.open} 个"] if batch.open else said)


def _resemblances() -> Waiting:
    rows = Resemblance.objects.filter(verdict="").exclude(likeness=Likeness.QUOTATIONS)
    shown = rows.select_related("article", "other").only("shared", "article__name", "other__name").order_by("-pk")
    entries = [
        Entry(row.article.name, _comparison(row), f"与第 {row.other_id} 号有 {row.shared}% 相同")
        for row in shown[:SHOWN]
    ]
    count = rows.values("article").distinct().count()
    return Waiting("重复与转载", count, "篇", entries, list_of(Article, resembles="yes"), "没有待判定的相近文章。")


def _comparison(row: Resemblance) -> str:
    return reverse("admin:articles_article_compare", args=[row.article_id, row.other_id])


def _redactions() -> Waiting:
    rows = Redaction.objects.filter(decided_at=None)
    entries = [
        Entry(row.article.name, _page_of(row.article), f"{row.asked_by} 提出，要另一人复核")
        for row in rows.select_related("article", "asked_by").order_by("asked_at")[:SHOWN]
    ]
    address = list_of(Redaction, decided_at__isempty="1")
    return Waiting("待复核的隐去", rows.count(), "件", entries, address, "没有等待复核的隐去。")


def _questions() -> Waiting:
    rows = UnansweredQuestion.objects.filter(is_settled=False)
    entries = [Entry(row.text, _search(row), f"{row.times} 次", ways_on(row)) for row in rows[:SHOWN]]
    address = list_of(UnansweredQuestion, is_settled__exact="0")
    return Waiting("读者没找到的", rows.count(), "个", entries, address, "没有未处理的。")


def _rules() -> Waiting:
    overruled = Decision.objects.filter(undone_at=None).exclude(overrules="").order_by()
    counts = list(overruled.values_list("overrules").annotate(times=Count("pk")).order_by("-times", "overrules"))
    entries = [
        Entry(rule_name(rule), f"{reverse('admin:rules')}#{rule}", f"被改回 {times} 次")
        for rule, times in counts[:SHOWN]
    ]
    return Waiting("被改回的规则", len(counts), "条", entries, reverse("admin:rules"), "还没有改回过。")


def ways_on(question: UnansweredQuestion) -> tuple[tuple[str, str], ...]:
    """What a curator may do about a question that found nothing."""
    synonyms = reverse("admin:search_synonymgroup_add")
    return (
        ("再搜一次", _search(question)),
        ("加同义词", f"{synonyms}?{urlencode({'words': question.text})}"),
    )


def _search(question: UnansweredQuestion) -> str:
    return f"{reverse('pages:search')}?{urlencode({'q': question.text})}"


def list_of(model: type[Model], **query: str) -> str:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return address + ("?" + urlencode(query) if query else "")


def _page_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
