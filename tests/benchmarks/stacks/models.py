from __future__ import annotations

from django.db import models


class Passage(models.Model):
    title = models.TextField()
    text = models.TextField()
    law = models.TextField()
    year = models.TextField()
    written_on = models.DateField()

    class Meta:
        managed = False

    def __str__(self) -> str:
        return self.title
