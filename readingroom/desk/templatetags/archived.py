"""Why an article is archived, or about to be, where another one stands for it."""

from __future__ import annotations

from typing import Any

from django import template

from readingroom.articles.models import Article
from readingroom.articles.stand_ins import is_going, stand_in

register = template.Library()


@register.inclusion_tag("desk/_why_archived.html")
def why_archived(article: Article) -> dict[str, Any]:
    return {"article": article, "found": stand_in(article), "is_going": is_going(article)}
