"""收稿: files and a pasted text are received as a batch, whose page says what becomes of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from readingroom import intake
from readingroom.articles import curation, uploads
from readingroom.articles.uploads import LARGEST_BATCH, MOST_FILES, Incoming

from .curated import curator

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from .admin.articles import ArticleAdmin

MB = 2**20
LARGEST_FILE = max(intake.LARGEST.values())
"""What kind of file it is tells its content, when it is read; plain text may be smaller only."""

KINDS = "纯文本（任何编码）、网页（HTML、MHT）、PDF、Word（DOCX），以及装有这些的压缩包（ZIP）。"
LIMITS = (
    f"一次最多 {MOST_FILES} 个文件，合计 {LARGEST_BATCH // MB} MB；"
    f"每个最大 {LARGEST_FILE // MB} MB，纯文本 {intake.LARGEST['text'] // MB} MB。"
)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; the checks that need all of them are the form's."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class PlaceForm(forms.Form):
    """Where and when a file was seen."""

    url = forms.CharField(
        label="网址",
        required=False,
        max_length=500,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
        help_text="原文在哪里看到的。",
    )
    accessed_on = forms.DateField(
        label="访问日期", required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def clean_url(self) -> str:
        """Typed without a scheme it is http, as office networks have it; nothing but the web is an address."""
        url: str = self.cleaned_data["url"]
        if url and "://" not in url:
            url = f"http://{url}"
        if url:
            URLValidator(["http", "https"])(url)
        return url

    def clean_accessed_on(self) -> date | None:
        accessed_on: date | None = self.cleaned_data["accessed_on"]
        if accessed_on and accessed_on > timezone.localdate():
            raise forms.ValidationError("访问日期不能在今天以后。")
        return accessed_on


class ReceivingForm(PlaceForm):
    file = FilesField(label="文件", required=False, allow_empty_file=True, help_text=f"{KINDS}{LIMITS}")
    text = forms.CharField(
        label="或粘贴文字",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 12, "cols": 90}),
        help_text="整页粘贴即可，导航、广告不必先删。",
    )
    name = forms.CharField(label="粘贴文字的文件名", required=False, max_length=200, help_text="可以不填。")

    field_order = ("file", "text", "name", "url", "accessed_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accessed_on"].help_text = "网址和访问日期用于这一次的所有文件；收下以后，每个文件还可以单独改。"

    def clean_file(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["file"]
        for sentence in beyond_limits([(str(file.name), file.size or 0) for file in files]):
            raise forms.ValidationError(sentence)
        return files

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.cleaned_data["file"] and not self.cleaned_data["text"].strip():
            raise forms.ValidationError("请选文件，或粘贴一段文字。")
        return self.cleaned_data

    def incoming(self) -> Iterator[Incoming]:
        """The files one by one. Browsers send CRLF from a text area whatever was pasted; that is undone."""
        for file in self.cleaned_data["file"]:
            yield Incoming(str(file.name), file.read())
        text: str = self.cleaned_data["text"]
        if text.strip():
            name = self.cleaned_data["name"] or f"粘贴 {timezone.localtime():%Y-%m-%d %H%M%S}.txt"
            yield Incoming(name, text.replace("\r\n", "\n").encode())


def beyond_limits(files: list[tuple[str, int]]) -> Iterator[str]:
    """What is too much about files of these names and sizes; the page's script says the same before it sends them."""
    if len(files) > MOST_FILES:
        yield f"一次最多 {MOST_FILES} 个文件，这里有 {len(files)} 个。请分几次收。"
    if sum(size for _, size in files) > LARGEST_BATCH:
        yield f"文件合计超过 {LARGEST_BATCH // MB} MB。请分几次收。"
    for name, size in files:
        if size > LARGEST_FILE:
            yield f"“{name}”超过 {LARGEST_FILE // MB} MB，什么也没有收。请去掉它，或拆开后再收。"


def receive(model_admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = ReceivingForm(request.POST, request.FILES) if is_sent else ReceivingForm()
    if is_sent and form.is_valid():
        if (answer := _receive(request, form)) is not None:
            return answer
    elif is_sent and _is_script(request):
        return JsonResponse({"mistakes": _mistakes(form)}, status=400)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "收稿",
        "form": form,
        "limits": {"files": MOST_FILES, "batch": LARGEST_BATCH, "each": LARGEST_FILE},
    }
    return TemplateResponse(request, "desk/receive.html", context)


def _receive(request: HttpRequest, form: ReceivingForm) -> HttpResponse | None:
    """None when it was refused: the form is shown again, with what was typed."""
    seen = form.cleaned_data
    try:
        batch = uploads.receive(form.incoming(), by=curator(request), url=seen["url"], accessed_on=seen["accessed_on"])
    except curation.Refused as refusal:
        form.add_error(None, str(refusal))
        return JsonResponse({"mistakes": _mistakes(form)}, status=400) if _is_script(request) else None
    address = reverse("admin:articles_batch_change", args=[batch.pk])
    if _is_script(request):
        return JsonResponse({"address": address})
    messages.success(request, "已收到，关掉浏览器也不会丢。下面是各个文件的处理情况。")
    return HttpResponseRedirect(address)


def _is_script(request: HttpRequest) -> bool:
    """The page's own, which shows how much has been sent."""
    return request.headers.get("Accept") == "application/json"


def _mistakes(form: forms.Form) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]
