"""The page of a batch of files that were brought in, and what its forms and its script ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse

from readingroom.articles import curation, uploads
from readingroom.articles.models import Batch, Upload

from .batch_files import BatchView, unsure_articles
from .bulk_telling import tell
from .curated import curator, sentences
from .finding import number_of, number_or_404
from .receiving import PlaceForm

if TYPE_CHECKING:
    from .admin.uploads import BatchAdmin

DO: Mapping[str, tuple[Callable[..., None], str]] = {
    "reprint": (uploads.ask_for_reprint, "已排队，稍后记为那篇文章的另一次刊登。"),
    "retry": (uploads.retry, "已重新排队。"),
    "drop": (uploads.drop, "已去掉，内容不再保存；来过这个文件，仍记在这里。"),
}
"""What each of `batch_files.ACTIONS` calls, and the sentence that says it was done."""


def show(model_admin: BatchAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    batch = _find(model_admin, request, object_id)
    view = BatchView(batch, request.GET.get("p"))
    tell(request)
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
    page = number_of(request.POST.get("p"))
    here = reverse("admin:articles_batch_change", args=[batch.pk])
    return HttpResponseRedirect(f"{here}{f'?p={page}' if page else ''}#u{row.pk}")


def _act(row: Upload, name: str, request: HttpRequest) -> str:
    if name not in DO:
        raise Http404
    act_on, done = DO[name]
    act_on(row, by=curator(request))
    return done


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
    after = number_of(request.GET.get("after")) or 0
    articles = unsure_articles(batch)
    if (article := articles.filter(number__gt=after).first()) is not None:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    left = articles.count()
    messages.info(request, f"后面没有了；前面还有 {left} 篇有疑问。" if left else "这一批里没有机器拿不准的文章了。")
    return HttpResponseRedirect(reverse("admin:articles_batch_change", args=[batch.pk]))


def _find(model_admin: BatchAdmin, request: HttpRequest, number: str) -> Batch:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(Batch.objects.select_related("by"), pk=number_or_404(number))
