from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from readingroom.articles import curation
from readingroom.search.models import UnansweredQuestion

from ..curated import CuratedAdmin, curator
from ..overview import ways_on


@admin.register(UnansweredQuestion)
class UnansweredQuestionAdmin(CuratedAdmin):
    """What readers asked in vain, the most asked first: an article may be missing, or a synonym."""

    list_display = ["text", "times", "last_on", "first_on", "is_settled", "ways_on"]
    list_filter = ["is_settled"]
    list_per_page = 50
    search_fields = ["text", "folded"]
    search_help_text = "问题中的词"
    fields = ["text", "times", "first_on", "last_on", "is_settled"]
    readonly_fields = ["text", "times", "first_on", "last_on"]
    actions = ["settle", "reopen"]

    @admin.display(description="接下来")
    def ways_on(self, question: UnansweredQuestion) -> SafeString:
        return format_html_join(" · ", '<a href="{1}">{0}</a>', ways_on(question))

    @admin.action(description="标为已处理", permissions=["change"])
    def settle(self, request: HttpRequest, queryset: QuerySet[UnansweredQuestion]) -> None:
        self._mark(request, queryset, is_settled=True)

    @admin.action(description="标为未处理", permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[UnansweredQuestion]) -> None:
        self._mark(request, queryset, is_settled=False)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers ask; nobody writes down what they might have asked."""
        return False

    def _mark(self, request: HttpRequest, queryset: QuerySet[UnansweredQuestion], *, is_settled: bool) -> None:
        for question in queryset:
            question.is_settled = is_settled
            curation.save(question, by=curator(request))
        self.message_user(
            request, "所选的问题已标为已处理。" if is_settled else "所选的问题已标为未处理。", messages.SUCCESS
        )
