from __future__ import annotations

from collections.abc import Iterator

import pytest
from haystack.forms import SearchForm
from haystack.inputs import AutoQuery
from haystack.query import SearchQuerySet

from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.spelling import nearest
from tests.search.engine.toy import NoteIndex, note


@pytest.fixture(autouse=True)
def correcting(lasting_toy: TantivySearchBackend) -> Iterator[None]:
    lasting_toy.include_spelling = True
    yield
    lasting_toy.include_spelling = False


@pytest.fixture(autouse=True, scope="module")
def notes(lasting_toy: TantivySearchBackend) -> None:
    lasting_toy.update(NoteIndex(), [note(1, "red apples"), note(2, "red wine"), note(3, "a reed, 党建 工作")])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aples", "apples"),
        ("Appels", "apples"),
        ("red wime", "red wine"),
        ("wine rde", "wine red"),
        ("党见", "党建"),
        ("red", None),
        ("umbrella", None),
        ("wx", None),
        ("", None),
    ],
)
def test_unknown_words_are_corrected_and_known_ones_are_left_alone(typed: str, meant: str | None) -> None:
    assert SearchQuerySet("toy").filter(content=AutoQuery(typed)).spelling_suggestion() == meant


def test_a_program_may_say_what_is_to_be_corrected() -> None:
    results = SearchQuerySet("toy").filter(content="red")

    assert results.set_spelling_query("aples").spelling_suggestion() == "apples"
    assert results.spelling_suggestion("wime") == "wine"


def test_haystacks_own_form_shows_it() -> None:
    assert SearchForm({"q": "aples"}, searchqueryset=SearchQuerySet("toy")).get_suggestion() == "apples"


def test_nothing_is_corrected_unless_the_settings_say_so(lasting_toy: TantivySearchBackend) -> None:
    lasting_toy.include_spelling = False

    assert SearchQuerySet("toy").filter(content="aples").spelling_suggestion() is None


def test_of_words_equally_near_the_more_frequent_one_is_meant() -> None:
    assert nearest("cat", [("car", 9), ("bat", 2)]) == "car"
    assert nearest("cat", [("bat", 9), ("car", 2)]) == "bat"
    assert nearest("cat", [("dog", 9)]) is None
