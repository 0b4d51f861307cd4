"""What holds for every page, tried on pages that nobody wrote and on look-alike pages that were tampered with."""

from __future__ import annotations

import random
import re
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readingroom import intake
from readingroom.cleaning import clean, fates
from readingroom.cleaning.anchors import make_anchor
from readingroom.cleaning.chain import read_blocks
from readingroom.cleaning.typesetting import mended_marks
from readingroom.cleaning.words import load as load_words
from readingroom.records import CleanArticle, Decision, Line, Reading
from tests.cleaning.accounting import rebuild, unaccounted
from tests.lookalikes.pages import SETS, Page, load
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
    "2024-07-09 06:44张三李四",
    "本报记者 张三 通讯员 李四",
    "清 风 月 刊   2018 年 第 9 期",
    "《 清河日报 》( 2022年02月16日 05 版)",
    "□ 张三",
    "青石区委组织部",
    "〔关键词〕基层治理;党建引领",
    "各位同志：",
    "图为居民在讨论停车方案。 甲某某 摄",
    "[作者简介]张三(1981—),女,青石县委党校讲师。",
    "王经理 139 0000 0000 (微信同号)",
    "彩票app下载_真人娱乐城_注册送彩金_棋牌游戏",
    "姓名|职务|电话||||",
    "把服务做到群众心坎上",
    "——关于社区食堂的几点思考",
)
DAMAGED = (
    "基層黨組織現(xiàn)代化建設(shè)，開創(chuàng)新局面。",
    "&ldquo;办好一件事&rdquo;，&nbsp;就是守住一份心。",
    "â€œ一站式â€服务，，方便群众。。",
    "社区干部（图1）每周到居民家里坐一坐<br/>，听听有什么难处。",
    "有的党员说，GCD员就要走在前面[1]。",
    "街道把党支部建在网格上。".encode().decode("gb18030", "ignore"),
)
TRICKY = (
    "党建\ufdd0&现(xiàn)，，记者网报,;:?!()（）“”《》[]|>/.·…— \t\r　\u00a0\u200b0123abAB〇年月日版期第页来源作者\n\n\n"
)

pages = st.lists(st.sampled_from([*SENTENCES, *NOISE, *DAMAGED, ""]), max_size=30).map("\n".join)
FEW = 25
"""Examples where each one cleans whole pages."""


@cache
def shape_of(seed: str) -> list[tuple[str, str]]:
    """What becomes of the seed when nothing is done to it."""
    return shape(clean(seed_reading(seed)))


lookalikes = st.sampled_from(load("development"))
scraps = st.text(st.sampled_from(TRICKY) | st.characters(codec="utf-8", exclude_characters="\0"), max_size=400)


def read(text: str) -> Reading:
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
    return Reading(lines, "text", "utf-8", "plain-1")


def text_of(article: CleanArticle) -> str:
    return "".join(item.text for item in article.items).replace(" ", "")


def shape(article: CleanArticle) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in article.items]


@st.composite
def tampered(draw: st.DrawFn) -> str:
    """A look-alike page with lines taken out, doubled, glued to the next, moved, damaged, or with scraps in them."""
    lines = draw(lookalikes).raw.split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(["out", "double", "glue", "move", "noise", "scrap", "break"]))
        line = lines[at]
        place = draw(st.integers(0, len(line)))
        changed = {
            "out": [],
            "double": [line, line],
            "glue": [line + "".join(lines[at + 1 : at + 2])],
            "move": [*lines[at + 1 : at + 2], line],
            "noise": [line, draw(st.sampled_from((*NOISE, *DAMAGED)))],
            "scrap": [line[:place] + draw(st.text(st.sampled_from(TRICKY), max_size=8)) + line[place:]],
            "break": [line[:place], line[place:]],
        }[what]
        lines[at : at + 1 + (what in ("glue", "move"))] = changed
        lines = lines or [""]
    return "\n".join(lines)


@settings(max_examples=2 * FEW)
@given(pages | scraps | tampered())
def test_every_character_has_exactly_one_fate(text: str) -> None:
    reading = read(text)

    assert unaccounted(reading, clean(reading)) == []


