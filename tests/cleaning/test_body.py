from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.body import is_broken_off, is_heading_like
from tests.cleaning.making import reading

PARAGRAPH = "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭。"


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("他说：“要把基", "层组织建得更强。”大家都赞成。"),
        ("2014年11月，区委书记来到", "东湖社区，同居民座谈。"),
        ("为解决好停车难问题，为让居民少跑腿，各级党组织", "发挥作用，把资源用到一线。"),
        ("党员干部要经常走到群众中间去，听一听，看一看，问一问，把大家的事", "放在心上。"),
        ("办好群众的事情", "，是最大的责任。"),
    ],
)
def test_a_sentence_that_breaks_off_goes_on_below(text: str, following: str) -> None:
    assert is_broken_off(text, following)


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("共产党就是给人民办事的", PARAGRAPH),
        ("树立鲜明导向", PARAGRAPH),
        ("立足群众需求，提升服务能力", PARAGRAPH),
        ("抓班子，带队伍，促发展", PARAGRAPH),
        ("一、提高认识，把握要求，压实各级党组织书记责任", PARAGRAPH),
        ("我们总能听到这样的故事：", PARAGRAPH),
        ("书记就此提出要求——", "“办好一件事，就是守住一份心。”"),
        ("“办好一件事，就是守住一份心。”", "“守住一份心，就是守住一座城。”"),
        (PARAGRAPH, PARAGRAPH),
    ],
)
def test_headings_and_finished_lines_are_not_joined(text: str, following: str) -> None:
    assert not is_broken_off(text, following)


@pytest.mark.parametrize("text", ["一、加强领导", "（二）压实责任，形成合力", "把好事办好"])
def test_short_lines_without_an_end_mark_are_headings(text: str) -> None:
    assert is_heading_like(text)


@pytest.mark.parametrize("text", ["把好事办好。", "他说：", PARAGRAPH])
def test_lines_with_an_end_mark_are_none(text: str) -> None:
    assert not is_heading_like(text)


def test_a_short_line_after_the_body_is_left_out_and_said() -> None:
    article = clean(reading(f"办好社区食堂\n来源：某某日报\n{PARAGRAPH}\n{PARAGRAPH}\n学习专栏"))

    assert [item.kind for item in article.items] == ["paragraph", "paragraph"]
    assert any("第 5 行" in reason for reason in article.review)


def test_text_that_stands_apart_is_kept_and_said() -> None:
    page = f"办好社区食堂\n来源：某某日报\n{PARAGRAPH * 3}\n相关推荐\n另一篇文章\n{PARAGRAPH * 2}\n{PARAGRAPH * 2}"

    article = clean(reading(page))

    assert len(article.items) == 3
    assert any("分成几处" in reason for reason in article.review)


def test_parallel_lead_sentences_in_their_own_lines_are_headings() -> None:
    page = f"办好社区食堂\n来源：某某日报\n立足居民需求，办好社区食堂。\n{PARAGRAPH}\n依靠党员力量，送好一日三餐。\n{PARAGRAPH}"

    assert [item.kind for item in clean(reading(page)).items] == ["heading", "paragraph"] * 2


def test_one_short_sentence_alone_is_a_paragraph() -> None:
    page = f"办好社区食堂\n来源：某某日报\n立足居民需求，办好社区食堂。\n{PARAGRAPH}\n{PARAGRAPH}"

    assert {item.kind for item in clean(reading(page)).items} == {"paragraph"}


def test_a_short_line_unlike_the_article_is_kept_and_said() -> None:
    article = clean(reading(f"办好社区食堂\n来源：某某日报\n{PARAGRAPH}\n春茶采摘忙\n{PARAGRAPH}"))

    assert [item.kind for item in article.items] == ["paragraph", "heading", "paragraph"]
    assert any("像小标题" in reason for reason in article.review)


@pytest.mark.parametrize(
    "line",
    ["办理贷款请拨打13900000000", "相关阅读：党员教育的几个问题", "图为老人在食堂。 甲某某 摄", "声明：本文为原创"],
)
def test_foreign_lines_within_the_body_become_no_headings(line: str) -> None:
    article = clean(reading(f"办好社区食堂\n来源：某某日报\n{PARAGRAPH}\n{line}\n{PARAGRAPH}"))

    assert [item.kind for item in article.items] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("heading", ["一、把食堂办在家门口", "把食堂办在家门口"])
