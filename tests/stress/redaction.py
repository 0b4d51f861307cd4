"""
A redaction in a room of its own: what is asked for, how it is agreed to, and what is left of it afterwards.

Each function runs in a process of its own over the room's data folder, by `manage.py shell`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from readingroom.articles import curation, uploads
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Redaction
from readingroom.articles.uploads import Incoming
from readingroom.search.keeping import indexing
from readingroom.search.models import UnansweredQuestion
from tests.articles.page import PAGE

NUMBER = "13912345678"
FILE = PAGE.replace("请全体居民监督", f"有事请打{NUMBER},请全体居民监督").encode()


def ask() -> None:
    """A published article with the number; a file that was refused, a question and a note of the desk with it, too."""
    asker, second = (User.objects.create_superuser(name) for name in ("asker", "second"))
    article = article_of(import_file(FILE, "page.txt", by=asker))
    curation.publish(article, by=asker)
    curation.set_field(article, "author", f"林晓 {NUMBER}", by=asker)
    uploads.receive([Incoming("note.txt", f"call {NUMBER}".encode())], by=asker).uploads.update(state="refused")
    UnansweredQuestion.objects.create(text=NUMBER, folded=NUMBER, first_on="2026-01-01", last_on="2026-01-01")
    LogEntry.objects.create(user=second, action_flag=2, object_repr=f"电话{NUMBER}", change_message="")
    curation.ask_redaction(article, curation.personal_places(article), "未经本人同意", by=asker)
    indexing.update()


def agree(name: str = "second") -> str:
    """By the desk's page, as a second person does; what it answers."""
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.force_login(User.objects.get(username=name))
    address = reverse("admin:articles_redaction_change", args=[Redaction.objects.get().pk])
    return browser.post(address, {"choice": "agree", "looked": "on"}, follow=True).content.decode()


def take_back() -> str:
    with suppress(curation.Refused):
        curation.take_back_redaction(Redaction.objects.get(), by=User.objects.get(username="asker"))
    return ""


def print_left() -> None:
    """Whether it is done, and where the number still is: rows, files, and what the index finds."""
    redaction = Redaction.objects.get()
    indexing.REDACTION_IS_OVER = timedelta(0)
    if redaction.done_at:
        # A keeper does it within minutes.
        indexing.rebuild_if_redacted()
    print(json.dumps({"is_done": bool(redaction.done_at), "left": sorted({*_rows(), *_files()})}))


def _rows() -> Iterator[str]:
    for model in apps.get_models():
        for row in model._base_manager.all().defer(None).values_list():  # type: ignore[attr-defined]
            if any(NUMBER in _text(value) for value in row):
                yield model.__name__


def _text(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)


def _files() -> Iterator[str]:
    data = Path(settings.ENVIRONMENT.data)
    for path in data.rglob("*"):
        if path.is_file() and NUMBER.encode() in path.read_bytes():
            yield path.relative_to(data).parts[0]