@settings(max_examples=2 * FEW)
@given(pages | scraps | tampered())
def test_items_can_be_made_again_from_the_raw_text_and_the_edits(text: str) -> None:
    reading = read(text)

    article = clean(reading)

    assert rebuild(reading, article) == [item.text for item in article.items]


@settings(max_examples=2 * FEW)
@given(pages | scraps | tampered())
def test_cleaning_is_deterministic(text: str) -> None:
    assert clean(read(text)) == clean(read(text))


@settings(max_examples=FEW)
@given(lookalikes, st.randoms(use_true_random=False))
def test_what_a_rule_says_does_not_depend_on_the_rules_before_it(one: Page, chance: random.Random) -> None:
    _, blocks, _ = read_blocks(one.reading)
    shuffled = tuple(chance.sample(fates.RULES, len(fates.RULES)))

    with patch.object(fates, "BY_PLACE", ()):
        expected = fates.gather(blocks)
        with patch.object(fates, "RULES", shuffled):
            said = fates.gather(blocks)

    assert [set(one) for one in said] == [set(one) for one in expected]


@given(pages)
def test_line_ends_trailing_blanks_and_invisible_characters_mean_nothing(text: str) -> None:
    expected = shape(clean(read(text)))

    assert shape(clean(read(text.replace("\n", "\r\n")))) == expected
    assert shape(clean(read(text.replace("\n", "  \n")))) == expected
    assert shape(clean(read(text.replace("\n", "\u200b\n")))) == expected
    assert shape(clean(read(text.replace("\n\n", "\n\n\n")))) == expected


@settings(max_examples=FEW)
@given(lookalikes)
def test_on_look_alike_pages_line_ends_and_invisible_characters_mean_nothing(one: Page) -> None:
    expected = shape(clean(read(one.raw)))

    assert shape(clean(read(one.raw.replace("\n", "\r\n")))) == expected
    assert shape(clean(read(one.raw.replace("\n", "  \n")))) == expected
    assert shape(clean(read(f"\ufeff{one.raw}".replace("\n", "\u200b\n")))) == expected
    assert shape(clean(read(one.raw.replace("\n\n", "\n\n\n")))) == expected


@given(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=12))
def test_blank_lines_between_whole_paragraphs_mean_nothing(sentences: list[str]) -> None:
    together, apart, far_apart = (shape(clean(read(mark.join(sentences)))) for mark in ("\n", "\n\n", "\n\n\n\n"))

    assert together == apart == far_apart


@settings(max_examples=FEW)
@given(st.sampled_from(IDS))
def test_cleaning_a_clean_article_changes_nothing(seed: str) -> None:
    article = clean(seed_reading(seed))
    text = "\n\n".join([*filter(None, [article.fields["title"]]), *(item.text for item in article.items)])

    again = clean(read(text))

    assert shape(again) == shape(article)
    assert again.edits == ()
    assert {line.number for line in again.ledger if line.fate == "removed"} == set()


UNCHANGED = 0.95
"""Of the look-alike articles that nobody has to look at; the others lose a heading's place with the lines around it."""


def test_cleaning_a_clean_look_alike_article_changes_nothing() -> None:
    changed = []
    for page in (page for folder in SETS for page in load(folder)):
        article = clean(page.reading)
        title = article.fields["title"]
        if article.review or not title or any(item.kind == "front" for item in article.items):
            continue
        again = clean(read("\n\n".join([title, *(item.text for item in article.items)])))
        assert again.edits == ()
        changed.append(shape(again) != shape(article))

    assert changed.count(True) <= (1 - UNCHANGED) * len(changed)


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
    # Rows that end where sentences do are the entries of a table.
    assume(all(2 * sum(row.endswith(("。", "。”")) for row in column) <= len(column) for column in (lefts, rights)))
    page = [f"{one}{' ' * (width - len(one) + gutter)}{other}" for one, other in zip(lefts, rights, strict=True)]
    text = "".join(row + ("\n\n" if at % blank_every == 0 else "\n") for at, row in enumerate(page))

    article = clean(read(text))

    expected = clean(read("".join(lefts + rights) + "\n"))
    assert text_of(article) == text_of(expected)


