from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readingroom.articles import compositions, curation, resemblances
from readingroom.articles.compositions import compose, cut, places, store, stored, stretches
from readingroom.articles.importing import import_file
from readingroom.articles.models import Article, Original, Reading, Status
from readingroom.articles.revising import reading_of
from readingroom.articles.vocabulary import load_themes
from readingroom.articles.working_copy import as_record, lines_as_rows, working_copy
from readingroom.cleaning.anchors import make_anchor
from readingroom.records import Box, Decision, Line
from tests.articles.alike import ARTICLE, ELSEWHERE
from tests.articles.page import PAGE, whole_line
from tests.library import texts

pytestmark = pytest.mark.django_db

SECOND = "\n".join(["山上的果园", "来源:西岭新闻网 2024-06-11 作者:周平", *ELSEWHERE])
THIRD = "\n".join(["楼栋里的党小组", "来源:东湖晚报 2024-07-02 作者:何田", *ARTICLE])
BEGINS = PAGE.count("\n") + 1
"""The line at which the second article begins in a file that has both."""


def brought_in(text: str, name: str) -> Article:
    load_themes()
    return Article.objects.get(pk=import_file(text.encode(), name).number)


def both() -> Article:
    return brought_in(PAGE + SECOND, "two.txt")


def raw(article: Article) -> list[str]:
    article.refresh_from_db()
    return [line.text for line in as_record(reading_of(article)).lines]


def accounted_for(article: Article) -> bool:
    """Whether the ledger has every line of the reading that is not blank, once."""
    article.refresh_from_db()
    lines = [number for number, line in enumerate(raw(article), 1) if line.strip()]
    return [line.number for line in working_copy(article).ledger] == lines


