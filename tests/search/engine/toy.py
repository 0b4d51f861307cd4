"""
A site that knows nothing of the reading room: notes that stand in no database, and an analyser of two lines.

The engine needs of a model only what Haystack reads of it, so the notes are never saved.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import models
from haystack import indexes

from readingroom.search.engine.analysis import Clue


class Note(models.Model):
    title = models.TextField()
    body = models.TextField()
    tags: tuple[str, ...] = ()
    likes = models.IntegerField(default=0)
    price = models.FloatField(default=0.0)
    urgent = models.BooleanField(default=False)
    written_on = models.DateField(default=datetime.date(2024, 1, 1))

    class Meta:
        app_label = "toy"
        managed = False

    def __str__(self) -> str:
        return self.title


class Reply(models.Model):
    body = models.TextField()

    class Meta:
        app_label = "toy"
        managed = False

    def __str__(self) -> str:
        return self.body


class NoteIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    text = indexes.CharField(document=True, model_attr="body")
    title = indexes.CharField(model_attr="title")
    tags = indexes.MultiValueField(analyzer="keyword", model_attr="tags")
    likes = indexes.IntegerField(model_attr="likes")
    price = indexes.FloatField(model_attr="price")
    urgent = indexes.BooleanField(model_attr="urgent")
    written_on = indexes.DateField(model_attr="written_on")

    def get_model(self) -> type[Note]:
        return Note


class ReplyIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    text = indexes.CharField(document=True, model_attr="body")

    def get_model(self) -> type[Reply]:
        return Reply


class Words:
    """Words are what spaces part; a text is found by its words, a substring by its letters."""

    channels = {"letters": "positions", "words": "frequencies", "characters": "frequencies"}

    def __init__(self, vocabulary: str = "toy words") -> None:
        self.vocabulary = vocabulary

    @property
    def fingerprint(self) -> str:
        return "toy 1"

    def tokens(self, text: str) -> dict[str, str]:
        letters = " ".join("".join(text.lower().split()))
        return {"letters": letters, "characters": letters, "words": " ".join(text.lower().split())}

    def conditions(self, text: str) -> list[Clue]:
        return [Clue("words", ((0, word),)) for word in text.lower().split()]

    def relevance(self, text: str) -> list[Clue]:
        return self.conditions(text)

    def near(self, text: str) -> list[Clue]:
        return []

    def substring(self, text: str) -> Clue | None:
        letters = "".join(text.lower().split())
        return Clue("letters", tuple(enumerate(letters))) if letters else None

    def places(self, text: str, asked: Sequence[str]) -> list[tuple[int, int]]:
        words = {word for question in asked for word in question.lower().split()}
        found, place = [], 0
        for word in text.split(" "):
            if word.lower() in words:
                found.append((place, place + len(word)))
            place += len(word) + 1
        return found


def analyser(vocabulary: str | None = None) -> Words:
    return Words() if vocabulary is None else Words(vocabulary)


def note(pk: int, body: str, **about: object) -> Note:
    tags = about.pop("tags", ())
    made = Note(pk=pk, title=f"note {pk}", body=body, **about)
    made.tags = tags  # type: ignore[assignment]
    return made
