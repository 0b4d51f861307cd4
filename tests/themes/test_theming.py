from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.records import Item, Theming
from readingroom.themes import ThemeTerm, Vocabulary, article_themes, shipped_vocabulary, theme_items
from tests.themes.labelled import an_item

TERMS = (
    ThemeTerm("organization", "支部", 1.0),
    ThemeTerm("organization", "战斗堡垒", 2.0),
    ThemeTerm("service", "服务", 1.0),
    ThemeTerm("service", "民生实事", 2.0),
    ThemeTerm("cadres", "干部", 1.0),
    ThemeTerm("cadres", "干部队伍", 2.0),
)


EVERYDAY = (
    ThemeTerm("cadres", "徒弟", 0.5),
    ThemeTerm("cadres", "提拔", 0.5),
    ThemeTerm("general", "秋收", 0.5),
    ThemeTerm("general", "稻田", 0.5),
)


def theming(*items: Item) -> Theming:
    """The theming of the last item."""
    result = theme_items(items, Vocabulary(TERMS, EVERYDAY))[-1].theming
    assert result is not None
    return result


def themed(theme: str, length: int) -> Item:
    return dataclasses.replace(an_item("字" * length), theming=Theming(theme, None, near_tie=False))


def test_the_theme_with_the_most_evidence_is_primary():
    result = theming(an_item("办好民生实事，服务到家，干部下楼。"))

    assert (result.primary, result.near_tie, result.decided_by) == ("service", False, "rules")


def test_one_everyday_word_decides_nothing():
    assert theming(an_item("徒弟唱起了歌。")).primary == "general"


def test_two_everyday_words_decide_a_short_paragraph():
    assert theming(an_item("徒弟得到提拔，师父唱起了歌。")).primary == "cadres"


def test_one_word_of_the_field_decides_a_short_paragraph():
    assert theming(an_item("干部们唱起了歌。")).primary == "cadres"


def test_a_long_paragraph_is_not_about_what_it_touches_once():
    assert theming(an_item("春风吹过山冈，" * 30 + "干部也来了。")).primary == "general"


def test_a_paragraph_is_general_when_words_of_other_matters_outweigh_its_theme():
    assert theming(an_item("干部们唱起了歌，稻田里正秋收。")).primary == "general"


def test_a_theme_stands_against_a_word_of_other_matters():
    assert theming(an_item("干部队伍里唱起了歌，正是秋收时节。")).primary == "cadres"


def test_a_general_paragraph_names_the_theme_it_leans_to():
    assert theming(an_item("徒弟唱起了歌。")).secondary == "cadres"


def test_general_is_never_in_second_place():
    assert theming(an_item("干部队伍里唱起了歌，稻田里正秋收。")).secondary is None


def test_general_shows_its_words_as_evidence():
    assert [hit.word for hit in theming(an_item("稻田里正秋收。")).hits] == ["秋收", "稻田"]


def test_a_paragraph_without_any_word_is_general_without_evidence():
    assert theming(an_item("春风吹过山冈。")) == Theming("general", None, near_tie=False)


@pytest.mark.parametrize(
    ("text", "secondary"),
    [("民生实事，服务，干部队伍", "cadres"), ("民生实事，服务，干部", None), ("民生实事，服务", None)],
)
def test_a_second_theme_is_named_when_it_has_its_share(text: str, secondary: str | None):
    assert theming(an_item(text)).secondary == secondary


def test_themes_that_lie_close_together_are_a_near_tie():
    result = theming(an_item("干部队伍和民生实事都要抓。"))

    assert result.near_tie
    assert {result.primary, result.secondary} == {"cadres", "service"}


def test_a_theme_that_hardly_outweighs_general_is_a_near_tie():
    result = theming(an_item("干部队伍里唱起了歌，稻田里正秋收，秋收了。"))

    assert (result.primary, result.secondary, result.near_tie) == ("cadres", None, True)


def test_a_clear_lead_is_no_near_tie():
    assert not theming(an_item("战斗堡垒在支部，干部也要动。")).near_tie


