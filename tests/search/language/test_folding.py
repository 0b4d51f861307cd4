from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readingroom.search.language.folding import fold, fold_with_places
from readingroom.simplified import simplified

# Marks that combine, jamo that join, characters that NFKC makes longer or shorter, and both kinds of Chinese.
TRICKY = st.text(
    st.sampled_from("党黨建引領乾Ａａ５㎡①ﬁßΣςσİが゙゚ｶﾞ각ᄀ각e\u0301\u0323\u0307\u0334q´　 \t，、。“”…—-🈚𠀀〇々"),
    max_size=12,
)
ANY = st.one_of(TRICKY, st.text(max_size=30))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("黨建引領", "党建引领"),
        ("５Ｇ党建", "5g党建"),
        ("２０２４年", "2024年"),
        ("党　建 引\n领", "党建引领"),
        ("“两新”组织，", "“两新”组织,"),
        ("AbC", "abc"),
    ],
)
def test_one_form_for_many_ways_of_writing(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_part_folds_as_it_does_within_the_whole() -> None:
    # OpenCC's phrase conversion keeps 乾隆 and turns 乾 into 干; here both are 干, wherever they stand.
    assert fold("乾") in fold("乾隆年间")
    assert fold("瞭") in fold("瞭解")


@pytest.mark.parametrize("text", ["，。！？；：“”‘’《》（）", "最后一公里", "abc-1+5"])
def test_signs_and_simplified_text_are_kept(text: str) -> None:
    assert fold(text) == unicodedata.normalize("NFKC", text)


@given(st.text(st.characters(max_codepoint=0xFFFF, categories=["L", "N", "P", "Z", "S"])))
def test_folding_in_one_step_is_folding_step_by_step(text: str) -> None:
    normal = unicodedata.normalize("NFKC", text).lower().replace("ς", "σ").translate(simplified())

    assert fold(text) == "".join(normal.split())


def test_each_character_is_replaced_by_exactly_one() -> None:
    assert all(len(simple) == 1 for simple in simplified().values())


@given(ANY)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    once = fold(text)

    # Two letters that met when the space between them went out may combine only now; NFKC settles them.
    assert fold(once) == "".join(unicodedata.normalize("NFKC", once).split())


@given(ANY)
@example("a\u0334\u0301")
@example("ΑΣ")
@example("각")
def test_places_are_of_the_same_text_as_fold_gives(text: str) -> None:
    assert fold_with_places(text).text == fold(text)


@given(ANY)
def test_places_lie_in_the_original_in_order(text: str) -> None:
    folded = fold_with_places(text)

    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(ANY, st.data())
def test_what_stands_at_a_place_holds_what_was_found_there(text: str, data: st.DataObject) -> None:
    folded = fold_with_places(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))

    first, last = folded.original(start, end)

    assert folded.text[start:end] in fold(text[first:last])
