"""
What is done to many articles at once: first a page that says what would become of each, then it is done one by one.

Each article is a transaction of its own, so that others can write in between and what could be done stays done; what
could not is named with the reason, also after the server was killed (`bulk_notes`). The page is asked for with the
numbers in its address, outside of the list: there a sent form holds the room, which looking at two hundred articles
must not.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse

from readingroom.articles import curation
from readingroom.articles.curation import ALLOWED
from readingroom.articles.curation.statuses import what_hinders
from readingroom.articles.models import Article, Status
from readingroom.articles.rehearsing import rehearse, remembering
from readingroom.articles.room import writing

from .bulk_acts import BULK_ACTS, BulkAct
from .bulk_notes import entry_of, noted
from .curated import curator, sentences
from .finding import number_of
from .lists import MOST, address_of
from .stock import StockAdmin
from .workbench import Workbench

SECONDS_TO_LOOK = 10
SECONDS_TO_DO = 25
"""What is not looked at or done by then is said, and done with the next press."""

TELLING = ("admin:articles_article_changelist", "admin:articles_batch_change", "admin:index")
"""The pages from which articles are chosen, and which say afterwards what became of them: see `bulk_telling`."""


@dataclass(frozen=True)
class Prospect:
    """What would become of one article."""

    article: Article
    version: str
    why_not: str
    changes: tuple[str, ...]


def ask(request: HttpRequest, name: str, chosen: QuerySet[Article]) -> HttpResponse | None:
    """From the list to the page of the act."""
    numbers = list(chosen.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if len(numbers) > MOST:
        messages.warning(request, f"一次最多 {MOST} 篇，这里选了 {chosen.count()} 篇。什么也没有改，请分几次做。")
        return None
    return HttpResponseRedirect(address_of(name, numbers, request.get_full_path()))


def show(model_admin: StockAdmin, request: HttpRequest, name: str) -> HttpResponseBase:
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    if name not in BULK_ACTS:
        raise Http404
    act = BULK_ACTS[name]
    if request.method == "POST":
        form = act.form(request.POST)
        if form.is_valid():
            _do_all(act, form, request)
            return HttpResponseRedirect(_way_back(request))
        numbers = [number for number, _ in _sent(request)]
    else:
        form, numbers = act.form(), _asked_for(request)
    return _page(model_admin, request, act, form, numbers)


def _page(
    model_admin: StockAdmin, request: HttpRequest, act: BulkAct, form: forms.Form, numbers: Sequence[int]
) -> HttpResponse:
    prospects = list(_look_at(act, numbers))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"{act.label} {len(numbers)} 篇",
        "act": act,
        "form": form,
        "possible": [one for one in prospects if not one.why_not],
        "impossible": [one for one in prospects if one.why_not],
        "seconds": SECONDS_TO_LOOK,
        "unseen": len(numbers) - len(prospects),
        "back": _way_back(request),
    }
    return TemplateResponse(request, "desk/bulk.html", context)


def _look_at(act: BulkAct, numbers: Iterable[int]) -> Iterator[Prospect]:
    until = time.monotonic() + SECONDS_TO_LOOK
    for number in numbers:
        if time.monotonic() > until:
            return
        if article := _find(number):
            yield _prospect(act, article)


def _prospect(act: BulkAct, article: Article) -> Prospect:
    bench = Workbench(article)
    try:
        why_not = _why_not(act, bench)
        return Prospect(article, bench.version, why_not, () if why_not else tuple(act.changes(bench)))
    except ObjectDoesNotExist:
        # The working copy was replaced between two looks.
        return Prospect(article, "", "正有别人在改，请稍后再看", ())


def _do_all(act: BulkAct, form: forms.Form, request: HttpRequest) -> None:
    until, by = time.monotonic() + SECONDS_TO_DO, curator(request)
    sent = [(article, version) for number, version in _sent(request) if (article := _find(number))]
    with noted(request, act.label, [article.pk for article, _ in sent]) as note:
        note.results = []
        for article, version in sent:
            in_time = time.monotonic() <= until
            why_not = _do(act, form, article, version, by) if in_time else "时间不够了，还没有做，请再选一次"
            note.results.append((article.pk, article.name, why_not))


def _do(act: BulkAct, form: forms.Form, article: Article, version: str, by: User) -> str:
    """With the room held from the look at the version to the last row; says why it could not be done."""

    def carry_out() -> str:
        bench = Workbench(_find(article.pk) or article)
        if bench.version != version:
            return "您查看以后别人改过它，没有动，请再看一遍"
        if why_not := _why_not(act, bench):
            return why_not
        act.run(bench, form, by)
        LogEntry.objects.log_actions(by.pk, [bench.article], CHANGE, entry_of(act.label), single_object=True)
        return ""

    try:
        with remembering():
            rehearse(carry_out)
            with writing():
                return carry_out()
    except (curation.Refused, ValidationError) as refusal:
        return "；".join(sentence.removesuffix("。") for sentence in sentences(refusal))


def _why_not(act: BulkAct, bench: Workbench) -> str:
    """Without the stop at its end: it stands in a list, and within a sentence."""
    status = Status(bench.article.status)
    if status not in ALLOWED[act.act]:
        return f"现在是“{status.label}”"
    return what_hinders(bench.article, act.act).removesuffix("。") or act.why_not(bench)


def _way_back(request: HttpRequest) -> str:
    """To the page from which the articles were chosen, with its filters; an address may say anything."""
    back = request.GET.get("back", "")
    try:
        comes_from = resolve(back.partition("?")[0]).view_name
    except Resolver404:
        comes_from = ""
    return back if comes_from in TELLING else reverse("admin:articles_article_changelist")


def _asked_for(request: HttpRequest) -> list[int]:
    return list(dict.fromkeys(filter(None, map(number_of, request.GET.get("numbers", "").split(",")))))[:MOST]


def _sent(request: HttpRequest) -> list[tuple[int, str]]:
    """The articles of the page with the versions that the curator has seen: 12:34.5.published.0.0."""
    pairs = (sent.partition(":") for sent in request.POST.getlist("article")[:MOST])
    return [(number, version) for given, _, version in pairs if (number := number_of(given))]


def _find(number: int) -> Article | None:
    """Texts and lines are read only for acts that look at them."""
    articles = Article.objects.select_related("cleaning__reading__original", "edition")
    heavy = ("cleaning__result", "cleaning__reading__lines", "cleaning__reading__original__content", "edition__items")
    return articles.defer(*heavy).filter(pk=number).first()
