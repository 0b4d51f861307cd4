from __future__ import annotations

import pytest

from readingroom.cleaning.sections import blurb, legal, section
from tests.cleaning.making import block, blocks

LONG = "街道党工委把每周三定为接待日，书记带头坐班，听取居民意见，当场能办的当场办，不能办的说明原因并限期答复。"


def fates(text: str) -> dict[int, str]:
    return {index: str(evidence.reason) for index, evidence in section(blocks(text))}


def test_everything_below_related_posts_belongs_to_them() -> None:
    assert fates(f"{LONG}\n相关推荐\n• 另一篇文章\n本文介绍了怎样写好总结,供大家参考…\n68") == dict.fromkeys(
        (1, 2, 3, 4), "related-links"
    )


def test_the_article_begins_again_where_long_sentences_follow_each_other() -> None:
    assert set(fates(f"相关阅读\n另一篇文章\n{LONG}\n{LONG}")) == {0, 1}


def test_one_long_sentence_among_related_posts_stays_one_of_them() -> None:
    assert set(fates(f"相关阅读\n另一篇文章\n{LONG}\n又一篇文章")) == {0, 1, 2, 3}


def test_a_disclaimer_ends_with_the_last_legal_line() -> None:
    found = fates(f"免责声明\n1、凡本网转载的作品，版权归原作者所有。\n2、请注意核实。\n{LONG}")

    assert found == dict.fromkeys((0, 1, 2), "disclaimer")


def test_the_next_opener_takes_over() -> None:
    assert fates("相关推荐\n另一篇文章\n版权声明\n本站内容如有侵权请联系删除。") == {
        0: "related-links",
        1: "related-links",
        2: "disclaimer",
        3: "disclaimer",
    }


@pytest.mark.parametrize("text", ["相关推荐工作要抓紧", "声明一出，群众拍手叫好。", "延伸阅读的距离，服务就在身边"])
def test_words_of_openers_within_a_line_open_nothing(text: str) -> None:
    assert fates(f"{text}\n{LONG}") == {}


@pytest.mark.parametrize(
    "text",
    [
        "版权声明:本文内容由互联网用户自发贡献,本站不承担相关法律责任。",
        "本网转载此文是为了传递更多信息，如涉及版权问题请联系删除。",
    ],
)
def test_lines_full_of_legal_words_are_disclaimers(text: str) -> None:
    assert legal(block(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "社区法律顾问为居民讲解著作权知识，受到欢迎。",
        "他们开设举报信箱，设立监督岗，" + LONG + "对违法违规行为，" + LONG,
    ],
)
def test_articles_on_law_are_left_alone(text: str) -> None:
    assert legal(block(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "下面是小编为大家整理的党课讲稿，供大家参考。",
        "优范文小编今天为大家精心整理了总结，希望对大家有所帮助，欢迎阅读。",
        "以下是范文，仅供参考。",
    ],
)
def test_what_a_site_says_of_a_text_is_a_blurb(text: str) -> None:
    assert blurb(block(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "以上是我的几点体会，仅供参考，希望能有所帮助。",
        "下面是几条建议，供大家参考。",
        "小编问老支书，食堂是怎么办起来的。",
        f"小编整理了食堂的做法，{LONG * 4}欢迎阅读。",
        "欢迎大家到社区来，希望对大家的工作有所帮助。",
    ],
)
def test_speakers_who_offer_their_thoughts_are_left_alone(text: str) -> None:
    assert blurb(block(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "要加强版权保护，打击侵权行为。",
        "对转载不注明出处、侵犯著作权的行为，要依法查处。",
        "本网记者在采访中了解到，多数转载没有注明来源。",
    ],
)
def test_sentences_on_copyright_and_the_press_are_left_alone(text: str) -> None:
    assert legal(block(text)) is None


@pytest.mark.parametrize(
    "text", ["本站部分内容为转载，版权归原作者所有。", "转载请注明出处。", "图文来自网络，如有侵权请联系本站删除。"]
)
def test_the_same_words_of_this_site_or_this_text_are_a_disclaimer(text: str) -> None:
    assert legal(block(text)) is not None


def test_a_speaker_who_calls_himself_an_editor_is_left_alone() -> None:
    assert blurb(block("以上是小编的一点体会，希望对大家有所帮助。")) is None
