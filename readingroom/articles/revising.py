"""Giving an article a new working copy, with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from readingroom.records import CleanArticle

from . import resemblances, stored
from .appearances import sync_leading_appearance
from .differences import differences
from .manuscript import make_manuscript
from .models import Article, Cleaning, Decision, Reading, Status
from .outlets import source_of
from .rule_record import rule_hits
from .simhash import simhash
from .titles import display_title
from .working_copy import make_working_copy


def revise(article: Article, reading: Reading | None = None) -> CleanArticle:
    """Cleans anew with the decisions that hold, from the reading of the working copy or from another one."""
    reading = reading or reading_of(article)
    clean = make_working_copy(reading, standing_decisions(article))
    adopt(article, reading, clean)
    follow(article, clean)
    return clean


def follow(article: Article, clean: CleanArticle) -> None:
    """
    What lists and sources show of an article that was never published is what its working copy says.

    Of any other it is what its edition says, and only publishing changes that.
    """
    if article.edition is None:
        sync_leading_appearance(article, clean.fields, source_of(clean.fields))


def flag(article: Article) -> None:
    """A draft whose new text the machine is not sure of waits for a curator."""
    if article.status == Status.DRAFT and article.cleaning.review:
        article.status = Status.PENDING
        article.save(update_fields=["status"])


def reading_of(article: Article) -> Reading:
    return Reading.objects.select_related("original").defer("original__content").get(pk=article.cleaning.reading_id)


def standing_decisions(article: Article) -> Iterator[Decision]:
    """In the order in which they were made: a later one goes before an earlier one."""
    return article.decisions.filter(undone_at=None).order_by("at", "pk").iterator()


def adopt(article: Article, reading: Reading, clean: CleanArticle, fingerprint: str = "") -> None:
    """
    Makes this the working copy of an article, which may be new. Nothing public changes.

    `fingerprint` is the simhash of its text where that is known: it is not made twice while the room is held.
    """
    fingerprint = fingerprint or simhash(text_of(clean))
    findings = resemblances.find(article, clean, fingerprint)
    clean = replace(clean, review=(*clean.review, *findings.reasons))
    cleaning = Cleaning.objects.create(
        reading=reading,
        rules_version=clean.rules_version,
        result=stored.dump(clean),
        review=list(clean.review),
        rule_hits=rule_hits(clean),
    )
    settle(article, cleaning, clean, fingerprint)
    resemblances.note(article, findings)


def settle(article: Article, cleaning: Cleaning, clean: CleanArticle, fingerprint: str = "") -> None:
    """
    Puts a cleaning in place, with all of the article that follows from it.

    `proposal` says how the next edition would differ. The cleaning that was replaced is dropped, unless the
    current edition was published from it.
    """
    edition, outdated = article.edition, article.cleaning_id
    article.cleaning = cleaning
    article.simhash = fingerprint or simhash(text_of(clean))
    article.name, _ = display_title(clean.fields, clean.items)
    article.proposal = differences(edition, make_manuscript(article, cleaning.reading, clean)) if edition else []
    article.save()
    if outdated not in (None, cleaning.pk, edition and edition.cleaning_id):
        Cleaning.objects.filter(pk=outdated).defer("result").delete()


def text_of(clean: CleanArticle) -> str:
    return "".join(item.text for item in clean.items)