class TestSplitting:
    def test_every_line_is_in_one_of_the_two_and_accounted_for(self, curator: User) -> None:
        article = both()
        whole = raw(article)

        other = curation.split_file(article, BEGINS, by=curator)

        assert raw(article) + raw(other) == whole
        assert raw(other)[0] == "山上的果园"
        assert accounted_for(article)
        assert accounted_for(other)

    def test_each_is_cleaned_by_itself(self, curator: User) -> None:
        article = both()

        other = curation.split_file(article, BEGINS, by=curator)

        assert working_copy(other).fields["title"] == "山上的果园"
        assert other.appearances.get().source_as_printed == "西岭新闻网"
        assert texts(other) == list(ELSEWHERE)
        assert not set(texts(other)) & set(texts(article))

    def test_both_come_from_one_original_that_stays_the_first_ones(self, curator: User) -> None:
        article = both()

        other = curation.split_file(article, BEGINS, by=curator)

        assert reading_of(article).original == reading_of(other).original == Original.objects.get()
        assert import_file((PAGE + SECOND).encode(), "two.txt").number == article.pk

    def test_decisions_go_where_their_line_is(self, curator: User) -> None:
        article = both()
        kept, gone = "免责声明", ELSEWHERE[1][:8]
        curation.decide(article, Decision("keep", whole_line(article, kept), "paragraph"), by=curator)
        curation.decide(article, Decision("remove", whole_line(article, gone), "advertisement"), by=curator)

        other = curation.split_file(article, BEGINS, by=curator)

        assert any(text.startswith(kept) for text in texts(article))
        assert texts(other) == [ELSEWHERE[0], ELSEWHERE[2]]
        assert other.decisions.get(undone_at=None).by == curator
        assert article.decisions.filter(undone_at=None).count() == 1
        assert not any("决定" in reason for one in (article, other) for reason in one.cleaning.review)

    def test_a_line_that_stands_in_both_keeps_its_own_decision(self, curator: User) -> None:
        twin = "居民对这样的安排都很满意，说以后还要这样办下去，办得再好一些。"
        article = brought_in(f"{PAGE}{twin}\n{SECOND}\n{twin}\n{ELSEWHERE[2][::-1]}", "twins.txt")
        line = whole_line(article, ELSEWHERE[2][::-1]).line - 1
        anchor = make_anchor(as_record(reading_of(article)), line, 0, len(twin))
        curation.decide(article, Decision("remove", anchor, "advertisement"), by=curator)

        other = curation.split_file(article, BEGINS + 1, by=curator)

        assert twin not in "".join(texts(other))
        assert twin in "".join(texts(article))

    def test_readers_of_a_published_article_see_no_difference_until_it_is_published(self, curator: User) -> None:
        article = both()
        curation.publish(article, by=curator)
        shown = list(article.paragraphs.values_list("key", "text"))

        curation.split_file(article, BEGINS, by=curator)

        article.refresh_from_db()
        assert article.proposal
        assert list(article.paragraphs.values_list("key", "text")) == shown

    def test_published_paragraphs_keep_their_keys(self, curator: User, client: Client) -> None:
        article = both()
        curation.publish(article, by=curator)
        keys = dict(article.paragraphs.values_list("text", "key"))

        other = curation.split_file(article, BEGINS, by=curator)
        curation.publish(other, by=curator)
        curation.publish(article, by=curator)

        assert all(keys[text] == key for text, key in article.paragraphs.values_list("text", "key"))
        assert not set(other.paragraphs.values_list("key", flat=True)) & set(keys.values())
        for one in (article, other):
            page = client.get(reverse("pages:original", args=[one.pk])).content.decode()
            assert raw(one)[1] in page

    def test_a_permanent_link_follows_its_text_into_the_other_article(self, curator: User, client: Client) -> None:
        article = both()
        curation.publish(article, by=curator)
        key = article.paragraphs.get(text=ELSEWHERE[1]).key

        other = curation.split_file(article, BEGINS, by=curator)
        curation.publish(article, by=curator)
        gone = client.get(reverse("pages:paragraph", args=[key]))
        curation.publish(other, by=curator)
        found = client.get(reverse("pages:paragraph", args=[key]))

        assert gone.status_code == 410
        assert found.headers["Location"].endswith(f"#p-{other.paragraphs.get(text=ELSEWHERE[1]).key}")

    def test_the_two_are_not_said_to_resemble_each_other(self, curator: User) -> None:
        article = both()

        other = curation.split_file(article, BEGINS, by=curator)

        assert not resemblances.of(article).exists()
        assert not any("请比对" in reason for one in (article, other) for reason in one.cleaning.review)

    def test_a_revision_of_the_file_waits_until_the_parts_are_together_again(self, curator: User) -> None:
        article = both()
        curation.split_file(article, BEGINS, by=curator)
        revised = (PAGE + SECOND).replace("十二个小区", "十三个小区").encode()

        refused = import_file(revised, "two.txt")
        curation.part_files(article, by=curator)
        taken = import_file(revised, "two.txt")

        assert (refused.outcome, taken.outcome) == ("refused", "updated")
        assert "请先还原拆并再收" in refused.reason

    def test_what_was_split_off_does_not_come_back_with_what_readers_see(self, curator: User) -> None:
        article = both()
        curation.publish(article, by=curator)
        other = curation.split_file(article, BEGINS, by=curator)

        with pytest.raises(curation.Refused, match=f"拆出了第 {other.pk} 号.*请先还原拆并"):
            curation.reject_proposal(article, by=curator)

    @pytest.mark.parametrize("line", [-1, 0, 1, 99])
    def test_there_is_a_line_before_and_a_line_after(self, curator: User, line: int) -> None:
        article = both()

        with pytest.raises(curation.Refused, match="请从第 2 行"):
            curation.split_file(article, line, by=curator)

    def test_a_part_without_text_is_no_article(self, curator: User) -> None:
        article = both()
        before = raw(article)

        with pytest.raises(curation.Refused, match="没有正文"):
            curation.split_file(article, 2, by=curator)

        assert raw(article) == before
        assert Article.objects.count() == 1


