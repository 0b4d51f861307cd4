"""
导出与收入: the whole library as a file to take along, and such a file brought in.

A file is read by a process of its own (`import_library`), as what curators bring in is: it may be large, or hostile, and
readers are not to notice. The page grows by what became of each line as it is told, without a script; when the browser
is closed the process is ended between two lines, and the same file brings the rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.html import format_html

from readingroom.articles.exchange import LEFT_OUT
from readingroom.articles.models import Room
from readingroom.articles.uploads import LARGEST_BATCH

from .curated import curator
from .stock import StockAdmin

if TYPE_CHECKING:
    from django.contrib.auth.models import User

COMMAND = (sys.executable, str(settings.BASE_DIR / "manage.py"), "import_library", "-")
SECONDS_TO_FINISH = 5
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
        return StreamingHttpResponse(_import(model_admin, request, form.cleaned_data, user))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "导出与收入",
        "form": form if may_import else None,
        "left_out": LEFT_OUT,
    }
    return TemplateResponse(request, "desk/exchange.html", context)


def _import(model_admin: StockAdmin, request: HttpRequest, asked: dict[str, Any], user: User) -> Iterator[str]:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "收入导出的文件",
        "file_name": asked["file"].name,
        "here": _HERE,
    }
    head, rest = render_to_string("desk/exchange_outcome.html", context, request).split(_HERE, 1)
    between, foot = rest.split(_HERE, 1)
    yield head
    counts: Counter[str] = Counter()
    try:
        with _running(_arguments(asked, user), asked["file"]) as process:
            for outcome, name, number, reason in _told(process):
                counts[outcome] += 1
                if reason or outcome != "unchanged":
                    yield _row(outcome, name, number, reason)
            code = process.wait()
    finally:
        # What is in is in, also where the page was closed before the end.
        said = "，".join(f"{OUTCOMES[outcome]} {count}" for outcome, count in counts.items())
        _note(user, f"收入“{asked['file'].name}”：{said or '什么也没有'}")
    yield between
    yield _ending(said, is_refused=bool(counts["refused"]), is_cut_off=code not in (0, 1))
    yield foot


def _note(user: User, said: str) -> None:
    LogEntry.objects.log_actions(user.pk, [Room.objects.get()], CHANGE, said, single_object=True)


def _arguments(asked: dict[str, Any], user: User) -> Sequence[str]:
    """In one word with its option: a user name may begin with a hyphen."""
    chosen = [f"--{name.replace('_', '-')}" for name in ("publish", "same_room") if asked.get(name)]
    return [f"--as={user.get_username()}", *chosen]


@contextmanager
def _running(arguments: Sequence[str], file: Any) -> Iterator[subprocess.Popen[str]]:
    """Whoever closes the page ends it; what a line was about to write is not written then."""
    with tempfile.TemporaryFile() as copy:
        _copy(file, copy)
        process = subprocess.Popen(
            (*COMMAND, *arguments),
            stdin=copy,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},  # whatever the server's own language is
            process_group=0,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(SECONDS_TO_FINISH)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert process.stdout
            process.stdout.close()


def _copy(file: Any, copy: IO[bytes]) -> None:
    for chunk in file.chunks():
        copy.write(chunk)
    copy.seek(0)


def _told(process: subprocess.Popen[str]) -> Iterator[list[str]]:
    """The command's report; its last line, which counts, has more columns of another kind."""
    assert process.stdout
    for line in process.stdout:
        values = line.rstrip("\n").split("\t")
        if len(values) == 4 and values[0] in OUTCOMES:
            yield values


def _row(outcome: str, name: str, number: str, reason: str) -> str:
    return format_html(
        '<tr class="exchange-{}"><td>{}</td><td>{}</td><td class="desk-number">{}</td><td>{}</td></tr>\n',
        outcome,
        OUTCOMES[outcome],
        name,
        number,
        reason,
    )


def _ending(said: str, *, is_refused: bool, is_cut_off: bool) -> str:
    if is_cut_off:
        sentence = "收到这里中断了。上面列出的都已收好；请再收一次同一个文件，已有的不会重复。"
    elif is_refused:
        sentence = "读完了。“没收”的各行写着原因；改正文件或重新导出以后，可以再收一次，已有的不会重复。"
    else:
        sentence = "读完了，全部收好。" if said else "文件里什么也没有。"
    kind = "errornote" if is_cut_off or is_refused else "help"
    return format_html('<p class="{}" role="status">{}{}</p>', kind, sentence, f"（{said}）" if said else "")
