from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pytest

from readingroom.articles.likeness import Text, alike
from readingroom.articles.models import Likeness
from tests.articles.alike import ARTICLE, ELSEWHERE, WORDS


def text(paragraphs: Sequence[str] = ARTICLE, title: str = "楼栋里的党小组", outlet: str = "东湖晚报") -> Text:
    return Text.of_parts(paragraphs, {"title": title, "outlet": outlet})


def misread(paragraphs: Sequence[str], every: int) -> list[str]:
    """About one character of so many is another one."""
    by_chance = random.Random(7)
    return [re.sub(r"\w", lambda one: "囗" if by_chance.random() < 1 / every else one[0], each) for each in paragraphs]


def repunctuated(paragraphs: Sequence[str]) -> list[str]:
    return [each.translate(str.maketrans("，。、", ",. ")) for each in paragraphs]


@pytest.mark.parametrize(
    ("paragraphs", "likeness"),
    [
        (ARTICLE, Likeness.SAME),
        (repunctuated(ARTICLE), Likeness.SAME),
        ([each.replace("楼栋", "樓棟").replace("党", "黨") for each in ARTICLE], Likeness.SAME),
        (["".join(ARTICLE)], Likeness.SAME),
        (misread(ARTICLE, every=50), Likeness.REVISED),
        (misread(ARTICLE, every=20), Likeness.REVISED),
        ([*ARTICLE[:4], ELSEWHERE[0], ARTICLE[5]], Likeness.REVISED),
        (ARTICLE[:3], Likeness.REPRINT),
        (ARTICLE[::3], Likeness.REPRINT),
        ((*ELSEWHERE, *ARTICLE), Likeness.REPRINT),
    ],
    ids=["same", "other marks", "traditional", "unbroken", "slips", "many slips", "one new", "half", "third", "within"],
)
def test_what_has_most_of_a_text_is_said_to_be_made_of_it(paragraphs: Sequence[str], likeness: Likeness) -> None:
    found = alike(text(), text(paragraphs))

    assert found is not None
    assert found.likeness == likeness


@pytest.mark.parametrize(("title", "outlet"), [("四张圆桌", "东湖晚报"), ("楼栋里的党小组", "西岭新闻网")])
def test_the_same_text_under_another_title_or_from_somebody_else_is_a_reprint(title: str, outlet: str) -> None:
    found = alike(text(), text(title=title, outlet=outlet))

    assert found is not None
    assert found.likeness == Likeness.REPRINT


@pytest.mark.parametrize(("title", "outlet"), [("", ""), ("本报讯：楼栋里的党小组", "东湖晚报数字版")])
def test_what_a_page_does_not_print_and_what_it_prints_at_greater_length_says_nothing(title: str, outlet: str) -> None:
    found = alike(text(), text(title=title, outlet=outlet))

    assert found is not None
    assert found.likeness == Likeness.SAME


def test_two_articles_on_one_speech_share_quotations_only() -> None:
    found = alike(text([*ARTICLE[:3], f"书记说：{WORDS}。"]), text([*ELSEWHERE, f"报告里讲过：{WORDS}，大家都记得。"]))

    assert found is not None
    assert found.likeness == Likeness.QUOTATIONS


def test_a_long_quotation_in_two_short_articles_makes_neither_a_reprint() -> None:
    speech = "“" + "".join(ELSEWHERE).replace("。", "；") + "”"

    found = alike(text([ARTICLE[0], f"他说：{speech}"]), text([ARTICLE[3], f"报告里讲过：{speech}"]))

    assert found is not None
    assert found.likeness == Likeness.QUOTATIONS


def test_where_there_is_next_to_nothing_but_a_quotation_it_is_what_is_printed_again() -> None:
    speech = "“" + "".join(ELSEWHERE).replace("。", "；") + "”"

    found = alike(text([f"记者在会上听到他这样说：{speech}"]), text([f"报告里原是这样写给大家的：{speech}"]))

    assert found is not None
    assert found.likeness != Likeness.QUOTATIONS


def test_who_prints_without_marks_what_another_one_quotes_prints_it_again() -> None:
    found = alike(text([f"书记说：“{''.join(ELSEWHERE)}”"]), text(ELSEWHERE))

    assert found is not None
    assert found.likeness != Likeness.QUOTATIONS


@pytest.mark.parametrize(
    "paragraphs",
    [ELSEWHERE, ["健全基层党组织领导的基层群众自治机制，" + ELSEWHERE[0]], [], ["党建"]],
    ids=["other text", "formula", "empty", "word"],
)
def test_texts_on_one_subject_are_not_alike(paragraphs: Sequence[str]) -> None:
    assert alike(text([*ARTICLE, "健全基层党组织领导的基层群众自治机制是这件事的根本。"]), text(paragraphs)) is None


def test_it_does_not_matter_which_one_came_first() -> None:
    assert alike(text(), text(ARTICLE[::3])) == alike(text(ARTICLE[::3]), text())
