"""Sources that are merged, followed by what was filed under them, and parted again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from readingroom.articles import curation
from readingroom.articles.curation import Refused
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Change, Edition, Source, SourceAlias, SourceMerger
from readingroom.articles.outlets import outlet_name
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.page import PAGE
from tests.library import published_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(curator: User) -> tuple[Source, Source]:
    """One paper under two names, each with an article, the second with another spelling."""
    published_article(outlet="柳河日报", source="柳河日报", by=curator)
    published_article(["支部把夜校办到院里。"], outlet="柳河日报社", source="柳河日报社", by=curator)
    kept, other = Source.objects.get(name="柳河日报"), Source.objects.get(name="柳河日报社")
    curation.save(SourceAlias(source=other, spelling="柳河报社"), by=curator)
    return kept, other


def counted(source: Source) -> tuple[int, int]:
    return source.appearances.count(), Edition.objects.filter(source=source).count()


class TestMerging:
    def test_files_everything_under_the_one_that_is_kept(self, two, curator):
        kept, other = two

        curation.merge_sources(kept, [other], by=curator)

        assert counted(kept) == (2, 2)
        assert not Source.objects.filter(pk=other.pk).exists()
        assert set(kept.aliases.values_list("spelling", flat=True)) == {"柳河日报社", "柳河报社"}

    def test_leaves_alone_what_editions_say(self, two, curator):
        before = list(Edition.objects.order_by("pk").values_list("fields", flat=True))

        curation.merge_sources(*_one_and_rest(two), by=curator)

        assert list(Edition.objects.order_by("pk").values_list("fields", flat=True)) == before

    def test_finds_the_kept_one_by_the_old_name_from_then_on(self, two, curator):
        curation.merge_sources(*_one_and_rest(two), by=curator)

        assert outlet_name({"outlet": "柳河日报社"}) == "柳河日报"

    def test_tells_the_index_of_the_articles(self, two, curator):
        Change.objects.all().delete()

        curation.merge_sources(*_one_and_rest(two), by=curator)

        assert Change.objects.values("article").distinct().count() == 2

    def test_makes_no_proposals(self, two, curator):
        curation.merge_sources(*_one_and_rest(two), by=curator)

        for edition in Edition.objects.all():
            curation.reclean(edition.article)
            assert [
                one for one in edition.article.proposal if "来源" in one and "归入" in one and "柳河日报社" in one
            ] == []

    def test_leads_from_the_old_address_to_the_kept_one(self, client: Client, two, curator):
        kept, other = two

        curation.merge_sources(kept, [other], by=curator)

        response = client.get(f"/sources/{other.pk}/")
        assert (response.status_code, response["Location"]) == (301, f"/sources/{kept.pk}/")

    def test_leads_on_from_one_that_was_merged_before(self, client: Client, two, curator):
        kept, other = two
        third = Source.objects.create(name="柳河报业")
        curation.merge_sources(kept, [other], by=curator)

        curation.merge_sources(third, [kept], by=curator)

        assert client.get(f"/sources/{other.pk}/")["Location"] == f"/sources/{third.pk}/"

    def test_is_refused_with_itself_alone_and_with_what_is_gone(self, two, curator):
        kept, other = two
        with pytest.raises(Refused, match="两个或更多"):
            curation.merge_sources(kept, [kept], by=curator)
        curation.merge_sources(kept, [other], by=curator)

        with pytest.raises(Refused, match="别人合并或删除"):
            curation.merge_sources(kept, [other], by=curator)


class TestTakingItBack:
    def test_gives_everything_back_under_the_same_number(self, two, curator):
        kept, other = two
        number = other.pk
        (merger,) = curation.merge_sources(kept, [other], by=curator)

        again = curation.unmerge_source(merger, by=curator)

        assert (again.pk, again.name) == (number, "柳河日报社")
        assert (counted(again), counted(kept)) == ((1, 1), (1, 1))
        assert list(again.aliases.values_list("spelling", flat=True)) == ["柳河报社"]
        assert list(kept.aliases.all()) == []

    def test_leaves_alone_what_was_published_since_then(self, curator):
        load_vocabulary()
        article = article_of(import_file(PAGE.encode(), "page.txt", by=curator))
        curation.publish(article, by=curator)
        kept, other = Source.objects.create(name="柳河日报"), Source.objects.get(name="社区晚报")
        (merger,) = curation.merge_sources(kept, [other], by=curator)
        curation.set_field(article, "author", "周岚", by=curator)
        curation.publish(article, by=curator)

        again = curation.unmerge_source(merger, by=curator)

        assert (counted(again), counted(kept)) == ((0, 1), (1, 1))

    def test_is_done_once(self, two, curator):
        kept, other = two
        (merger,) = curation.merge_sources(kept, [other], by=curator)
        curation.unmerge_source(merger, by=curator)

        with pytest.raises(Refused, match="已经撤销过"):
            curation.unmerge_source(merger, by=curator)

    def test_waits_until_the_name_is_free(self, two, curator):
        kept, other = two
        (merger,) = curation.merge_sources(kept, [other], by=curator)
        Source.objects.create(name="柳河日报社")

        with pytest.raises(Refused, match="另有一个来源叫"):
            curation.unmerge_source(merger, by=curator)

    def test_may_be_followed_by_another_merging(self, two, curator):
        kept, other = two
        (merger,) = curation.merge_sources(kept, [other], by=curator)
        again = curation.unmerge_source(merger, by=curator)

        curation.merge_sources(kept, [again], by=curator)

        assert SourceMerger.objects.filter(number=again.pk or merger.number).count() == 2


class TestAnAlias:
    def test_of_another_source_is_refused_with_its_name(self, two, curator):
        with pytest.raises(Refused, match="“柳河报社”已经是“柳河日报社”的别名"):
            curation.save(SourceAlias(source=two[0], spelling="柳河报社"), by=curator)

    def test_that_is_a_source_itself_is_refused(self, two, curator):
        with pytest.raises(Refused, match="“柳河日报社”自己就是一个来源"):
            curation.save(SourceAlias(source=two[0], spelling="柳河日报社"), by=curator)

    def test_is_no_name_of_a_new_source(self, two, curator):
        with pytest.raises(Refused, match="已经是“柳河日报社”的别名"):
            curation.save(Source(name="柳河报社"), by=curator)


def _one_and_rest(sources: tuple[Source, ...]) -> tuple[Source, list[Source]]:
    return sources[0], list(sources[1:])
