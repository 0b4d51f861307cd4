"""What proofing finds, with what it leaves alone beside it."""

from __future__ import annotations

import pytest

from readingroom import pipeline, proofing
from readingroom.proofing.wordings import _data as wordings
from readingroom.records import CleanArticle, Item
from tests.seeds import IDS, seed_reading


def article(*texts: str) -> CleanArticle:
    items = tuple(Item("paragraph", text, number, 0, (number,)) for number, text in enumerate(texts, 1))
    return CleanArticle("1", {}, {}, items, (), ())


def found(*texts: str) -> list[tuple[str, str, str]]:
    return [(flag.kind, flag.text, flag.hint) for flag in proofing.look(article(*texts))]


@pytest.mark.parametrize(
    ("text", "kind", "place", "hint"),
    [
        ("党员轮流送餐,老人都说好。", "marks", ",", "，"),
        ("老人都说好.", "marks", ".", "。"),
        ('他说"好"。', "marks", '"', "“”"),
        ("送餐上门。。第二天又来。", "marks", "。。", "。"),
        ("送餐上门，。第二天又来。", "marks", "，。", "。"),
        ("送餐、洗衣、理发…都有人管。", "marks", "…", "……"),
        ("送餐--洗衣都有人管。", "marks", "--", "——"),
        ("他说：“好。", "pairs", "“", ""),
        ("《章程的规定。", "pairs", "《", ""),
        ("他说好”。", "pairs", "”", ""),
        ("社区\ue0f1食堂。", "characters", "\ue0f1", ""),
        ("⽂件已经发到支部。", "characters", "⽂", "文"),
        ("支部\u200b大会。", "characters", "\u200b", ""),
        ("支部大会👍。", "characters", "👍", ""),
        ("党员大会决定发展新党员，會上有人提出意见，大家当场讨论。", "characters", "會", "会"),
        ("党*建工作的办法。", "evasions", "党*建", "党建"),
        ("党jian工作的办法。", "evasions", "党jian", "党建"),
        ("共chan党的宗旨。", "evasions", "共chan党", "共产党"),
        ("在GCD的领导下。", "evasions", "GCD", "共产党"),
        ("一共收了3，900元。", "numbers", "3，900", "3,900"),
        ("增长10。5%以上。", "numbers", "10。5", "10.5"),
        (
            "习近平新时代特色社会主义思想的指导。",
            "wordings",
            "习近平新时代特色社会主义思想",
            "习近平新时代中国特色社会主义思想",
        ),
        (
            "增强政治意识、核心意识、大局意识、看齐意识。",
            "wordings",
            "政治意识、核心意识、大局意识、看齐意识",
            "政治意识、大局意识、核心意识、看齐意识",
        ),
        ("联系人的手机是13912345678。", "personal", "***********", ""),
    ],
)
def test_what_is_worth_a_look_is_found_at_its_place(text: str, kind: str, place: str, hint: str) -> None:
    assert (kind, place, hint) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "会议14:54开始，参加的有3,900人，占10.5%，见第1—3条。",
        "他说：“‘三会一课’要开好。”大家都同意！！",
        "这样的例子还有……不再一一列举。",
        "1）按时参加；2）认真记录；（三）及时公开。",
        "采用BIM技术做3D建模，下载C端App。",
        "增强政治意识、大局意识、核心意识、看齐意识，坚定道路自信、理论自信、制度自信、文化自信。",
        "讲民主、讲文明，富强、和谐是大家的愿望。",
        "老书记当年说：“要把官僚主义、形式主义和享乐主义都反掉，要讲核心意识、大局意识。”",
        "中国共产党青石市第十二次代表大会，中国共产党第二十次全国代表大会。",
        "见《中国共产党第二次代表大会文件汇编》。",
        "以党的政治建设为引领，带动各项工作。",
        "不忘初心，牢记使命，大家一起往前走。",
        "乾隆年间的碑刻还在。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_quotation_of_several_paragraphs_is_closed_once() -> None:
    assert found("“第一段。", "“第二段。", "“第三段。”") == []
    assert [one[1] for one in found("“第一段。", "第二段。")] == ["“"]


def test_a_traditional_article_is_no_heap_of_slips() -> None:
    assert found("黨員大會決定發展新黨員，會上有人提出意見。") == []


def test_two_kinds_of_quotation_marks_are_said_once() -> None:
    assert [one[1] for one in found("他说“好”，又说“行”。", "也有人说「不」，还说「算了」，又说「好」。")] == ["“"]


def test_flags_are_in_the_order_of_the_text_and_lie_in_it() -> None:
    texts = ("好,好。。", "他说“好。")
    flags = proofing.look(article(*texts))

    assert [(flag.item, flag.start) for flag in flags] == sorted((flag.item, flag.start) for flag in flags)
    assert all(texts[flag.item][flag.start : flag.end] == flag.text for flag in flags)


def test_every_wording_says_where_it_stands_and_is_no_wrong_form_itself() -> None:
    for entry in wordings()["wording"]:
        assert entry["source"]
        assert not [one for one in found(entry["right"]) if one[0] == "wordings"]


@pytest.mark.parametrize("seed", IDS)
def test_the_seeds_are_printed_well(seed: str) -> None:
    assert proofing.look(pipeline.process(seed_reading(seed))) == ()
