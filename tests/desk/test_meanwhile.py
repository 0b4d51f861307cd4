from __future__ import annotations

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.desk.meanwhile import news
from readingroom.desk.workbench import Workbench
from tests.library import draft


@pytest.fixture
def article(db):
    return draft()


def since(article: Article, version: str) -> list[str]:
    return list(news(Workbench(Article.objects.get(pk=article.pk)), version))


def test_where_nothing_was_done_there_is_no_news(article):
    assert since(article, Workbench(article).version) == []


def test_a_decision_is_told_with_who_made_it(article, editor):
    version = Workbench(article).version
    curation.set_field(article, "author", "周岚", by=editor)

    assert since(article, version) == ["刚才zhao作了决定：改著录项 → 作者：周岚"]


def test_what_was_undone_is_told(article, editor):
    decision = curation.set_field(article, "author", "周岚", by=editor)
    version = Workbench(article).version
    curation.undo(decision, by=editor)

    assert since(article, version) == ["刚才zhao撤销了决定：改著录项 → 作者：周岚"]


def test_a_new_status_and_a_new_edition_are_told(article, editor):
    version = Workbench(article).version
    curation.publish(article, by=editor)

    assert since(article, version) == ["文章从“草稿”变成了“已发布”。", "发布了第 1 版。"]


def test_a_new_cleaning_is_told(article):
    version = Workbench(article).version
    curation.reclean(article)

    assert since(article, version) == ["文章重新清洗过。"]


@pytest.mark.parametrize("version", ["", "x", "1.2.3", "1.0.draft.²." + "9" * 40, "a.b.c.d.e", "1.0.draft.0.0.0"])
def test_what_is_no_version_gives_no_news(article, version):
    assert since(article, version) == []
