from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from readingroom.articles import curation
from readingroom.articles.importing import import_file
from readingroom.articles.models import Article, Cleaning
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.cleaning import RULES_VERSION
from tests.seeds import seed_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    load_vocabulary()
    article = Article.objects.get(pk=import_file(seed_bytes("003"), "003.txt").number)
    curation.publish(article, by=None)
    return article


def reclean(*arguments: str) -> str:
    said = io.StringIO()
    call_command("reclean", *arguments, stdout=said)
    return said.getvalue()


def test_what_the_present_rules_made_is_left_alone(article: Article) -> None:
    assert reclean().startswith("重新清洗 0 篇")


def test_what_older_rules_made_is_made_anew_and_readers_see_what_they_saw(article: Article) -> None:
    Cleaning.objects.update(rules_version="0-older")

    assert reclean().startswith("重新清洗 1 篇，其中 0 篇")

    article.refresh_from_db()
    assert article.cleaning.rules_version == RULES_VERSION
    assert article.edition is not None
    assert article.edition.number == 1


def test_other_words_make_a_proposal_and_move_nothing(article: Article) -> None:
    curation.set_article_themes(article, ["service"], by=None)
    before = list(article.paragraphs.values_list("text", "theme__slug"))

    assert reclean("--all").startswith("重新清洗 1 篇，其中 1 篇")
    assert list(article.paragraphs.values_list("text", "theme__slug")) == before


def test_archived_articles_are_left_as_they_are(article: Article) -> None:
    curation.archive(article, by=None)

    assert reclean("--all").startswith("重新清洗 0 篇")
