"""What the forms of the 处理 page send about the article as a whole; those about a line or an item are in `place_forms`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from readingroom.articles.curation.decision_values import DERIVED
from readingroom.articles.curation.field_values import LONGEST_VALUE
from readingroom.articles.differences import FIELD_LABELS
from readingroom.articles.wording import DATE_KINDS
from readingroom.records import FIELD_NAMES

from .workbench import FieldRow, Workbench

CHANGED = "这篇文章刚才被别人改过。下面是现在的样子。"
STALE = "这篇文章刚才被别人改过，您的操作没有执行。下面是现在的样子，请看过以后再做一次。"

MOST_THEMES = 4
"""Places offered for an article's themes: with a fifth of the body each, five themes leave nothing to tell apart."""


class ActionForm(forms.Form):
    """
    Every form carries the version of the article that its page showed.

    When a colleague was quicker the version is another one by now; then nothing is done and the curator is told.
    What was typed is not lost: `typed` is what was sent then, shown again in the form as it is now.
    """

    version = forms.CharField(widget=forms.HiddenInput, error_messages={"required": STALE})
    typed_fields: tuple[str, ...] = ()
    """Those that hold words of the curator's own."""

    def __init__(self, data: Any = None, *, bench: Workbench, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__}-%s")
        self.bench = bench
        self.typed = {name: typed[name] for name in self.typed_fields if name in typed} if typed else {}
        self.initial = dict(self.typed)

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if version != self.bench.version:
            raise forms.ValidationError(STALE)
        return version

    @property
    def is_stale(self) -> bool:
        return "version" in self.errors

    @property
    def mistakes(self) -> list[str]:
        """Each with the name of its field; when the page is out of date, nothing but that."""
        if self.is_stale:
            return [STALE]
        labels = {name: f"{field.label}：" for name, field in self.fields.items()}
        return [labels.get(name, "") + str(error) for name, errors in self.errors.items() for error in errors]


class PublishForm(ActionForm):
    """A second edition says what it corrects; the first has nothing to correct."""

    correction = forms.CharField(
        label="更正说明", required=False, max_length=500, help_text="写一句更正了什么，读者看得到。"
    )

    typed_fields = ("correction",)

    def __init__(self, data: Any = None, *, bench: Workbench, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(data, bench=bench, typed=typed)
        if bench.article.edition_id is None:
            del self.fields["correction"]


class WithdrawForm(ActionForm):
    reason = forms.CharField(label="撤下原因", required=False, max_length=200, help_text="只在工作台里看得到。")
    typed_fields = ("reason",)


class UndoForm(ActionForm):
    decision = forms.IntegerField(min_value=1)


class FieldsForm(ActionForm):
    """
    All fields at once; those that differ from what was shown become decisions. Empty says: not printed.

    Each carries what was shown beside it, so that a field that nobody touched is told from one that was set back. What
    follows from another field is shown and cannot be typed.
    """

    names = [name for name in FIELD_NAMES if name not in DERIVED]
    typed_fields = tuple(names)

    def __init__(self, data: Any = None, *, bench: Workbench, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(data, bench=bench, typed=typed)
        self.initial = {name: bench.clean.fields.get(name) or "" for name in self.names}
        self.initial |= {name: value for name, value in self.typed.items() if value != (typed or {}).get(f"was-{name}")}
        for name in self.names:
            self.fields[name] = forms.CharField(label=FIELD_LABELS[name], required=False, max_length=LONGEST_VALUE)
        kinds = [("", "—"), *DATE_KINDS.items()]
        self.fields["date_kind"].widget = forms.Select(choices=kinds)

    def rows(self) -> Iterator[tuple[FieldRow, forms.BoundField | None]]:
        for row in self.bench.field_rows:
            yield row, self[row.name] if row.name in self.fields else None

    @property
    def changes(self) -> dict[str, str | None]:
        shown = {name: self.data.get(f"was-{name}", self.bench.clean.fields.get(name) or "") for name in self.names}
        return {name: self.cleaned_data[name] or None for name in self.names if self.cleaned_data[name] != shown[name]}


class ArticleThemesForm(ActionForm):
    def __init__(self, data: Any = None, *, bench: Workbench, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(data, bench=bench, typed=typed)
        choices = [("", "—"), *((theme.slug, theme.name) for theme in bench.themes)]
        shown = [*bench.clean.themes, *[""] * MOST_THEMES][:MOST_THEMES]
        for place, slug in enumerate(shown):
            self.fields[f"theme-{place}"] = forms.ChoiceField(
                label=f"第 {place + 1} 主题", choices=choices, required=False, initial=slug
            )

    def clean(self) -> dict[str, Any]:
        if not self.slugs and not self.errors:
            raise forms.ValidationError("请至少选一个主题。")
        return self.cleaned_data

    @property
    def slugs(self) -> list[str]:
        """In their order, each once."""
        chosen = (self.cleaned_data.get(f"theme-{place}") for place in range(MOST_THEMES))
        return list(dict.fromkeys(slug for slug in chosen if slug))
