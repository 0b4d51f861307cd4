"""比对: two articles side by side, and what a curator says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.articles.room import writing

from .curated import curator, sentences
from .finding import article_or_404, number_of
from .pairing import CHOICES, Pair

if TYPE_CHECKING:
    from .admin.articles import ArticleAdmin

STALE = "这两篇刚才有人改过，或者已经判定过，您的操作没有执行。下面是现在的样子，请看过以后再定。"


def compare(model_admin: ArticleAdmin, request: HttpRequest, number: int, other: int) -> HttpResponse:
    if number == other:
        raise Http404
    pair = Pair(_find(number), _find(other))
    if not model_admin.has_view_or_change_permission(request, pair.article):
        raise PermissionDenied
    if request.method == "POST":
        return _act(model_admin, request, pair)
    if pair.resemblance.verdict and pair.resemblance.article_id != number:
        return HttpResponseRedirect(address(other, number))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"比对第 {other} 号与第 {number} 号",
        "pair": pair,
        "choices": [
            (name, choice.label(pair), choice.follows(pair), choice.obstacles(pair)) for name, choice in pair.choices
        ],
        "can_change": model_admin.has_change_permission(request, pair.article),
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, "desk/compare.html", context)


def compare_with(model_admin: ArticleAdmin, request: HttpRequest, number: int) -> HttpResponse:
    """Any two: the number of the other one was typed."""
    typed = number_of(request.GET.get("other", "").strip())
    here = reverse("admin:articles_article_change", args=[_find(number).pk])
    if typed is None:
        messages.error(request, "请写另一篇文章的编号，只要数字。")
        return HttpResponseRedirect(here)
    if typed == number or not Article.objects.filter(pk=typed).exists():
        messages.error(request, f"没有可以比对的第 {typed} 号文章。")
        return HttpResponseRedirect(here)
    return HttpResponseRedirect(address(number, typed))


def address(number: int, other: int) -> str:
    return reverse("admin:articles_article_compare", args=[number, other])


def _act(model_admin: ArticleAdmin, request: HttpRequest, pair: Pair) -> HttpResponse:
    """With the room held from the look at the version to the last row, so that nobody comes in between."""
    number, other = pair.article.pk, pair.other.pk
    if not model_admin.has_change_permission(request, pair.article):
        raise PermissionDenied
    choice = CHOICES.get(request.POST.get("choice", ""))
    if choice is None:
        raise Http404
    try:
        with writing():
            pair = Pair(_find(number), _find(other))
            if request.POST.get("version") != pair.version or not choice.is_open(pair):
                raise ValidationError(STALE)
            label, done = choice.label(pair), choice.done(pair)
            choice.run(pair, curator(request))
            for article, partner in ((pair.article, other), (pair.other, number)):
                model_admin.log_change(request, article, f"与第 {partner} 号比对：{label}")
    except (curation.Refused, ValidationError) as refusal:
        for sentence in sentences(refusal):
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return HttpResponseRedirect(address(number, other))


def _find(number: int) -> Article:
    return article_or_404(str(number))
