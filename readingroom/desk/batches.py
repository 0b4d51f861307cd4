"""A batch of files that were brought in: what became of each, and what can be done about it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse

from readingroom.articles import curation, uploads
from readingroom.articles.models import Article, Batch, Upload, UploadState
from readingroom.articles.models.uploads import PENDING, REPRINT

from .curated import curator, sentences
from .overview import IN_HAND
from .receiving import PlaceForm

if TYPE_CHECKING:
    from .admin.uploads import BatchAdmin

FILES_A_PAGE = 100
"""As many as a batch has; an archive may bring more."""

SAID = {
    "created": "收为新文章",
    "updated": "是修订稿，工作稿已换成新的文字；读者看到的没有变，发布以后才变",
    "unchanged": "以前收过同一份文件，没有改动",
    "duplicate": "文字与已有的文章相同，没有重复收入",
    "unpacked": "压缩包，已展开",
    "refused": "没有收入",
    "reprint": "收为这篇文章的另一次刊登",
}

SAME_BYTES = "以前收过同一份文件，只是名字不同，没有改动"

MADE = ("created", "updated")
"""Outcomes of files whose text is an article's now: its doubts are the file's."""

IN_SHORT = {
    "created": "新文章",
    "updated": "修订稿",
    "unchanged": "以前收过",
    "duplicate": "文字已有",
    "reprint": "转载",
    "unpacked": "压缩包",
    "refused": "未收",
}

TO_DO = {
    "duplicate": "如果是别处的转载，可以记为这篇文章的另一次刊登；不是就点“不要了”。",
    "refused": "照说明处理以后再收一次；程序更新以后也可以点“再试一次”。不再需要的，点“不要了”。",
}


@dataclass(frozen=True)
class Row:
    """One file of the page."""

    upload: Upload

    @property
    def state(self) -> str:
        """What is said in one word, and coloured by."""
        return self.upload.state

    @property
    def outcome(self) -> str:
        if self.upload.is_pending:
            return "记为另一次刊登" if self.upload.outcome == REPRINT else ""
        if self.upload.outcome == "duplicate" and self.upload.original_id:
            return SAME_BYTES
        return SAID.get(self.upload.outcome, "")

    @property
    def to_do(self) -> str:
        is_open = self.upload.state in (UploadState.ASKS, UploadState.REFUSED)
        return TO_DO.get(self.upload.outcome, "") if is_open else ""

    @property
    def doubts(self) -> Sequence[str]:
        """Those the article has now; a published one's are settled."""
        article = self.upload.article
        if article is None or article.status not in IN_HAND or self.upload.outcome not in MADE:
            return ()
        review: Sequence[str] = article.cleaning.review
        return review

    @property
    def actions(self) -> list[tuple[str, str]]:
        return [(name, action.label) for name, action in ACTIONS.items() if action.is_possible(self.upload)]

    @property
    def takes_a_place(self) -> bool:
        return self.upload.state not in (UploadState.WORKING, UploadState.DROPPED) and self.upload.outcome != "unpacked"

    @property
    def place(self) -> PlaceForm:
        return PlaceForm(
            initial={"url": self.upload.url, "accessed_on": self.upload.accessed_on}, auto_id=f"u{self.upload.pk}-%s"
        )


class BatchView:
    """What the page shows of a batch."""

    def __init__(self, batch: Batch, page: str | None = None) -> None:
        self.batch = batch
        self._page = page

    @cached_property
    def page(self) -> Page[Upload]:
        return Paginator(self._uploads, FILES_A_PAGE).get_page(self._page)

    @property
    def rows(self) -> list[Row]:
        return [Row(upload) for upload in self.page]

    @cached_property
    def states(self) -> Mapping[str, int]:
        counts = dict(self.batch.uploads.order_by().values_list("state").annotate(Count("pk")))
        return {state: counts.get(state, 0) for state in UploadState.values}

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """How many of each, for a glance."""
        settled = self.batch.uploads.order_by().exclude(state__in=[*PENDING, UploadState.DROPPED])
        counts = dict(settled.values_list("outcome").annotate(Count("pk")))
        return [(words, counts[outcome]) for outcome, words in IN_SHORT.items() if outcome in counts]

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        return sum(self.states[state] for state in PENDING)

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def open(self) -> int:
        """What a curator has to say something about."""
        return self.states[UploadState.ASKS] + self.states[UploadState.REFUSED]

    @cached_property
    def unsure(self) -> int:
        return unsure_articles(self.batch).count()

    @property
    def version(self) -> str:
        """Another one whenever the page would look different."""
        shown = [(row.upload.pk, row.state, row.outcome, row.upload.url, len(row.doubts)) for row in self.rows]
        return hashlib.sha256(repr((shown, self.states, self.unsure)).encode()).hexdigest()[:16]

    @property
    def _uploads(self) -> QuerySet[Upload]:
        """An archive's files stand below it."""
        related = self.batch.uploads.select_related("archive", "article__cleaning")
        inside = related.defer("content", "archive__content", "article__cleaning__result", "article__proposal")
        return inside.order_by(Coalesce("archive", "pk"), "pk")


