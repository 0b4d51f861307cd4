"""处理: the page of one article, and the actions that its forms send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from readingroom.articles import curation
from readingroom.articles.curation import ALLOWED, Act
from readingroom.articles.models import Article
from readingroom.articles.room import writing

from . import parts
from .actions import ACTIONS, DECISIONS, STATUS_ACTIONS, Action
from .curated import curator, sentences
from .workbench import Workbench

if TYPE_CHECKING:
    from .admin.articles import ArticleAdmin


def show(model_admin: ArticleAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    article = _find(object_id)
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    bench = Workbench(article, parts.asked_for(request.GET.get("part")))
    context = {
        "can_change": model_admin.has_change_permission(request, article),
        "can_decide": model_admin.has_change_permission(request, article) and article.status in ALLOWED[Act.DECIDE],
        "forms": {name.replace("-", "_"): action.form(bench=bench) for name, action in DECISIONS.items()},
        "status_actions": [
            (name, action, action.form(bench=bench))
            for name, action in STATUS_ACTIONS.items()
            if action.is_possible(bench)
        ],
    }
    return _page(model_admin, request, bench, "desk/article.html", context)


def act(model_admin: ArticleAdmin, request: HttpRequest, number: int, name: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = _find(str(number))
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    if name not in ACTIONS:
        raise Http404
    action, bench = ACTIONS[name], Workbench(article, parts.asked_for(request.POST.get("part")))
    form = action.form(request.POST, bench=bench)
    if form.is_valid() and action.questions(bench) and "confirmed" not in request.POST:
        context = {"action": action, "name": name, "form": form, "questions": action.questions(bench)}
        return _page(model_admin, request, bench, "desk/confirm.html", context)
    _do(model_admin, request, number, action)
    here = reverse("admin:articles_article_change", args=[number])
    return HttpResponseRedirect(f"{here}?part={bench.part}" if bench.part > 1 else here)


def _do(model_admin: ArticleAdmin, request: HttpRequest, number: int, action: Action) -> None:
    """With the room held from the look at the version to the last row, so that nobody comes in between."""
    try:
        with writing():
            bench = Workbench(_find(str(number)))
            form = action.form(request.POST, bench=bench)
            if not form.is_valid():
                raise ValidationError(form.mistakes)
            action.run(bench, form, curator(request))
            model_admin.log_change(request, bench.article, action.label)
    except (curation.Refused, ValidationError) as refusal:
        for sentence in sentences(refusal):
            messages.error(request, sentence)
    else:
        messages.success(request, action.done)


def _find(object_id: str) -> Article:
    if not object_id.isascii() or not object_id.isdecimal() or len(object_id) > 18:
        raise Http404
    articles = Article.objects.select_related("cleaning__reading__original", "edition")
    return get_object_or_404(articles.defer("cleaning__reading__original__content", "edition__items"), pk=object_id)


def _page(
    model_admin: ArticleAdmin, request: HttpRequest, bench: Workbench, template: str, context: dict[str, Any]
) -> HttpResponse:
    base = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": bench.article.name,
        "article": bench.article,
        "bench": bench,
    }
    return TemplateResponse(request, template, base | context)
