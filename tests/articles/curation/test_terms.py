from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from readingroom.articles.curation import Refused, accept_term, refuse_term
from readingroom.articles.models import Origin, Room, Term, TermState, Theme
from readingroom.articles.vocabulary import load_themes

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Theme:
    load_themes()
    return Theme.objects.get(slug="service")


@pytest.fixture
def new_word(service: Theme) -> Term:
    return Term.objects.create(
        theme=service, word="便民窗口", weight=2, shipped_weight=2, origin=Origin.SHIPPED, state=TermState.PROPOSED
    )


@pytest.fixture
def new_weight(service: Theme) -> Term:
    return Term.objects.create(
        theme=service, word="热线", weight=2, shipped_weight=2, proposed_weight=1, origin=Origin.SHIPPED
    )


def test_an_accepted_word_is_in_use(new_word: Term, curator: User) -> None:
    accept_term(new_word, by=curator)

    new_word.refresh_from_db()
    assert (new_word.state, new_word.weight) == (TermState.ACTIVE, 2)


def test_a_refused_word_stays_as_a_deleted_row(new_word: Term, curator: User) -> None:
    refuse_term(new_word, by=curator)

    new_word.refresh_from_db()
    assert new_word.state == TermState.DELETED


def test_an_accepted_weight_counts_as_untouched(new_weight: Term, curator: User) -> None:
    accept_term(new_weight, by=curator)

    new_weight.refresh_from_db()
    assert (new_weight.weight, new_weight.shipped_weight, new_weight.proposed_weight) == (1, 1, None)


def test_a_refused_weight_counts_as_the_offices_own_decision(new_weight: Term, curator: User) -> None:
    refuse_term(new_weight, by=curator)

    new_weight.refresh_from_db()
    assert (new_weight.weight, new_weight.shipped_weight, new_weight.proposed_weight) == (2, 1, None)
    assert new_weight.state == TermState.ACTIVE


def test_nothing_is_accepted_twice(new_word: Term, curator: User) -> None:
    accept_term(new_word, by=curator)
    revision = Room.objects.get().revision

    with pytest.raises(Refused, match="没有待采纳的改动"):
        accept_term(new_word, by=curator)
    with pytest.raises(Refused, match="没有待采纳的改动"):
        refuse_term(new_word, by=curator)
    assert Room.objects.get().revision == revision
