from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from readingroom.search.language import segmenting
from readingroom.search.language.segmenting import DICTIONARY, Segmenter, read_words, segmenter

WORDS = read_words(DICTIONARY.read_text("utf-8"))


def test_the_dictionary_says_where_its_words_are_from() -> None:
    groups = list(DICTIONARY.read_text("utf-8").split("\n\n")[1:])

    assert all(group.startswith("# ") and "：" in group.splitlines()[0] for group in groups)


def test_the_dictionary_names_no_word_twice() -> None:
    lines = [line for line in DICTIONARY.read_text("utf-8").splitlines() if line and not line.startswith("#")]

    assert len(lines) == len(set(lines)) == len(WORDS)


def test_notes_and_empty_lines_are_no_words() -> None:
    assert read_words("# 组：来源\n\n三会一课\n两新组织 # 注\n三会一课\n") == ("三会一课", "两新组织")


def test_who_comes_while_a_segmenter_is_made_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, ...]] = []

    def make_slowly(words: tuple[str, ...]) -> Segmenter:
        made.append(words)
        time.sleep(0.05)
        return Segmenter("slow", str.split, str.split, bool)

    monkeypatch.setitem(segmenting._MAKERS, "slow", make_slowly)
    with ThreadPoolExecutor(4) as readers:
        found = set(readers.map(lambda _: segmenter("slow", ("三会一课",)), range(4)))

    assert len(made) == len(found) == 1


@pytest.mark.parametrize("name", ["jieba", "rjieba"])
@pytest.mark.parametrize("word", ["三会一课", "两新组织", "主题党日", "党群服务中心"])
def test_words_of_the_dictionary_stay_whole(name: str, word: str) -> None:
    assert word in list(segmenter(name, WORDS).cut(f"社区落实{word}要求"))


def test_without_the_dictionary_they_fall_apart() -> None:
    assert "三会一课" not in list(segmenter("jieba", ()).cut("落实三会一课制度"))


def test_both_segmenters_cut_alike() -> None:
    text = "坚持党建引领基层治理，推动党群服务中心建设，落实三会一课制度，服务群众最后一公里。"

    assert list(segmenter("jieba", WORDS).cut_finely(text)) == list(segmenter("rjieba", WORDS).cut_finely(text))


def test_jieba_keeps_its_cache_in_the_data_folder(settings: Any) -> None:
    list(segmenter("jieba", ()).cut("党建"))

    assert Path(settings.ENVIRONMENT.data, "cache", "jieba.cache").is_file()


def test_jieba_says_nothing_while_it_loads(capfd: pytest.CaptureFixture[str]) -> None:
    segmenting._segmenter.cache_clear()

    list(segmenter("jieba", ("党建",)).cut("党建"))

    assert capfd.readouterr().err == ""
