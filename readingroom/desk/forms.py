"""What the forms of the 处理 page send, one class for each kind of action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from readingroom.articles.curation.decision_values import DERIVED
from readingroom.articles.curation.field_values import LONGEST_VALUE
from readingroom.articles.differences import FIELD_LABELS
from readingroom.articles.wording import DATE_KINDS, REASONS
from readingroom.records import FIELD_NAMES

from .wording import KINDS
from .workbench import FieldRow, ItemRow, Workbench

STALE = "这篇文章刚才被别人改过，您的操作没有执行。下面是现在的样子，请看过以后再做一次。"

MOST_THEMES = 4
"""Places offered for an article's themes: with a fifth of the body each, five themes leave nothing to tell apart."""


class ActionForm(forms.Form):
    """
    Every form carries the version of the article that its page showed.

    When a colleague was quicker the version is another one by now; then nothing is done and the curator is told.
    """

    version = forms.CharField(widget=forms.HiddenInput, error_messages={"required": STALE})

    def __init__(self, data: Any = None, *, bench: Workbench) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__}-%s")
        self.bench = bench

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if version != self.bench.version:
            raise forms.ValidationError(STALE)
        return version

    @property
    def mistakes(self) -> list[str]:
        """Each with the name of its field; when the page is out of date, nothing but that."""
        if "version" in self.errors:
            return [STALE]
        labels = {name: f"{field.label}：" for name, field in self.fields.items()}
        return [labels.get(name, "") + str(error) for name, errors in self.errors.items() for error in errors]


class PublishForm(ActionForm):
    """A second edition says what it corrects; the first has nothing to correct."""

    correction = forms.CharField(
        label="更正说明", required=False, max_length=500, help_text="写一句更正了什么，读者看得到。"
    )

    def __init__(self, data: Any = None, *, bench: Workbench) -> None:
        super().__init__(data, bench=bench)
        if bench.article.edition_id is None:
            del self.fields["correction"]


class WithdrawForm(ActionForm):
    reason = forms.CharField(label="撤下原因", required=False, max_length=200, help_text="只在工作台里看得到。")


class UndoForm(ActionForm):
    decision = forms.IntegerField(min_value=1)


class FieldsForm(ActionForm):
    """
    All fields at once; those that differ from what was shown become decisions. Empty says: not printed.

    What follows from another field is shown and cannot be typed.
    """

    names = [name for name in FIELD_NAMES if name not in DERIVED]

    def __init__(self, data: Any = None, *, bench: Workbench) -> None:
        super().__init__(data, bench=bench)
        for name in self.names:
            initial = bench.clean.fields.get(name)
            self.fields[name] = forms.CharField(
                label=FIELD_LABELS[name], required=False, max_length=LONGEST_VALUE, initial=initial
            )
        kinds = [("", "—"), *DATE_KINDS.items()]
        self.fields["date_kind"].widget = forms.Select(choices=kinds)

    def rows(self) -> Iterator[tuple[FieldRow, forms.BoundField | None]]:
        for row in self.bench.field_rows:
            yield row, self[row.name] if row.name in self.fields else None

    @property
    def changes(self) -> dict[str, str | None]:
        given = {name: self.cleaned_data[name] or None for name in self.names}
        return {name: value for name, value in given.items() if value != self.bench.clean.fields.get(name)}


class ParagraphThemesForm(ActionForm):
    """
    The themes of all items shown at once; those that were changed become decisions.

    Where two themes nearly tie, the one shown can also be confirmed as it is.
    """

    def __init__(self, data: Any = None, *, bench: Workbench) -> None:
        super().__init__(data, bench=bench)
        themes = [(theme.slug, theme.name) for theme in bench.themes]
        for row in self.themed_rows():
            self._offer("primary", row, themes, row.theming.primary, "主题")
            self._offer("secondary", row, [("", "无次主题"), *themes], row.theming.secondary, "次主题")
            if row.theming.near_tie:
                self.fields[f"confirm-{row.index}"] = forms.BooleanField(required=False)

    def _offer(self, part: str, row: ItemRow, choices: list[tuple[str, str]], initial: str | None, label: str) -> None:
        label = f"第{row.number}段的{label}"
        widget = forms.Select({"aria-label": label})
        self.fields[f"{part}-{row.index}"] = forms.ChoiceField(
            label=label, choices=choices, initial=initial, required=part == "primary", widget=widget
        )

    def themed_rows(self) -> list[ItemRow]:
        """Those shown; when something was sent, those it speaks of."""
        rows = [row for row in self.bench.item_rows if f"primary-{row.index}" in self.data] or self.bench.items_shown
        return [row for row in rows if row.item.theming]

    def rows(self) -> Iterator[tuple[ItemRow, dict[str, forms.BoundField]]]:
        """Every item shown with its fields, front matter with none."""
        for row in self.bench.items_shown:
            names = {part: f"{part}-{row.index}" for part in ("primary", "secondary", "confirm")}
            yield row, {part: self[name] for part, name in names.items() if name in self.fields}

    @property
    def changes(self) -> Iterator[tuple[int, str, str | None]]:
        for row in self.themed_rows():
            primary = self.cleaned_data[f"primary-{row.index}"]
            secondary = self.cleaned_data[f"secondary-{row.index}"] or None
            shown = (row.theming.primary, row.theming.secondary)
            if (primary, secondary) != shown or self.cleaned_data.get(f"confirm-{row.index}"):
                yield row.index, primary, secondary


class ArticleThemesForm(ActionForm):
    def __init__(self, data: Any = None, *, bench: Workbench) -> None:
        super().__init__(data, bench=bench)
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


class LinesForm(ActionForm):
    """Whole raw lines, ticked in the ledger, to be taken in or taken out."""

    lines = forms.TypedMultipleChoiceField(label="行", coerce=int, error_messages={"required": "请先勾选要改的行。"})
    keep_as = forms.ChoiceField(label="恢复为", choices=list(KINDS.items()), initial="paragraph", required=False)
    remove_as = forms.ChoiceField(
        label="移除，归为", choices=list(REASONS.items()), initial="advertisement", required=False
    )

    def __init__(self, data: Any = None, *, bench: Workbench) -> None:
        super().__init__(data, bench=bench)
        self.fields["lines"].choices = [  # type: ignore[attr-defined]
            (line.number, line.number) for line in bench.clean.ledger
        ]
