from __future__ import annotations

import pytest

from readingroom.articles.vocabulary import load_themes


@pytest.fixture
def themes(db) -> None:
    """A room that is set up and holds nothing."""
    load_themes()
