from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from readingroom.articles import curation, uploads
from readingroom.articles.models import (
    Appearance,
    CleaningWord,
    Decision,
    Edition,
    Origin,
    Original,
    Reading,
    Redaction,
    Room,
    RuleSetting,
    Source,
    Term,
    TermState,
    Theme,
)
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.search.models import UnansweredQuestion, Word
from readingroom.search.vocabulary import load_synonyms
from tests.desk.test_weighing import weighed
from tests.library import draft, published_article, published_articles

HEAVY = re.compile(
    r'"(?:articles_cleaning"\."result|articles_reading"\."lines|articles_original"\."content|\w+"\."items)"'
)


def page(model, kind: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


@pytest.fixture
def library(editor):
    """One row of everything."""
    load_vocabulary()
    load_synonyms()
    curation.save(Word(text="楼道议事会"), by=editor)
    UnansweredQuestion.objects.create(text="院落", folded="院落", first_on="2024-05-01", last_on="2024-05-01")
    uploads.receive([uploads.Incoming("来件.txt", b"")], by=editor)
    article = published_article(
        outlet="柳河日报", source="柳河日报", date="2024-03-05", date_precision="day", by=editor
    )
    curation.set_field(article, "author", "周岚", by=editor)
    curation.merge_sources(Source.objects.get(name="柳河日报"), [Source.objects.create(name="柳河报")], by=editor)
    curation.save(CleaningWord(kind="line", word="柳河之声敬上"), by=editor)
    curation.save(RuleSetting(rule="legal", mode="always"), by=editor)
    Redaction.objects.create(article=article, places=[], reason="含有电话", asked_by=editor)
    return article


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
class TestEveryModel:
    def test_has_a_list_and_a_page_for_one_row(self, office, library, model):
        assert office.get(page(model, "changelist"), {"q": "党"}).status_code == 200
        row = model.objects.first()
        assert office.get(page(model, "change", row.pk)).status_code == 200

    def test_filters_by_everything_it_offers(self, office, library, model):
        response = office.get(page(model, "changelist"))

        for spec in response.context["cl"].filter_specs:
            for choice in spec.choices(response.context["cl"]):
                if choice.get("query_string"):
                    assert office.get(page(model, "changelist") + choice["query_string"]).status_code == 200


@pytest.mark.parametrize("model", [Original, Reading, Edition, Decision], ids=lambda model: model._meta.model_name)
def test_records_are_shown_and_never_changed(office, library, model):
    row = model.objects.first()

    assert office.get(page(model, "add")).status_code == 403
    assert office.post(page(model, "change", row.pk), {}).status_code == 403
    assert office.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403


class TestTheArticleList:
    def test_takes_as_many_queries_for_many_articles_as_for_one(self, desk, django_assert_num_queries):
        published_article()
        with CaptureQueriesContext(connection) as few:
            desk.get("/desk/articles/article/")
        published_articles(12)

        with django_assert_num_queries(len(few)):
            desk.get("/desk/articles/article/")

    @pytest.mark.parametrize("model", [Original, Reading, Edition, Decision, Appearance])
    def test_no_list_loads_a_text_or_an_original(self, office, library, model):
        with CaptureQueriesContext(connection) as queries:
            office.get(page(model, "changelist"))
            office.get("/desk/articles/article/")
            office.get("/desk/")

        assert [query["sql"] for query in queries if HEAVY.search(query["sql"])] == []

    def test_is_searched_by_number_and_name(self, desk):
        _, second = published_articles(2)

        found = desk.get("/desk/articles/article/", {"q": str(second.pk)}).context["cl"].result_list

        assert [article.pk for article in found] == [second.pk]

    def test_is_searched_by_the_name_of_the_file(self, desk):
        published_article()
        named = draft(["另一篇，讲的是街道干部的培训。"], name="九月来稿.txt")

        found = desk.get("/desk/articles/article/", {"q": "九月来稿"}).context["cl"].result_list

        assert [article.pk for article in found] == [named.pk]

    @pytest.mark.parametrize(("answer", "expected"), [("yes", ["有疑问的"]), ("no", ["没有疑问的"])])
    def test_is_filtered_by_doubts(self, desk, answer, expected):
        draft(title="有疑问的", review=["第 3 行不能确定"])
        draft(["另一篇，讲的是街道干部的培训。"], title="没有疑问的")

        found = desk.get("/desk/articles/article/", {"doubts": answer}).context["cl"].result_list

        assert [article.name for article in found] == expected

    @pytest.mark.parametrize(("answer", "expected"), [("yes", 1), ("no", 0)])
    def test_is_filtered_by_proposals(self, desk, library, answer, expected):
        found = desk.get("/desk/articles/article/", {"proposal": answer}).context["cl"].result_list

        assert len(found) == expected

    def test_offers_no_deleting(self, office, library):
        assert office.post(page(type(library), "delete", library.pk), {"post": "yes"}).status_code == 403


class TestTerms:
    @pytest.fixture
    def proposed(self, editor):
        load_vocabulary()
        term = Term.objects.filter(origin=Origin.SHIPPED).first()
        Term.objects.filter(pk=term.pk).update(state=TermState.PROPOSED)
        return term

    @pytest.mark.parametrize(("action", "state"), [("adopt", TermState.ACTIVE), ("decline", TermState.DELETED)])
    def test_a_proposal_is_answered(self, desk, proposed, action, state):
        desk.post(page(Term, "changelist"), {"action": action, "_selected_action": [proposed.pk]})

        proposed.refresh_from_db()
        assert proposed.state == state

    def test_of_words_that_are_no_proposals_nothing_is_answered(self, desk, proposed):
        other = Term.objects.filter(state=TermState.ACTIVE).first()

        response = desk.post(
            page(Term, "changelist"),
            {"action": "adopt", "_selected_action": [proposed.pk, other.pk]},
            follow=True,
        )

        proposed.refresh_from_db()
        assert proposed.state == TermState.PROPOSED
        assert "没有待采纳的改动" in response.content.decode()

    def test_a_shipped_word_that_is_deleted_stays_as_deleted(self, desk, proposed):
        desk.post(page(Term, "delete", proposed.pk), {"post": "yes"})

        proposed.refresh_from_db()
        assert proposed.state == TermState.DELETED

    def test_several_are_deleted_at_once(self, desk, proposed):
        other = Term.objects.filter(state=TermState.ACTIVE).first()

        desk.post(
            page(Term, "changelist"),
            {"action": "delete_selected", "_selected_action": [proposed.pk, other.pk], "post": "yes"},
        )

        states = set(Term.objects.filter(pk__in=[proposed.pk, other.pk]).values_list("state", flat=True))
        assert states == {TermState.DELETED}

    def test_the_office_adds_a_word_of_its_own(self, desk, proposed):
        theme = Theme.objects.get(slug="service")

        sent = {"theme": theme.pk, "word": "楼道议事会", "weight": "1.5"}
        first = desk.post(page(Term, "add"), sent)
        desk.post(page(Term, "add"), {**sent, "weighed": weighed(first)})

        term = Term.objects.get(word="楼道议事会")
        assert (term.origin, term.state) == (Origin.OFFICE, TermState.ACTIVE)

    def test_general_takes_no_words_and_says_so(self, desk, proposed):
        general = Theme.objects.get(slug="general")

        sent = {"theme": general.pk, "word": "其他", "weight": "1"}
        first = desk.post(page(Term, "add"), sent)
        response = desk.post(page(Term, "add"), {**sent, "weighed": weighed(first)}, follow=True)

        assert "不设主题词" in response.content.decode()
        assert not Term.objects.filter(word="其他").exists()


class TestThemesAndSources:
    def test_a_shipped_theme_cannot_be_deleted(self, desk, library):
        theme = Theme.objects.get(slug="service")

        assert desk.post(page(Theme, "delete", theme.pk), {"post": "yes"}).status_code == 403

    def test_nor_among_several(self, desk, library):
        theme = Theme.objects.get(slug="service")

        desk.post(
            page(Theme, "changelist"),
            {"action": "delete_selected", "_selected_action": [theme.pk], "post": "yes"},
        )

        assert Theme.objects.filter(pk=theme.pk).exists()

    def test_a_theme_keeps_its_slug(self, desk, library):
        theme = Theme.objects.get(slug="service")

        sent = {"name": "为民服务", "slug": "people", "order": theme.order}
        first = desk.post(page(Theme, "change", theme.pk), sent)
        desk.post(page(Theme, "change", theme.pk), {**sent, "weighed": weighed(first)})

        theme.refresh_from_db()
        assert (theme.name, theme.slug) == ("为民服务", "service")

    def test_a_change_raises_the_room_revision(self, desk, library):
        before = Room.objects.get().revision
        theme = Theme.objects.get(slug="service")

        sent = {"name": "为民服务", "order": theme.order}
        first = desk.post(page(Theme, "change", theme.pk), sent)
        desk.post(page(Theme, "change", theme.pk), {**sent, "weighed": weighed(first)})

        assert Room.objects.get().revision > before

    def test_a_source_that_articles_use_cannot_be_deleted(self, desk, library):
        source = library.edition.source

        desk.post(page(Source, "delete", source.pk), {"post": "yes"})

        assert Source.objects.filter(pk=source.pk).exists()

    def test_an_alias_is_taken_off_in_the_form_of_its_source(self, desk, library):
        source = Source.objects.create(name="晨报")
        alias = source.aliases.create(spelling="《晨报》")

        desk.post(
            page(Source, "change", source.pk),
            {
                "name": "晨报",
                "kind": "other",
                "aliases-TOTAL_FORMS": 1,
                "aliases-INITIAL_FORMS": 1,
                "aliases-0-id": alias.pk,
                "aliases-0-source": source.pk,
                "aliases-0-spelling": "《晨报》",
                "aliases-0-DELETE": "on",
                "weighed_aliases": "-《晨报》",
            },
        )

        assert not source.aliases.exists()

    def test_of_the_leading_appearance_only_the_date_of_access_is_edited(self, desk, library):
        appearance = library.appearances.get()

        desk.post(page(Appearance, "change", appearance.pk), {"accessed_on": "2024-03-06", "issue": "第 9 期"})

        appearance.refresh_from_db()
        assert (str(appearance.accessed_on), appearance.issue) == ("2024-03-06", "")


class TestPeople:
    def test_permissions_are_named_in_chinese(self, office, editor):
        form = office.get(page(Group, "change", Group.objects.get().pk)).content.decode()

        assert "修改文章" in form
        assert "Can change" not in form

    def test_curators_do_not_see_users(self, desk):
        assert desk.get("/desk/auth/user/").status_code == 403
