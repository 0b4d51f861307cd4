"""
A site that knows nothing of the reading room: notes that stand in no database, cut by the engine's own analyser.

The engine needs of a model only what Haystack reads of it, so the notes are never saved.
"""

from __future__ import annotations

import datetime

from django.db import models
from haystack import indexes


class Note(models.Model):
    title = models.TextField()
    body = models.TextField()
    author = models.TextField(default="")
    tags: tuple[str, ...] = ()
    likes = models.IntegerField(default=0)
    price = models.FloatField(default=0.0)
    cost = models.DecimalField(default=None, null=True, max_digits=6, decimal_places=2)
    urgent = models.BooleanField(default=False)
    written_on = models.DateField(default=datetime.date(2024, 1, 1))
    sent_at = models.DateTimeField(default=None, null=True)

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
    title = indexes.CharField(model_attr="title", weight=2.0)
    author = indexes.CharField(model_attr="author", faceted=True, index_fieldname="written_by")
    tags = indexes.MultiValueField(analyzer="keyword", model_attr="tags")
    likes = indexes.IntegerField(model_attr="likes")
    price = indexes.FloatField(model_attr="price")
    cost = indexes.DecimalField(model_attr="cost", null=True)
    urgent = indexes.BooleanField(model_attr="urgent")
    written_on = indexes.DateField(model_attr="written_on")
    sent_at = indexes.DateTimeField(model_attr="sent_at", null=True)
    completion = indexes.EdgeNgramField(model_attr="title", stored=False)
    any_part = indexes.NgramField(model_attr="title", stored=False)
    secret = indexes.CharField(model_attr="author", indexed=False)

    def get_model(self) -> type[Note]:
        return Note


class ReplyIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    text = indexes.CharField(document=True, model_attr="body")

    def get_model(self) -> type[Reply]:
        return Reply


def note(pk: int, body: str, **about: object) -> Note:
    tags = about.pop("tags", ())
    made = Note(**{"pk": pk, "title": f"note {pk}", "body": body, **about})
    made.tags = tags  # type: ignore[assignment]
    return made
