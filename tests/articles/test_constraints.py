"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
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
    "the same edition number twice": lambda a: copy(a.editions.get()),
    "an edition number below one": lambda a: change(a.editions.get(), number=0),
    "an edition without a title": lambda a: change(a.editions.get(), title=""),
    "a theme twice in an edition": lambda a: copy(EditionTheme.objects.get(), order=1),
    "two themes at one place": lambda a: copy(EditionTheme.objects.get(), theme=Theme.objects.get(slug="cadres")),
    "two paragraphs at one place": lambda a: copy(a.paragraphs.get(order=0), pk="a" * 10),
    "an unknown kind of paragraph": lambda a: change(a.paragraphs.get(order=0), kind="table"),
    "a paragraph without text": lambda a: change(a.paragraphs.get(order=0), text=""),
    "a paragraph without a theme": lambda a: change(a.paragraphs.get(order=0), theme=None),
    "front matter with a theme": lambda a: change(a.paragraphs.get(order=0), kind="front"),
    "a theme decided by nobody": lambda a: change(a.paragraphs.get(order=0), theme_decided_by="chance"),
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
    row = {"article": article, "last_text": "没有了", "reading": article.cleaning.reading, "line": 1, "start": 0}

    FormerKey.objects.create(key="b" * 10, paragraph_id="c" * 10, **row)

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
