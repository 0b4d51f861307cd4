"""What the database itself refuses, whoever writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction

from readingroom.articles.models import (
    Appearance,
    Article,
    Decision,
    Edition,
    EditionTheme,
    FormerKey,
    Original,
    Paragraph,
    Reading,
    Room,
    Source,
    SourceAlias,
    Status,
    Term,
    Theme,
)
from readingroom.articles.revising import revise
from tests.library import draft, published_article

pytestmark = pytest.mark.django_db

Break = Callable[[Article], Any]


def change(row: models.Model, **values: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def appearance(article: Article, **values: Any) -> Appearance:
    return Appearance.objects.create(article=article, leads=False, **values)


def term(**values: Any) -> Term:
    return Term.objects.create(**{"theme": Theme.objects.get(slug="service"), "word": "热线", **values})


def decision(article: Article, **values: Any) -> Decision:
    return Decision.objects.create(article=article, reading=article.cleaning.reading, **values)


def former_key(article: Article, key: str) -> FormerKey:
    return FormerKey.objects.create(
        key=key, article=article, last_text="没有了", reading=article.cleaning.reading, line=1, start=0
    )


def copy(row: models.Model, **values: Any) -> None:
    """Writes the row once more under a number of its own, with some values changed."""
    row = type(row)._base_manager.get(pk=row.pk)
    row.pk = None
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)


BREAKS: dict[str, Break] = {
    "an unknown status": lambda a: change(a, status="lost"),
    "a published article without an edition": lambda a: change(draft(["另一篇的正文。"]), status=Status.PUBLISHED),
    "a withdrawn article that does not say when": lambda a: change(a, status=Status.WITHDRAWN),
    "two leading appearances": lambda a: Appearance.objects.create(article=a, leads=True),
    "a month said to be a day": lambda a: appearance(a, date="2022-07", date_precision="day"),
    "a date without its precision": lambda a: appearance(a, date="2022-07"),
    "a precision without a date": lambda a: appearance(a, date_precision="year"),
    "a date that is none": lambda a: appearance(a, date="去年", date_precision="year"),
    "a year of wide digits": lambda a: appearance(a, date="２０２４", date_precision="year"),
    "a thirteenth month": lambda a: appearance(a, date="2024-13", date_precision="month"),
    "a thirty-second day": lambda a: appearance(a, date="2024-12-32", date_precision="day"),
    "a date with other strokes": lambda a: appearance(a, date="2024/12/31", date_precision="day"),
    "an article archived from nowhere known": lambda a: change(a, archived_from="lost"),
    "the same edition number twice": lambda a: copy(a.editions.get()),
    "an edition number below one": lambda a: copy(a.editions.get(), number=0),
    "an edition without a title": lambda a: copy(a.editions.get(), number=2, title=""),
    "an edition of no date": lambda a: copy(a.editions.get(), number=2, date="2024-1"),
    "a theme twice in an edition": lambda a: copy(EditionTheme.objects.get(), order=1),
    "two themes at one place": lambda a: copy(EditionTheme.objects.get(), theme=Theme.objects.get(slug="cadres")),
    "a paragraph with half a key": lambda a: copy(a.paragraphs.get(order=0), pk="a" * 5, order=9),
    "half a former key": lambda a: former_key(a, key="b" * 5),
    "two paragraphs at one place": lambda a: copy(a.paragraphs.get(order=0), pk="a" * 10),
    "an unknown kind of paragraph": lambda a: change(a.paragraphs.get(order=0), kind="table"),
    "a paragraph without text": lambda a: change(a.paragraphs.get(order=0), text=""),
    "a paragraph without a theme": lambda a: change(a.paragraphs.get(order=0), theme=None),
    "front matter with a theme": lambda a: change(a.paragraphs.get(order=0), kind="front"),
    "a theme decided by nobody": lambda a: change(a.paragraphs.get(order=0), theme_decided_by="chance"),
    "half a hash": lambda a: copy(Original.objects.get(), sha256="ab", content=b""),
    "a decision undone by somebody at no time": lambda a: decision(
        a, kind="field", undone_by=User.objects.create_user("周岚")
    ),
    "the same bytes twice": lambda a: copy(Original.objects.get(), content=b""),
    "two readings by one reader": lambda a: copy(Reading.objects.get()),
    "an unknown decision": lambda a: decision(a, kind="shout", line=1, start=0, end=1),
    "half an anchor": lambda a: decision(a, kind="split", line=1),
    "an anchor that ends before it starts": lambda a: decision(a, kind="split", line=1, start=4, end=2),
    "a decision about text without a place": lambda a: decision(a, kind="split"),
    "a second room": lambda a: Room.objects.create(pk=2),
    "a source without a name": lambda a: Source.objects.create(name=""),
    "two sources of one name": lambda a: [Source.objects.create(name="晚报") for _ in range(2)],
    "an unknown kind of source": lambda a: Source.objects.create(name="晚报", kind="radio"),
    "one spelling for two sources": lambda a: [
        SourceAlias.objects.create(source=Source.objects.create(name=name), spelling="报") for name in "甲乙"
    ],
    "two themes of one slug": lambda a: Theme.objects.create(slug="service", name="又一个"),
    "two themes of one name": lambda a: Theme.objects.create(slug="another", name="综合"),
    "a word twice on a theme": lambda a: [term() for _ in range(2)],
    "an empty word": lambda a: term(word=""),
    "a word that weighs nothing": lambda a: term(weight=0),
    "a word that outweighs all others": lambda a: term(weight=101),
    "a word of infinite weight": lambda a: term(weight=float("inf")),
    "a word from nowhere": lambda a: term(origin="rumour"),
    "a word in an unknown state": lambda a: term(state="maybe"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name: str) -> None:
    article = published_article()

    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKS[name](article)


def test_the_database_refuses_a_key_twice() -> None:
    article = published_article()
    key = article.paragraphs.get(order=0).key

    with pytest.raises(IntegrityError), transaction.atomic():
        copy(article.paragraphs.get(order=1), pk=key, order=9)


def test_the_database_refuses_a_former_key_that_points_to_no_paragraph() -> None:
    article = published_article()
    row = former_key(article, key="b" * 10)

    change(row, paragraph_id="c" * 10)

    # At the end of a transaction the database does this by itself.
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.check_constraints()
    FormerKey.objects.all().delete()


@pytest.mark.parametrize("precision", [("2022", "year"), ("2022-07", "month"), ("2022-07-01", "day"), ("", "")])
def test_the_database_takes_a_date_in_the_precision_that_is_printed(precision: tuple[str, str]) -> None:
    date, name = precision

    assert appearance(published_article(), date=date, date_precision=name).pk


def test_nothing_that_an_article_is_made_of_can_be_deleted() -> None:
    article = published_article()

    for row in (article, Original.objects.get(), Reading.objects.get(), Edition.objects.get(), article.cleaning):
        with pytest.raises(models.ProtectedError):
            row.delete()


def test_a_paragraph_is_known_by_its_key() -> None:
    assert Paragraph._meta.pk.name == "key"


REWRITINGS: dict[str, Break] = {
    "what an edition says": lambda a: change(a.editions.get(), items=[]),
    "when an edition was published": lambda a: change(a.editions.get(), published_at="2020-01-01T00:00:00Z"),
    "the cleaning an edition came from": lambda a: change(a.editions.get(), cleaning=draft(["另一篇。"]).cleaning),
    "the bytes of an original": lambda a: change(Original.objects.get(), content=b"else"),
    "the hash of an original": lambda a: change(Original.objects.get(), sha256="f" * 64),
    "the lines of a reading": lambda a: change(Reading.objects.get(), lines=[]),
}


@pytest.mark.parametrize("name", REWRITINGS)
def test_the_database_refuses_to_rewrite(name: str) -> None:
    article = published_article()

    with pytest.raises(IntegrityError, match="is immutable"), transaction.atomic():
        REWRITINGS[name](article)


def test_an_edition_forgets_its_cleaning_and_nothing_else() -> None:
    article = published_article()
    cleaning = article.cleaning
    revise(article)

    cleaning.delete()

    assert article.editions.get().cleaning is None


def test_an_original_is_handed_to_its_article() -> None:
    published_article()
    other = draft(["另一篇的正文。"])

    original = Original.objects.earliest("pk")
    original.article = other
    original.save()

    assert Original.objects.earliest("pk").article == other


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the file that SQLite keeps")
def test_tools_that_know_nothing_of_django_can_check_the_file() -> None:
    schema = (
        "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(schema)
        statements = [statement for (statement,) in cursor.fetchall()]

    with closing(sqlite3.connect(":memory:")) as plain:
        for statement in statements:
            plain.execute(statement)
        plain.execute("PRAGMA foreign_keys=OFF")
        plain.execute(
            "INSERT INTO articles_appearance (article_id, leads, source_as_printed, date, date_precision, date_kind,"
            " issue, page, \"column\", url) VALUES (1, 1, '', '2024-05', 'month', '', '', '', '', '')"
        )
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