class TestJoining:
    def test_the_other_goes_on_at_the_end(self, curator: User) -> None:
        article, other = brought_in(PAGE, "one.txt"), brought_in(SECOND, "two.txt")
        lines = raw(article) + raw(other)

        curation.join_files(article, other, by=curator)

        other.refresh_from_db()
        assert raw(article) == lines
        assert texts(article)[-3:] == list(ELSEWHERE)
        assert accounted_for(article)
        assert other.status == Status.ARCHIVED
        assert compositions.of(other).get().article == article

    def test_decisions_about_both_hold(self, curator: User) -> None:
        article, other = brought_in(PAGE, "one.txt"), brought_in(SECOND, "two.txt")
        curation.decide(article, Decision("keep", whole_line(article, "免责声明"), "paragraph"), by=curator)
        curation.decide(other, Decision("remove", whole_line(other, ELSEWHERE[1]), "advertisement"), by=curator)

        curation.join_files(article, other, by=curator)

        assert ELSEWHERE[1] not in texts(article)
        assert any(text.startswith("免责声明") for text in texts(article))

    def test_a_file_that_comes_again_is_that_of_the_article_which_has_its_text(self, curator: User) -> None:
        article, other = brought_in(PAGE, "one.txt"), brought_in(SECOND, "two.txt")

        curation.join_files(article, other, by=curator)

        assert import_file(SECOND.encode(), "two.txt").number == article.pk

    def test_a_permanent_link_follows_its_text_into_the_article_that_took_it_in(
        self, curator: User, client: Client
    ) -> None:
        article, other = brought_in(PAGE, "one.txt"), brought_in(SECOND, "two.txt")
        for one in (article, other):
            curation.publish(one, by=curator)
        key = other.paragraphs.get(text=ELSEWHERE[1]).key

        curation.join_files(article, other, by=curator)
        meanwhile = client.get(reverse("pages:paragraph", args=[key]))
        curation.publish(article, by=curator)
        found = client.get(reverse("pages:paragraph", args=[key]))

        assert meanwhile.headers["Location"].endswith(f"{other.get_absolute_url()}#p-{key}")
        assert found.headers["Location"].endswith(f"#p-{article.paragraphs.get(text=ELSEWHERE[1]).key}")

    def test_an_article_does_not_go_on_with_itself(self, curator: User) -> None:
        article = both()

        with pytest.raises(curation.Refused, match="自己"):
            curation.join_files(article, article, by=curator)

    def test_lines_stand_in_an_article_once(self, curator: User) -> None:
        article, other = brought_in(PAGE, "one.txt"), brought_in(SECOND, "two.txt")
        curation.judge(resemblances.between(other, article), "revised", by=curator)
        other.refresh_from_db()
        curation.restore(other, by=curator)

        with pytest.raises(curation.Refused, match="同一些行"):
            curation.join_files(article, other, by=curator)

    def test_of_two_lines_of_the_same_words_the_one_that_was_decided_about_is_meant(self, curator: User) -> None:
        repeated = "居民们都说这样的服务又近又方便。"
        article, other = brought_in(f"{PAGE}\n{repeated}", "page.txt"), brought_in(f"{SECOND}\n{repeated}", "other.txt")
        last = whole_line(other, repeated)
        curation.decide(other, Decision("remove", last, "advertisement"), by=curator)

        curation.join_files(article, other, by=curator)

        row = article.decisions.get(undone_at=None)
        assert row.line == len(raw(article))
        assert texts(article).count(repeated) == 1


