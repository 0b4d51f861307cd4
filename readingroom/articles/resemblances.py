"""
Which articles have text in common with one that comes in or is cleaned anew, and what a curator said of that.

Candidates are found by the runs that two samples share (`sketches`) and by near fingerprints (`simhash`); the texts
themselves say how they are alike (`likeness`). Until a curator has judged, it is a reason to review the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from rapidfuzz.distance import LCSseq

from .likeness import Alike, Text, alike
from .models import Article, Likeness, Resemblance, Run
from .rehearsing import worked_out
from .simhash import REVISION, distance
from .stand_ins import put_away

LEAST_RUNS = 2
LEAST_SHARE = 0.03
"""Of the smaller sample, with so many runs at least: a quotation of a hundred letters in an article of three thousand."""

MOST_WEIGHED = 300
"""Articles whose samples are counted, those with the most runs in common; it takes a hundredth of a second."""

MOST_COMPARED = 12
"""Articles whose texts are read. Nobody looks at more than these."""

_AT_ONCE = 500
"""Runs asked for in one query: databases take a thousand or more."""

SAME_SAMPLE = 0.9
"""Of which so much stayed: a curator's correction, and no other article than the ones that were found resembles it."""

_SENTENCES = {
    Likeness.SAME: "文字相同",
    Likeness.REVISED: "大部分文字相同，像是同一篇的不同稿本",
    Likeness.REPRINT: "有大段文字相同，像是转载或摘编",
}


@dataclass(frozen=True)
class Findings:
    """What was found for an article that may not be stored yet; `alike` is by number, None where all is as it was."""

    sample: frozenset[int]
    alike: Mapping[int, Alike] | None
    reasons: tuple[str, ...]


def find(article: Article, text: Text, fingerprint: str) -> Findings:
    """Compares with all others; writes nothing. `fingerprint` is the simhash of the text."""
    sample = text.sample
    if article.pk and _is_as_it_was(article, sample):
        return Findings(sample, None, tuple(reasons(article)))
    near = _near(article, fingerprint)
    others = Article.objects.filter(pk__in=near | _sharing(article, sample))
    found = {}
    names = {}
    rows = others.order_by("pk").values_list("pk", "name", "cleaning__result__items", "cleaning__result__fields")
    for number, name, items, fields in rows:
        if how := worked_out(_alike, text, Text.of_parts([item["text"] for item in items], fields), number in near):
            found[number], names[number] = how, name
    judged = set(_partners(article).exclude(verdict="").values_list("article", "other")) if article.pk else set()
    new = tuple(
        reason_for(number, names[number], how.likeness)
        for number, how in found.items()
        if how.likeness in _SENTENCES and not judged & {(number, article.pk), (article.pk, number)}
    )
    return Findings(sample, found, new)


def note(article: Article, findings: Findings) -> None:
    """Writes down what was found. Verdicts stay, whatever the texts have become."""
    if findings.alike is None:
        return
    _write_sample(article, findings.sample)
    known = {_other(row, article): row for row in _partners(article)}
    for number, how in findings.alike.items():
        row = known.pop(number, None) or Resemblance(
            article_id=max(article.pk, number), other_id=min(article.pk, number)
        )
        row.likeness, row.shared = how.likeness, how.shared
        row.save()
    Resemblance.objects.filter(pk__in=[row.pk for row in known.values() if not row.verdict]).delete()


def forget(article: Article) -> None:
    """The next cleaning compares anew; what was judged is remembered."""
    article.runs.all().delete()
    _partners(article).filter(verdict="").delete()


def of(article: Article) -> QuerySet[Resemblance]:
    """All that is known of an article, whichever of the two it is; those that wait for a curator come first."""
    rows = _partners(article).select_related("article", "other", "by")
    return rows.order_by("verdict", "-shared", "article", "other")


def between(article: Article, other: Article) -> Resemblance:
    """
    What is known of two articles; where nothing is, a row that is not stored yet.

    One that was judged is as it was judged, others with the one first that would be put away.
    """
    one, two = article.pk, other.pk
    row = Resemblance.objects.filter(Q(article=one, other=two) | Q(article=two, other=one)).first() or Resemblance()
    if not row.verdict:
        how = alike(_text(article), _text(other)) or Alike(Likeness.QUOTATIONS, 0)
        row.article, row.other, row.likeness, row.shared = article, other, how.likeness, how.shared
    return row