def test_a_heading_right_below_the_source_line_is_no_title_and_not_lost(heading: str) -> None:
    article = clean(reading(f"办好社区食堂\n来源：某某日报\n{heading}\n{PARAGRAPH}\n二、把账目摆在明处\n{PARAGRAPH}"))

    assert article.fields["title"] == "办好社区食堂"
    assert [item.kind for item in article.items] == ["heading", "paragraph"] * 2


def test_short_sentences_open_and_close_a_body() -> None:
    article = clean(reading(f"办好社区食堂\n来源：某某日报\n春天来了。\n{PARAGRAPH}\n谢谢大家！"))

    assert [item.text for item in article.items] == ["春天来了。", PARAGRAPH, "谢谢大家！"]


def test_an_invisible_character_before_a_closing_quote_joins_nothing() -> None:
    quotes = (
        "“办好一件事，就是守住一份心，人心都是肉长的。\u200b”\n“守住一份心，就是守住一座城，城里住的是街坊。\u200b”"
    )

    article = clean(reading(f"办好社区食堂\n来源：某某日报\n{PARAGRAPH}\n{quotes}"))

    assert len(article.items) == 3


def kinds(*lines: str) -> list[str]:
    return [item.kind for item in clean(reading("\n".join(["办好社区食堂", "来源：某某日报", *lines]))).items]


def test_numbered_questions_with_answers_below_are_headings() -> None:
    assert kinds("1.食堂怎样办起来？", PARAGRAPH, "2.账目怎样公开？", PARAGRAPH) == ["heading", "paragraph"] * 2


@pytest.mark.parametrize(
    "lines",
    [
        ("1.食堂怎样办起来？", PARAGRAPH, PARAGRAPH),
        ("食堂怎样办起来？", PARAGRAPH, "账目怎样公开？", PARAGRAPH),
        (PARAGRAPH, "1.食堂怎样办起来？", "2.账目怎样公开？", "3.老人怎样吃饭？"),
    ],
)
def test_one_question_or_a_list_of_them_is_text(lines: tuple[str, ...]) -> None:
    assert set(kinds(*lines)) == {"paragraph"}


@pytest.mark.parametrize("end", ["食堂里的老人越来越多，大家都说这", "“大家都来吃", "第三，要把食堂的账目公"])
def test_a_sentence_cut_off_at_the_end_of_the_page_stays(end: str) -> None:
    article = clean(reading(f"办好社区食堂\n来源：某某日报\n{PARAGRAPH}\n{PARAGRAPH}\n{end}"))

    assert article.items[-1].text == end
    assert "本页在句中断开，没有结尾" in article.notes


@pytest.mark.parametrize(
    "cry",
    ["乡亲作证，支部点名，为这十六位社区老党员鼓掌！", "为社区食堂鼓掌！", "社区食堂，好样的！", "社区食堂怎么办？"],
)
def test_a_cry_above_the_text_may_be_the_title(cry: str) -> None:
    article = clean(reading(f"{cry}\n{PARAGRAPH}\n{PARAGRAPH}"))

    assert article.fields["title"] == cry
    assert len(article.items) == 2


def test_numbered_sentences_in_lines_of_their_own_are_headings() -> None:
    lines = ("一、立足居民需求，办好食堂。", PARAGRAPH, "二、依靠党员力量，送好三餐，让老人满意。", PARAGRAPH)

    assert kinds(*lines) == ["heading", "paragraph"] * 2


@pytest.mark.parametrize("line", ["● 抓好账目公开", "第三条 食堂每周一休息", "* 抓好账目公开", "A.北京", "B、账目公开"])
def test_an_entry_of_a_list_is_no_heading(line: str) -> None:
    assert not is_heading_like(line)


OTHER = "渡口边的小店收了十年的旧账本，新来的支书一页一页翻完，把欠着的情分挨家还上，字据贴在门口。"
THIRD = "秋后算账的那天下着小雨，老会计拨完最后一颗珠子，抬起头来说，今年食堂的账平了，大家可以回家了。"


