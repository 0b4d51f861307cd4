"""What an act would change, without doing it."""

from __future__ import annotations

from ..differences import differences_of
from ..manuscript import make_manuscript
from ..models import Article
from ..revising import reading_of, standing_decisions
from ..working_copy import make_working_copy, working_copy


def changes_by_cleaning_anew(article: Article) -> list[str]:
    """In sentences, how the working copy would differ; empty when nothing that readers would see does."""
    reading = reading_of(article)
    now = make_manuscript(article, reading, working_copy(article))
    then = make_manuscript(article, reading, make_working_copy(reading, standing_decisions(article)))
    if then.fingerprint == article.rejected:
        return []
    return differences_of(now, then)
