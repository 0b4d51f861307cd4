"""
Giving an article a new working copy, with all that hangs on it.

What takes seconds of a long article is `make`: it writes nothing and asks nothing of other articles, so that an act
calls it before its first write, when a rehearsal is still under way (`rehearsing`) and nobody waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from readingroom.records import CleanArticle

from . import resemblances, stored
from .appearances import sync_leading_appearance
from .differences import differences
from .likeness import Text
from .manuscript import make_manuscript
from .models import Article, Cleaning, Decision, Reading, Status
from .outlets import source_of
from .rehearsing import worked_out
from .rule_record import rule_hits
from .simhash import simhash
from .titles import display_title
from .working_copy import make_working_copy


@dataclass(frozen=True)
class Made:
    """A working copy and what follows from it alone; the reading, or the article it is for, may not be stored yet."""

    reading: Reading
    clean: CleanArticle
    result: dict[str, Any]
    text: Text
    simhash: str


@dataclass(frozen=True)
class Revision:
    """A working copy with all of its article that follows from it, worked out and not written yet."""

    made: Made
    review: tuple[str, ...]
    findings: resemblances.Findings
    proposal: list[str]


def make(reading: Reading, decisions: Iterable[Decision]) -> Made:
    return made_of(reading, make_working_copy(reading, decisions))


def made_of(reading: Reading, clean: CleanArticle) -> Made:
    return Made(reading, clean, worked_out(stored.dump, clean), worked_out(_sampled, clean), fingerprint(clean))


def _sampled(clean: CleanArticle) -> Text:
    text = Text.of(clean)
    _ = text.sample  # kept by the text, which is asked for it while the room is held
    return text


def revise(article: Article, reading: Reading | None = None) -> CleanArticle:
    """Cleans anew with the decisions that hold, from the reading of the working copy or from another one."""
    made = make(reading or reading_of(article), standing_decisions(article))
    give(article, made)
    return made.clean


def give(article: Article, made: Made) -> None:
    adopt(article, made)
    follow(article, made.clean)


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


def adopt(article: Article, made: Made) -> None:
    """Makes this the working copy of an article, which may be new. Nothing public changes."""
    put(article, prepare(article, made))


def prepare(article: Article, made: Made) -> Revision:
    """With what the article itself and all others say to it. Writes nothing."""
    findings = resemblances.find(article, made.text, made.simhash)
    review = (*made.clean.review, *findings.reasons)
    return Revision(made, review, findings, _proposal(article, made.reading, made.clean))


def put(article: Article, revision: Revision) -> None:
    """In place, with all that follows."""
    made, review = revision.made, list(revision.review)
    cleaning = Cleaning.objects.create(
        reading=made.reading,
        rules_version=made.clean.rules_version,
        result={**made.result, "review": review},
        review=review,
        rule_hits=rule_hits(made.clean),
    )
    _settle(article, cleaning, made.clean, made.simhash, revision.proposal)
    resemblances.note(article, revision.findings)


def settle(article: Article, cleaning: Cleaning, clean: CleanArticle) -> None:
    """Puts a cleaning that is there in place, with all of the article that follows from it."""
    _settle(article, cleaning, clean, fingerprint(clean), _proposal(article, cleaning.reading, clean))


def _settle(article: Article, cleaning: Cleaning, clean: CleanArticle, fingerprint: str, proposal: list[str]) -> None:
    """The cleaning that was replaced is dropped, unless the current edition was published from it."""
    edition, outdated = article.edition, article.cleaning_id
    article.cleaning = cleaning
    article.simhash = fingerprint
    article.name, _ = display_title(clean.fields, clean.items)
    article.proposal = proposal
    article.save()
    if outdated not in (None, cleaning.pk, edition and edition.cleaning_id):
        Cleaning.objects.filter(pk=outdated).defer("result").delete()


def _proposal(article: Article, reading: Reading, clean: CleanArticle) -> list[str]:
    """How the next edition would differ from what readers see."""
    return differences(article.edition, make_manuscript(article, reading, clean)) if article.edition else []


def fingerprint(clean: CleanArticle) -> str:
    return worked_out(simhash, text_of(clean))


def text_of(clean: CleanArticle) -> str:
    return "".join(item.text for item in clean.items)
