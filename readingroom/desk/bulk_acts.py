"""The acts that are done to many articles: what each asks, whom it passes over and why, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import User

from readingroom.articles import curation
from readingroom.articles.curation import Act
from readingroom.articles.curation.foreseeing import changes_by_cleaning_anew
from readingroom.articles.differences import FIELD_LABELS
from readingroom.articles.models import Source, Status, Theme
from readingroom.articles.wording import field_value

from .workbench import Workbench

if TYPE_CHECKING:
    SourceChoice = forms.ModelChoiceField[Source]
    ThemesChoice = forms.ModelMultipleChoiceField[Theme]
else:
    SourceChoice = forms.ModelChoiceField
    ThemesChoice = forms.ModelMultipleChoiceField


NAMED = 3
"""Notes of an article that are read out in a list of many."""


class NothingToSay(forms.Form):
    """For acts that ask nothing more."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label="撤下原因", max_length=200, help_text="这些文章都记这个原因，读者看不到。")


class SourceForm(forms.Form):
    source = SourceChoice(
        queryset=Source.objects.order_by("name"), label="来源", help_text="没有的来源，请先到“来源”里添加。"
    )


class ThemesForm(forms.Form):
    themes = ThemesChoice(
        queryset=Theme.objects.order_by("order", "slug"),
        label="文章主题",
        widget=forms.CheckboxSelectMultiple,
        help_text="代替机器定的文章主题；各段的主题不变。",
    )


@dataclass(frozen=True)
class BulkAct:
    """
    `why_not` passes an article over, in words; `changes` says what would become of it.

    `done` begins the sentence that counts what was done, `after` ends it; `says` stands on the page that asks.
    """

    act: Act
    label: str
    done: str
    says: str
    run: Callable[[Workbench, Any, User], object]
    form: type[forms.Form] = NothingToSay
    why_not: Callable[[Workbench], str] = lambda bench: ""
    changes: Callable[[Workbench], Iterable[str]] = lambda bench: ()
    after: str = ""


def _why_not_published(bench: Workbench) -> str:
    if bench.article.cleaning.review:
        return f"有 {len(bench.article.cleaning.review)} 处疑问，请逐篇核对以后再发布"
    if bench.article.edition_id and not bench.article.proposal:
        return "与读者看到的没有不同，不必发布"
    if bench.article.status == Status.WITHDRAWN:
        return "是撤下来的，要再给读者看请打开它发布"
    if personal := dict.fromkeys(str(flag.item + 1) for flag, _ in bench.flags if flag.kind == "personal"):
        return f"第 {'、'.join(personal)} 段可能有个人信息，请打开核对以后再发布"
    return ""


def _set_source(bench: Workbench, form: SourceForm, by: User) -> None:
    """The outlet, by which an article is filed; what the page prints stays as it is printed."""
    curation.set_field(bench.article, "outlet", form.cleaned_data["source"].name, by=by)


def _set_themes(bench: Workbench, form: ThemesForm, by: User) -> None:
    curation.set_article_themes(bench.article, [theme.slug for theme in form.cleaned_data["themes"]], by=by)


def _publication(bench: Workbench) -> list[str]:
    """What is worth a look comes first: of a long list of changes only the first are shown."""
    return [*_worth_a_look(bench), *(bench.article.proposal or [_first_publication(bench)])]


def _worth_a_look(bench: Workbench) -> Iterator[str]:
    """What asks nothing, and what somebody who publishes without opening the article would never see."""
    if bench.worth_a_look:
        yield f"值得一看 {bench.worth_a_look} 处"
    if bench.settled:
        yield f"机器自己拿了主意的 {len(bench.settled)} 处：{'；'.join(note.text for note in bench.settled[:NAMED])}"


def _first_publication(bench: Workbench) -> str:
    """With what readers will see under the title, for a last look."""
    fields = bench.clean.fields
    printed = [
        field_value(name, fields.get(name)) or f"{FIELD_LABELS[name]}未印出" for name in ("author", "source", "date")
    ]
    return f"第一次发布：{'，'.join(printed)}；共 {len(bench.clean.items)} 段"


def _cleaning(bench: Workbench) -> list[str]:
    return changes_by_cleaning_anew(bench.article) or ["没有变化"]


PROPOSED = "已发布的文章先成为待采纳的改动，再发布以后读者才看到。"

BULK_ACTS = {
    "publish": BulkAct(
        Act.PUBLISH,
        "发布",
        "已发布",
        "发布以后，读者马上看到。有疑问的不在这里发布。",
        lambda bench, form, by: curation.publish(bench.article, by=by),
        why_not=_why_not_published,
        changes=_publication,
    ),
    "withdraw": BulkAct(
        Act.WITHDRAW,
        "撤下",
        "已撤下",
        "撤下以后，读者立刻看不到正文，也搜不到；固定链接只显示题名和日期。",
        lambda bench, form, by: curation.withdraw(bench.article, by=by, reason=form.cleaned_data["reason"]),
        ReasonForm,
    ),
    "reclean": BulkAct(
        Act.DECIDE,
        "重新清洗",
        "已重新清洗",
        f"按现在的规则、主题词和清洗用词再清洗一遍，您的决定都保留。{PROPOSED}",
        lambda bench, form, by: curation.reclean(bench.article),
        changes=_cleaning,
        after=PROPOSED,
    ),
    "source": BulkAct(
        Act.DECIDE,
        "定来源",
        "已定来源",
        f"记为“出版单位”的决定，可以逐篇撤销；页面上印出的来源不改。{PROPOSED}",
        _set_source,
        SourceForm,
        after=PROPOSED,
    ),
    "themes": BulkAct(
        Act.DECIDE,
        "定主题",
        "已定主题",
        f"记为“文章主题”的决定，可以逐篇撤销。{PROPOSED}",
        _set_themes,
        ThemesForm,
        after=PROPOSED,
    ),
}
