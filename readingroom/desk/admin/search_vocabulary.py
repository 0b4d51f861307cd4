from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from readingroom.articles.models import Origin
from readingroom.search.models import SynonymGroup, Word
from readingroom.search.reach import reach

from ..weighed import WeighedAdmin
from ..weighing import SynonymGroupForm, WordForm


@admin.register(Word)
class WordAdmin(WeighedAdmin):
    """Words of the office's own that are not to be cut apart."""

    form = WordForm
    list_display = ["text", "note", "paragraphs", "changed_by", "changed_at"]
    list_select_related = ["changed_by"]
    list_per_page = 50
    search_fields = ["text", "folded", "note"]
    search_help_text = "词或说明"

    @admin.display(description="段数")
    def paragraphs(self, word: Word) -> int | None:
        return _paragraphs([word.text])


@admin.register(SynonymGroup)
class SynonymGroupAdmin(WeighedAdmin):
    """Words that stand for one another. What the software brings can be switched off, and stays."""

    form = SynonymGroupForm
    list_display = ["words", "in_use", "origin", "paragraphs", "changed_by", "changed_at"]
    list_filter = ["in_use"]
    list_select_related = ["changed_by"]
    list_per_page = 50
    search_fields = ["words", "note"]
    search_help_text = "词语或说明"
    # Deleting several at once would fail on a shipped one, in words about permissions.
    actions = None

    @admin.display(description="出处", ordering="shipped_as")
    def origin(self, group: SynonymGroup) -> str:
        return str((Origin.SHIPPED if group.shipped_as else Origin.OFFICE).label)

    @admin.display(description="段数")
    def paragraphs(self, group: SynonymGroup) -> int | None:
        return _paragraphs(group.each_word)

    def has_delete_permission(self, request: HttpRequest, obj: SynonymGroup | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.why_it_stays)


def _paragraphs(words: list[str]) -> int | None:
    """Nothing is shown where the index cannot answer."""
    found = reach(words)
    return found.paragraphs if found else None
