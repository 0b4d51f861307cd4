"""规则的记录: what each rule of cleaning decided in the library, and how often curators decided otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from readingroom.articles.models import Decision
from readingroom.articles.rule_record import RuleRecord, rule_records

EXAMPLES = 3
"""Of each rule that was overruled, the latest: enough to see what it gets wrong."""

MOST_EXAMINED = 500
"""Decisions among which examples are looked for."""


@dataclass(frozen=True)
class RuleRow:
    record: RuleRecord
    examples: tuple[Decision, ...]

    @cached_property
    def share(self) -> str:
        """Of a hundred, how often a curator decided otherwise; a rule that only acted in pages that are gone has none."""
        record = self.record
        return f"{100 * record.overruled / record.hits:.1f}%" if record.overruled and record.hits else ""


def show(site: AdminSite, request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("articles.view_decision"):
        raise PermissionDenied
    examples = _examples()
    rows = [RuleRow(record, tuple(examples[record.rule])) for record in rule_records()]
    context = {**site.each_context(request), "title": "规则的记录", "rows": rows}
    return TemplateResponse(request, "desk/rules.html", context)


def _examples() -> defaultdict[str, list[Decision]]:
    examples: defaultdict[str, list[Decision]] = defaultdict(list)
    latest = Decision.objects.filter(undone_at=None).exclude(overrules="").order_by("-at", "-pk")
    for decision in latest.select_related("article", "by")[:MOST_EXAMINED]:
        if len(examples[decision.overrules]) < EXAMPLES:
            examples[decision.overrules].append(decision)
    return examples
