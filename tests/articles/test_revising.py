from __future__ import annotations

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Article
from tests.library import draft, published_article

pytestmark = pytest.mark.django_db


def shown(article: Article) -> tuple[str, str, str]:
    leading = article.appearances.get(leads=True)
    return leading.source_as_printed, leading.source.name if leading.source else "", leading.date


def test_a_correction_of_a_draft_is_seen_in_lists_before_it_is_published():
    article = draft(source="社区晚报", outlet="社区晚报", date="2024-05-20")

    curation.set_fields(article, {"source": "街道简报", "outlet": "街道简报", "date": "2024-05"}, by=None)

    assert shown(article) == ("街道简报", "街道简报", "2024-05")


def test_taking_a_correction_back_is_seen_too():
    article = draft(source="社区晚报", outlet="社区晚报", date="2024-05-20")
    decision = curation.set_field(article, "date", "2024-05", by=None)

    curation.undo(decision, by=None)

    assert "2024-05" not in shown(article)


def test_a_published_article_is_listed_by_what_readers_see():
    article = published_article(source="社区晚报", outlet="社区晚报", date="2024-05-20")

    curation.set_field(article, "date", "2024-05", by=None)

    assert shown(article) == ("社区晚报", "社区晚报", "2024-05-20")