def test_the_first_of_several_headings_in_brackets_opens_the_text() -> None:
    page = ["一枚公章的搬家", "来源：清河日报", "【背景】", PARAGRAPH + OTHER, "【做法】", THIRD]

    kinds = [(item.kind, item.text) for item in clean(reading("\n".join(page))).items]

    assert [text for kind, text in kinds if kind == "heading"] == ["【背景】", "【做法】"]


def test_headings_that_count_from_01_are_no_running_heads() -> None:
    page = [
        "一封没有寄出的申请书",
        "来源：清河日报",
        PARAGRAPH,
        "01｜食堂里的字",
        OTHER,
        "02｜老人都来了",
        THIRD,
    ]

    article = clean(reading("\n".join(page)))

    assert [item.text for item in article.items if item.kind == "heading"] == ["01｜食堂里的字", "02｜老人都来了"]
    assert article.review == ()


@pytest.mark.parametrize("advert", ["【更多总结请关注某某网】", "<b>"])
def test_a_sentence_that_was_cut_for_what_stood_in_it_is_whole_again(advert: str) -> None:
    at = PARAGRAPH.index("八十岁")

    article = clean(reading(f"办好社区食堂\n来源：某某日报\n{PARAGRAPH[:at]}{advert}{PARAGRAPH[at:]}\n{PARAGRAPH}"))

    assert [item.text for item in article.items] == [PARAGRAPH, PARAGRAPH]


def test_two_foreign_lines_within_a_body_do_not_end_it_and_three_do() -> None:
    advert = "办理贷款请拨打13900000000"

    assert kinds(PARAGRAPH, advert, advert.replace("13", "15"), PARAGRAPH) == ["paragraph"] * 2
    assert (
        kinds(PARAGRAPH, PARAGRAPH, *[f"{advert}{number}" for number in ("", " 转1", " 转2")], PARAGRAPH)
        == ["paragraph"] * 2
    )


def test_several_short_sentences_may_open_a_body() -> None:
    assert kinds("春天来了。", "花开了，人来了。", "食堂开门了。", PARAGRAPH) == ["paragraph"] * 4


SLOGANS = ("1.支部领着干 村村换新颜", "2.党员走在前 群众跟着干", "3.账目贴上墙 心里亮堂堂")


def test_numbered_lines_right_below_each_other_are_a_list_and_asked_about() -> None:
    article = clean(reading("\n".join(["标语入选作品", "来源：某某日报", PARAGRAPH, *SLOGANS, PARAGRAPH])))

    assert [item.kind for item in article.items] == ["paragraph"] * 5
    assert sum("没有句末标点" in reason for reason in article.review) == len(SLOGANS)


@pytest.mark.parametrize(
    "lines", [("一、主要做法", "（一）抓学习", "1.读原文"), ("一、主要做法", PARAGRAPH, "二、几点体会", PARAGRAPH)]
)
def test_headings_below_headings_of_another_kind_are_left_alone(lines: tuple[str, ...]) -> None:
    assert "heading" in kinds(*lines, PARAGRAPH)
    assert kinds(*lines, PARAGRAPH).count("heading") == sum(line != PARAGRAPH for line in lines)


@pytest.mark.parametrize(("edge", "count"), [("— 12 —", 1), ("春茶采摘忙", 3)])
def test_a_paragraph_goes_on_over_the_edge_of_a_page_and_over_nothing_else(edge: str, count: int) -> None:
    first, second = "食堂开了三年。账目月月公开，老人的名", "字都记在本子上，谁哪天没来，党员就上门去看一看。"

    article = clean(reading("\n".join(["办好食堂", "来源：某某日报", PARAGRAPH, first, edge, second])))

    assert len(article.items) == 1 + count


def test_a_letter_ends_with_its_two_words() -> None:
    text = "社区把老年食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，街坊都说这件事办到了心坎上。"

    article = clean(reading(f"给社区食堂的一封信\n2021-07-01\n{text}\n{text}\n此致\n敬礼！"))

    assert [(item.kind, item.text) for item in article.items[-2:]] == [("paragraph", "此致"), ("paragraph", "敬礼！")]
    assert article.review == ()
