from __future__ import annotations

import pytest
from django.test import Client

from readingroom.articles.differences import differences
from readingroom.articles.manuscript import make_manuscript
from readingroom.articles.models import Article, Paragraph
from readingroom.articles.revising import reading_of
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import working_copy
from readingroom.search import find
from readingroom.search.keeping import indexing
from tests.benchmarks.documents import Document, as_many_as
from tests.benchmarks.press import print_articles

DOCUMENTS = [
    Document(str(number), f"清河区社区办法第{number}条", f"第{number}条 社区每月开放议事厅。\n居民可以旁听；结果公开。")
    for number in range(1, 6)
]

pytestmark = pytest.mark.django_db


def test_articles_in_bulk_are_what_publishing_would_have_left() -> None:
    load_vocabulary()

    keys = print_articles(DOCUMENTS, per_article=2)

    articles = list(Article.objects.published())
    assert len(articles) == 3
    assert Paragraph.objects.get(pk=keys["3"]).text == "第3条 社区每月开放议事厅。 居民可以旁听；结果公开。"
    for article in articles:
        assert article.edition
        manuscript = make_manuscript(article, reading_of(article), working_copy(article))
        assert differences(article.edition, manuscript) == []
        assert manuscript.items == tuple(article.edition.items)


def test_articles_in_bulk_are_read_and_found(client: Client) -> None:
    load_vocabulary()
    keys = print_articles(DOCUMENTS, per_article=2)

    indexing.rebuild()

    assert client.get("/articles/2/").status_code == 200
    (hit,) = find("第4条", kind="paragraph").hits
    assert hit.paragraph
    assert hit.paragraph.key == keys["4"]


def test_a_document_alone_in_its_article_has_no_heading() -> None:
    load_vocabulary()

    print_articles(DOCUMENTS[:2], per_article=1)

    assert set(Paragraph.objects.values_list("article", "kind")) == {(1, "paragraph"), (2, "paragraph")}


def test_more_documents_than_there_are_keep_their_sentences() -> None:
    more = list(as_many_as(DOCUMENTS, 50))

    assert more[:5] == DOCUMENTS
    assert len({document.id for document in more}) == 50
    sentences = {sentence for document in DOCUMENTS for sentence in document.text.replace("\n", " ").split()}
    assert set(more[20].text) <= set("".join(sentences))
    assert more == list(as_many_as(DOCUMENTS, 50))
