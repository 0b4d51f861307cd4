from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from readingroom.environment import CannotStart
from readingroom.serving.database import refuse_unreachable


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (ImproperlyConfigured("Error loading psycopg2 or psycopg module"), "make setup"),
        (OperationalError("connection failed\nIs the server running?"), "Is the server running?"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, advice: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(connection, "ensure_connection", fail)

    with pytest.raises(CannotStart, match=advice) as refusal:
        refuse_unreachable()

    assert "\n" not in str(refusal.value)


@pytest.mark.django_db
def test_a_database_that_answers_is_not_refused() -> None:
    refuse_unreachable()
