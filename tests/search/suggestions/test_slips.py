from __future__ import annotations

import pytest

from readingroom.search.suggestions.slips import Slip, alike, insert, lookalikes, replace, swapped, without_one
from readingroom.search.suggestions.sounds import Sounds, make_sounds


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    return make_sounds()


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("键", "建", Slip.SAME_SOUND),
        ("磊", "垒", Slip.SAME_SOUND),
        ("冶", "治", Slip.SAME_LOOKS),
        ("己", "已", Slip.SAME_LOOKS),
        ("资", "支", Slip.NEAR_SOUND),
        ("林", "玲", Slip.NEAR_SOUND),
        ("行", "航", Slip.SAME_SOUND),
        ("行", "形", Slip.SAME_SOUND),
    ],
)
def test_characters_are_alike_by_sound_or_looks(typed: str, meant: str, slip: Slip, sounds: Sounds) -> None:
    assert alike(typed, sounds)[meant] is slip


def test_a_character_is_not_like_itself_nor_like_others(sounds: Sounds) -> None:
    assert "党" not in alike("党", sounds)
    assert "员" not in alike("党", sounds)
    assert alike("a", sounds) == {}


def test_likelier_slips_cost_less() -> None:
    assert [slip.value for slip in Slip] == sorted(slip.value for slip in Slip)
    assert [slip for slip in Slip if slip.is_alike] == [Slip.SAME_SOUND, Slip.SAME_LOOKS, Slip.NEAR_SOUND]


def test_characters_are_put_in_taken_out_and_exchanged() -> None:
    assert replace("党键", 1, "建") == "党建"
    assert insert("最后一里", 3, "公") == "最后一公里"
    assert list(swapped("建党党")) == [(0, "党建党")]
    assert list(without_one("党党建")) == [(0, "党建"), (1, "党建"), (2, "党党")]


def test_looks_are_mutual() -> None:
    table = lookalikes()

    assert all(first in table[second] for first in table for second in table[first])
