"""
The stages of measuring relevance: each ranks the same documents for the same questions, ten for each.

Titles and texts of the documents are searched by all. Questions are what laypeople ask in whole sentences; that every
word is in the answer cannot be had of them, so the stacks without an answer to that of their own are asked for any.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks.documents import Document, read_documents
from tests.benchmarks.rooms import enter_room, load_room
from tests.benchmarks.stacks import site

DEEP = 10
"""Answers that are looked at, as many as stand on a page."""

_MEMORY = 100_000_000


def ours(docs: str, questions: list[str], data: str) -> list[list[str]]:
    """Each document an article, each question answered as the search page does."""
    enter_room(Path(data), SEGMENTER="rjieba")
    from readingroom import search
    from readingroom.articles.models import Paragraph
    from readingroom.search.keeping import indexing

    # An article is never without text: where a document has none, its title is all there is to find.
    read = [replace(one, text=one.text.strip() or one.title) for one in read_documents(Path(docs))]
    ids = {key: id for id, key in load_room((one for one in read if one.text.strip()), per_article=1).items()}
    documents = {number: ids[key] for key, number in Paragraph.objects.values_list("key", "article") if key in ids}
    indexing.rebuild()
    return [[documents[hit.article.number] for hit in search.find(q, size=DEEP).hits] for q in questions]


def words_only(docs: str, questions: list[str], data: str) -> list[list[str]]:
    """
    BM25 over words alone, those within longer words too, as the segmenter's search mode cuts them.

    Small letters and no punctuation, as every stack has it; what a reader meant by ？ is in no text.
    """
    import rjieba
    import tantivy

    cut_for_search = rjieba.Jieba().cut_for_search

    def cut(text: str) -> list[str]:
        return [word for word in cut_for_search(text.lower()) if word.isalnum()]

    schema = tantivy.SchemaBuilder().add_text_field("words", tokenizer_name="whitespace", index_option="freq").build()
    index = tantivy.Index(schema)
    writer = index.writer(_MEMORY, 1)
    documents = read_documents(Path(docs))
    for document in documents:
        # One segment and no deletions: the address of a document is its place in the list.
        writer.add_document(tantivy.Document(words=" ".join(cut(_whole(document)))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    assert searcher.num_segments == 1

    def any_word(question: str) -> Any:
        terms = [tantivy.Query.term_query(schema, "words", word, "freq") for word in cut(question)]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    return [
        [documents[address.doc].id for _, address in searcher.search(any_word(question), DEEP).hits]
        for question in questions
    ]


def usual(docs: str, questions: list[str], data: str) -> list[list[str]]:
    """The usual stack, see `stacks`, asked for any word of a question."""
    folder = Path(data)
    site.enter_site(folder, "jieba")
    from functools import reduce
    from operator import or_

    import jieba
    from haystack.query import SQ, SearchQuerySet

    documents = read_documents(Path(docs))
    backend = site.open_stack("usual", folder / "usual")
    rows = site.Rows(Document(d.id, d.title, _whole(d)) for d in documents)
    # In one batch: what is found is the same, and Whoosh is done in a tenth of the time.
    site.build("usual", backend, rows, together=len(documents))

    def ranked(question: str) -> list[str]:
        words = [word for word in jieba.cut_for_search(question) if word.isalnum()]
        if not words:
            return []
        found = SearchQuerySet(using="usual").filter(reduce(or_, (SQ(content=word) for word in words)))
        return [documents[int(result.pk) - 1].id for result in found[:DEEP]]

    return [ranked(question) for question in questions]


def _whole(document: Document) -> str:
    return f"{document.title}\n{document.text}"