def test_a_general_paragraph_is_no_near_tie():
    assert not theming(an_item("干部唱歌，支部跳舞，稻田里正秋收。")).near_tie


def test_a_paragraph_without_words_takes_the_theme_of_the_heading_above():
    result = theming(an_item("建强战斗堡垒", "heading"), an_item("春风吹过山冈，几代人在这里扎下了根。"))

    assert result.primary == "organization"
    assert [(hit.word, hit.where) for hit in result.hits] == [("战斗堡垒", "heading")]


def test_a_paragraph_that_speaks_weakly_of_something_else_stays_with_its_heading():
    result = theming(an_item("建强战斗堡垒", "heading"), an_item("干部带头，支部响应，服务跟上。"))

    assert result.primary == "organization"


def test_a_paragraph_that_clearly_says_otherwise_leaves_its_heading():
    result = theming(
        an_item("建强战斗堡垒", "heading"),
        an_item("民生实事办得好。民生实事清单有三十项，服务窗口八个，服务时间延长到晚上，服务队每周上门。"),
    )

    assert result.primary == "service"


def test_a_heading_speaks_down_to_the_next_heading_only():
    result = theming(an_item("建强战斗堡垒", "heading"), an_item("结语", "heading"), an_item("春风吹过山冈。"))

    assert result.primary == "general"


def test_a_heading_is_themed_by_its_own_words():
    above = (an_item("建强战斗堡垒", "heading"), an_item("支部强，战斗堡垒就强。"))

    assert theming(*above, an_item("服务到家", "heading")).primary == "service"


def test_a_heading_without_words_is_general():
    assert theming(an_item("一、从春天出发", "heading")).primary == "general"


def test_front_matter_has_no_theme_and_does_not_speak_for_what_follows():
    front, paragraph = theme_items(
        [an_item("关键词：干部队伍；民生实事", "front"), an_item("春风吹过山冈。")], Vocabulary(TERMS)
    )

    assert front.theming is None
    assert paragraph.theming == Theming("general", None, near_tie=False)


def test_nothing_but_the_theming_of_an_item_changes():
    items = (an_item("建强干部队伍", "heading"), an_item("服务群众。"), an_item("摘要", "front"))

    result = theme_items(items, shipped_vocabulary())

    assert tuple(dataclasses.replace(item, theming=None) for item in result) == items


@given(st.lists(st.text("干部队伍服务支部民生实事战斗堡垒，。", max_size=60), max_size=6))
def test_an_empty_vocabulary_makes_everything_general(texts: list[str]):
    result = theme_items([an_item(text) for text in texts], Vocabulary(()))

    assert [item.theming for item in result] == [Theming("general", None, near_tie=False)] * len(texts)


def test_theming_a_themed_article_changes_nothing():
    items = theme_items([an_item("服务到家", "heading"), an_item("干部队伍有了新面貌。")], shipped_vocabulary())

    assert theme_items(items, shipped_vocabulary()) == items


def test_article_themes_come_largest_first():
    assert article_themes([themed("service", 30), themed("cadres", 50), themed("general", 20)]) == ("cadres", "service")


def test_a_theme_of_a_fifth_of_the_body_is_one_of_the_article():
    assert article_themes([themed("service", 20), themed("cadres", 80)]) == ("cadres", "service")


def test_a_theme_of_less_than_a_fifth_is_left_out():
    assert article_themes([themed("service", 19), themed("cadres", 81)]) == ("cadres",)


def test_headings_and_front_matter_do_not_count_as_body():
    heading = dataclasses.replace(themed("service", 900), kind="heading")
    front = an_item("字" * 900, "front")

    assert article_themes([heading, front, themed("cadres", 10)]) == ("cadres",)


def test_an_article_that_reaches_no_theme_is_general():
    assert article_themes([themed("service", 10), themed("general", 90)]) == ("general",)


def test_an_article_without_a_body_is_general():
    assert article_themes([]) == ("general",)


def test_themes_of_the_same_size_keep_an_order():
    items = [themed("service", 50), themed("cadres", 50)]

    assert article_themes(items) == article_themes(items[::-1])
