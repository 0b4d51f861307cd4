from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.library import published_article
from tests.pages.html import page, words

pytestmark = pytest.mark.usefixtures("themes")

HELP = settings.BASE_DIR / "templates/pages/help.html"
TYPED = re.compile("<kbd>.*?</kbd>")


def interface() -> list[Path]:
    """What says something to readers, but for the help itself."""
    templates = set((settings.BASE_DIR / "templates/pages").glob("*.html")) - {HELP}
    return [*templates, *settings.BASE_DIR.glob("static/pages/*.js"), *settings.BASE_DIR.glob("readingroom/pages/*.py")]


def test_help_names_nothing_that_is_not_on_the_pages() -> None:
    named = set(re.findall("“([^”]+)”", TYPED.sub("", HELP.read_text("utf-8"))))
    said = "".join(path.read_text("utf-8") for path in interface())

    assert "原文对照" in named
    assert {name for name in named if name not in said} == set()


def test_the_table_of_help_leads_to_every_task() -> None:
    text = HELP.read_text("utf-8")

    assert re.findall(r'href="#(\w+)"', text) == re.findall(r'<h2 id="(\w+)"', text.partition("</nav>")[2])


def test_a_paragraphs_number_is_where_help_says_it_is(client: Client) -> None:
    """Who has a script does not see the page that names the number: what is copied has to hold it."""
    article = published_article(["支部在院子里开会。"])
    key = article.paragraphs.get().key

    copied = page(client, f"/p/{key}/cite/").split("<textarea")[1].split("</textarea>")[0]

    assert "地址末尾的十个字符就是这一段的编号" in words(page(client, "/help/"))
    assert copied.rstrip("/")[-10:] == key