@settings(max_examples=FEW)
@given(st.sampled_from(("003", "002", "004")), st.sampled_from(NOISE[1:6]), st.booleans())
def test_noise_before_or_after_a_page_never_changes_its_items(seed: str, noise: str, before: bool) -> None:
    text = seed_reading(seed).text

    assert shape(clean(read(f"{noise}\n\n{text}" if before else f"{text}\n\n{noise}"))) == shape_of(seed)


WORD_FILES = [entry["line"] for entry in load_words("furniture")["pattern"]]


@pytest.mark.parametrize("noise", WORD_FILES)
@pytest.mark.parametrize("seed", ["002", "003"])
def test_noise_of_the_word_files_below_a_page_never_changes_its_items(seed: str, noise: str) -> None:
    text = seed_reading(seed).text

    assert shape(clean(read(f"{text}\n\n{noise}"))) == shape_of(seed)
    assert shape(clean(read(f"{text}\n\n{noise}\n\n{noise}"))) == shape_of(seed)


@settings(max_examples=FEW)
@given(lookalikes, st.sampled_from(["王经理 139 0000 1234", "李老师：13900001234", "张主任 0371-90001234"]), st.data())
def test_no_field_holds_what_stands_in_a_line_of_contacts(one: Page, contact: str, data: st.DataObject) -> None:
    lines = one.raw.split("\n")
    lines.insert(data.draw(st.integers(0, len(lines))), contact)

    article = clean(read("\n".join(lines)))

    assert not any("1234" in value or contact[:3] in value for value in article.fields.values() if value)


@settings(max_examples=FEW)
@given(st.lists(st.sampled_from(DAMAGED + SENTENCES), min_size=4, max_size=8), st.data())
def test_whatever_is_decided_in_mended_places_items_are_made_again_from_the_raw_text(
    lines: list[str], data: st.DataObject
) -> None:
    reading = read("\n".join(lines))
    made = []
    for _ in range(data.draw(st.integers(1, 4))):
        line = data.draw(st.integers(1, len(lines)))
        start = data.draw(st.integers(0, len(lines[line - 1])))
        end = data.draw(st.integers(start, len(lines[line - 1])))
        kind, value = data.draw(
            st.sampled_from([("keep", "paragraph"), ("remove", "duplicate"), ("split", None), ("join", None)])
        )
        made.append(Decision(kind, make_anchor(reading, line, start, end), value))

    article = clean(reading, made)

    assert unaccounted(reading, article) == []
    assert rebuild(reading, article) == [item.text for item in article.items]


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


@settings(max_examples=FEW)
@given(st.sampled_from(("001", "003")), st.data())
def test_a_paragraph_broken_in_an_open_quotation_is_joined_again(seed: str, data: st.DataObject) -> None:
    text = seed_reading(seed).text
    inner = [match.start() + 3 for match in re.finditer("“[^”\n]{6,}”", text)]
    if not inner:
        return
    at = data.draw(st.sampled_from(inner))

    assert shape(clean(read(f"{text[:at]}\n\n{text[at:]}"))) == shape_of(seed)


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


@settings(max_examples=2 * FEW)
@given(decisions())
def test_whatever_is_decided_every_character_keeps_one_fate_and_nothing_is_dropped(made: list[Decision]) -> None:
    reading = seed_reading("003")

    article = clean(reading, made)

    assert unaccounted(reading, article) == []
    assert rebuild(reading, article) == [item.text for item in article.items]
    assert len(article.review) >= len(article.lost_decisions)
    assert clean(reading, made) == article


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\0",
        "\x1b[0m\x7f\x85\u2028",
        "\u2069\n\ufdd0",
        "\ud800党建",
        "网" * 200,
        "\0" * 100_000,
        "党" * 300_000,
    ],
    ids=["empty", "blank", "nul", "controls", "noncharacter", "surrogate", "owners", "many nul", "one line of 1 MB"],
)
def test_no_input_raises(text: str) -> None:
    reading = read(text)

    assert unaccounted(reading, clean(reading)) == []
