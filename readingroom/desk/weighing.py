"""
Words are weighed before they are saved or deleted: the first press shows what that would do to the library.

The page that shows it is the form itself, so that the words can be mended there; when they are, they are weighed
again. Deleting asks anyway, and its page shows the weight too. Without an index nothing can be weighed; that is said,
and no reason not to save.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME

from readingroom.articles.curation.asking import MOST_AT_ONCE
from readingroom.articles.effects import effect_of_cleaning_words, effect_of_terms
from readingroom.articles.models import CleaningWord, RuleMode, RuleSetting, Term, TermState, Theme
from readingroom.articles.models.cleaning_words import MEANINGS, CleaningWordKind
from readingroom.articles.questioning import Questioning, questionings
from readingroom.cleaning import rule_name
from readingroom.search.models import SynonymGroup, Word
from readingroom.simplified import simplified

from .stock import StockInlineFormSet, StockModelForm
from .weights import AliasWeight, PreviewWeight, ReachWeight, RuleWeight, ThemeWeight, Weight

WHEN_THEMED = "已有的文章先不动：在文章列表里选中，“重新清洗”，已发布的成为待采纳的改动。"
WHEN_CLEANED = "已有的文章先不动，在文章列表里选中、“重新清洗”以后才变。"


class WeighedForm(StockModelForm):
    """Is valid once what it says was weighed; one that is not valid Django shows again, here without errors."""

    weighed_fields: Sequence[str]

    def is_valid(self) -> bool:
        return super().is_valid() and not self.waits

    @property
    def waits(self) -> bool:
        """Whether there is something to weigh that the curator has not seen."""
        is_sound = self.is_bound and not self.errors
        return is_sound and self._is_weighty and self.data.get("weighed") != self.to_weigh

    @property
    def to_weigh(self) -> str:
        return " ".join(str(getattr(self.instance, name)) for name in self.weighed_fields)

    @property
    def weighing(self) -> Weight:
        raise NotImplementedError

    @property
    def _is_weighty(self) -> bool:
        return bool(set(self.changed_data) & set(self.weighed_fields))


class WordForm(WeighedForm):
    weighed_fields = ("text",)

    class Meta:
        model = Word
        fields = ("text", "note")

    @property
    def weighing(self) -> Weight:
        return ReachWeight(
            [self.instance.text],
            "保存以后，检索库在后台重建，读者照常检索；重建完成以后，这个词就不再被拆开。",
        )


class SynonymGroupForm(WeighedForm):
    weighed_fields = ("words", "in_use")

    class Meta:
        model = SynonymGroup
        fields = ("words", "note", "in_use")
        widgets = {"words": forms.Textarea({"rows": 5, "cols": 60})}

    @property
    def weighing(self) -> Weight:
        if self.instance.in_use:
            effect = "保存以后，读者查其中一个词，只含其他各词的段落也会找出来，一般排在后面。"
        else:
            effect = "停用以后，读者查其中一个词，不再找出只含其他各词的段落。"
        return ReachWeight(self.instance.each_word, effect)


class TermForm(WeighedForm):
    weighed_fields = ("theme", "word", "weight", "state")

    def clean_word(self) -> str:
        """Traditional texts are looked through in simplified characters, and so is this written."""
        return str(self.cleaned_data["word"]).translate(simplified())

    @property
    def weighing(self) -> Weight:
        return weight_of_terms([self.instance], f"保存以后，新收的文章按新的词判断。{WHEN_THEMED}")


class CleaningWordForm(WeighedForm):
    weighed_fields = ("kind", "word", "in_use")

    class Meta:
        model = CleaningWord
        fields = ("kind", "word", "note", "in_use")

    @property
    def weighing(self) -> Weight:
        meaning = MEANINGS[CleaningWordKind(self.instance.kind)]
        said = meaning if self.instance.in_use else "停用以后，这些字不再起作用。"
        return weight_of_cleaning_words([self.instance], f"{said}保存以后，新收的文章照此清洗；{WHEN_CLEANED}")


class ThemeForm(WeighedForm):
    weighed_fields = ("name", "order")

    class Meta:
        model = Theme
        fields = ("name", "slug", "description", "order")

    @property
    def weighing(self) -> Weight:
        return ThemeWeight(self.instance)


class RuleSettingForm(WeighedForm):
    weighed_fields = ("rule", "mode")

    class Meta:
        model = RuleSetting
        fields = ("rule", "mode")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "rule" in self.fields:
            self.fields["rule"] = forms.ChoiceField(label="规则", choices=_rules_that_remove)

    @property
    def weighing(self) -> Weight:
        (standing,) = questionings([self.instance.rule])
        return RuleWeight([self.instance.rule], asking_in_words(standing, RuleMode(self.instance.mode)))


class WeighedAliases(StockInlineFormSet):
    """The spellings of a source: those that are added, changed or taken away are weighed together."""

    def is_valid(self) -> bool:
        return super().is_valid() and not self.waits

    @property
    def waits(self) -> bool:
        is_sound = self.is_bound and not any(self.errors) and not self.non_form_errors()
        return is_sound and bool(self.to_weigh) and self.data.get("weighed_aliases") != self.to_weigh

    @property
    def to_weigh(self) -> str:
        return " ".join([*(f"+{one}" for one in self._added), *(f"-{one}" for one in self._dropped)])

    @property
    def weighing(self) -> Weight:
        return AliasWeight(self.instance, self._added, self._dropped)

    @property
    def _added(self) -> list[str]:
        changed = (form for form in self.forms if form.has_changed() and not form.cleaned_data.get(DELETION_FIELD_NAME))
        return [form.cleaned_data["spelling"] for form in changed]

    @property
    def _dropped(self) -> list[str]:
        present = (
            form for form in self.initial_forms if form.has_changed() or form.cleaned_data.get(DELETION_FIELD_NAME)
        )
        return [form.initial["spelling"] for form in present]


def asking_in_words(standing: Questioning, mode: RuleMode) -> str:
    """What becomes of the articles when a rule is treated like this."""
    rule, at_once = rule_name(standing.rule), f"（一次办最近的 {MOST_AT_ONCE} 篇，再多的到重新清洗时）"
    if not replace(standing, mode=mode).asks:
        return f"以后不因为“{rule}”问人：手头的文章里由它而来的疑问马上去掉{at_once}。移除的行照旧移除。"
    return (
        f"以后“{rule}”移除的行都要人核对：手头的文章马上多一条疑问{at_once}，新收的在收入时。"
        "核对以前照旧移除；已发布的不动。"
    )


def weight_of_terms(terms: Sequence[Term], effect: str) -> Weight:
    return PreviewWeight(lambda: effect_of_terms(terms), "段的主题会变", effect)


def weight_of_cleaning_words(words: Sequence[CleaningWord], effect: str) -> Weight:
    return PreviewWeight(lambda: effect_of_cleaning_words(words), "处的去向会变", effect)


def weight_of_deleting(rows: Sequence[Any]) -> Weight | None:
    """Of rows of one kind; None where nothing hangs on them that could be weighed."""
    match rows:
        case [Term(), *_]:
            without = [_changed(row, state=TermState.DELETED) for row in rows]
            return weight_of_terms(without, f"删除以后，新收的文章不再按这些词判断。{WHEN_THEMED}")
        case [CleaningWord(), *_]:
            without = [_changed(row, in_use=False) for row in rows]
            return weight_of_cleaning_words(without, f"删除以后，这些字不再起作用；{WHEN_CLEANED}")
        case [SynonymGroup(), *_]:
            words = [word for row in rows for word in row.each_word]
            return ReachWeight(words, "删除以后，读者查其中一个词，不再找出只含其他各词的段落。")
        case [Word(), *_]:
            words = [row.text for row in rows]
            return ReachWeight(words, "删除以后，检索库在后台重建，读者照常检索；重建完成以后，这些词又可能被拆开。")
        case [RuleSetting(), *_]:
            rules = [row.rule for row in rows]
            said = [asking_in_words(standing, RuleMode.AUTO) for standing in questionings(rules)]
            return RuleWeight(rules, "".join(said))
    return None


def _changed(row: Any, **values: object) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _rules_that_remove() -> list[tuple[str, str]]:
    return [(one.rule, rule_name(one.rule)) for one in questionings()]
