from __future__ import annotations

from typing import get_args

import pytest

from readingroom.articles.wording import FATES, REASONS, field_value
from readingroom.records import Fate, Reason


@pytest.mark.parametrize(("words", "names"), [(FATES, Fate), (REASONS, Reason)])
def test_everything_the_records_name_has_a_chinese_word(words, names):
    assert set(words) == set(get_args(names))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("date_kind", "posted", "发布"),
        ("date_precision", "month", "月"),
        ("title", "month", "month"),
        ("author", None, ""),
    ],
)
def test_a_field_that_holds_a_code_is_said_in_words_and_others_as_they_are(name, value, said):
    assert field_value(name, value) == said
