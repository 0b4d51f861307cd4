from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from haystack import connections

from readingroom.articles.models import Room
from readingroom.search.keeping import indexing
from readingroom.search.models import SynonymGroup, Word
from tests.desk.test_policy import broken
from tests.library import published_article

PARAGRAPHS = (
    "楼道议事会每月开两次，居民坐下来商量停车的事。",
    "党建引领楼道治理，支部书记逐条记录。",
    "党的建设走到群众身边，议事会有了回音。",
)


@pytest.fixture
def library(db) -> None:
    published_article(PARAGRAPHS)
    indexing.drain()


def add(desk: Client, model: type, **data: str):
    return desk.post(reverse(f"admin:search_{model._meta.model_name}_add"), data, follow=True)


def change(desk: Client, row: Word | SynonymGroup, **data: str):
    return desk.post(reverse(f"admin:search_{row._meta.model_name}_change", args=[row.pk]), data, follow=True)


def weighed(response) -> str:
    """What the page asks to be sent along at the second press."""
    found = re.search(r'name="weighed" value="([^"]*)"', response.content.decode())
    assert found
    return unescape(found[1])


def said(response) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", response.content.decode()))


class TestAWord:
    def test_is_weighed_at_the_first_press_and_saved_at_the_second(self, desk, library):
        first = add(desk, Word, text="楼道议事会")

        assert "影响1段" in said(first)
        assert "后台重建" in said(first)
        assert "请修正" not in said(first)
        assert not Word.objects.exists()

        second = add(desk, Word, text="楼道议事会", weighed=weighed(first))

        assert "成功添加了自定义词“楼道议事会”" in said(second)
        assert Word.objects.get().folded == "楼道议事会"

    def test_makes_the_index_outdated_until_it_is_made_anew(self, desk, library):
        store = connections["default"].get_backend().store
        assert not store.is_outdated()

        add(desk, Word, text="楼道议事会", weighed="楼道议事会")

        assert store.is_outdated()
        indexing.verify()
        assert not store.is_outdated()

    def test_that_cannot_be_one_is_told_so_on_its_page_and_not_weighed(self, desk, library):
        response = add(desk, Word, text="5G党建")

        assert "汉字以外的字符" in said(response)
        assert "还没有保存" not in said(response)

    def test_of_which_only_the_note_changes_is_saved_at_once(self, desk, library):
        word = Word.objects.create(text="楼道议事会", folded="楼道议事会")

        change(desk, word, text="楼道议事会", note="柳河社区的活动")

        word.refresh_from_db()
        assert word.note == "柳河社区的活动"


class TestAGroup:
    def test_shows_the_paragraphs_of_each_word_and_of_all_together(self, desk, library):
        response = add(desk, SynonymGroup, words="党建\r\n黨的建設\r\n议事会", in_use="on")

        assert "影响3段" in said(response)
        assert "“党建”：1段“黨的建設”：1段“议事会”：2段" in said(response)

    def test_is_saved_at_the_second_press(self, desk, editor, library):
        first = add(desk, SynonymGroup, words="党建 党的建设", in_use="on")
        add(desk, SynonymGroup, words="党建 党的建设", in_use="on", weighed=weighed(first))

        group = SynonymGroup.objects.get()
        assert (group.words, group.changed_by) == ("党建、党的建设", editor)

    def test_whose_words_were_mended_meanwhile_is_weighed_again(self, desk, library):
        first = add(desk, SynonymGroup, words="党建 党的建设", in_use="on")

        second = add(desk, SynonymGroup, words="党建 议事会", in_use="on", weighed=weighed(first))

        assert "影响3段" in said(second)
        assert not SynonymGroup.objects.exists()

    def test_keeps_what_was_typed_on_the_page_that_weighs_it(self, desk, library):
        response = add(desk, SynonymGroup, words="党建 党的建设", note="同一个<词>", in_use="on")

        assert "党建 党的建设</textarea>" in response.content.decode()
        assert "同一个&lt;词&gt;" in response.content.decode()
        assert broken(response.content.decode()) == []

    def test_that_is_switched_off_is_weighed_too(self, desk, library):
        group = SynonymGroup.objects.create(words="党建、党的建设")

        first = change(desk, group, words=group.words)
        assert "影响2段" in said(first)
        assert "停用以后" in said(first)
        change(desk, group, words=group.words, weighed=weighed(first))

        group.refresh_from_db()
        assert not group.in_use

    def test_raises_the_room_revision_once_it_is_saved(self, desk, library):
        before = Room.objects.get().revision
        first = add(desk, SynonymGroup, words="党建 党的建设", in_use="on")
        assert Room.objects.get().revision == before

        add(desk, SynonymGroup, words="党建 党的建设", in_use="on", weighed=weighed(first))

        assert Room.objects.get().revision > before

    def test_that_is_refused_says_why_beside_what_was_typed(self, desk, library):
        response = add(desk, SynonymGroup, words="党、党建", in_use="on")

        assert "“党”太短" in said(response)
        assert "党、党建</textarea>" in response.content.decode()


