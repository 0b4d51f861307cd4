"""What the forms of the 处理 page send about lines of the original and items of the article."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from django import forms

from readingroom.articles.curation.field_values import LONGEST_VALUE
from readingroom.articles.wording import REASONS

from .finding import number_of
from .forms import ActionForm
from .wording import KINDS, TAKEN_AS
from .workbench import Workbench

LONGEST_TEXT = 100_000
"""Characters of one paragraph; a page that lost its line ends is one."""

AS_NEARBY = ("", "同邻近的移除行")


def reason_field() -> forms.ChoiceField:
    """Why something is removed: what is left out is mostly part of what was removed beside it."""
    return forms.ChoiceField(label="移除，归为", choices=[AS_NEARBY, *REASONS.items()], required=False)


NONE = "-"
"""Chosen instead of a theme."""


class _Places(forms.Field):
    """
    Places that were ticked, or the one whose own button was pressed; then what is ticked elsewhere waits.

    Not a choice of Django's: of five thousand lines it would make five thousand choices for every form of the page.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, label: str, *, missing: str) -> None:
        super().__init__(label=label, error_messages={"required": missing})
        self.offered: Container[int] = ()

    def to_python(self, value: list[str] | None) -> list[int]:
        places = dict.fromkeys(map(number_of, value or ()))
        found = [place for place in places if place is not None and place in self.offered]
        if len(found) < len(places):
            raise forms.ValidationError("页面上没有这一处，请刷新后再试。")
        return found


class LinesForm(ActionForm):
    """Whole raw lines, to be taken in or taken out."""

    lines = _Places("行", missing="请先勾选要改的行。")
    keep_as = forms.ChoiceField(label="恢复为", choices=list(KINDS.items()), initial="paragraph", required=False)
    remove_as = reason_field()

    def __init__(self, data: Any = None, *, bench: Workbench, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(only(data, "lines"), bench=bench, typed=typed)
        self.auto_id = False  # it stands on the page twice, below the lines and in a panel
        self.fields["lines"].offered = bench.lines_with_text  # type: ignore[attr-defined]


class TakeForm(ActionForm):
    """A raw line, or the words of it that were marked, as what a field says."""

    line = forms.IntegerField(min_value=1)
    words = forms.CharField(label="文字", max_length=LONGEST_VALUE)
    take_as = forms.ChoiceField(choices=list(TAKEN_AS.items()))
    leave = forms.BooleanField(label="这一行留在正文里", required=False)
    typed_fields = ("words",)

    def clean_line(self) -> int:
        return a_line(self.bench, self.cleaned_data["line"])


class LineForm(ActionForm):
    """One raw line."""

    line = forms.IntegerField(min_value=1)

    def clean_line(self) -> int:
        return a_line(self.bench, self.cleaned_data["line"])


class ItemsForm(ActionForm):
    """Items of the article, counted from 0."""

    items = _Places("段", missing="请先勾选要改的段落。")

    def __init__(self, data: Any = None, *, bench: Workbench, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(only(data, "items"), bench=bench, typed=typed)
        self.auto_id = False
        self.fields["items"].offered = range(len(bench.clean.items))  # type: ignore[attr-defined]

    @property
    def indices(self) -> list[int]:
        return sorted(self.cleaned_data["items"])


class KindForm(ItemsForm):
    kind = forms.ChoiceField(label="改为", choices=[(kind, name) for kind, name in KINDS.items() if kind != "title"])


class RemovingForm(ItemsForm):
    remove_as = reason_field()


class ThemesForm(ItemsForm):
    """A near tie is settled by saying again what is shown; the secondary theme stays unless another is chosen."""

    primary = forms.ChoiceField(label="主题")
    secondary = forms.ChoiceField(label="次主题", required=False)

    def __init__(self, data: Any = None, *, bench: Workbench, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(data, bench=bench, typed=typed)
        themes = [(theme.slug, theme.name) for theme in bench.themes]
        self.fields["primary"].choices = themes  # type: ignore[attr-defined]
        self.fields["secondary"].choices = [("", "不变"), (NONE, "无次主题"), *themes]  # type: ignore[attr-defined]

    def secondary_of(self, index: int) -> str | None:
        """What an item's secondary theme will be; the one that is primary now is no second."""
        theming = self.bench.clean.items[index].theming
        chosen = self.cleaned_data["secondary"] or (theming and theming.secondary) or NONE
        return None if chosen in (NONE, self.cleaned_data["primary"]) else chosen


class WordingForm(ItemsForm):
    """Where a line was broken a new item begins."""

    text = forms.CharField(label="文字", strip=False, max_length=LONGEST_TEXT, widget=forms.Textarea)
    typed_fields = ("text",)


class SplittingForm(ItemsForm):
    """`split_at` counts characters of the item's text."""

    split_at = forms.IntegerField(label="在哪里拆开", min_value=1)


class OtherArticleForm(ActionForm):
    other = forms.IntegerField(
        label="编号", min_value=1, max_value=10**18, widget=forms.NumberInput(attrs={"list": "came-with"})
    )
    typed_fields = ("other",)


class ReasonForm(ActionForm):
    """A reason to doubt, in its own words."""

    reason = forms.CharField(strip=False)


def only(data: Any, name: str) -> Any:
    """The data with the one place whose button was pressed, if there was one, instead of those that are ticked."""
    if not data or "only" not in data:
        return data
    data = data.copy()
    data.setlist(name, data.getlist("only")[:1])
    return data


def a_line(bench: Workbench, number: int) -> int:
    if number > len(bench.reading.lines):
        raise forms.ValidationError(f"原文没有第 {number} 行。")
    return number
