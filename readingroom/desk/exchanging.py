"""
导出与收入: the whole library as a file to take along, and such a file brought in.

A file is read by a process of its own (`import_library`), as what curators bring in is: it may be large, or hostile, and
readers are not to notice. It has a page that grows by what became of each line as it is told, without a script; closed,
it may be opened again, and the process does not mind (`imports`).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from readingroom.articles.exchange import LEFT_OUT
from readingroom.articles.models import Room
from readingroom.articles.refusal import Refused
from readingroom.articles.uploads import LARGEST_BATCH

from . import imports
from .curated import curator
from .stock import StockAdmin

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAUSE = 0.5
"""Seconds between two looks at what the process says."""

EVERY = 200
"""Lines after which the page says how far it is; those that are known already are not listed, and may be thousands."""

MB = 2**20

OUTCOMES = {
    "created": "收入",
    "updated": "补上",
    "unchanged": "已有",
    "duplicate": "不同，照旧",
    "refused": "没收",
}
"""The words of the command for what became of a line, and the desk's."""

_HERE = "<!-- here -->"
TO_EXPORT = ("articles.change_article", "articles.change_room")
_TO_IMPORT = ("articles.add_article", *TO_EXPORT)


class ExchangeForm(forms.Form):
    file = forms.FileField(
        label="导出的文件",
        allow_empty_file=True,
        help_text=f"扩展名是 .jsonl 的文件，最大 {LARGEST_BATCH // MB} MB；更大的请技术人员在服务器上用 import_library 收。",
    )
    publish = forms.BooleanField(
        label="原来公开的，收入后仍旧公开",
        required=False,
        help_text="不选：原来已发布的先放进归档，您核对以后用“恢复”公开。",
    )
    same_room = forms.BooleanField(
        label="这就是本阅览室自己的导出",
        required=False,
        help_text="搬家或恢复时选：用户名相同的算同一个人，没有的建成停用的帐号，阅览室的名称也带过来。别的单位给的文件不要选。",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not user.has_perm("auth.add_user"):
            # It makes names for people, and says in theirs who decided what.
            del self.fields["same_room"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BATCH:
            raise forms.ValidationError(
                f"文件超过 {LARGEST_BATCH // MB} MB，什么也没有收。请技术人员在服务器上用 import_library 收。"
            )
        return file


def exchange(model_admin: StockAdmin, request: HttpRequest) -> HttpResponseBase:
    user = curator(request)
    may_import = user.has_perms(_TO_IMPORT)
    if not user.has_perms(TO_EXPORT) or (request.method == "POST" and not may_import):
        raise PermissionDenied
    form = ExchangeForm(request.POST or None, request.FILES or None, user=user)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            begun = imports.begin(asked["file"], _arguments(asked, user), by=user.get_username())
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            _note(user, f"开始收入“{begun.file_name}”")
            return HttpResponseRedirect(reverse("admin:articles_room_import", args=[begun.name]))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "导出与收入",
        "form": form if may_import else None,
        "left_out": LEFT_OUT,
        "imports": imports.recent() if may_import else [],
    }
    return TemplateResponse(request, "desk/exchange.html", context)


def show_import(model_admin: StockAdmin, request: HttpRequest, name: str) -> HttpResponseBase:
    if not curator(request).has_perms(_TO_IMPORT):
        raise PermissionDenied
    one = imports.find(name)
    if one is None:
        raise Http404
    return StreamingHttpResponse(_page(model_admin, request, one))


def _page(model_admin: StockAdmin, request: HttpRequest, one: imports.Import) -> Iterator[str]:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "收入导出的文件",
        "import": one,
        "here": _HERE,
    }
    head, rest = render_to_string("desk/exchange_outcome.html", context, request).split(_HERE, 1)
    between, foot = rest.split(_HERE, 1)
    yield head
    counts: Counter[str] = Counter()
    is_whole = False
    for values in _told(one):
        if values is None:
            # Whoever closed the page is noticed when it is written to.
            yield "\n"
        elif len(values) > imports.COLUMNS:
            is_whole = True
        elif len(values) == imports.COLUMNS and values[0] in OUTCOMES:
            counts[values[0]] += 1
            if values[0] != "unchanged" or values[-1]:
                yield _row(*values)
            if not counts.total() % EVERY:
                yield _so_far(counts.total(), one.lines)
    yield between
    yield _ending(counts, is_cut_off=not is_whole)
    yield foot


def _told(one: imports.Import) -> Iterator[list[str] | None]:
    """Each line when it is there, and None while there is none, until the process has ended."""
    place, is_running = imports.beginning(one), True
    while is_running:
        # Before it is read, or what is said in between would be missed.
        is_running = one.is_running
        lines, place = imports.told(one, place)
        yield from lines
        if is_running:
            yield None
            time.sleep(PAUSE)


def _note(user: User, said: str) -> None:
    LogEntry.objects.log_actions(user.pk, [Room.objects.get()], CHANGE, said, single_object=True)


def _arguments(asked: dict[str, Any], user: User) -> Sequence[str]:
    """In one word with its option: a user name may begin with a hyphen."""
    chosen = [f"--{name.replace('_', '-')}" for name in ("publish", "same_room") if asked.get(name)]
    return [f"--as={user.get_username()}", *chosen]


def _row(outcome: str, name: str, number: str, reason: str) -> str:
    return format_html(
        '<tr class="exchange-{}"><td>{}</td><td>{}</td><td class="desk-number">{}</td><td>{}</td></tr>\n',
        outcome,
        OUTCOMES[outcome],
        name,
        number,
        reason,
    )


def _so_far(done: int, of: int | None) -> str:
    said = f"已读到第 {done} 项" + (f"，文件共约 {of} 项" if of else "")
    return format_html('<tr class="exchange-so-far"><td colspan="4">{}</td></tr>\n', said)


def _ending(counts: Counter[str], *, is_cut_off: bool) -> str:
    said = "，".join(f"{OUTCOMES[outcome]} {count}" for outcome, count in counts.items())
    is_refused = bool(counts["refused"])
    if is_cut_off:
        sentence = "收到这里中断了（多半是停过电，或服务器重新启动过）。上面列出的都已收好；请再收一次同一个文件，已有的不会重复。"
    elif is_refused:
        sentence = "读完了。“没收”的各行写着原因；改正文件或重新导出以后，可以再收一次，已有的不会重复。"
    else:
        sentence = "读完了，全部收好。" if said else "文件里什么也没有。"
    kind = "errornote" if is_cut_off or is_refused else "help"
    return format_html('<p class="{}" role="status">{}{}</p>', kind, sentence, f"（{said}）" if said else "")
