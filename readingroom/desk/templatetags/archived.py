"""Why an archived article is archived, where another one stands for it."""

from __future__ import annotations

from typing import Any

from django import template

from readingroom.articles.models import Article, Composition, CompositionKind, Resemblance, Status
from readingroom.articles.resemblances import PUT_AWAY

register = template.Library()


@register.inclusion_tag("desk/_why_archived.html")
def why_archived(article: Article) -> dict[str, Any]:
    """`other` is the article that stands for it, None when there is none; `judged` and `composed` say how that came."""
    judged = composed = None
    if article.status == Status.ARCHIVED:
        resemblances = Resemblance.objects.filter(article=article, verdict__in=PUT_AWAY)
        judged = resemblances.select_related("other", "by").order_by("-at").first()
        compositions = Composition.objects.filter(other=article).select_related("article", "by", "undone_by")
        composed = compositions.order_by("-at", "-pk").first()
        if composed and (composed.kind == CompositionKind.SPLIT) != bool(composed.undone_at):
            composed = None
    other = judged.other if judged else composed.article if composed else None
    return {"article": article, "other": other, "judged": judged, "composed": composed}
