"""
/p/<key>/ and below: what a paragraph's permanent link leads to, whatever became of the paragraph.

A key that stands on no paragraph of its own any more leads to the one that took it in. What is gone says what it said
last; of a withdrawn article nothing but title and date is said. With an article that was put together with another,
it leads to the same text there, and where the text is not the same any more, to that article.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from readingroom.articles import compositions
from readingroom.articles.models import Article, FormerKey, Paragraph, Status
from readingroom.articles.stand_ins import last_stand_in

from . import citing
from .addresses import origin
from .freshness import answer_from_room
from .gone import gone


def paragraph(request: HttpRequest, key: str) -> HttpResponse:
    target = _follow(request, key)
    return redirect(_place(target)) if isinstance(target, Paragraph) else target


@answer_from_room
def cite(request: HttpRequest, key: str) -> HttpResponse:
    """The paragraph's text with its source, ready to be copied; and what to say when it is wrong."""
    target = _follow(request, key)
    if not isinstance(target, Paragraph):
        return target
    if target.key != key:
        return redirect("pages:cite", target.key)
    assert target.article.edition is not None  # what is published has one
    citation = citing.cite(target.article.edition, target.leading_appearance)
    address = origin(request) + target.get_absolute_url()
    context = {
        "article": target.article,
        "paragraph": target,
        "place": _place(target),
        "citation": citation,
        "address": address,
        "quotation": f"{target.text}\n——{citation.text}\n{address}",
    }
    return render(request, "pages/cite.html", context)


def _follow(request: HttpRequest, key: str) -> Paragraph | HttpResponse:
    """The paragraph that holds the key's text now, or the page that says why there is none."""
    article, target, last_text = _find(key)
    if article.status == Status.WITHDRAWN:
        return gone(request, article.pk)
    if (target is None or not article.is_published) and (moved := _in_another_article(article, last_text)):
        return moved
    if not article.is_published:
        return gone(request, article.pk)
    if target is None:
        context = {"article": article, "key": key, "last_text": last_text}
        return render(request, "pages/paragraph_gone.html", context, status=410)
    return target


def _find(key: str) -> tuple[Article, Paragraph | None, str]:
    """The article a key belongs to, the paragraph that holds its text now, and the last text that it stood for."""
    present = Paragraph.objects.with_articles().with_leading_appearance().filter(pk=key).first()
    if present:
        return present.article, present, present.text
    former = get_object_or_404(FormerKey.objects.select_related("article__edition", "paragraph"), pk=key)
    return former.article, former.paragraph, former.last_text


def _in_another_article(article: Article, text: str) -> Paragraph | None:
    """Where a text went: with its file, which was split or joined to another, or to what stands for its article."""
    heirs = compositions.heirs(article)
    if found := last_stand_in(article):
        heirs.add(found.pk)
    if not heirs:
        return None
    paragraphs = Paragraph.objects.published().with_articles().with_leading_appearance()
    return paragraphs.filter(article__in=heirs, text=text).order_by("article", "order").first()


def _place(paragraph: Paragraph) -> str:
    return f"{reverse('pages:article', args=[paragraph.article_id])}#p-{paragraph.key}"
