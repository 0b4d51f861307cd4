"""What a change of words would do is shown before it is saved, and moves nothing."""

from __future__ import annotations

import pytest
from django.db import connection

from readingroom.articles import curation, effects
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, Cleaning, CleaningWord, Term, Theme
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.page import PAGE
from tests.desk.test_policy import broken
from tests.desk.test_weighing import said, weighed

TERMS, WORDS, THEMES = "/desk/articles/term/", "/desk/articles/cleaningword/", "/desk/articles/theme/"
NOTHING = effects.Preview((), looked_at=0, candidates=0)
PLAIN = "老周每天早上到桥头打一桶井水，给巷口的花浇上，再慢慢走回来。"


@pytest.fixture
def article(editor) -> Article:
    load_vocabulary()
    page = PAGE.replace("免责声明", f"{PLAIN}\n免责声明")
    article = article_of(import_file(page.encode(), "page.txt", by=editor))
    curation.publish(article, by=editor)
    return article


def add_term(desk, word: str, **data: object):
    """For service; the paragraph stands below a heading that speaks of cadres."""
    service = Theme.objects.get(slug="service")
    return desk.post(f"{TERMS}add/", {"theme": service.pk, "word": word, "weight": "9", **data}, follow=True)


class TestATerm:
    def test_shows_the_paragraphs_that_it_would_move_and_saves_at_the_second_press(self, desk, article):
        first = add_term(desk, "一桶井水")

        assert "1段的主题会变，在1篇文章里" in said(first)
        assert "干部队伍服务能力" in said(first)
        assert broken(first.content.decode()) == []
        assert not Term.objects.filter(word="一桶井水").exists()

        add_term(desk, "一桶井水", weighed=weighed(first))
        assert Term.objects.get(word="一桶井水").weight == 9

    def test_moves_nothing_by_being_saved(self, desk, article):
        add_term(desk, "一桶井水", weighed=weighed(add_term(desk, "一桶井水")))

        article.refresh_from_db()
        assert article.proposal == []
        curation.reclean(article)
        assert any("主题" in one for one in article.proposal)

    def test_leaves_out_what_a_curator_decided(self, desk, editor, article):
        place = next(at for at, item in enumerate(article.edition.items) if item["text"] == PLAIN)
        curation.set_paragraph_theme(article, place, "general", by=editor)
        curation.publish(article, by=editor)

        assert "0段的主题会变" in said(add_term(desk, "一桶井水"))

    def test_counts_articles_that_are_not_published(self, desk, editor):
        load_vocabulary()
        article_of(import_file(PAGE.replace("免责声明", f"{PLAIN}\n免责声明").encode(), "page.txt", by=editor))

        assert "1段的主题会变" in said(add_term(desk, "一桶井水"))

    def test_that_is_put_out_of_use_is_weighed_too(self, desk, editor, article):
        add_term(desk, "一桶井水", weighed=weighed(add_term(desk, "一桶井水")))
        curation.reclean(article)
        curation.publish(article, by=editor)
        term = Term.objects.get(word="一桶井水")

        response = desk.post(f"{TERMS}{term.pk}/change/", {"weight": "9.0", "state": "deleted"}, follow=True)

        assert "服务能力干部队伍" in said(response)

    def test_says_when_it_has_only_looked_at_some(self, desk, article, monkeypatch):
        monkeypatch.setattr(effects, "MOST_THEMED", 0)

        assert "可能有关的文章有1篇，这里只算了其中最近的0篇" in said(add_term(desk, "一桶井水"))

    def test_of_no_theme_is_told_so_and_not_weighed(self, desk, article):
        response = desk.post(f"{TERMS}add/", {"theme": "", "word": "井水", "weight": "9"}, follow=True)

        assert "还没有保存" not in said(response)


class TestACleaningWord:
    def add(self, desk, word: str, kind: str = "notice", **data: object):
        return desk.post(f"{WORDS}add/", {"kind": kind, "word": word, "in_use": "on", **data}, follow=True)

    def test_shows_the_lines_that_would_go_and_cleans_nothing(self, desk, article):
        cleanings = set(Cleaning.objects.values_list("pk", flat=True))

        first = self.add(desk, "桥头打一桶井水")

        assert "1处的去向会变，在1篇文章里" in said(first)
        assert "保留移除（声明）" in said(first)
        assert broken(first.content.decode()) == []
        self.add(desk, "桥头打一桶井水", weighed=weighed(first))
        assert CleaningWord.objects.get().kind == "notice"
        assert set(Cleaning.objects.values_list("pk", flat=True)) == cleanings

    def test_takes_effect_when_the_article_is_cleaned_anew(self, desk, article):
        self.add(desk, "桥头打一桶井水", weighed=weighed(self.add(desk, "桥头打一桶井水")))

        curation.reclean(article)

        article.refresh_from_db()
        assert any("去掉一段" in one for one in article.proposal)

    def test_shows_fields_that_would_be_otherwise(self, desk, article):
        assert "著录项出版单位社区晚报未印出" in said(self.add(desk, "社区晚报", kind="no_outlet"))

    def test_that_is_switched_off_shows_what_would_come_back(self, desk, article):
        self.add(desk, "桥头打一桶井水", weighed=weighed(self.add(desk, "桥头打一桶井水")))
        word = CleaningWord.objects.get()

        response = desk.post(f"{WORDS}{word.pk}/change/", {"kind": "notice", "word": word.word}, follow=True)

        assert "移除（声明）保留" in said(response)

    @pytest.mark.parametrize("word", ["转载", "、", "第一行\n第二行"])
    def test_that_would_harm_is_told_so(self, desk, article, word):
        assert "还没有保存" not in said(self.add(desk, word))

    def test_in_no_page_changes_nothing(self, desk, article):
        assert "0处的去向会变" in said(self.add(desk, "本馆内容概不负责"))


