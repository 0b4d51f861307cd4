"""合并来源 at the desk: what would move is told before it moves."""

from __future__ import annotations

import pytest

from readingroom.articles.models import Source, SourceMerger
from tests.desk.test_policy import broken
from tests.library import published_article

LIST = "/desk/articles/source/"


@pytest.fixture
def two(editor) -> list[Source]:
    published_article(outlet="柳河日报", source="柳河日报", by=editor)
    published_article(["支部把夜校办到院里。"], outlet="柳河日报社", source="柳河日报社", by=editor)
    return list(Source.objects.order_by("pk"))


def merge(desk, sources, **data):
    return desk.post(
        LIST, {"action": "merge", "_selected_action": [source.pk for source in sources], **data}, follow=True
    )


def test_the_page_says_what_would_move_and_moves_nothing(desk, two):
    page = merge(desk, two).content.decode()

    assert "把这 2 个来源合并成一个？" in page
    assert page.count("<td>1 处</td>") == 2
    assert broken(page) == []
    assert Source.objects.count() == 2


def test_the_one_that_is_kept_is_chosen_and_the_others_become_its_aliases(desk, two):
    response = merge(desk, two, kept=two[1].pk)

    assert "“柳河日报”已并入“柳河日报社”" in response.content.decode()
    (kept,) = Source.objects.all()
    assert (kept.name, list(kept.aliases.values_list("spelling", flat=True))) == ("柳河日报社", ["柳河日报"])


def test_one_alone_is_not_merged(desk, two):
    assert "合并要选 2 到 20 个来源，这里选了 1 个" in merge(desk, two[:1]).content.decode()


def test_one_that_was_not_among_them_is_not_kept(desk, two):
    third = Source.objects.create(name="石桥报")

    page = merge(desk, two, kept=third.pk).content.decode()

    assert "把这 2 个来源合并成一个？" in page
    assert Source.objects.count() == 3


def test_a_source_that_somebody_else_merged_meanwhile_is_told(desk, two):
    merge(desk, two, kept=two[0].pk)

    assert "这里选了 1 个" in merge(desk, two, kept=two[0].pk).content.decode()


def test_merging_is_taken_back_in_the_list_of_mergings(desk, two):
    merge(desk, two, kept=two[0].pk)
    merger = SourceMerger.objects.get()

    response = desk.post(
        "/desk/articles/sourcemerger/", {"action": "take_back", "_selected_action": [merger.pk]}, follow=True
    )

    assert "“柳河日报社”已恢复为单独的来源" in response.content.decode()
    assert Source.objects.filter(pk=two[1].pk, name="柳河日报社").exists()


def test_who_may_only_look_is_offered_no_merging(desk, editor, two):
    editor.groups.first().permissions.remove(*editor.groups.first().permissions.filter(codename="change_source"))

    assert "合并所选的来源" not in desk.get(LIST).content.decode()


class TestSpellings:
    def form(self, source: Source, *rows: dict[str, object], **more: object) -> dict[str, object]:
        sent = {"name": source.name, "kind": source.kind, "home_page": ""}
        sent |= {"aliases-TOTAL_FORMS": len(rows), "aliases-INITIAL_FORMS": sum("id" in row for row in rows)}
        for number, row in enumerate(rows):
            sent |= {f"aliases-{number}-{name}": value for name, value in {"source": source.pk, **row}.items()}
        return {**sent, **more}

    def address(self, source: Source) -> str:
        return f"{LIST}{source.pk}/change/"

    def test_that_is_added_is_weighed_at_the_first_press_and_saved_at_the_second(self, desk, two):
        source, _ = two
        published_article(["院里的灯亮了。"], source="柳河日报数字版", outlet="石桥报")
        form = self.form(source, {"spelling": "柳河日报数字版"})

        page = desk.post(self.address(source), form).content.decode()

        assert "印着它的刊登有 1 处，其中 1 处现在不在这个来源名下" in page
        assert broken(page) == []
        assert not source.aliases.exists()
        desk.post(self.address(source), {**form, "weighed_aliases": "+柳河日报数字版"})
        assert source.aliases.get().spelling == "柳河日报数字版"

    def test_that_is_taken_away_says_how_much_was_filed_by_it(self, desk, two):
        source, _ = two
        alias = source.aliases.create(spelling="柳河日报")
        form = self.form(source, {"id": alias.pk, "spelling": alias.spelling, "DELETE": "on"})

        page = desk.post(self.address(source), form).content.decode()

        assert "已经归到这里的有 1 处，不动" in page
        assert source.aliases.exists()
        desk.post(self.address(source), {**form, "weighed_aliases": "-柳河日报"})
        assert not source.aliases.exists()

    def test_that_stay_as_they_are_are_not_asked_about(self, desk, two):
        source, _ = two
        alias = source.aliases.create(spelling="柳河版")

        desk.post(self.address(source), {**self.form(source, {"id": alias.pk, "spelling": "柳河版"}), "kind": "local"})

        source.refresh_from_db()
        assert source.kind == "local"


def test_one_that_articles_name_is_not_offered_to_be_deleted(desk, two):
    unnamed = Source.objects.create(name="无文日报")

    offered = ["deletelink" in desk.get(f"{LIST}{source.pk}/change/").content.decode() for source in (two[0], unnamed)]

    assert offered == [False, True]
