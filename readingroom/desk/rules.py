"""
规则的记录: what each rule of cleaning decided in the library, how often curators decided otherwise, and whether a person
is asked about what it removes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from readingroom.articles.models import Decision, RuleSetting
from readingroom.articles.questioning import LEAST_ARTICLES, LEAST_SHARE, MOST_OF_ONE, Questioning, questionings
from readingroom.articles.rule_record import RuleRecord, rule_records

EXAMPLES = 3
"""Of each rule that was overruled, the latest: enough to see what it gets wrong."""

MOST_EXAMINED = 500
"""Decisions among which examples are looked for."""


@dataclass(frozen=True)
class RuleRow:
    """`questioning` is None for a rule that removes nothing; `setting` is the number of the office's own row."""

    record: RuleRecord
    questioning: Questioning | None
    setting: int | None
    examples: tuple[Decision, ...]

    @cached_property
    def share(self) -> str:
        """Of a hundred places that it decided, how many a curator decided otherwise."""
        record = self.record
        return f"{100 * record.overruled / (record.hits + record.overruled):.1f}%" if record.overruled else ""

    @property
    def address(self) -> str:
        """Where it is decided whether a person is asked."""
        if self.setting:
            return reverse("admin:articles_rulesetting_change", args=[self.setting])
        return f"{reverse('admin:articles_rulesetting_add')}?{urlencode({'rule': self.record.rule})}"


def show(site: AdminSite, request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("articles.view_decision"):
        raise PermissionDenied
    rows = list(_rows())
    context = {
        **site.each_context(request),
        "title": "规则的记录",
        "rows": rows,
        "overruled": sum(row.record.overruled > 0 for row in rows),
        "least_articles": LEAST_ARTICLES,
        "least_share": f"{LEAST_SHARE:.0%}",
        "most_of_one": MOST_OF_ONE,
        "may_change": request.user.has_perm("articles.change_cleaningword"),
    }
    return TemplateResponse(request, "desk/rules.html", context)


def _rows() -> Iterator[RuleRow]:
    examples, asked = _examples(), {one.rule: one for one in questionings()}
    settings = dict(RuleSetting.objects.values_list("rule", "pk"))
    for record in rule_records():
        rule = record.rule
        yield RuleRow(record, asked.get(rule), settings.get(rule), tuple(examples[rule]))


def _examples() -> defaultdict[str, list[Decision]]:
    examples: defaultdict[str, list[Decision]] = defaultdict(list)
    latest = Decision.objects.filter(undone_at=None).exclude(overrules="").order_by("-at", "-pk")
    for decision in latest.select_related("article", "by")[:MOST_EXAMINED]:
        if len(examples[decision.overrules]) < EXAMPLES:
            examples[decision.overrules].append(decision)
    return examples
