from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Room
from readingroom.search import vocabulary
from readingroom.search.language.folding import fold
from readingroom.search.models import MOST_SYNONYMS, SynonymGroup, Word
from readingroom.search.typed_words import take_apart, why_no_synonym

pytestmark = pytest.mark.django_db

SHIPPED: list[dict[str, Any]] = tomllib.loads(
    Path(vocabulary.__file__).with_name("synonyms.toml").read_text(encoding="utf-8")
)["groups"]


def group(words: str, **about: Any) -> SynonymGroup:
    return SynonymGroup.objects.create(words=words, **about)


class TestWords:
    def test_are_the_shipped_ones_in_a_new_room(self) -> None:
        assert "三会一课" in vocabulary.words()

    def test_are_the_offices_own_too_as_they_are_looked_for(self) -> None:
        shipped = vocabulary.words()
        curation.save(Word(text="樓道議事會"), by=None)

        assert vocabulary.words() == (*shipped, "楼道议事会")

    def test_that_were_removed_are_gone(self) -> None:
        curation.save(Word(text="楼道议事会"), by=None)
        assert "楼道议事会" in vocabulary.words()

        curation.delete(Word.objects.get(), by=None)

        assert "楼道议事会" not in vocabulary.words()

    def test_that_are_shipped_already_stand_there_once(self) -> None:
        Word.objects.create(text="三会一课", folded="三会一课")

        assert vocabulary.words().count("三会一课") == 1

    def test_cost_one_query(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            vocabulary.words()


class TestTheAnalyser:
    def test_knows_the_words_in_use(self) -> None:
        assert "楼道议事会" not in vocabulary.analyser().tokens("楼道议事会")["words"].split()
        curation.save(Word(text="樓道議事會"), by=None)

        assert "楼道议事会" in vocabulary.analyser().tokens("楼道议事会")["words"].split()

    def test_of_an_index_knows_the_words_of_that_index(self) -> None:
        curation.save(Word(text="楼道议事会"), by=None)

        assert vocabulary.analyser("党建").vocabulary == "党建"


class TestSynonyms:
    def test_are_the_other_words_of_the_group_as_written(self) -> None:
        group("党建、黨的建設、党的建设工作")

        assert vocabulary.synonyms() == {
            "党建": ("黨的建設", "党的建设工作"),
            "党的建设": ("党建", "党的建设工作"),
            "党的建设工作": ("党建", "黨的建設"),
        }

    def test_of_a_word_in_several_groups_are_those_of_each_and_no_more(self) -> None:
        group("纪委、纪律检查委员会")
        group("纪委、纪检委、纪律检查委员会")

        assert vocabulary.synonyms()["纪委"] == ("纪律检查委员会", "纪检委")
        assert vocabulary.synonyms()["纪检委"] == ("纪委", "纪律检查委员会")

    def test_groups_are_not_joined_by_a_word_they_share(self) -> None:
        group("支书、支部书记")
        group("支书、村支书")

        assert vocabulary.synonyms()["村支书"] == ("支书",)

    def test_of_a_group_that_is_switched_off_there_are_none(self) -> None:
        group("党建、党的建设", in_use=False)

        assert vocabulary.synonyms() == {}

    def test_follow_a_change_at_once(self) -> None:
        row = group("党建、党的建设")
        assert "党建" in vocabulary.synonyms()
        row.in_use = False

        curation.save(row, by=None)

        assert vocabulary.synonyms() == {}

    def test_cost_one_query(self, django_assert_num_queries: Any) -> None:
        vocabulary.load_synonyms()
        with django_assert_num_queries(1):
            vocabulary.synonyms()


class TestLoading:
    def test_brings_every_shipped_group_into_use(self) -> None:
        assert vocabulary.load_synonyms()

        assert SynonymGroup.objects.filter(in_use=True).count() == len(SHIPPED)
        assert "党的建设" in vocabulary.synonyms()["党建"]

    def test_again_changes_nothing(self) -> None:
        vocabulary.load_synonyms()
        before = Room.objects.get().revision

        assert not vocabulary.load_synonyms()

        assert Room.objects.get().revision == before

    def test_leaves_alone_what_the_office_changed(self) -> None:
        vocabulary.load_synonyms()
        row = SynonymGroup.objects.get(shipped_as="dangjian")
        row.words, row.in_use = "党建、党的建设工作", False
        curation.save(row, by=None)

        assert not vocabulary.load_synonyms()

        row.refresh_from_db()
        assert (row.words, row.in_use) == ("党建、党的建设工作", False)

    def test_what_a_later_version_brings_waits_for_the_office(self) -> None:
        vocabulary.load_synonyms()
        SynonymGroup.objects.filter(shipped_as="dangjian").delete()

        vocabulary.load_synonyms()

        assert not SynonymGroup.objects.get(shipped_as="dangjian").in_use

    def test_a_group_that_the_office_has_already_stays_the_offices(self) -> None:
        group("党建、党的建设")

        vocabulary.load_synonyms()

        assert SynonymGroup.objects.get(words="党建、党的建设").shipped_as is None


class TestShippedGroups:
    @pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped["name"])
    def test_would_be_taken_at_the_desk(self, shipped: dict[str, Any]) -> None:
        assert take_apart("、".join(shipped["words"])) == shipped["words"]
        assert 2 <= len(shipped["words"]) <= MOST_SYNONYMS
        assert not any(map(why_no_synonym, shipped["words"]))
        assert 0 < len(shipped["reason"]) <= 200

    def test_have_each_its_own_name_and_words(self) -> None:
        names = [shipped["name"] for shipped in SHIPPED]
        assert len(set(names)) == len(names)
        for one, other in combinations(SHIPPED, 2):
            assert not set(map(fold, one["words"])) & set(map(fold, other["words"]))
