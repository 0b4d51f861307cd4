"""
Which article stands for one that curators put away, because its text is in that one.

Judged the same or a revision of another, joined to it, or given back to it after a splitting: each time one article
goes and another has its text. Readers of the first lose nothing by that, so long as the second shows them the text:
until then the first stays (`curation.putting_away`), and then its addresses lead to the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from .compositions import heirs, places, stretches
from .models import Article, Composition, CompositionKind, Edition, Resemblance, Status, Verdict

PUT_AWAY = (Verdict.SAME, Verdict.REVISED)
"""Judged so, an article is archived, and the other one stands for it."""

_JUDGED = Q(verdict__in=PUT_AWAY)
_TAKEN_IN = Q(kind=CompositionKind.JOIN, undone_at=None) | Q(kind=CompositionKind.SPLIT, undone_at__isnull=False)


@dataclass(frozen=True)
class StandIn:
    """The article that has the text now, and by what: one of the two is there."""

    article: Article
    judged: Resemblance | None = None
    composed: Composition | None = None


def stand_in(article: Article) -> StandIn | None:
    """What stands for an article that was put away or is about to be; None for any other."""
    if not is_going(article) and article.status != Status.ARCHIVED:
        return None
    judged = Resemblance.objects.filter(_JUDGED, article=article).select_related("other", "by").order_by("-at").first()
    if judged:
        return StandIn(judged.other, judged=judged)
    composed = Composition.objects.filter(_TAKEN_IN, other=article).select_related("article", "by", "undone_by").first()
    return StandIn(composed.article, composed=composed) if composed else None


def last_stand_in(article: Article) -> Article | None:
    """The one at the end, where what stands for an article was put away itself."""
    *_, last = (None, *(found.article for _, found in _way(article)))
    return last


def _way(article: Article) -> Iterator[tuple[Article, StandIn]]:
    """From each article to what stands for it; not round for ever, where one is there again."""
    passed = {article.pk}
    while (found := stand_in(article)) and found.article.pk not in passed:
        yield article, found
        article = found.article
        passed.add(article.pk)


def stood_for_by(article: Article) -> Iterator[Article]:
    """The articles that were put away because their text is in this one, or in one of them."""
    asked, known = [article], {article.pk}
    while asked:
        one = asked.pop()
        judged = Resemblance.objects.filter(_JUDGED, other=one).values("article")
        taken_in = Composition.objects.filter(_TAKEN_IN, article=one).values("other")
        is_for_this = Q(pk__in=judged) | Q(pk__in=taken_in)
        found = list(Article.objects.filter(is_for_this, status=Status.ARCHIVED).exclude(pk__in=known))
        yield from found
        asked += found
        known |= {other.pk for other in found}


def is_going(article: Article) -> bool:
    """Whether it is archived as soon as readers have its text elsewhere: it says already what it is archived from."""
    return bool(article.archived_from) and article.status != Status.ARCHIVED


def going() -> QuerySet[Article]:
    return Article.objects.exclude(archived_from="").exclude(status=Status.ARCHIVED)


def put_away() -> Q:
    """Of articles: those that another one stands for."""
    judged = Resemblance.objects.filter(_JUDGED).values("article")
    taken_in = Composition.objects.filter(_TAKEN_IN).values("other")
    is_away = Q(status=Status.ARCHIVED) | ~Q(archived_from="")
    return is_away & (Q(pk__in=judged) | Q(pk__in=taken_in))


def is_shown(article: Article) -> bool:
    """Whether readers have the text of an article where it is now, or where that one's text is by now."""
    return any(_shows(found, one) for one, found in _way(article))


def _shows(found: StandIn, article: Article) -> bool:
    """
    Judged the same, the other has the text as it stands. Otherwise its lines must have come to be part of editions: of
    the one that took them in, or of those among which that was divided since.
    """
    if found.judged and found.judged.verdict == Verdict.SAME:
        return found.article.is_published
    holders = {found.article.pk, *heirs(found.article)} - {article.pk}
    current = Edition.objects.published().filter(article__in=holders).select_related("reading")
    shown = {place for edition in current for place in places(stretches(edition.reading))}
    return shown.issuperset(places(stretches(article.cleaning.reading)))
