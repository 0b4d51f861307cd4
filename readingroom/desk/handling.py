"""处理: the page of one article, and the actions that its forms send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from readingroom.articles import curation
from readingroom.articles.curation import Act
from readingroom.articles.curation.statuses import what_hinders
from readingroom.articles.models import Article
from readingroom.articles.rehearsing import rehearse, remembering
from readingroom.articles.room import writing

from . import next_article, page_pictures, parts
from .actions import ARTICLE_ACTIONS, STATUS_ACTIONS, Action
from .curated import curator, sentences
from .finding import article_or_404, number_of
from .forms import CHANGED, STALE, ActionForm
from .meanwhile import news
from .place_actions import ITEM_ACTIONS, LINE_ACTIONS
from .workbench import Workbench

if TYPE_CHECKING:
    from .admin.articles import ArticleAdmin

ACTIONS = STATUS_ACTIONS | ARTICLE_ACTIONS | LINE_ACTIONS | ITEM_ACTIONS

_PLACE = re.compile(r"[LP][1-9][0-9]{0,6}", re.ASCII)


def show(model_admin: ArticleAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    article = article_or_404(object_id)
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    bench = _bench(article, request.GET)
    if "panel" in request.GET:
        return _panel(model_admin, request, bench)
    if request.GET.get("seen", bench.version) != bench.version:
        for sentence in (CHANGED, *news(bench, request.GET["seen"])):
            messages.warning(request, sentence)
    return _show(model_admin, request, bench)


def picture(model_admin: ArticleAdmin, request: HttpRequest, number: int, page: int) -> HttpResponse:
    article = article_or_404(str(number))
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    return page_pictures.picture(Workbench(article), page)


def act(model_admin: ArticleAdmin, request: HttpRequest, number: int, name: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = article_or_404(str(number))
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    if name not in ACTIONS:
        raise Http404
    with remembering():
        return _act(model_admin, request, article, name)


def _act(model_admin: ArticleAdmin, request: HttpRequest, article: Article, name: str) -> HttpResponse:
    action, bench = ACTIONS[name], _bench(article, request.POST)
    form = action.form(request.POST, bench=bench)
    if form.is_valid() and action.questions(bench) and "confirmed" not in request.POST:
        context = {"action": action, "name": name, "form": form, "questions": action.questions(bench)}
        return _page(model_admin, request, bench, "desk/confirm.html", context)
    return _answer(model_admin, request, article.pk, name)


def _answer(model_admin: ArticleAdmin, request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Done: back to the place. Not done: told why, and what was typed is shown once more."""
    try:
        said = _do(model_admin, request, number, ACTIONS[name])
    except (curation.Refused, ValidationError) as refusal:
        for sentence in sentences(refusal):
            messages.error(request, sentence)
        bench = _bench(article_or_404(str(number)), request.POST)
        form = ACTIONS[name].form(bench=bench, typed=request.POST.dict())
        if form.typed:
            return _show(model_admin, request, bench, typed=name, status=409)
        return HttpResponseRedirect(_address(bench))
    messages.success(request, said)
    bench = _bench(article_or_404(str(number)), request.POST)
    bench.at = _place_after(bench.at, name, request.POST.get("only"))
    return HttpResponseRedirect(_address(bench))


def _do(model_admin: ArticleAdmin, request: HttpRequest, number: int, action: Action) -> str:
    """
    With the room held from the look at the version to the last row, so that nobody comes in between.

    What an act works out before its first row is worked out before: others need not wait for a long article.
    """

    def carry_out() -> str:
        bench = Workbench(article_or_404(str(number)))
        form = action.form(request.POST, bench=bench)
        if not form.is_valid():
            raise ValidationError([*form.mistakes, *_news(bench, form, request)])
        said = action.run(bench, form, curator(request))
        model_admin.log_change(request, bench.article, action.label)
        return said if isinstance(said, str) else action.done

    rehearse(carry_out)
    with writing():
        return carry_out()


def _news(bench: Workbench, form: ActionForm, request: HttpRequest) -> list[str]:
    return list(news(bench, request.POST.get("version", ""))) if form.is_stale else []


def _show(
    model_admin: ArticleAdmin, request: HttpRequest, bench: Workbench, *, typed: str = "", status: int = 200
) -> HttpResponse:
    """`typed` names the action whose form was sent and not carried out."""
    article = bench.article
    may_change = model_admin.has_change_permission(request, article)
    sent = {typed: request.POST.dict()}
    context = {
        "can_change": may_change,
        "can_decide": may_change and not what_hinders(article, Act.DECIDE),
        "forms": {
            name.replace("-", "_"): action.form(bench=bench, typed=sent.get(name))
            for name, action in (ARTICLE_ACTIONS | LINE_ACTIONS | ITEM_ACTIONS).items()
        },
        "status_actions": [
            (name, action, action.form(bench=bench, typed=sent.get(name)))
            for name, action in STATUS_ACTIONS.items()
            if action.is_possible(bench)
        ],
        "picture": page_pictures.shown(bench),
        "next_doubtful": next_article.doubtful(article, bench.batch),
        "is_nav_sidebar_enabled": False,
    }
    return _page(model_admin, request, bench, "desk/article.html", context, status)


def _panel(model_admin: ArticleAdmin, request: HttpRequest, bench: Workbench) -> HttpResponse:
    """What can be done at one place, for the page that a script keeps open; it has to be of the same version."""
    if not model_admin.has_change_permission(request, bench.article):
        raise PermissionDenied
    if request.GET.get("version") != bench.version:
        return HttpResponse(STALE, status=409, content_type="text/plain; charset=utf-8")
    forms = {name.replace("-", "_"): action.form(bench=bench) for name, action in (LINE_ACTIONS | ITEM_ACTIONS).items()}
    return _page(model_admin, request, bench, "desk/_panel.html", {"forms": forms})


def _bench(article: Article, asked: Any) -> Workbench:
    """The part, the place and the page of the original that an address or a form names."""
    at, page = asked.get("at", ""), asked.get("page")
    return Workbench(
        article,
        parts.asked_for(asked.get("part")),
        at if _PLACE.fullmatch(at) else "",
        0 if page is None else parts.asked_for(page),
    )


def _place_after(at: str, name: str, only: str | None) -> str:
    """Where that stands now which was worked on: the panel's place, or the one whose button was pressed."""
    if (place := number_of(only)) is not None:
        at = f"L{place}" if name in LINE_ACTIONS else f"P{place + 1}"
    return f"P{max(1, int(at[1:]) + ACTIONS[name].shift)}" if at.startswith("P") else at


def _address(bench: Workbench) -> str:
    """To the place with its panel closed, and the picture of the page still open."""
    here = reverse("admin:articles_article_change", args=[bench.article.pk])
    shown = {"page": bench.page} if bench.page else {"part": bench.part} if bench.part > 1 else {}
    return f"{here}{'?' if shown else ''}{urlencode(shown)}{'#' if bench.at else ''}{bench.at}"


def _page(
    model_admin: ArticleAdmin,
    request: HttpRequest,
    bench: Workbench,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    base = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": bench.article.name,
        "article": bench.article,
        "bench": bench,
    }
    return TemplateResponse(request, template, base | context, status=status)
