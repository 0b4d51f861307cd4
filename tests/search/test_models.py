from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from readingroom.articles import curation
from readingroom.articles.curation import Refused
from readingroom.articles.models import Room
from readingroom.search.models import SynonymGroup, Word

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("zhao")


def test_a_word_is_kept_as_written_and_as_it_is_looked_for(curator: User) -> None:
    curation.save(Word(text=" “樓道議事會” "), by=curator)

    word = Word.objects.get()
    assert (word.text, word.folded, word.changed_by) == ("樓道議事會", "楼道议事会", curator)


def test_saving_a_word_raises_the_room_revision(curator: User) -> None:
    Room.objects.get_or_create(pk=1)
    before = Room.objects.get().revision

    curation.save(Word(text="楼道议事会"), by=curator)

    assert Room.objects.get().revision > before


def test_a_word_can_be_saved_again(curator: User) -> None:
    curation.save(Word(text="楼道议事会"), by=None)
    word = Word.objects.get()
    word.note = "柳河社区的活动"

    curation.save(word, by=curator)

    word.refresh_from_db()
    assert (word.note, word.changed_by) == ("柳河社区的活动", curator)


def test_a_word_in_other_characters_is_the_same_word() -> None:
    curation.save(Word(text="楼道议事会"), by=None)

    with pytest.raises(Refused, match="“楼道议事会”已经有了"):
        curation.save(Word(text="樓道議事會"), by=None)


def test_a_word_that_is_shipped_need_not_be_added() -> None:
    with pytest.raises(Refused, match="不必再加"):
        curation.save(Word(text="三會一課"), by=None)


def test_a_word_that_a_newer_version_ships_is_left_alone() -> None:
    word = Word.objects.create(text="三会一课", folded="三会一课")
    word.note = "先前加的"

    curation.save(word, by=None)

    assert Word.objects.get().note == "先前加的"


@pytest.mark.parametrize(
    ("text", "reason"), [("楼道 议事会", "一次一个"), ("、", "一次一个"), ("党", "两个字"), ("", "不能为空")]
)
def test_a_word_that_is_none_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        curation.save(Word(text=text), by=None)
    assert not Word.objects.exists()


def test_the_words_of_a_group_are_kept_in_one_form(curator: User) -> None:
    curation.save(SynonymGroup(words="党建\r\n 党的建设，黨建\r\n"), by=curator)

    group = SynonymGroup.objects.get()
    assert (group.words, group.each_word, group.in_use) == ("党建、党的建设", ["党建", "党的建设"], True)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("党建", "至少要有两个"),
        ("党建、黨建", "至少要有两个"),
        ("、 、", "至少要有两个"),
        ("党、党建", "太短"),
        ("党建、……", "太短"),
        ("党建、" + "新" * 21, "超过 20 个字"),
        ("、".join(f"第{number}支部" for number in range(10, 23)), "最多 12 个"),
    ],
)
def test_a_group_that_is_none_is_refused(words: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        curation.save(SynonymGroup(words=words), by=None)
    assert not SynonymGroup.objects.exists()


def test_an_empty_group_says_so_once() -> None:
    with pytest.raises(Refused) as refusal:
        curation.save(SynonymGroup(words=""), by=None)

    assert str(refusal.value) == "此字段不能为空。"


@pytest.mark.parametrize("words", ["党建、党的建设", "党的建设 党建", "共产党建设、黨建"])
def test_a_group_that_another_one_holds_is_refused(words: str) -> None:
    curation.save(SynonymGroup(words="党建、党的建设、共产党建设"), by=None)

    with pytest.raises(Refused, match="已经在同一组里：党建、党的建设、共产党建设。"):
        curation.save(SynonymGroup(words=words), by=None)


def test_a_refusal_says_that_the_other_group_is_not_in_use() -> None:
    curation.save(SynonymGroup(words="党建、党的建设", in_use=False), by=None)

    with pytest.raises(Refused, match="已停用"):
        curation.save(SynonymGroup(words="党建、党的建设"), by=None)


def test_a_word_may_stand_in_several_groups() -> None:
    curation.save(SynonymGroup(words="纪委、纪律检查委员会"), by=None)
    curation.save(SynonymGroup(words="纪委、纪检委"), by=None)

    assert SynonymGroup.objects.count() == 2


def test_a_group_of_the_office_is_deleted_and_a_shipped_one_is_not() -> None:
    own = SynonymGroup.objects.create(words="支书、支部书记")
    shipped = SynonymGroup.objects.create(words="党建、党的建设", shipped_as="dangjian")

    curation.delete(own, by=None)
    with pytest.raises(Refused, match="可以停用"):
        curation.delete(shipped, by=None)

    assert list(SynonymGroup.objects.all()) == [shipped]


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (Word, {"text": "", "folded": "楼道"}),
        (Word, {"text": "楼道", "folded": ""}),
        (Word, {"text": "議事會", "folded": "议事会"}),
        (SynonymGroup, {"words": "党建"}),
        (SynonymGroup, {"words": ""}),
        (SynonymGroup, {"words": "、党建"}),
        (SynonymGroup, {"words": "支书、支部书记"}),
        (SynonymGroup, {"words": "党建、党的建设", "shipped_as": ""}),
        (SynonymGroup, {"words": "党建、党的建设", "shipped_as": "zhishu"}),
    ],
)
def test_the_database_itself_refuses(model: Any, columns: dict[str, str]) -> None:
    Word.objects.create(text="议事会", folded="议事会")
    SynonymGroup.objects.create(words="支书、支部书记", shipped_as="zhishu")

    with pytest.raises(IntegrityError):
        model.objects.create(**columns)