class TestTraditionalTexts:
    """Themes and words are looked for in simplified characters; the texts that have them are printed in both."""

    @pytest.fixture
    def article(self, editor) -> Article:
        load_vocabulary()
        page = PAGE.replace("免责声明", f"{PLAIN.replace('桥头打一桶', '橋頭打一桶')}\n免责声明")
        return article_of(import_file(page.encode(), "page.txt", by=editor))

    @pytest.mark.parametrize("word", ["桥头打一桶", "橋頭打一桶"])
    def test_are_found_by_a_term(self, desk, editor, article, word):
        curation.publish(article, by=editor)

        assert "1段的主题会变，在1篇文章里" in said(add_term(desk, word))

    @pytest.mark.parametrize("word", ["桥头打一桶井水", "橋頭打一桶井水"])
    def test_are_found_by_a_cleaning_word(self, desk, article, word):
        response = desk.post(f"{WORDS}add/", {"kind": "notice", "word": word, "in_use": "on"}, follow=True)

        assert "1处的去向会变，在1篇文章里" in said(response)

    def test_a_term_is_kept_in_simplified_characters(self, desk, article):
        add_term(desk, "橋頭", weighed=weighed(add_term(desk, "橋頭")))

        assert Term.objects.filter(word="桥头").exists()


class TestDeleting:
    def add_word(self, desk, word: str) -> CleaningWord:
        curation.save(CleaningWord(kind="notice", word=word), by=None)
        return CleaningWord.objects.get(word=word)

    def test_a_cleaning_word_shows_what_would_come_back_and_deletes_at_the_second_press(self, desk, article):
        word = self.add_word(desk, "桥头打一桶井水")

        page = desk.get(f"{WORDS}{word.pk}/delete/")

        assert "1处的去向会变，在1篇文章里" in said(page)
        assert "移除（声明）保留" in said(page)
        assert broken(page.content.decode()) == []
        desk.post(f"{WORDS}{word.pk}/delete/", {"post": "yes"})
        assert not CleaningWord.objects.exists()

    def test_several_at_once_shows_what_all_of_them_would_do(self, desk, article):
        words = [self.add_word(desk, "桥头打一桶井水"), self.add_word(desk, "年底由居民打分")]
        chosen = {"action": "delete_selected", "_selected_action": [word.pk for word in words]}

        page = desk.post(WORDS, chosen)

        assert "2处的去向会变，在1篇文章里" in said(page)
        assert CleaningWord.objects.count() == 2
        desk.post(WORDS, {**chosen, "post": "yes"})
        assert not CleaningWord.objects.exists()

    def test_a_term_shows_the_paragraphs_that_it_would_move(self, desk, editor, article):
        add_term(desk, "一桶井水", weighed=weighed(add_term(desk, "一桶井水")))

        page = desk.get(f"{TERMS}{Term.objects.get(word='一桶井水').pk}/delete/")

        assert "1段的主题会变，在1篇文章里" in said(page)
        assert Term.objects.get(word="一桶井水").state == "active"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", [TERMS, WORDS])
def test_nobody_waits_for_a_look(transactional_db, desk, monkeypatch, path):
    """The page is rendered when its transaction is over."""
    load_vocabulary()
    held = []
    monkeypatch.setattr(effects, "_preview", lambda *args: held.append(connection.in_atomic_block) or NOTHING)
    curation.save(CleaningWord(kind="notice", word="桥头打一桶井水"), by=None)
    row = (Term if path == TERMS else CleaningWord).objects.first()
    theme = Theme.objects.get(slug="service").pk

    desk.post(f"{path}add/", {"theme": theme, "word": "一桶凉井水", "weight": "9", "kind": "notice", "in_use": "on"})
    desk.post(path, {"action": "delete_selected", "_selected_action": [row.pk]})
    desk.get(f"{path}{row.pk}/delete/")

    assert held == [False, False, False]


class TestATheme:
    def test_says_who_will_see_its_new_name_at_once(self, desk, article):
        theme = Theme.objects.get(slug="service")
        data = {"name": "服务群众", "description": "", "order": theme.order}

        first = desk.post(f"{THEMES}{theme.pk}/change/", data, follow=True)

        assert "读者马上会看到：1篇文章" in said(first)
        assert "组织建设→服务群众→干部队伍" in said(first)
        desk.post(f"{THEMES}{theme.pk}/change/", {**data, "weighed": weighed(first)}, follow=True)
        theme.refresh_from_db()
        assert theme.name == "服务群众"

    def test_of_which_only_the_description_changes_is_saved_at_once(self, desk, article):
        theme = Theme.objects.get(slug="service")

        desk.post(f"{THEMES}{theme.pk}/change/", {"name": theme.name, "description": "甲", "order": theme.order})

        theme.refresh_from_db()
        assert theme.description == "甲"
