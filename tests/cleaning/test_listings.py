from __future__ import annotations

import pytest

from readingroom.cleaning.listings import call, contact, injected, listing
from tests.cleaning.making import block, blocks


def test_lines_with_units_and_the_names_between_them_are_a_listing() -> None:
    page = blocks("精选房源\n某某花园\n户型：3室2厅 楼层：中层\n总价：80万元\n☎ 13900000000 编号1")

    assert [index for index, _ in listing(page)] == [0, 1, 2, 3, 4]


def test_a_line_before_the_first_telling_one_is_not_drawn_in() -> None:
    page = blocks("学习贯彻某次会议精神\n精选房源\n总价：80万元\n扫码看房源")

    assert [index for index, _ in listing(page)] == [1, 2, 3]


def test_a_sentence_ends_a_listing() -> None:
    page = blocks("精装 | 2012年\n总价：80万元\n社区为租户建了临时党支部。\n特价房源\n商铺出租\n房屋出售")

    assert [index for index, _ in listing(page)] == [3, 4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "改造老旧小区\n建筑面积12万平米\n惠及群众三千户",
        "会议要求，扩大住房保障，装修补贴到人。\n优惠政策要落地。\n转让手续要简化。",
    ],
)
def test_few_such_words_or_sentences_with_them_are_no_listing(text: str) -> None:
    assert list(listing(blocks(text))) == []


@pytest.mark.parametrize("text", ["王经理 139 0000 0000 (微信同号)", "某某省某某市中山路新时代广场5楼27号"])
def test_people_with_phones_and_street_addresses_are_contacts(text: str) -> None:
    assert contact(block(text)) is not None


@pytest.mark.parametrize("text", ["拨打12345，一个电话管到底。", "某某市中山路街道党工委", "党员王某某在电话那头说"])
def test_other_lines_with_phones_and_streets_are_none(text: str) -> None:
    assert contact(block(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "办理贷款请拨打13900000000",
        "[广告]秋冬女装低价出清",
        "限时抢购 点击查看",
        "扫码关注公众号",
        "微信搜索“红色驿站”",
    ],
)
def test_a_short_line_that_calls_upon_the_reader_is_an_advertisement(text: str) -> None:
    assert call(block(text)) is not None


@pytest.mark.parametrize(
    "text", ["居民扫码就能报修，不用再跑物业。", "广告牌拆了，视野宽了", "热线一响，干部到场", "把服务点设在楼下"]
)
def test_headings_and_sentences_with_such_words_are_none(text: str) -> None:
    assert call(block(text)) is None


@pytest.mark.parametrize(
    "text",
    ["彩票app下载_真人娱乐城_注册送彩金_棋牌游戏", "办证刻章 代开发票 信用卡套现", "国产精品久久久免费观看高清视频"],
)
def test_a_row_of_words_for_search_engines_is_injected(text: str) -> None:
    assert injected(block(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "办证、贷款、开户、发票，一窗通办",
        "开展直播带货，销售国产精品果蔬，让乡亲们的信用卡里有了存款",
        "打击彩票、博彩、赌场等违法犯罪，维护一方平安。",
        "彩票进村，棋牌成风",
        "严查网络赌场、私服和代写，从制度上、监督上、教育上一起用力，让党员干部知道底线在哪里，守得住本分",
    ],
)
def test_headings_and_sentences_with_such_words_are_not_injected(text: str) -> None:
    assert injected(block(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "招聘会上暖人心\n优惠政策进万家\n热线一响就出发",
        "改造：200万元\n设备：100万元\n人员：50万元",
        "加盟合作社\n转让旧观念\n促销农产品",
    ],
)
def test_headings_and_small_tables_with_everyday_words_are_no_listing(text: str) -> None:
    assert list(listing(blocks(text))) == []


@pytest.mark.parametrize("sign", ["☎ 13900000000", "总价80万元 110㎡", "商铺出租", "www.example.com"])
def test_with_one_sure_sign_the_same_words_are_a_listing(sign: str) -> None:
    assert len(list(listing(blocks(f"招聘会\n优惠多\n{sign}")))) == 3


def test_many_lines_need_no_sure_sign() -> None:
    assert len(list(listing(blocks("\n".join(["招聘", "优惠", "促销", "团购", "包邮", "加盟"]))))) == 6


def test_words_of_spam_between_the_commas_of_a_sentence_are_left_alone() -> None:
    assert injected(block("彩票、博彩危害大，网络投注、棋牌赌博要远离")) is None
    assert injected(block("彩票、博彩_网络投注、棋牌赌博")) is not None
