from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command

from readingroom.articles import vocabulary
from readingroom.articles.models import Origin, Room, Source, Term, TermState, Theme
from readingroom.articles.vocabulary import current_vocabulary, load_vocabulary
from readingroom.records import THEME_SLUGS
from readingroom.themes import everyday_words, shipped_vocabulary
from readingroom.themes.vocabulary import ThemeTerm, Vocabulary

pytestmark = pytest.mark.django_db

MEETINGS = ThemeTerm("organization", "组织生活", 1.5)
WINDOW = ThemeTerm("service", "便民窗口", 2.0)

Ship = Callable[..., None]


@pytest.fixture
def ship(monkeypatch: pytest.MonkeyPatch) -> Ship:
    """Puts a version of the software in place that comes with these terms."""

    def ship(*terms: ThemeTerm) -> None:
        monkeypatch.setattr(vocabulary, "shipped_vocabulary", lambda: Vocabulary(terms))

    return ship


def term(word: str) -> Term:
    return Term.objects.get(word=word)


def test_an_empty_room_gets_all_words_in_use() -> None:
    load_vocabulary()

    assert set(current_vocabulary().terms) == set(shipped_vocabulary().terms)
    assert set(Term.objects.values_list("origin", "state")) == {(Origin.SHIPPED, TermState.ACTIVE)}


def test_the_four_themes_come_with_names_and_descriptions() -> None:
    load_vocabulary()

    assert tuple(Theme.objects.values_list("slug", flat=True)) == THEME_SLUGS
    assert tuple(Theme.objects.values_list("name", flat=True)) == ("组织建设", "服务能力", "干部队伍", "综合")
    assert not Theme.objects.filter(description="").exists()


def test_general_has_no_words() -> None:
    load_vocabulary()

    assert not Term.objects.filter(theme__slug="general").exists()


def test_loading_again_changes_nothing() -> None:
    assert load_vocabulary()
    revision = Room.objects.get().revision
    before = list(Term.objects.order_by("pk").values())

    assert not load_vocabulary()
    assert list(Term.objects.order_by("pk").values()) == before
    assert Room.objects.get().revision == revision


def test_a_name_the_office_changed_stays() -> None:
    load_vocabulary()
    Theme.objects.filter(slug="service").update(name="为民服务", description="")

    load_vocabulary()

    assert Theme.objects.get(slug="service").name == "为民服务"


def test_before_anything_is_loaded_the_shipped_words_are_used() -> None:
    assert current_vocabulary() == shipped_vocabulary()


def test_everyday_words_stand_beside_the_terms_and_are_no_rows() -> None:
    load_vocabulary()

    assert current_vocabulary().everyday == everyday_words()
    assert not Term.objects.filter(word__in=[word.word for word in everyday_words()]).exists()


def test_an_office_that_deleted_every_word_has_none() -> None:
    load_vocabulary()
    Term.objects.update(state=TermState.DELETED)

    assert current_vocabulary() == Vocabulary(())


def test_a_new_word_arrives_as_a_proposal(ship: Ship) -> None:
    ship(MEETINGS)
    load_vocabulary()

    ship(MEETINGS, WINDOW)
    load_vocabulary()

    assert term("便民窗口").state == TermState.PROPOSED
    assert current_vocabulary().terms == (MEETINGS,)


def test_a_deleted_word_stays_deleted(ship: Ship) -> None:
    ship(MEETINGS, WINDOW)
    load_vocabulary()
    Term.objects.filter(word="便民窗口").update(state=TermState.DELETED)

    ship(MEETINGS, ThemeTerm("service", "便民窗口", 3.0))
    load_vocabulary()

    assert (term("便民窗口").state, term("便民窗口").proposed_weight) == (TermState.DELETED, None)


def test_a_new_weight_of_an_untouched_word_is_proposed(ship: Ship) -> None:
    ship(MEETINGS)
    load_vocabulary()

    ship(ThemeTerm("organization", "组织生活", 1.0))
    load_vocabulary()

    assert (term("组织生活").weight, term("组织生活").proposed_weight) == (1.5, 1.0)
    assert not load_vocabulary()


def test_a_proposed_weight_is_taken_back_with_the_shipped_one(ship: Ship) -> None:
    ship(MEETINGS)
    load_vocabulary()
    ship(ThemeTerm("organization", "组织生活", 1.0))
    load_vocabulary()

    ship(MEETINGS)
    load_vocabulary()

    assert term("组织生活").proposed_weight is None


def test_a_weight_the_office_changed_stays_and_no_other_is_proposed(ship: Ship) -> None:
    ship(MEETINGS)
    load_vocabulary()
    Term.objects.update(weight=2.5)

    ship(ThemeTerm("organization", "组织生活", 1.0))
    load_vocabulary()

    assert (term("组织生活").weight, term("组织生活").proposed_weight) == (2.5, None)


def test_a_word_of_the_office_stays_its_own(ship: Ship) -> None:
    ship(MEETINGS)
    load_vocabulary()
    own = Term.objects.create(theme=Theme.objects.get(slug="service"), word="便民窗口", weight=0.5)

    ship(MEETINGS, WINDOW)
    load_vocabulary()

    own.refresh_from_db()
    assert (own.origin, own.state, own.weight, own.proposed_weight) == (Origin.OFFICE, TermState.ACTIVE, 0.5, None)


def test_a_proposed_word_follows_the_software_until_somebody_decides(ship: Ship) -> None:
    ship(MEETINGS)
    load_vocabulary()
    ship(MEETINGS, WINDOW)
    load_vocabulary()

    ship(MEETINGS, ThemeTerm("service", "便民窗口", 1.2))
    load_vocabulary()

    assert (term("便民窗口").state, term("便民窗口").weight) == (TermState.PROPOSED, 1.2)


def test_a_source_the_office_deleted_does_not_come_back() -> None:
    load_vocabulary()
    Source.objects.get(name="求是").delete()

    load_vocabulary()

    assert not Source.objects.filter(name="求是").exists()


def test_the_command_says_whether_anything_was_new(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_vocabulary")
    call_command("load_vocabulary")
    call_command("load_vocabulary", verbosity=0)

    assert capsys.readouterr().out == "主题词表已更新。\n主题词表没有变化。\n"
