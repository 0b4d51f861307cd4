"""
What is left at the addresses of an article that readers could see once.

A withdrawn one answers 410 with its title and date. One whose text was put together with that of another leads there,
as long as readers can see that one or be told that it was withdrawn. Of all others nothing is said.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from readingroom.articles.models import Article, Status
from readingroom.articles.stand_ins import last_stand_in


def gone(request: HttpRequest, number: int) -> HttpResponse:
    """To be asked for an article that is not published."""
    article = once_published(number)
    if article.status == Status.WITHDRAWN:
        return render(request, "pages/withdrawn.html", {"article": article}, status=410)
    return redirect(whole(article))


def once_published(number: int) -> Article:
    known = Article.objects.exclude(edition=None).filter(status__in=[Status.WITHDRAWN, Status.ARCHIVED])
    article = known.with_edition().filter(pk=number).first()
    if article is None:
        raise Http404("没有这篇文章。")
    return article


def whole(article: Article) -> Article:
    """The article that has the text of one that is archived."""
    found = last_stand_in(article)
    if found is None or found.status not in (Status.PUBLISHED, Status.WITHDRAWN):
        raise Http404("没有这篇文章。")
    return found
