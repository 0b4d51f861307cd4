"""合并来源: a page that says what would move, asks which name stays, and then does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from readingroom.articles import curation
from readingroom.articles.curation.sources import Holdings, holdings
from readingroom.articles.models import Source

from .curated import curator
from .stock import StockAdmin

if TYPE_CHECKING:
    SourceChoice = forms.ModelChoiceField[Source]
else:
    SourceChoice = forms.ModelChoiceField

MOST = 20
"""Sources that are merged at a time; what is chosen by a slip of the hand is mostly a whole page of the list."""


class KeptForm(forms.Form):
    kept = SourceChoice(queryset=Source.objects.none(), label="保留哪一个名称", empty_label=None)

    def __init__(self, *args: object, sources: QuerySet[Source], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["kept"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sources


def merge(model_admin: StockAdmin, request: HttpRequest, chosen: QuerySet[Source]) -> HttpResponse | None:
    sources = Source.objects.filter(pk__in=chosen.values("pk")).order_by("name")
    held = [holdings(source) for source in sources[: MOST + 1]]
    if not 2 <= len(held) <= MOST:
        messages.warning(request, f"合并要选 2 到 {MOST} 个来源，这里选了 {sources.count()} 个。什么也没有改。")
        return None
    form = KeptForm(request.POST if "kept" in request.POST else None, sources=sources, initial={"kept": _largest(held)})
    if form.is_valid():
        return _do(request, form.cleaned_data["kept"], [one.source for one in held])
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "合并来源",
        "form": form,
        "held": held,
    }
    return TemplateResponse(request, "desk/merge.html", context)


def _do(request: HttpRequest, kept: Source, sources: Sequence[Source]) -> HttpResponse:
    others = [source for source in sources if source.pk != kept.pk]
    curation.merge_sources(kept, others, by=curator(request))
    names = "、".join(f"“{other.name}”" for other in others)
    messages.success(
        request,
        f"{names}已并入“{kept.name}”，成了它的别名；原来的网址会转到这里。要撤销，请到“来源的合并”里选中再撤销。",
    )
    return HttpResponseRedirect(request.get_full_path())


def _largest(held: Sequence[Holdings]) -> int:
    """Most likely the proper name: the one under which most is filed."""
    return max(held, key=lambda one: (one.appearances, -one.source.pk)).source.pk