class TestParting:
    def test_a_split_is_undone(self, curator: User) -> None:
        article = both()
        before, reading = texts(article), article.cleaning.reading
        other = curation.split_file(article, BEGINS, by=curator)
        curation.decide(other, Decision("remove", whole_line(other, ELSEWHERE[1]), "advertisement"), by=curator)

        curation.part_files(article, by=curator)

        other.refresh_from_db()
        assert texts(article) == [text for text in before if text != ELSEWHERE[1]]
        assert article.cleaning.reading == reading
        assert other.status == Status.ARCHIVED
        assert not compositions.of(article).exists()
        assert not any("请比对" in reason for reason in article.cleaning.review)

    def test_a_join_is_undone(self, curator: User) -> None:
        article, other = brought_in(PAGE, "one.txt"), brought_in(SECOND, "two.txt")
        first, second = texts(article), texts(other)
        curation.join_files(article, other, by=curator)
        curation.decide(article, Decision("remove", whole_line(article, ELSEWHERE[1]), "advertisement"), by=curator)

        curation.part_files(other, by=curator)

        article.refresh_from_db()
        other.refresh_from_db()
        assert texts(article) == first
        assert texts(other) == [text for text in second if text != ELSEWHERE[1]]
        assert other.status != Status.ARCHIVED
        assert import_file(SECOND.encode(), "two.txt").number == other.pk

    def test_a_published_article_that_was_split_and_put_together_is_as_readers_see_it(self, curator: User) -> None:
        article = both()
        curation.publish(article, by=curator)
        curation.split_file(article, BEGINS, by=curator)

        curation.part_files(article, by=curator)

        article.refresh_from_db()
        assert article.proposal == []

    def test_what_came_later_is_undone_first(self, curator: User) -> None:
        article = brought_in(f"{PAGE}{SECOND}\n{THIRD}", "three.txt")
        whole = raw(article)
        second = curation.split_file(article, BEGINS, by=curator)
        curation.split_file(second, SECOND.count("\n") + 2, by=curator)

        with pytest.raises(curation.Refused, match="请先还原后来的改动"):
            curation.part_files(article, by=curator)
        curation.part_files(second, by=curator)
        curation.part_files(article, by=curator)

        assert raw(article) == whole

    def test_a_file_that_was_split_joined_and_parted_is_the_first_ones_again(self, curator: User) -> None:
        article = both()
        other = curation.split_file(article, BEGINS, by=curator)
        curation.join_files(article, other, by=curator)

        curation.part_files(article, by=curator)

        assert Original.objects.get().article == article

    def test_one_whose_beginning_was_taken_in_gets_its_file_back(self, curator: User) -> None:
        article = both()
        other = curation.split_file(article, BEGINS, by=curator)
        curation.join_files(other, article, by=curator)
        assert Original.objects.get().article == other

        curation.part_files(other, by=curator)

        assert Original.objects.get().article == article

    def test_what_was_never_split_or_joined_cannot_be_parted(self, curator: User) -> None:
        with pytest.raises(curation.Refused, match="没有拆开过"):
            curation.part_files(both(), by=curator)


def written(lines: list[str], name: str, pages: int = 0) -> Reading:
    original = Original.objects.create(
        sha256=name.rjust(64, "0"), content=b"", size=0, file_name=name, format="text", simhash="0" * 16
    )
    records = [
        Line(number, text, box=Box(1 + number % pages, 0, 0, 9, 9) if pages else None)
        for number, text in enumerate(lines, 1)
    ]
    return Reading.objects.create(original=original, reader="test", encoding="utf-8", lines=lines_as_rows(records))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_each_raw_line_is_in_exactly_one_part_however_often_it_is_cut_and_joined(db: None, data: st.DataObject) -> None:
    number = Original.objects.count()
    files = [written([f"{name}{line}" for line in range(8)], f"{number}{name}") for name in "ab"]
    expected = [place for file in files for place in places(stretches(file))]
    parts = [compose(stretches(file)) for file in files]
    for _ in range(data.draw(st.integers(1, 6))):
        chosen = parts.pop(data.draw(st.integers(0, len(parts) - 1)))
        if (lines := len(chosen.reading.lines)) > 1 and data.draw(st.booleans()):
            parts += map(compose, cut(chosen.parts, data.draw(st.integers(2, lines))))
        elif parts:
            parts.append(compose((*chosen.parts, *parts.pop().parts)))
        else:
            parts.append(chosen)

    assert sorted(place for part in parts for place in part.places) == expected
    for part in parts:
        sources = {file.pk: file.lines for file in files}
        assert part.reading.lines == [sources[source][line - 1] for source, line in part.places]
        assert stored(store(part).pk) == part


def test_a_file_that_is_put_together_whole_is_its_own_reading_again(db: None) -> None:
    file = written(["一", "二", "三"], "c")

    first, second = map(compose, cut(stretches(file), 2))

    assert compose((*first.parts, *second.parts)).reading == file


def test_pages_of_a_second_file_are_counted_on(db: None) -> None:
    one, text, other = (
        written(["一", "二", "三"], "d", pages=3),
        written(["文"], "t"),
        written(["四", "五"], "e", pages=2),
    )

    whole = store(compose([part for file in (one, text, other) for part in stretches(file)]))

    pages = [line.box.page for line in as_record(whole).lines if line.box]
    assert pages == [2, 3, 1, 5, 4]
    assert compositions.page_of_file(whole, 5) == (other.original, 2)
    assert compositions.page_of_file(whole, 4) == (other.original, 1)
    assert compositions.page_of_file(whole, 3) == (one.original, 3)
    assert compositions.page_of_file(one, 2) == (one.original, 2)
