"""What curators decide, done to a page."""

from __future__ import annotations

from typing import Any

from readingroom.cleaning import clean
from readingroom.cleaning.anchors import make_anchor
from readingroom.records import CleanArticle, Decision, DecisionKind, Reading
from tests.cleaning.accounting import rebuild, unaccounted
from tests.cleaning.making import reading

PAGE = """办好社区食堂的几点做法
来源：某某日报
社区食堂办在家门口，党员轮流送餐上门。老人不出门也能吃上热饭。
食堂的账目每月公开，居民代表参与监督，社区党委定期研究。
学习专栏
责任编辑：甲某某"""


def decide(
    kind: DecisionKind, line: int, start: int, end: int, value: Any = None, *, page: Reading | None = None
) -> Decision:
    return Decision(kind, make_anchor(page or reading(PAGE), line, start, end), value)


def cleaned(*decisions: Decision) -> CleanArticle:
    article = clean(reading(PAGE), decisions)
    assert unaccounted(reading(PAGE), article) == []
    assert rebuild(reading(PAGE), article) == [item.text for item in article.items]
    return article


def texts(article: CleanArticle) -> list[str]:
    return [item.text for item in article.items]


def test_a_removed_line_comes_back_at_its_place() -> None:
    article = cleaned(decide("keep", 5, 0, 4, "heading"))

    assert [item.kind for item in article.items] == ["paragraph", "paragraph", "heading"]
    assert texts(article)[-1] == "学习专栏"
    assert not any("第 5 行" in reason for reason in article.review)


def test_a_part_of_a_line_is_taken_out_with_its_reason() -> None:
    article = cleaned(decide("remove", 3, 19, 31, "advertisement"))

    assert texts(article)[0] == "社区食堂办在家门口，党员轮流送餐上门。"
    assert [segment.reason for segment in article.ledger[2].segments] == [None, "advertisement"]


def test_taking_out_the_beginning_of_a_paragraph_leaves_the_rest_one_paragraph() -> None:
    article = cleaned(decide("remove", 3, 0, 19, "duplicate"))

    assert texts(article)[0] == "老人不出门也能吃上热饭。"
    assert len(article.items) == 2


def test_a_paragraph_is_split_and_joined_again() -> None:
    split = cleaned(decide("split", 3, 19, 20))
    joined = cleaned(decide("split", 3, 19, 20), decide("join", 3, 19, 20))

    assert len(split.items) == 3
    assert texts(joined) == texts(cleaned())


def test_two_paragraphs_are_joined() -> None:
    article = cleaned(decide("join", 4, 0, 2))

    assert len(article.items) == 1
    assert article.items[0].lines == (3, 4)


def test_a_paragraph_becomes_a_heading() -> None:
    assert [item.kind for item in cleaned(decide("kind", 4, 0, 2, "heading")).items] == ["paragraph", "heading"]


def test_wording_is_corrected_and_the_correction_is_an_edit() -> None:
    article = cleaned(decide("text", 3, 0, 4, "居民食堂"))

    assert texts(article)[0].startswith("居民食堂办在家门口")
    assert [(edit.before, edit.after) for edit in article.edits if edit.rule == "curator"] == [("社区食堂", "居民食堂")]


def test_another_line_becomes_the_title() -> None:
    article = cleaned(decide("keep", 5, 0, 4, "title"))

    assert article.fields["title"] == "学习专栏"


def test_a_field_is_set_and_emptied() -> None:
    setting = Decision("field", None, {"name": "author", "value": "甲某某"})
    emptying = Decision("field", None, {"name": "source", "value": None})

    article = cleaned(setting, emptying)

    assert article.fields["author"] == "甲某某"
    assert article.fields["source"] is None


def test_decisions_survive_when_lines_move() -> None:
    moved = reading("新加的一行\n" + PAGE)

    article = clean(moved, [decide("remove", 3, 19, 31, "advertisement"), decide("join", 4, 0, 2)])

    assert texts(article) == [
        "社区食堂办在家门口，党员轮流送餐上门。食堂的账目每月公开，居民代表参与监督，社区党委定期研究。"
    ]
    assert article.lost_decisions == ()


def test_a_decision_whose_text_is_gone_is_said_and_not_dropped() -> None:
    decision = decide("remove", 3, 19, 31, "advertisement")

    article = clean(reading(PAGE.replace("老人不出门也能吃上热饭", "")), [decision])

    assert article.lost_decisions == (decision,)
    assert any("人工决定" in reason for reason in article.review)


def test_a_decision_that_can_do_nothing_any_more_is_said() -> None:
    article = clean(reading(PAGE), [decide("text", 6, 0, 2, "编者")])

    assert len(article.lost_decisions) == 1


def test_restoring_the_midst_of_a_paragraph_as_a_heading_keeps_the_order() -> None:
    article = cleaned(decide("keep", 3, 10, 19, "heading"))

    assert texts(article)[:3] == ["社区食堂办在家门口，", "党员轮流送餐上门。", "老人不出门也能吃上热饭。"]


def test_a_title_over_nothing_is_lost_and_the_title_stays() -> None:
    article = cleaned(decide("keep", 3, 5, 5, "title"))

    assert article.fields["title"] == "办好社区食堂的几点做法"
    assert len(article.lost_decisions) == 1


def test_a_word_inserted_at_a_split_stands_in_one_paragraph() -> None:
    article = cleaned(decide("split", 3, 19, 20), decide("text", 3, 19, 19, "尤其是"))

    assert "".join(texts(article)).count("尤其是") == 1


def test_a_correction_that_reaches_over_two_paragraphs_is_lost_and_not_half_made() -> None:
    article = cleaned(decide("split", 3, 19, 20), decide("text", 3, 17, 21, "楼"))

    assert texts(article)[0].endswith("上门。")
    assert len(article.lost_decisions) == 1


def test_a_number_cut_in_two_and_put_together_again_is_the_same_number() -> None:
    page = reading(PAGE.replace("居民代表", "1200名居民代表"))
    at = page.lines[3].text.index("1200") + 2
    cut = [decide("split", 4, at, at + 1, page=page), decide("join", 4, at, at + 1, page=page)]

    assert texts(clean(page, cut)) == texts(clean(page))
