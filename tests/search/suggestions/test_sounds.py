from __future__ import annotations

import subprocess
import sys

import pytest

from readingroom.search.suggestions.sounds import Sounds, make_sounds


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    return make_sounds()


def test_each_syllable_has_its_characters_without_tones(sounds: Sounds) -> None:
    assert {"党", "当", "档"} <= set(sounds.characters["dang"])
    assert "绿" in sounds.characters["lv"]


def test_a_character_has_all_its_readings_of_today_and_no_others(sounds: Sounds) -> None:
    assert set(sounds.readings["行"]) == {"hang", "xing"}
    assert set(sounds.readings["长"]) == {"chang", "zhang"}
    assert sounds.readings["员"] == ("yuan",)


def test_characters_are_simplified_as_the_texts_that_are_compared(sounds: Sounds) -> None:
    assert "黨" not in sounds.readings


def test_interjections_are_no_syllables(sounds: Sounds) -> None:
    assert not {"m", "n", "ng", "hm", "hng", "ê"} & set(sounds.characters)


def test_what_has_been_typed_of_a_syllable_begins_one(sounds: Sounds) -> None:
    assert {"z", "zh", "zhu", "zhua", "zhuang"} <= sounds.beginnings
    assert "zhz" not in sounds.beginnings


def test_a_character_has_the_initials_of_all_its_readings(sounds: Sounds) -> None:
    assert sounds.initials["长"] == "cz"
    assert sounds.initials["党"] == "d"


@pytest.mark.parametrize(("syllable", "other"), [("zhi", "zi"), ("li", "ni"), ("jing", "jin"), ("shang", "san")])
def test_what_many_speakers_do_not_tell_apart_is_near(sounds: Sounds, syllable: str, other: str) -> None:
    assert other in sounds.near(syllable)
    assert syllable in sounds.near(other)


def test_what_everybody_tells_apart_is_not_near(sounds: Sounds) -> None:
    assert set(sounds.near("dang")) == {"dan"}


def test_the_table_of_phrases_stays_unloaded() -> None:
    look = (
        "import sys; from readingroom.search.suggestions.sounds import make_sounds; make_sounds();"
        "sys.exit('pypinyin.phrases_dict' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
