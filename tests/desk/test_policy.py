"""The desk under the strict content policy: nothing that runs or paints is written into a page."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.urls import reverse

from readingroom.articles.models import Room
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.desk.workbench import Workbench
from tests.library import published_article

LOADS = {
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("form", "action"),
    ("button", "formaction"),
}


class Policy(HTMLParser):
    """Collects what the browser would refuse to run, paint or load."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.broken.append(f"<{tag}>")
        self.broken += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        self.broken += [f"{tag} {value}" for name, value in attrs if (tag, name) in LOADS and urlsplit(value).netloc]


def broken(html: str) -> list[str]:
    policy = Policy()
    policy.feed(html)
    return policy.broken


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<p onclick="x()">',
        '<script src="//cdn.example.org/x.js"></script>',
        '<form action="https://example.org/">',
    ],
)
def test_what_the_policy_forbids_is_found(html):
    assert broken(html)


def test_what_it_allows_is_left_alone():
    assert not broken('<link rel="stylesheet" href="/static/desk/desk.css"><a href="https://example.org/">原文</a>')


@pytest.fixture
def article(db):
    load_vocabulary()
    Room.objects.get_or_create(pk=1)
    return published_article()


@pytest.mark.parametrize("path", ["login/", "", "password_change/", "articles/", "articles/article/add/"])
def test_pages_of_the_site_keep_to_it(office, client, article, path):
    visitor = client if path == "login/" else office

    assert broken(visitor.get(f"/desk/{path}").content.decode()) == []


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
def test_pages_of_every_model_keep_to_it(office, article, model):
    names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model.objects.first()
    args = [row.pk] if row else [1]

    for address in (
        reverse(f"{names}_changelist"),
        reverse(f"{names}_add"),
        reverse(f"{names}_change", args=args),
        reverse(f"{names}_delete", args=args),
        reverse(f"{names}_history", args=args),
    ):
        assert broken(office.get(address).content.decode()) == [], address


def test_the_question_before_an_action_keeps_to_it(desk, article):
    response = desk.post(
        reverse("admin:articles_article_do", args=[article.pk, "withdraw"]), {"version": Workbench(article).version}
    )

    assert "确定要撤下吗" in response.content.decode()
    assert broken(response.content.decode()) == []


def test_the_refusal_keeps_to_it(client):
    assert broken(client.get("/desk/", REMOTE_ADDR="10.0.0.7").content.decode()) == []
