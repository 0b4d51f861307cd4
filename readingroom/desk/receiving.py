"""收稿: one file or one pasted text becomes an article, or a sentence says why not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from readingroom.articles import curation, importing
from readingroom.articles.arrivals import LARGEST
from readingroom.articles.models import Article

from .curated import curator

if TYPE_CHECKING:
    from .admin.articles import ArticleAdmin

SAID = {
    "created": "已收入，编号 {number}。请核对下面的清洗结果。",
    "updated": "这是文章 {number} 的修订稿，工作稿已换成新的文字；读者看到的没有变，发布以后才变。",
    "unchanged": "同一份文件以前收过，就是文章 {number}，没有改动。",
    "duplicate": "内容与文章 {number} 相同，没有重复收入。",
    "refused": "没有收入：{reason}",
}


class ReceivingForm(forms.Form):
    file = forms.FileField(
        label="文件", required=False, allow_empty_file=True, help_text="纯文本文件（.txt），任何编码。"
    )
    text = forms.CharField(
        label="或粘贴文字",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 14, "cols": 90}),
        help_text="整页粘贴即可，导航、广告不必先删。",
    )
    name = forms.CharField(label="文件名", required=False, max_length=200, help_text="粘贴时可以不填。")
    url = forms.URLField(
        label="网址", required=False, max_length=300, assume_scheme="http", help_text="原文在哪里看到的。"
    )
    accessed_on = forms.DateField(
        label="访问日期", required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(f"文件超过 {LARGEST // 2**20} MB，请拆开后再收。")
        return file

    def clean_accessed_on(self) -> date | None:
        accessed_on: date | None = self.cleaned_data["accessed_on"]
        if accessed_on and accessed_on > timezone.localdate():
            raise forms.ValidationError("访问日期不能在今天以后。")
        return accessed_on

    def clean(self) -> dict[str, Any]:
        given = [bool(self.cleaned_data.get("file")), bool(self.cleaned_data.get("text", "").strip())]
        if sum(given) != 1 and not self.errors:
            raise forms.ValidationError("请选一个文件或粘贴一段文字，两者只要一样。")
        return self.cleaned_data

    def original(self) -> tuple[bytes, str]:
        """The bytes and their file name. Browsers send CRLF from a text area whatever was pasted; that is undone."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), self.cleaned_data["name"] or file.name
        text: str = self.cleaned_data["text"]
        name = self.cleaned_data["name"] or f"粘贴 {timezone.localtime():%Y-%m-%d %H%M%S}.txt"
        return text.replace("\r\n", "\n").encode(), name


def receive(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = ReceivingForm(request.POST, request.FILES) if is_sent else ReceivingForm()
    if is_sent and form.is_valid():
        outcome = importing.import_file(*form.original(), by=curator(request))
        said = SAID[outcome.outcome].format(number=outcome.number, reason=outcome.reason)
        level = messages.SUCCESS if outcome.outcome in ("created", "updated") else messages.WARNING
        messages.add_message(request, level, said)
        if outcome.outcome == "created":
            _note_where_it_was_seen(request, cast(int, outcome.number), form.cleaned_data)
        if outcome.number is not None:
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[outcome.number]))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "收稿",
        "form": form,
    }
    return TemplateResponse(request, "desk/receive.html", context)


def _note_where_it_was_seen(request: HttpRequest, number: int, seen: dict[str, Any]) -> None:
    article = Article.objects.get(pk=number)
    try:
        if seen["url"]:
            curation.set_field(article, "url", seen["url"], by=curator(request))
        if seen["accessed_on"]:
            appearance = article.appearances.get(leads=True)
            appearance.accessed_on = seen["accessed_on"]
            curation.save(appearance, by=curator(request))
    except curation.Refused as refusal:
        messages.warning(request, f"网址或访问日期没有记下：{refusal}")
