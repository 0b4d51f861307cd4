"""隐去: one curator asks for personal data to be taken out, another looks at the same places and agrees."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from readingroom.articles import curation
from readingroom.articles.curation.masking import Mask, masked
from readingroom.articles.curation.redacting import mask_of, typed_in
from readingroom.articles.models import Article, Decision, Reading, Redaction
from readingroom.articles.room import writing
from readingroom.personal_data import KIND_NAMES
from readingroom.search.models import UnansweredQuestion

from . import imports
from .curated import curator, sentences
from .finding import number_or_404
from .left_over import LeftOver, left_over

if TYPE_CHECKING:
    from .admin.redactions import RedactionAdmin

AROUND = 12
"""Characters that are shown on either side of a place."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """A place as it may be shown: what stands there has no letters. `name` is what its box is called."""

    name: str
    where: str
    kind: str
    before: str
    text: str
    after: str


def shown(places: Sequence[Mapping[str, Any]]) -> Iterator[Shown]:
    """Also of a redaction that was done: nothing is there any more, and the place is as long as before."""
    readings = Reading.objects.in_bulk({place["reading"] for place in places if "reading" in place})
    decisions = Decision.objects.in_bulk({place["decision"] for place in places if "decision" in place})
    # A number beside another is not shown as its surroundings.
    mask = Mask(_text(place, readings, decisions)[place["start"] : place["end"]] for place in places)
    for number, place in enumerate(places):
        text, start, end = _text(place, readings, decisions), place["start"], place["end"]
        around = mask.text(text)
        yield Shown(
            name=str(number),
            where=f"原文第 {place['line']} 行" if "line" in place else "编辑填写的内容",
            kind=KIND_NAMES.get(place["kind"], "所选文字"),
            before=around[max(0, start - AROUND) : start],
            text=masked(text[start:end]),
            after=around[end : end + AROUND],
        )


def _text(place: Mapping[str, Any], readings: Mapping[int, Reading], decisions: Mapping[int, Decision]) -> str:
    if "decision" in place:
        return typed_in(decisions[place["decision"]])
    text: str = readings[place["reading"]].lines[place["line"] - 1][0]
    return text


def ask(model_admin: RedactionAdmin, request: HttpRequest, number: int) -> HttpResponse:
    """The numbers that were found, each with a box, and room for what no form gives away: a name, an address."""
    article = get_object_or_404(Article.objects.select_related("cleaning"), pk=number)
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    places = curation.personal_places(article)
    left_out: set[str] = set()
    if request.method == "POST":
        left_out = {str(at) for at in range(len(places))} - set(request.POST.getlist("place"))
        try:
            chosen = [place for at, place in enumerate(places) if str(at) not in left_out]
            chosen += _places_of(article, request.POST.get("texts", ""))
            redaction = curation.ask_redaction(article, chosen, request.POST.get("reason", ""), by=curator(request))
            model_admin.log_addition(request, redaction, "提出隐去申请")
        except curation.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "已提出申请。要由另一位编辑复核同意，才会隐去；在那以前什么也不变。")
            return HttpResponseRedirect(_address(redaction))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"隐去个人信息：{article}",
        "article": article,
        "places": list(shown(places)),
        "open": article.redactions.filter(decided_at=None).first(),
        "left_out": left_out,
        "reason": request.POST.get("reason", ""),
    }
    return TemplateResponse(request, "desk/redact.html", context)


def _places_of(article: Article, typed: str) -> list[dict[str, Any]]:
    """Each line that was typed, wherever it stands on the page that the working copy is made of."""
    places: list[dict[str, Any]] = []
    for number, wanted in enumerate(filter(None, map(str.strip, typed.splitlines())), 1):
        found = curation.places_of(article, Mask([wanted]))
        if not found:
            raise curation.Refused(f"您写的第 {number} 行文字，原文里没有。请照原文写，一行写一处，至少两个字。")
        places += [{**place, "of": f"typed {number} {place['of']}"} for place in found]
    return places


def review(model_admin: RedactionAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """The record, and where else the same stands; for another person than the one who asked, with the choice."""
    redactions = Redaction.objects.select_related("article", "asked_by", "decided_by")
    redaction = get_object_or_404(redactions, pk=number_or_404(object_id))
    if not model_admin.has_view_permission(request, redaction):
        raise PermissionDenied
    if request.method == "POST":
        return _decide(model_admin, request, redaction)
    is_open = redaction.decided_at is None
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"隐去申请：{redaction.article}",
        "redaction": redaction,
        "places": list(shown(redaction.places)),
        "left": left_over(curation.elsewhere_of(redaction), mask_of(redaction)) if is_open else None,
        "may_decide": is_open and redaction.asked_by != request.user,
        "may_take_back": is_open and redaction.asked_by == request.user,
        "history": LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Redaction), object_id=redaction.pk
        ).order_by("action_time", "pk"),
    }
    return TemplateResponse(request, "desk/redaction.html", context)


def _decide(model_admin: RedactionAdmin, request: HttpRequest, redaction: Redaction) -> HttpResponse:
    act = _CHOICES.get(request.POST.get("choice", ""), _choose)
    try:
        done = act(model_admin, request, redaction)
    except curation.Refused as refusal:
        for sentence in sentences(refusal):
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return HttpResponseRedirect(_address(redaction))


def _refuse(model_admin: RedactionAdmin, request: HttpRequest, redaction: Redaction) -> str:
    with writing():
        curation.refuse_redaction(redaction, by=curator(request))
        model_admin.log_change(request, redaction, "不同意隐去")
    return "没有同意，什么也没有改。"


def _take_back(model_admin: RedactionAdmin, request: HttpRequest, redaction: Redaction) -> str:
    with writing():
        curation.take_back_redaction(redaction, by=curator(request))
        model_admin.log_change(request, redaction, "收回申请")
    return "已收回，什么也没有改。"


def _ask_for_another(model_admin: RedactionAdmin, request: HttpRequest, redaction: Redaction) -> str:
    """The same text in another article; whoever asks for it there is not who agrees to it."""
    article = get_object_or_404(Article, pk=number_or_404(request.POST.get("article", "")))
    with writing():
        places = curation.same_places(article, redaction)
        another = curation.ask_redaction(article, places, redaction.reason, by=curator(request))
        model_admin.log_addition(request, another, "提出隐去申请")
    return f"对第 {article.pk} 号文章也提出了申请，要由另一位编辑复核。"


def _agree(model_admin: RedactionAdmin, request: HttpRequest, redaction: Redaction) -> str:
    if "looked" not in request.POST:
        raise curation.Refused("隐去以后不能恢复。请看过每一处，勾选“我逐处看过”再同意。")
    # The files of the whole room are opened for it; nobody has to wait for that.
    elsewhere = curation.elsewhere_of(redaction)
    left = left_over(elsewhere, mask_of(redaction)) if redaction.decided_at is None else LeftOver()
    with writing():
        mask = curation.agree_to_redaction(redaction, by=curator(request), elsewhere=elsewhere)
        _forget(mask, request)
        transaction.on_commit(lambda: _wipe(request))
        model_admin.log_change(request, redaction, f"同意并隐去。{left}".removesuffix("。") + "。")
    if str(left):
        messages.warning(
            request, f"别处还有：{left}。请打开各处，文章各提一份申请，别的自己改掉。这句话留在下面的经过里。"
        )
    return "已隐去。原件、读本、各版正文和记录里都换成了“＊”，检索库几分钟内重建。"


def _choose(model_admin: RedactionAdmin, request: HttpRequest, redaction: Redaction) -> str:
    """What cannot be undone is done by its own word alone."""
    raise curation.Refused("没有选怎么办，什么也没有改。")


_CHOICES = {"agree": _agree, "refuse": _refuse, "take_back": _take_back, "also": _ask_for_another}


def _forget(mask: Mask, request: HttpRequest) -> None:
    """What the desk and the search keep of their own: what curators did, in words, questions that found nothing, and imports."""
    for entry in LogEntry.objects.all().iterator():
        said = (mask.quotation(entry.object_repr), mask.quotation(entry.change_message))
        if said != (entry.object_repr, entry.change_message):
            entry.object_repr, entry.change_message = said
            entry.save(update_fields=["object_repr", "change_message"])
    for question in UnansweredQuestion.objects.all():
        if mask.text(question.text) != question.text:
            curation.delete(question, by=curator(request))
    imports.forget(mask)


def _wipe(request: HttpRequest) -> None:
    try:
        curation.wipe()
    except (DatabaseError, OSError):
        logger.exception("wipe after a redaction")
        messages.warning(
            request,
            "数据库文件正忙，旧内容留下的痕迹还没有抹去；阅览室下次启动时会抹去，管理员也可以在没有人使用时运行 manage.py wipe。",
        )


def _address(redaction: Redaction) -> str:
    return reverse("admin:articles_redaction_change", args=[redaction.pk])
