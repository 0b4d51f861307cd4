"""What holds for every page, tried on pages that nobody wrote."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from readingroom import intake
from readingroom.cleaning import clean
from readingroom.cleaning.anchors import make_anchor
from readingroom.cleaning.typesetting import mended_marks
from readingroom.records import CleanArticle, Decision, Line, Reading
from tests.cleaning.accounting import rebuild, unaccounted
from tests.seeds import IDS, seed_bytes, seed_reading

SENTENCES = (
    "街道把党支部建在网格上，让组织跟着需要走。",
    "社区干部每周到居民家里坐一坐，听听有什么难处。",
    "去年以来，全区培训村（社区）干部1200人次,效果明显。",
    "“办好一件事，就是守住一份心。”老书记常这样说。",
    "党群服务中心从早上8:30开到晚上9:00，节假日也不关门。",
)
NOISE = (
    "相关推荐",
    "来源：某某日报",
    "首页 > 党建 > 正文",
    "上一篇：关于开会的通知",
    "分享到：",
    "(12)",
    "15",
    "版权声明：本站内容转载自网络，如有侵权请联系本站删除。",
    "2021-07-01 09:30",
    "一、加强领导",
    "精装 | 2012年 | 南北向",
)
TRICKY = "党建,;:?!()（）“”《》[]|>/.·…— \t\r　\u00a0\u200b0123abAB〇年月日版期第页来源作者\n\n\n"

pages = st.lists(st.sampled_from([*SENTENCES, *NOISE, ""]), max_size=30).map("\n".join)
scraps = st.text(st.sampled_from(TRICKY) | st.characters(codec="utf-8", exclude_characters="\0"), max_size=400)


def read(text: str) -> Reading:
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
    return Reading(lines, "text", "utf-8", "plain-1")


def text_of(article: CleanArticle) -> str:
    return "".join(item.text for item in article.items).replace(" ", "")


def shape(article: CleanArticle) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in article.items]


@given(pages | scraps)
def test_every_character_has_exactly_one_fate(text: str) -> None:
    reading = read(text)

    assert unaccounted(reading, clean(reading)) == []


@given(pages | scraps)
def test_items_can_be_made_again_from_the_raw_text_and_the_edits(text: str) -> None:
    reading = read(text)

    article = clean(reading)

    assert rebuild(reading, article) == [item.text for item in article.items]


@given(pages | scraps)
def test_cleaning_is_deterministic(text: str) -> None:
    assert clean(read(text)) == clean(read(text))


@given(pages)
def test_line_ends_trailing_blanks_and_invisible_characters_mean_nothing(text: str) -> None:
    expected = shape(clean(read(text)))

    assert shape(clean(read(text.replace("\n", "\r\n")))) == expected
    assert shape(clean(read(text.replace("\n", "  \n")))) == expected
    assert shape(clean(read(text.replace("\n", "\u200b\n")))) == expected
    assert shape(clean(read(text.replace("\n\n", "\n\n\n")))) == expected


@given(st.sampled_from(IDS))
def test_cleaning_a_clean_article_changes_nothing(seed: str) -> None:
    article = clean(seed_reading(seed))
    text = "\n\n".join([*filter(None, [article.fields["title"]]), *(item.text for item in article.items)])

    again = clean(read(text))

    assert shape(again) == shape(article)
    assert again.edits == ()
    assert {line.number for line in again.ledger if line.fate == "removed"} == set()


@given(st.text(st.sampled_from("党建好ab12,;:?!()“”。 .、"), max_size=60))
def test_mending_marks_is_idempotent_and_keeps_the_length(text: str) -> None:
    mended = list(text)
    for at, mark in mended_marks(text).items():
        assert text[at] in ",;:?!()"
        mended[at] = mark

    assert mended_marks("".join(mended)) == {}


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_text_without_chinese_keeps_its_marks(text: str) -> None:
    assert mended_marks(text) == {}


@given(
    left=st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=8),
    right=st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=8),
    width=st.integers(12, 24),
    gutter=st.integers(4, 12),
    blank_every=st.integers(2, 9),
)
def test_two_columns_give_the_left_one_and_then_the_right_one(
    left: list[str], right: list[str], width: int, gutter: int, blank_every: int
) -> None:
    def rows(sentences: list[str]) -> list[str]:
        text = "".join(sentences)
        return [text[at : at + width] for at in range(0, len(text), width)]

    height = max(8, len(rows(left)))
    lefts = (rows(left) + rows(left))[:height] if len(rows(left)) < height else rows(left)
    rights = (rows(right) * 4)[: len(lefts)]
    page = [f"{one}{' ' * (width - len(one) + gutter)}{other}" for one, other in zip(lefts, rights, strict=True)]
    text = "".join(row + ("\n\n" if at % blank_every == 0 else "\n") for at, row in enumerate(page))

    article = clean(read(text))

    expected = clean(read("".join(lefts + rights) + "\n"))
    # A row that ends in mid-number gets a space, as between any two numbers; the order is what counts here.
    assert text_of(article) == text_of(expected)


@given(st.sampled_from(("003", "002", "004")), st.sampled_from(NOISE[1:6]), st.booleans())
def test_noise_before_or_after_a_page_never_changes_its_items(seed: str, noise: str, before: bool) -> None:
    text = seed_reading(seed).text
    expected = shape(clean(seed_reading(seed)))

    assert shape(clean(read(f"{noise}\n\n{text}" if before else f"{text}\n\n{noise}"))) == expected


@given(st.sampled_from(IDS), st.sampled_from(["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"]))
def test_the_encoding_of_a_page_means_nothing(seed: str, encoding: str) -> None:
    data = seed_bytes(seed).decode("utf-8").encode(encoding)

    assert intake.read(data, name="x").text == seed_reading(seed).text


@given(scraps)
def test_nothing_appears_that_the_page_does_not_hold(text: str) -> None:
    article = clean(read(text))

    added = "".join(edit.after for edit in article.edits)
    foreign = set("".join(item.text for item in article.items)) - set(text) - set(added)
    assert foreign == set()


@given(st.sampled_from(("001", "003")), st.data())
def test_a_paragraph_broken_in_an_open_quotation_is_joined_again(seed: str, data: st.DataObject) -> None:
    text = seed_reading(seed).text
    inner = [match.start() + 3 for match in re.finditer("“[^”\n]{6,}”", text)]
    if not inner:
        return
    at = data.draw(st.sampled_from(inner))

    assert shape(clean(read(f"{text[:at]}\n\n{text[at:]}"))) == shape(clean(read(text)))


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    """Whatever curators may do to seed 003, in any order and over each other's places."""
    reading = seed_reading("003")
    made = []
    for _ in range(draw(st.integers(1, 5))):
        line = draw(st.sampled_from([1, 3, 5, 7, 9, 11, 13]))
        start = draw(st.integers(0, min(60, len(reading.lines[line - 1].text) - 1)))
        end = draw(st.integers(start, min(start + 40, len(reading.lines[line - 1].text))))
        kind, value = draw(
            st.sampled_from(
                [
                    ("keep", "paragraph"),
                    ("keep", "title"),
                    ("remove", "duplicate"),
                    ("split", None),
                    ("join", None),
                    ("kind", "heading"),
                    ("text", "改过"),
                    ("text", ""),
                ]
            )
        )
        made.append(Decision(kind, make_anchor(reading, line, start, end), value))
    return made


@given(decisions())
def test_whatever_is_decided_every_character_keeps_one_fate_and_nothing_is_dropped(made: list[Decision]) -> None:
    reading = seed_reading("003")

    article = clean(reading, made)

    assert unaccounted(reading, article) == []
    assert rebuild(reading, article) == [item.text for item in article.items]
    assert len(article.review) >= len(article.lost_decisions)
    assert clean(reading, made) == article
