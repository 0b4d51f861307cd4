from __future__ import annotations

import pytest

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.cutting import cut_lines
from tests.cleaning.making import blocks

SENTENCE = "社区把老年食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭。"


def parts(*lines: str) -> list[str]:
    return [one.text for one in cut_lines(blocks("\n".join(lines)))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{SENTENCE}（记者 张三）", [SENTENCE, "（记者 张三）"]),
        (f"{SENTENCE}（本报记者 张三 通讯员 李四）", [SENTENCE, "（本报记者 张三 通讯员 李四）"]),
        (f"{SENTENCE}【作者：张三】", [SENTENCE, "【作者：张三】"]),
        (f"{SENTENCE}(张三)", [SENTENCE, "(张三)"]),
        (f"{SENTENCE}（张三 清河县委组织部）", [SENTENCE, "（张三 清河县委组织部）"]),
        (f"{SENTENCE} 本报记者 张三", [SENTENCE, "本报记者 张三"]),
        (f"{SENTENCE}责任编辑：张三", [SENTENCE, "责任编辑：张三"]),
        (f"他说：“{SENTENCE}”（记者 张三）", [f"他说：“{SENTENCE}”", "（记者 张三）"]),
    ],
)
def test_credits_behind_the_last_sentence_are_cut_off(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    "behind",
    [
        "（高兴）",
        "（石头）",
        "（完）",
        "（未完待续）",
        "（据统计）",
        "（2021年）",
        "（下同）",
        "大家都说好",
        "王某某",
        "张三 李四",
        "（张三 食堂办得好 大家都来看看）",
        "党员 高兴",
        "（清河县委组织部）",
        "（见《党章》第三条）",
        "（张三带头）",
    ],
)
def test_what_else_stands_behind_a_sentence_is_left_alone(behind: str) -> None:
    assert parts(SENTENCE + behind) == [SENTENCE + behind]


def test_credits_behind_half_a_sentence_are_left_alone() -> None:
    line = SENTENCE.removesuffix("。") + "（记者 张三）"

    assert parts(line) == [line]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("食堂<b>办</b>好了。", ["食堂", "<b>", "办", "</b>", "好了。"]),
        ("食堂办好了。【更多总结请关注某某网】账目公开。", ["食堂办好了。", "【更多总结请关注某某网】", "账目公开。"]),
        ("食堂办好了||||||||", ["食堂办好了", "||||||||"]),
    ],
)
def test_what_never_is_an_authors_is_cut_out_wherever_it_stands(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "党建|治理|服务，三件事一起抓。",
        "如（图1）所示，食堂越办越好。",
        "账目见（表1）的说明。",
        "【推荐理由】老支书为人正派。",
        "【关注民生】把食堂办好。",
        "【查看账目】每月公开一次。",
        "（更多的老人请进食堂来）",
        "（本文来自基层一线的调研）",
        "（VIP病房改成了普通病房）",
        "5 < 6，7 > 3。",
        "<食堂>办好了",
    ],
)
def test_brackets_and_bars_of_the_author_are_left_alone(line: str) -> None:
    assert parts(line) == [line]


TITLE = "东湖社区办好老年食堂的几点做法和体会"


def test_a_title_that_the_text_begins_with_once_more_is_cut_off() -> None:
    assert parts(TITLE, "来源：清河日报", f"{TITLE} {SENTENCE}")[2:] == [TITLE, SENTENCE]


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE}以来，累计送餐三万份，街坊邻里都说好，别的社区也照着办了起来。",
        f"{TITLE}的文章登出来以后，来学的人很多，社区专门排了班，一天接待一批，一批看一天。",
        f"{TITLE}是怎样来的，要从三年前的一次居民会议讲起，那一次会上大家吵成了一片。",
        f"{TITLE}，说的是三年前的事，那一年社区里的老人吃饭难，党员就凑钱买了一口锅。",
        f"《{TITLE}》登出来以后，来学的人很多。",
        f"{TITLE}好不好",
    ],
)
def test_a_sentence_that_begins_with_the_titles_words_is_not_cut(line: str) -> None:
    assert parts(TITLE, "来源：清河日报", line)[2:] == [line]


def test_a_short_title_is_no_reason_to_cut() -> None:
    assert parts("办好社区食堂", "来源：清河日报", "办好社区食堂" + SENTENCE)[2:] == ["办好社区食堂" + SENTENCE]


def test_credits_that_lost_their_line_end_are_cut_out_before_the_text() -> None:
    line = f"通讯员张三 本报记者李四 本报讯 {SENTENCE}"

    assert parts(line) == ["通讯员张三 本报记者李四", f"本报讯 {SENTENCE}"]


@pytest.mark.parametrize("line", [f"记者来到食堂，本报讯里写的就是这里。{SENTENCE}", f"通讯员队伍写的本报讯{SENTENCE}"])
def test_a_sentence_on_reporters_is_not_cut(line: str) -> None:
    assert parts(line) == [line]


def test_a_path_before_credits_is_cut_off() -> None:
    line = "您当前的位置：清河网>>新闻中心来源：清河日报 时间：2021-07-01"

    assert parts(line) == ["您当前的位置：清河网>>新闻中心", "来源：清河日报 时间：2021-07-01"]


def test_a_place_of_work_before_a_source_in_a_sentence_is_left_alone() -> None:
    line = "把位置摆正，弄清钱的来源，食堂才办得长久。"

    assert parts(line) == [line]


def test_the_same_words_behind_three_paragraphs_are_a_watermark() -> None:
    lines = [f"{text}清河文秘网" for text in ("食堂办好了。", "账目公开了。", "老人高兴了。")]

    assert parts(*lines) == ["食堂办好了。", "清河文秘网", "账目公开了。", "清河文秘网", "老人高兴了。", "清河文秘网"]


def test_the_same_words_behind_two_paragraphs_are_none() -> None:
    lines = [f"{text}大家都说好" for text in ("食堂办好了。", "账目公开了。")]

    assert parts(*lines) == lines


def test_a_sites_name_before_three_paragraphs_is_cut_off() -> None:
    starts = "清河文秘网_写作门户网站 "
    texts = ["一、抓好食堂的账目公开工作。", "二、抓好食堂的人员培训工作。", "三、抓好食堂的饭菜质量工作。"]

    assert parts(*(starts + text for text in texts)) == [part for text in texts for part in (starts.strip(), text)]


def test_a_refrain_before_three_paragraphs_is_left_alone() -> None:
    lines = [f"支部建在网格上，服务送到家门口，{text}" for text in ("食堂办好了。", "账目公开了。", "老人高兴了。")]

    assert parts(*lines) == lines


def test_no_character_is_lost_but_blanks() -> None:
    page = blocks(f"{TITLE}\n通讯员张三 本报记者李四 本报讯 {SENTENCE}（记者 张三）\n{TITLE}{SENTENCE}<b>好</b>")

    cut = cut_lines(page)

    assert _letters(cut) == _letters(page)
    assert all(span.text == page[span.line - 1].text[span.start : span.end] for one in cut for span in one.spans)


def _letters(page: list[Block]) -> str:
    return "".join(one.text for one in page).replace(" ", "")


def test_a_line_of_code_is_not_cut_into_more_pieces_than_can_be_looked_at() -> None:
    code = "<a>" * 6_000

    assert parts(f"<p>{SENTENCE}</p>", code, f"<p>{SENTENCE}</p>") == [
        "<p>",
        SENTENCE,
        "</p>",
        code,
        "<p>",
        SENTENCE,
        "</p>",
    ]
