"""What curation refuses, as the one sentence a command ends with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from readingroom.articles.curation import Refused


@contextmanager
def refusals_as_sentences() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise CommandError(str(refusal)) from refusal