def reasons(article: Article) -> list[str]:
    """Why an article is to be looked at, as far as it resembles others and nobody has judged that yet."""
    waiting = _partners(article).filter(verdict="", likeness__in=_SENTENCES).select_related("article", "other")
    others = [row.other if row.article_id == article.pk else row.article for row in waiting]
    return [
        reason_for(other.pk, other.name, Likeness(row.likeness)) for row, other in zip(waiting, others, strict=True)
    ]


def reason_for(number: int, name: str, likeness: Likeness) -> str:
    return f"{_beginning(number)}{name}”{_SENTENCES[likeness]}，请比对。"


def is_about(reason: str, number: int) -> bool:
    """Whether a review reason is one of those that come from here, about an article of this number."""
    return reason.startswith(_beginning(number))


def _beginning(number: int) -> str:
    return f"与第 {number} 号文章“"


def _partners(article: Article) -> QuerySet[Resemblance]:
    return Resemblance.objects.filter(Q(article=article) | Q(other=article))


def _other(row: Resemblance, article: Article) -> int:
    return row.other_id if row.article_id == article.pk else row.article_id


def _alike(text: Text, other: Text, is_near: bool) -> Alike | None:
    """Near fingerprints are a sign by themselves: a text with a slip in every line has no run left."""
    how = alike(text, other)
    if not is_near or (how and how.likeness != Likeness.QUOTATIONS):
        return how
    shorter, longer = sorted((text.letters, other.letters), key=len)
    same = LCSseq.similarity(shorter[:_LOOKED_AT], longer[:_LOOKED_AT])
    return Alike(Likeness.REVISED, round(100 * same / max(1, len(shorter[:_LOOKED_AT]))))


_LOOKED_AT = 5_000
"""Letters, compared one by one in a hundredth of a second."""


def _text(article: Article) -> Text:
    result = article.cleaning.result
    return Text.of_parts([item["text"] for item in result["items"]], result["fields"])


def _near(article: Article, fingerprint: str) -> set[int]:
    others = _others(article).values_list("pk", "simhash").iterator()
    return {number for number, other in others if distance(fingerprint, other) <= REVISION}


def _sharing(article: Article, sample: frozenset[int]) -> set[int]:
    """The articles with the greatest part of the smaller sample in common."""
    common = _counts_of_common(article, sorted(sample))
    likely = [number for number, count in common.most_common(MOST_WEIGHED) if count >= LEAST_RUNS]
    rows = _others(article).filter(pk__in=likely).annotate(size=Count("runs")).values_list("pk", "size")
    shares = {number: common[number] / max(1, min(size, len(sample))) for number, size in rows}
    best = sorted(shares, key=lambda number: (-shares[number], number))[:MOST_COMPARED]
    return {number for number in best if shares[number] >= LEAST_SHARE}


def _counts_of_common(article: Article, values: list[int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for at in range(0, len(values), _AT_ONCE):
        runs = Run.objects.filter(value__in=values[at : at + _AT_ONCE])
        counts.update(dict(runs.values_list("article").annotate(Count("pk")).order_by()))
    counts.pop(article.pk, None)
    return counts


def _others(article: Article) -> QuerySet[Article]:
    """But for those that another one stands for: nobody is asked about a text twice."""
    return Article.objects.exclude(pk=article.pk).exclude(put_away()).order_by()


def _is_as_it_was(article: Article, sample: frozenset[int]) -> bool:
    stored = set(article.runs.values_list("value", flat=True))
    return bool(stored) and len(stored & sample) >= SAME_SAMPLE * max(len(stored), len(sample))


def _write_sample(article: Article, sample: frozenset[int]) -> None:
    stored = set(article.runs.values_list("value", flat=True))
    gone = sorted(stored - sample)
    for at in range(0, len(gone), _AT_ONCE):
        article.runs.filter(value__in=gone[at : at + _AT_ONCE]).delete()
    Run.objects.bulk_create(
        [Run(article=article, value=value) for value in sorted(sample - stored)], batch_size=_AT_ONCE
    )
