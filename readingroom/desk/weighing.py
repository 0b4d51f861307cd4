"""
Words are weighed before they are saved: the first press of 保存 shows how many paragraphs they concern.

The page that shows it is the form itself, so that the words can be mended there; when they are, they are weighed
again. Without an index nothing can be weighed; that is said, and no reason not to save.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from readingroom.search.models import SynonymGroup, Word
from readingroom.search.reach import Reach, reach

from .stock import StockModelForm


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
    def reach(self) -> Reach | None:
        return reach(self.words)

    @property
    def words(self) -> list[str]:
        raise NotImplementedError

    @property
    def _is_weighty(self) -> bool:
        return bool(set(self.changed_data) & set(self.weighed_fields))


class WordForm(WeighedForm):
    weighed_fields = ("text",)
    effect = "保存以后，检索库在后台重建，读者照常检索；重建完成以后，这个词就不再被拆开。"

    class Meta:
        model = Word
        fields = ("text", "note")

    @property
    def words(self) -> list[str]:
        return [self.instance.text]


class SynonymGroupForm(WeighedForm):
    weighed_fields = ("words", "in_use")

    class Meta:
        model = SynonymGroup
        fields = ("words", "note", "in_use")
        widgets = {"words": forms.Textarea({"rows": 5, "cols": 60})}

    @property
    def effect(self) -> str:
        if self.instance.in_use:
            return "保存以后，读者查其中一个词，只含其他各词的段落也会找出来，一般排在后面。"
        return "停用以后，读者查其中一个词，不再找出只含其他各词的段落。"

    @property
    def words(self) -> list[str]:
        words: list[str] = self.instance.each_word
        return words
