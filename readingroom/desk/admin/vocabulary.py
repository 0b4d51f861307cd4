from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from readingroom.articles import curation
from readingroom.articles.models import CleaningWord, RuleSetting, Term, TermState, Theme

from ..curated import curator
from ..weighed import WeighedAdmin
from ..weighing import CleaningWordForm, RuleSettingForm, TermForm, ThemeForm


@admin.register(Theme)
class ThemeAdmin(WeighedAdmin):
    """The shelves of the room. A new name or place is seen by readers at once, so it is weighed before."""

    form = ThemeForm
    list_display = ["name", "slug", "order", "term_count"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        active = Count("terms", filter=Q(terms__state=TermState.ACTIVE))
        return Theme.objects.annotate(term_count=active)

    @admin.display(description="主题词", ordering="term_count")
    def term_count(self, theme: Theme) -> int:
        count: int = theme.term_count  # type: ignore[attr-defined]  # annotated above
        return count

    def get_readonly_fields(self, request: HttpRequest, obj: Theme | None = None) -> list[str]:
        """The slug stands in addresses: it is chosen once."""
        return ["slug"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Theme | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_shipped)


@admin.register(Term)
class TermAdmin(WeighedAdmin):
    """
    The words that speak for themes. What the software brings anew or with another weight waits to be adopted.

    A shipped word that is deleted stays as a row in the state 已删除, so that it does not come back.
    """

    form = TermForm
    list_display = ["word", "theme", "weight", "proposed_weight", "origin", "state"]
    list_filter = ["theme", "origin", "state", ("proposed_weight", admin.EmptyFieldListFilter)]
    list_select_related = ["theme"]
    search_fields = ["word"]
    search_help_text = "词语"
    list_per_page = 100
    fields = ["theme", "word", "weight", "origin", "state"]
    actions = ["delete_selected", "adopt", "decline"]

    def get_readonly_fields(self, request: HttpRequest, obj: Term | None = None) -> list[str]:
        """A shipped word is known by its theme and spelling; with another it would be brought again."""
        return ["origin", "theme", "word"] if obj else ["origin", "state"]

    @admin.action(description="采纳所选的提议", permissions=["change"])
    def adopt(self, request: HttpRequest, queryset: QuerySet[Term]) -> None:
        for term in queryset:
            curation.accept_term(term, by=curator(request))
        self.message_user(request, "所选的提议已采纳。", messages.SUCCESS)

    @admin.action(description="不采纳所选的提议", permissions=["change"])
    def decline(self, request: HttpRequest, queryset: QuerySet[Term]) -> None:
        for term in queryset:
            curation.refuse_term(term, by=curator(request))
        self.message_user(request, "所选的提议没有采纳，以后不再提出。", messages.SUCCESS)


@admin.register(CleaningWord)
class CleaningWordAdmin(WeighedAdmin):
    """The words by which the office has its own pages cleaned."""

    form = CleaningWordForm
    list_display = ["word", "kind", "in_use", "note", "changed_by", "changed_at"]
    list_filter = ["kind", "in_use"]
    list_select_related = ["changed_by"]
    list_per_page = 50
    search_fields = ["word", "note"]
    search_help_text = "文字或说明"


@admin.register(RuleSetting)
class RuleSettingAdmin(WeighedAdmin):
    """Whether a person is asked about what a rule removes. Whoever may change the vocabularies may change this."""

    form = RuleSettingForm
    list_display = ["name", "mode", "changed_by", "changed_at"]
    list_filter = ["mode"]
    list_select_related = ["changed_by"]

    @admin.display(description="规则", ordering="rule")
    def name(self, setting: RuleSetting) -> str:
        return str(setting)

    def get_readonly_fields(self, request: HttpRequest, obj: RuleSetting | None = None) -> list[str]:
        return ["name"] if obj else []

    def get_fields(self, request: HttpRequest, obj: RuleSetting | None = None) -> tuple[str, ...]:
        return ("name", "mode") if obj else ("rule", "mode")

    def has_view_permission(self, request: HttpRequest, obj: RuleSetting | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: RuleSetting | None = None) -> bool:
        return request.user.has_perm("articles.change_cleaningword")

    def has_delete_permission(self, request: HttpRequest, obj: RuleSetting | None = None) -> bool:
        return self.has_change_permission(request, obj)