class TestDeleting:
    def test_a_group_shows_the_paragraphs_of_its_words(self, desk, library):
        group = SynonymGroup.objects.create(words="党建、议事会")

        page = desk.get(reverse("admin:search_synonymgroup_delete", args=[group.pk]))

        assert "影响3段" in said(page)
        assert "不再找出只含其他各词的段落" in said(page)
        assert SynonymGroup.objects.exists()

    def test_words_shows_the_paragraphs_of_all_of_them(self, desk, library):
        words = [Word.objects.create(text=text, folded=text) for text in ("楼道议事会", "群众身边")]

        page = desk.post(
            reverse("admin:search_word_changelist"),
            {"action": "delete_selected", "_selected_action": [word.pk for word in words]},
        )

        assert "影响2段" in said(page)
        assert broken(page.content.decode()) == []


class TestWithoutAnIndex:
    def test_that_it_is_not_known_is_said_and_saving_goes_on(self, desk, db):
        first = add(desk, SynonymGroup, words="党建 党的建设", in_use="on")
        assert "不知道影响多少段" in said(first)

        add(desk, SynonymGroup, words="党建 党的建设", in_use="on", weighed=weighed(first))

        assert SynonymGroup.objects.exists()

    def test_the_lists_are_there(self, desk, db):
        SynonymGroup.objects.create(words="党建、党的建设")

        assert "党建、党的建设" in said(desk.get(reverse("admin:search_synonymgroup_changelist")))


class TestTheLists:
    def test_say_how_many_paragraphs_hold_the_words(self, desk, library):
        Word.objects.create(text="楼道", folded="楼道")
        SynonymGroup.objects.create(words="党建、议事会")

        words = desk.get(reverse("admin:search_word_changelist")).content.decode()
        groups = desk.get(reverse("admin:search_synonymgroup_changelist")).content.decode()

        assert '<td class="field-paragraphs">2</td>' in words
        assert '<td class="field-paragraphs">3</td>' in groups

    def test_are_searched(self, desk, db):
        SynonymGroup.objects.create(words="党建、党的建设")
        SynonymGroup.objects.create(words="支书、支部书记")

        found = desk.get(reverse("admin:search_synonymgroup_changelist"), {"q": "支书"}).context["cl"].result_list

        assert [group.words for group in found] == ["支书、支部书记"]

    def test_of_groups_those_of_the_office_are_deleted_and_those_that_were_shipped_are_not(self, desk, db):
        own = SynonymGroup.objects.create(words="支书、支部书记")
        shipped = SynonymGroup.objects.create(words="党建、党的建设", shipped_as="dangjian")

        for group in (own, shipped):
            desk.post(reverse("admin:search_synonymgroup_delete", args=[group.pk]), {"post": "yes"})

        assert list(SynonymGroup.objects.all()) == [shipped]

    def test_are_named_at_the_desk(self, desk, db):
        page = said(desk.get("/desk/"))

        assert "检索用词" in page
        assert "自定义词" in page
        assert "同义词组" in page
