from __future__ import annotations

from typing import Any

import pytest
from django.utils.safestring import SafeString
from haystack.inputs import AutoQuery, Exact, Not
from haystack.query import SQ, SearchQuerySet

from readingroom.search.engine import Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from tests.search.engine.toy import NoteIndex, note


@pytest.fixture(autouse=True, scope="module")
def notes(lasting_toy: TantivySearchBackend) -> None:
    lasting_toy.update(NoteIndex(), [note(1, "Red <wine> & 党建工作", tags=["red", "dry red"], title="Red letter")])


def marked(*conditions: SQ, **options: Any) -> dict[str, list[str]]:
    (result,) = SearchQuerySet("toy").filter(*conditions).highlight(**options)
    found: dict[str, list[str]] = result.highlighted
    return found


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (SQ(content="red"), "<em>Red</em> &lt;wine&gt; &amp; 党建工作"),
        (SQ(content="<wine>") & SQ(content="工作"), "Red &lt;<em>wine</em>&gt; &amp; 党建<em>工作</em>"),
        (SQ(content="党建工"), "Red &lt;wine&gt; &amp; <em>党建工</em>作"),
        (SQ(content="red") & ~SQ(content="white"), "<em>Red</em> &lt;wine&gt; &amp; 党建工作"),
        (~SQ(content="white"), "Red &lt;wine&gt; &amp; 党建工作"),
        (SQ(content=Not("white")), "Red &lt;wine&gt; &amp; 党建工作"),
        (SQ(content=Exact("red <wine")), "<em>Red</em> &lt;<em>wine</em>&gt; &amp; 党建工作"),
        (SQ(content=AutoQuery("wine -white")), "Red &lt;<em>wine</em>&gt; &amp; 党建工作"),
    ],
)
def test_matches_are_marked_in_the_whole_escaped_text(condition: SQ, text: str) -> None:
    assert marked(condition) == {"text": [text]}


def test_marks_and_fields_can_be_chosen() -> None:
    found = marked(SQ(content="red"), fields=["title", "tags"], pre_tags=["<b>"], post_tags=["</b>"])

    assert found == {"title": ["<b>Red</b> letter"], "tags": ["<b>red</b>", "dry <b>red</b>"]}
    assert isinstance(found["title"][0], SafeString)


def test_a_string_put_to_the_backend_is_marked_too(lasting_toy: TantivySearchBackend) -> None:
    (result,) = lasting_toy.search("wine", highlight=True)["results"]

    assert result.highlighted["text"] == ["Red &lt;<em>wine</em>&gt; &amp; 党建工作"]


@pytest.mark.parametrize(
    ("options", "named"), [({"max_length": 10}, "max_length"), ({"fields": ["completion"]}, "'completion'")]
)
def test_what_is_not_there_is_named(options: dict[str, Any], named: str) -> None:
    with pytest.raises(Unsupported, match=named):
        marked(SQ(content="red"), **options)
