"""
What became of the rules' work: how many places each decided, and how often a curator decided otherwise.

A working copy says what each rule did in it, a decision which rule it overrules, so that both are counted without
looking into a single page. The rule `curator` is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, Sum

from readingroom.cleaning import rule_name
from readingroom.records import Anchor, CleanArticle, Decision

from .models import Article
from .models import Decision as DecisionRow

CURATOR = "curator"


@dataclass(frozen=True)
class RuleRecord:
    """`hits` are the places in all working copies that a rule decided, `overruled` the decisions against it."""

    rule: str
    hits: int
    overruled: int

    @property
    def name(self) -> str:
        return rule_name(self.rule)


def rule_records() -> list[RuleRecord]:
    """Over the whole library, the rules that were overruled most often first; decisions that were undone do not count."""
    hits = _hits()
    standing = DecisionRow.objects.filter(undone_at=None).exclude(overrules="").order_by()
    overruled = dict(standing.values_list("overrules").annotate(Count("pk")))
    rules = sorted({*hits, *overruled}, key=lambda rule: (-overruled.get(rule, 0), -hits[rule], rule))
    return [RuleRecord(rule, hits[rule], overruled.get(rule, 0)) for rule in rules]


def _hits() -> Counter[str]:
    """Kept until an article has another working copy: a new one has a higher number than all before."""
    copies = Article.objects.aggregate(Count("cleaning"), Max("cleaning"), Sum("cleaning"))
    key = "rule_hits:{cleaning__count}:{cleaning__max}:{cleaning__sum}".format(**copies)
    hits: Counter[str] = cache.get(key) or _counted()
    cache.set(key, hits)
    return hits


def _counted() -> Counter[str]:
    hits: Counter[str] = Counter()
    for counted in Article.objects.order_by().values_list("cleaning__rule_hits", flat=True).iterator():
        hits.update(counted)
    return hits


def rule_hits(clean: CleanArticle) -> dict[str, int]:
    """Stretches of lines, changes of characters and fields, each by the rule that decided about it."""
    return dict(Counter(rule for rule in _rules(clean) if rule != CURATOR))


def _rules(clean: CleanArticle) -> Iterator[str]:
    yield from (segment.rule for line in clean.ledger for segment in line.segments)
    yield from (edit.rule for edit in clean.edits)
    yield from (evidence.rule for evidence in clean.evidence.values())


def overruled_rule(clean: CleanArticle, decision: Decision) -> str:
    """
    The rule whose work a decision undoes; empty when it only goes on from there, or against another curator.

    Taking out, putting back and another kind go against what decided the place's fate, a field against what read it,
    a correction of wording against the rule that changed the same characters, if one did.
    """
    rule = ""
    if decision.kind == "field":
        evidence = clean.evidence.get(decision.value["name"])
        rule = evidence.rule if evidence else ""
    elif decision.anchor and decision.kind in ("keep", "remove", "kind"):
        rule = _rule_of_fate(clean, decision.anchor)
    elif decision.anchor and decision.kind == "text":
        rule = _rule_of_edit(clean, decision.anchor)
    return "" if rule == CURATOR else rule


def _rule_of_fate(clean: CleanArticle, anchor: Anchor) -> str:
    """Of several stretches the longest speaks."""
    segments = next((line.segments for line in clean.ledger if line.number == anchor.line), ())
    shared = {min(one.end, anchor.end) - max(one.start, anchor.start): one.rule for one in reversed(segments)}
    longest = max(shared, default=0)
    return shared[longest] if longest > 0 else ""


def _rule_of_edit(clean: CleanArticle, anchor: Anchor) -> str:
    here = (edit for edit in clean.edits if edit.line == anchor.line)
    return next((edit.rule for edit in here if edit.start < anchor.end and anchor.start < edit.end), "")
