from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.characters import MENDED_BLANK, PAD
from readingroom.cleaning.damage import mend
from tests.cleaning.making import reading


def mended(text: str) -> str:
    return mend(reading(text))[0].text.replace(PAD, "").replace(MENDED_BLANK, " ")


def misread(text: str, encoding: str) -> str:
    """The text as a program shows it that took its UTF-8 for another encoding."""
    return text.encode("utf-8").decode(encoding)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("現(xiàn)代化建設(shè)，黨員帶頭學(xué)習(xí)", "現代化建設，黨員帶頭學習"),
        ("當(dāng)前，實（shí）踐和發(fā )展", "當前，實踐和發展"),
        ("務(wù)實，個(gè)個(gè)，會(huì)議，時(shí)間", "務實，個個，會議，時間"),
    ],
)
def test_readings_that_a_converter_left_behind_go(raw: str, text: str) -> None:
    assert mended(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        "“現(xiàn)”字從玉，本義是玉光。",
        "現(xiàn)代的建設(shè)",
        "亳(bó)州、歙(shè)县、盱(xū)眙(yí)，都办起了食堂。",
        "党员要认得：“处(chǔ)理”不是“到处(chù)”，“重(zhòng)要”不是“重(chóng)新”。",
        "設計（design）、學習（study）、實踐（practice）、發展（growth）",
    ],
)
def test_readings_that_an_author_gives_are_left_alone(text: str) -> None:
    assert mended(text) == text


def test_readings_without_marks_of_tone_go_where_they_are_many() -> None:
    rest = "基層黨組織領導機關團結帶動廣大黨員聯繫羣眾發揮戰鬥堡壘作用"

    assert mended("黨(dang)員(yuan)學(xue)習(xi)實(shi)踐(jian)" + rest) == "黨員學習實踐" + rest


@pytest.mark.parametrize(
    "text",
    [
        "黨(dang)員(yuan)學(xue)習(xi)實(shi)",
        "第二条(a)、第三条(a)、第四条(e)、第五条(a)、第六条(e)、第七条(a)项",
        "(a)抓班子(b)带队伍(c)促发展(d)强服务(e)管长远(f)见实效",
        "党建（PB）、网格（grid）、食堂（canteen）、支部（cell）、党员（member）、群众（people）",
    ],
)
def test_few_readings_and_letters_that_number_are_left_alone(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("&ldquo;办好食堂&rdquo;", "“办好食堂”"),
        ("党建&amp;amp;治理", "党建&治理"),
        ("党建&amp;mdash;治理", "党建—治理"),
        ("食堂&middot；账目", "食堂·账目"),
        ("食堂&#20859;老", "食堂养老"),
        ("食堂&nbsp;账目", "食堂 账目"),
    ],
)
def test_entities_become_what_they_stand_for(raw: str, text: str) -> None:
    assert mended(raw) == text


@pytest.mark.parametrize("text", ["AT&T公司", "党建&治理", "R&D;创新", "a&b", "&ldquo没有分号", "&copy;"])
def test_other_ampersands_are_left_alone(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("食堂的账目，，每月公开", "食堂的账目，每月公开"),
        ("食堂的账目, ,每月公开", "食堂的账目,每月公开"),
        ("食堂办好了。，大家都来", "食堂办好了。大家都来"),
        ("食堂办好了，。", "食堂办好了。"),
        ("他说：：好", "他说：好"),
        ("抓班子；；带队伍", "抓班子；带队伍"),
        ("食堂办好了。。", "食堂办好了。"),
        ("真好！，他说", "真好！他说"),
    ],
)
def test_a_mark_that_stands_twice_becomes_one(raw: str, text: str) -> None:
    assert mended(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        "食堂办好了。。。",
        "食堂办好了……",
        "真好！！",
        "真的吗？！",
        "他说：“好。”，大家都笑了。",
        "他说，“好，”大家都笑了。",
        "甲：；乙",
        "，，，",
    ],
)
def test_marks_that_may_follow_each_other_are_left_alone(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("text", ["“办好食堂”——他说", "食堂·账目…"])
def test_utf_8_that_was_read_as_windows_1252_is_read_again(text: str) -> None:
    assert mended(misread(text.replace("”", "“"), "cp1252")) == text.replace("”", "“")


def test_the_byte_that_windows_1252_does_not_have_was_a_closing_quote() -> None:
    assert mended("â€œ办好食堂â€") == "“办好食堂”"


@pytest.mark.parametrize("text", ["Ärger über den café", "âge", "ñandú", "第5°的坡"])
def test_letters_with_accents_are_left_alone(text: str) -> None:
    assert mended(text) == text


def test_utf_8_that_was_read_as_gb_18030_is_read_again() -> None:
    assert mended(misread("党建引领基层治理", "gb18030")) == "党建引领基层治理"


@pytest.mark.parametrize("text", ["党建引领基层治理", "銆銆", "锛屾", "价格为20€", "㈠抓班子"])
def test_characters_that_are_no_bytes_of_utf_8_are_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_lost_byte_that_shifted_the_ones_behind_it_is_put_back() -> None:
    shifted = "。基層黨".encode("gb18030")[1:]

    assert shifted.decode("gb18030", "replace") != "基層黨"
    assert mended("辦好食堂?" + ("；鶎狱h")) == "辦好食堂。基層黨"


@pytest.mark.parametrize("text", ["行不行？！大家说", "行不行?（笑）", "党员?《党章》", "怎么办？：先问群众"])
def test_question_marks_before_other_marks_are_left_alone(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(("raw", "text"), [("GCD员带头", "共产党员带头"), ("老ＧＣＤ员", "老共产党员")])
def test_words_written_around_a_filter_are_put_back(raw: str, text: str) -> None:
    assert mended(raw) == text


@pytest.mark.parametrize("text", ["最大公约数GCD是多少", "求两数的GCD", "老LGCD员", "GCD员A组", "“GCD员”"])
def test_the_same_letters_with_another_meaning_are_left_alone(text: str) -> None:
    assert mended(text) == text


def test_mended_lines_are_as_long_as_before_and_say_what_stood_there() -> None:
    page = reading("食堂&ldquo;办好&rdquo;了，，大家来")

    lines, damages = mend(page)

    assert [len(line.text) for line in lines.lines] == [len(line.text) for line in page.lines]
    assert {(one.start, one.before, one.after, one.rule) for one in damages.values()} == {
        (2, "&ldquo;", "“", "entity"),
        (11, "&rdquo;", "”", "entity"),
        (19, "，，", "，", "doubled_mark"),
    }
    assert all(damage.start <= place < damage.end for (_, place), damage in damages.items())


def test_a_line_of_which_nothing_would_be_left_stays() -> None:
    lines, damages = mend(reading("食堂\n&nbsp;\n账目"))

    assert lines.lines[1].text == "&nbsp;"
    assert not damages


def test_every_mended_place_is_an_edit_of_the_article() -> None:
    sentence = "社区把老年食堂办在家门口，党员轮流送餐上门，，八十岁以上的老人不出门也能吃上热饭。"

    article = clean(reading(f"办好社区食堂\n来源：清河日报\n{sentence}"))

    assert [(edit.before, edit.after, edit.rule) for edit in article.edits] == [("，，", "，", "doubled_mark")]
    assert any("已还原 1 处" in note for note in article.notes)
