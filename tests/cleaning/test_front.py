from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.fates import gather, weigh
from readingroom.cleaning.front import author_note, front_matter
from tests.cleaning.making import block, blocks, reading


@pytest.mark.parametrize(
    "text",
    [
        "〔摘要〕本文讨论社区治理。",
        "【关键词】基层治理；党建",
        "摘  要：本文",
        "编者按：近日，本报收到来信。",
        "同志们：",
    ],
)
def test_labelled_matter_before_the_body_is_front_matter(text: str) -> None:
    evidence = front_matter(block(text))

    assert evidence is not None
    assert evidence.front


@pytest.mark.parametrize("text", ["关键词是“服务”，服务的关键是人。", "摘要式的汇报要少一些", "同志们都说好。"])
def test_sentences_with_the_same_words_are_none(text: str) -> None:
    assert front_matter(block(text)) is None


def test_front_matter_stands_at_its_place_and_is_no_body() -> None:
    page = reading("怎样办好社区食堂\n〔摘要〕本文介绍做法。\n社区把食堂办在家门口，老人不出门也能吃上热饭。")

    article = clean(page)

    assert [item.kind for item in article.items] == ["front", "paragraph"]
    assert article.body_length == len("社区把食堂办在家门口，老人不出门也能吃上热饭。")


TEXT = "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭，大家都说好。"


def fronts(*lines: str) -> list[int]:
    """The lines that stay as front matter."""
    page = blocks("\n".join(lines))
    said = [weigh(one, evidence) for one, evidence in zip(page, gather(page), strict=True)]
    return [index for index, one in enumerate(said) if one and one.front]


@pytest.mark.parametrize(
    "text",
    [
        "[作者简介]张三(1981—),女,某某县委党校讲师。",
        "作者简介：张三，清河县委党校讲师。",
        "基金项目：某某研究课题（编号一）",
        "收稿日期：2021-07-01",
        "作者:张三,男,某某大学教授。",
    ],
)
def test_notes_on_the_author_are_metadata_however_long(text: str) -> None:
    evidence = author_note(block(text))

    assert evidence is not None
    assert evidence.reason == "metadata"
    assert evidence.overrides_length


def test_the_first_name_of_a_note_is_the_author() -> None:
    named, unnamed = author_note(block("作者简介：张三，讲师。")), author_note(block("作者简介：高兴，讲师。"))

    assert named is not None
    assert unnamed is not None
    assert [found.value for found in named.found] == ["张三"]
    assert unnamed.found == ()


@pytest.mark.parametrize(
    "text",
    [
        "作者简介写得很短。",
        "基金会的人来了。",
        "作者是老支书张三，男，六十岁。",
        "收稿日期已经过了。",
        "通讯作者们都来了",
    ],
)
def test_sentences_on_authors_are_no_notes(text: str) -> None:
    assert author_note(block(text)) is None


def test_what_stands_below_a_label_of_its_own_line_is_front_matter() -> None:
    assert fronts("办好社区食堂的做法", "来源：清河日报", "〔摘要〕", TEXT, TEXT) == [2, 3]


def test_credits_below_a_label_stay_credits() -> None:
    assert fronts("办好社区食堂的做法", "摘要", "来源：清河日报", TEXT) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "各党支部：",
        "全市各级党组织、广大党员同志们：",
        "尊敬的各位来宾，朋友们！",
        "清委发〔2021〕5号",
        "（清组通[2021]12号）",
    ],
)
def test_to_whom_a_letter_is_written_is_front_matter(line: str) -> None:
    assert fronts("办好社区食堂的做法", "来源：清河日报", line, TEXT) == [2]


@pytest.mark.parametrize(
    "line",
    [
        "社区各党支部：抓班子，带队伍，促发展",
        "党员干部：走在前",
        "各支部要做到下面几条：",
        "根据清委发〔2021〕5号文件",
        "把食堂办好！",
        "社区怎么办：",
    ],
)
def test_other_lines_that_end_alike_are_left_alone(line: str) -> None:
    assert fronts("办好社区食堂的做法", "来源：清河日报", line, TEXT) == []


def test_an_address_within_the_text_is_left_alone() -> None:
    assert fronts("办好社区食堂的做法", "来源：清河日报", TEXT, "各党支部：", TEXT) == []


@pytest.mark.parametrize("line", ["党建引领；基层治理；社区", "党建引领; 基层治理; 社区;"])
def test_keywords_without_a_label_are_front_matter_with_the_abstract_above(line: str) -> None:
    assert fronts("办好社区食堂的做法", "来源：清河日报", TEXT, line, TEXT) == [2, 3]


@pytest.mark.parametrize("line", ["抓班子；带队伍", "抓班子；带队伍；促发展，见实效", "抓班子；带队伍；促发展。"])
def test_other_lists_are_no_keywords(line: str) -> None:
    assert fronts("办好社区食堂的做法", "来源：清河日报", TEXT, line, TEXT) == []


def test_keywords_below_the_article_are_left_alone() -> None:
    assert fronts("办好社区食堂的做法", "来源：清河日报", TEXT, TEXT, "党建引领；基层治理；社区") == []


def test_four_paragraphs_above_keywords_are_the_article() -> None:
    assert fronts("办好社区食堂的做法", TEXT, TEXT, TEXT, TEXT, "关键词：食堂；老人", TEXT) == [5]


def test_an_english_abstract_is_front_matter() -> None:
    english = "This paper describes how a neighbourhood runs a canteen for its older residents."

    assert fronts("办好社区食堂的做法", "来源：清河日报", english, "Key words: canteen; residents", TEXT) == [2, 3]


@pytest.mark.parametrize("line", ["canteen.jpg", "A B C D E F", "PDF"])
def test_a_few_letters_are_none(line: str) -> None:
    assert fronts("办好社区食堂的做法", "来源：清河日报", line, TEXT) == []


def test_a_buttons_letters_beside_an_english_abstract_are_none_of_it() -> None:
    english = "This paper describes how a neighbourhood runs a canteen for its older residents."

    assert fronts("办好社区食堂的做法", "来源：清河日报", english, "PDF", TEXT) == [2]


def test_three_paragraphs_above_keywords_may_be_an_abstract() -> None:
    assert fronts("办好社区食堂的做法", TEXT, TEXT, TEXT, "关键词：食堂；老人", TEXT) == [1, 2, 3, 4]


def test_a_note_may_be_called_an_before_a_colon_only() -> None:
    assert front_matter(block("按：食堂办得好。")) is not None
    assert front_matter(block("按要求办好食堂。")) is None