def unsure_articles(batch: Batch) -> QuerySet[Article]:
    """In the order in which they were brought in, which is that of their numbers."""
    made = batch.uploads.filter(outcome__in=MADE).values("article")
    return Article.objects.filter(pk__in=made, status__in=IN_HAND).doubtful().order_by("number")


# ------------------------------------------------------------------- actions


@dataclass(frozen=True)
class Action:
    label: str
    done: str
    states: frozenset[UploadState]
    run: Callable[[Upload, User], None]
    outcomes: frozenset[str] = frozenset()
    """Of which it makes sense; none: of all."""

    def is_possible(self, upload: Upload) -> bool:
        return upload.state in self.states and (not self.outcomes or upload.outcome in self.outcomes)


ACTIONS: Mapping[str, Action] = {
    "reprint": Action(
        "收为转载",
        "已排队，稍后记为那篇文章的另一次刊登。",
        frozenset({UploadState.ASKS}),
        lambda upload, by: uploads.ask_for_reprint(upload, by=by),
        frozenset({"duplicate"}),
    ),
    "retry": Action(
        "再试一次",
        "已重新排队。",
        frozenset({UploadState.REFUSED}),
        lambda upload, by: uploads.retry(upload, by=by),
    ),
    "drop": Action(
        "不要了",
        "已去掉，内容不再保存；来过这个文件，仍记在这里。",
        frozenset({UploadState.WAITING, UploadState.ASKS, UploadState.REFUSED}),
        lambda upload, by: uploads.drop(upload, by=by),
    ),
}


def show(model_admin: BatchAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    batch = _find(model_admin, request, object_id)
    view = BatchView(batch, request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": str(batch),
        "batch": batch,
        "view": view,
    }
    return TemplateResponse(request, "desk/batch.html", context)


def progress(model_admin: BatchAdmin, request: HttpRequest, number: int) -> HttpResponse:
    """What the page's script asks for while something waits; the files are in it only when one of them changed."""
    view = BatchView(_find(model_admin, request, str(number)), request.GET.get("p"))
    answer: dict[str, Any] = {"version": view.version, "waiting": view.waiting}
    if request.GET.get("version") != view.version:
        answer["html"] = render_to_string("desk/_batch.html", {"view": view, "batch": view.batch}, request)
    return JsonResponse(answer)


def act(model_admin: BatchAdmin, request: HttpRequest, number: int, upload: int, name: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    batch = _find(model_admin, request, str(number))
    row = get_object_or_404(batch.uploads.select_related("batch__by", "article"), pk=upload)
    try:
        done = _note_place(row, request) if name == "place" else _act(row, name, request)
    except (curation.Refused, ValidationError) as refusal:
        for sentence in sentences(refusal):
            messages.error(request, f"“{row}”：{sentence}")
    else:
        messages.success(request, f"“{row}”：{done}")
    page = request.POST.get("p", "")
    here = reverse("admin:articles_batch_change", args=[batch.pk])
    return HttpResponseRedirect(f"{here}{f'?p={page}' if page.isdecimal() else ''}#u{row.pk}")


def _act(row: Upload, name: str, request: HttpRequest) -> str:
    if name not in ACTIONS:
        raise Http404
    ACTIONS[name].run(row, curator(request))
    return ACTIONS[name].done


def _note_place(row: Upload, request: HttpRequest) -> str:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise ValidationError(
            [f"{form.fields[name].label}：{error}" for name, errors in form.errors.items() for error in errors]
        )
    seen = form.cleaned_data
    uploads.note_place(row, seen["url"], seen["accessed_on"], by=curator(request))
    return "网址和访问日期已记下。"


def next_unsure(model_admin: BatchAdmin, request: HttpRequest, number: int) -> HttpResponse:
    """On to the next article of the batch that the machine is unsure about, after the one that was looked at."""
    batch = _find(model_admin, request, str(number))
    after = request.GET.get("after", "")
    articles = unsure_articles(batch)
    later = (
        articles.filter(number__gt=int(after))
        if after.isascii() and after.isdecimal() and len(after) < 18
        else articles
    )
    if (article := later.first()) is not None:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    left = articles.count()
    messages.info(request, f"后面没有了；前面还有 {left} 篇有疑问。" if left else "这一批里没有机器拿不准的文章了。")
    return HttpResponseRedirect(reverse("admin:articles_batch_change", args=[batch.pk]))


def _find(model_admin: BatchAdmin, request: HttpRequest, number: str) -> Batch:
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise Http404
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(Batch.objects.select_related("by"), pk=number)
