"""One file from seed to page to search result, through the real stages and a real index."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from readingroom import cleaning, intake, pipeline
from readingroom.articles import curation, importing
from readingroom.articles.models import Article
from readingroom.search.keeping import indexing

SEED = Path(__file__).parent.parent / "seeds" / "001_5e9db26aa3862f7b.txt"
OPENING = "突出政治功能，提升党的领导“贯通度”。"
DISCLAIMER = "凡本网注明出处非"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def curator() -> User:
    return User.objects.create_superuser("curator")


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    call_command("load_vocabulary", verbosity=0)


def test_a_seed_becomes_a_page_that_search_finds_until_it_is_withdrawn(client: Client, curator: User) -> None:
    reading = intake.read(SEED.read_bytes(), name=SEED.name)
    assert DISCLAIMER in reading.text

    clean = pipeline.process(reading)
    assert any(item.text.startswith(OPENING) for item in clean.items)
    assert not any(DISCLAIMER in item.text for item in clean.items)
    assert clean.themes == ("organization", "cadres")

    outcome = importing.import_file(SEED.read_bytes(), SEED.name, by=curator, publish=True)
    assert outcome.outcome == "created"
    article = Article.objects.published().get(number=outcome.number)
    indexing.drain()

    page = client.get(article.get_absolute_url())
    assert page.status_code == 200
    assert OPENING in page.content.decode()
    assert DISCLAIMER not in page.content.decode()

    for question in ("桥头堡", "“是党的全部工作和战斗力的基础”", "橋頭堡", "党建引领 桥头堡"):
        assert article.number in hits(client, question), question
    assert article.number not in hits(client, DISCLAIMER)

    curation.withdraw(article, by=curator)
    # The index has not been told yet; readers see the withdrawal all the same.
    assert client.get(article.get_absolute_url()).status_code == 410
    assert article.number not in hits(client, "桥头堡")


def hits(client: Client, question: str) -> list[int]:
    answer = client.get("/api/search", {"q": question})
    assert answer.status_code == 200
    return [hit["article"] for hit in answer.json()["results"]]


def test_the_same_file_again_changes_nothing(curator: User) -> None:
    first = importing.import_file(SEED.read_bytes(), SEED.name, by=curator)

    second = importing.import_file(SEED.read_bytes(), SEED.name, by=curator)

    assert (second.outcome, second.number) == ("unchanged", first.number)
    assert Article.objects.count() == 1


def test_every_line_of_the_page_is_accounted_for() -> None:
    reading = intake.read(SEED.read_bytes(), name=SEED.name)

    ledger = cleaning.clean(reading).ledger

    assert [line.number for line in ledger] == [line.number for line in reading.lines if line.text.strip()]
