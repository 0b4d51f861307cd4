from __future__ import annotations

import json
from pathlib import Path

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.search.engine import IndexMissing
from readingroom.search.engine.locking import exclusive
from readingroom.search.keeping import indexing
from readingroom.search.suggestions import lexicon
from tests.library import published_article

pytestmark = pytest.mark.django_db


def publish(*texts: str, **about: str) -> Article:
    article = published_article(list(texts), **about)
    indexing.drain()
    return article


def words() -> list[str]:
    return lexicon.current().words.texts


def test_words_of_two_paragraphs_are_in_it_most_frequent_first() -> None:
    publish("居民议事。", "居民议事。", "居民出门。", title="甲")

    lexicon.refresh()

    assert words() == ["居民", "议事"]


def test_a_word_of_one_paragraph_is_in_it_only_when_the_vocabulary_has_it() -> None:
    publish("战斗堡垒和一棵梧桐树。", title="甲")

    lexicon.refresh()

    assert "战斗堡垒" in words()
    assert "梧桐树" not in words()


def test_very_common_words_numbers_and_latin_are_not_in_it() -> None:
    publish("他们的第二十条是app。", "他们的第二十条是app。", title="甲")

    lexicon.refresh()

    assert not {"他们", "的", "第二十", "app"} & set(words())


def test_titles_are_cut_into_words_newest_first() -> None:
    older = publish("一。", title="黨建引领基层治理", date="2022", date_precision="year")
    newer = publish("二。", title="社区食堂", date="2024", date_precision="year")

    lexicon.refresh()

    titles = lexicon.current().titles
    assert [(title.article, title.words) for title in titles] == [
        (newer.number, "社区 食堂"),
        (older.number, "党建引领 基层治理"),
    ]
    assert titles[1].folded == "党建引领基层治理"


def test_it_is_made_anew_when_something_is_published_or_withdrawn() -> None:
    publish("一。", title="甲")
    lexicon.refresh()
    second = publish("二。", title="乙")

    lexicon.refresh()
    both = lexicon.current().titles
    curation.withdraw(second, by=None)
    lexicon.refresh()

    assert len(both) == 2
    assert [title.words for title in lexicon.current().titles] == ["甲"]


def test_nothing_is_written_when_nothing_changed(index_folder: Path) -> None:
    publish("一。", title="甲")
    lexicon.refresh()
    before = (index_folder / "lexicon.json").stat()

    lexicon.refresh()

    assert (index_folder / "lexicon.json").stat().st_mtime_ns == before.st_mtime_ns


def test_while_another_process_makes_it_nothing_is_done(index_folder: Path) -> None:
    publish("一。", title="甲")

    with exclusive(index_folder / "lexicon.lock", wait=0):
        lexicon.refresh()

    assert not (index_folder / "lexicon.json").exists()


def test_without_a_file_it_is_empty() -> None:
    assert words() == []
    assert lexicon.current().titles == ()


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"made_from": []}', "null"])
def test_a_broken_file_is_empty_and_made_anew(content: str, index_folder: Path) -> None:
    publish("居民议事。", "居民议事。", title="甲")
    (index_folder / "lexicon.json").write_text(content, encoding="utf-8")

    assert words() == []

    lexicon.refresh()
    assert words() == ["居民", "议事"]


def test_the_table_of_sounds_is_kept_from_one_to_the_next(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish("一。", title="甲")
    lexicon.refresh()
    publish("二。", title="乙")
    monkeypatch.setattr(
        "readingroom.search.suggestions.sounds.make_sounds", lambda: pytest.fail("It was there already.")
    )

    lexicon.refresh()

    assert "党" in lexicon.current().sounds.characters["dang"]
    assert json.loads((index_folder / "lexicon.json").read_text(encoding="utf-8"))["sounds"]["dang"]


def test_without_an_index_there_is_nothing_to_make_it_from() -> None:
    with pytest.raises(IndexMissing):
        lexicon.refresh()
