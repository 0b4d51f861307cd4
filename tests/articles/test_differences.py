from __future__ import annotations

from typing import Any

from readingroom.articles.differences import Difference, differences_between
from readingroom.articles.models import Edition, EditionTheme, Theme

SERVICE, ORGANIZATION = Theme(slug="service", name="服务能力"), Theme(slug="organization", name="组织建设")
NAMES = {theme.slug: theme.name for theme in (SERVICE, ORGANIZATION)}

MEETING, WINDOW, TRAINING = "支部每月开一次会。", "服务窗口搬到楼下。", "每个网格一名专职干部。"


def entry(key: str, text: str, **about: Any) -> dict[str, Any]:
    plain = {"kind": "paragraph", "continues_previous_page": False, "theme": "organization", "theme_secondary": None}
    return {"key": key, "text": text, **plain, **about}


BODY = (entry("a", MEETING), entry("b", WINDOW), entry("c", TRAINING))


def edition(*items: dict[str, Any], themes: tuple[Theme, ...] = (ORGANIZATION,), **fields: str | None) -> Edition:
    edition = Edition(pk=1, title="院子里的会", items=list(items or BODY), fields={"title": "院子里的会", **fields})
    edition._prefetched_objects_cache = {"edition_themes": [EditionTheme(theme=theme) for theme in themes]}
    return edition


def changes(new: Edition, *, joined: frozenset[str] = frozenset()) -> list[Difference]:
    return differences_between(edition(), new, joined=set(joined), names=NAMES)


def test_the_same_again_is_no_difference() -> None:
    assert changes(edition()) == []


def test_a_field_is_shown_as_it_was_and_as_it_is() -> None:
    assert changes(edition(title="树下的会", date="2022-07", date_precision="month")) == [
        Difference("field", "题名", "院子里的会", "树下的会"),
        Difference("field", "日期", "", "2022-07"),
        Difference("field", "日期精度", "", "月"),
    ]


def test_a_paragraph_that_was_reworded_is_shown_whole() -> None:
    (difference,) = changes(edition(entry("a", "支部每周开一次会。"), *BODY[1:]))

    assert difference == Difference("text", "第1段的文字", MEETING, "支部每周开一次会。")
    assert difference.sentence == "第1段的文字：“支部每月开一次会。” → “支部每周开一次会。”"


def test_a_paragraph_that_was_added_has_no_old_text_and_one_that_went_no_new_one() -> None:
    new, gone = changes(edition(*BODY[:2], entry("d", "志愿者有一份名册。")))

    assert new == Difference("text", "新增第3段", None, "志愿者有一份名册。")
    assert gone == Difference("text", "去掉一段", TRAINING, None)


def test_a_paragraph_that_another_took_in_is_not_said_to_be_gone() -> None:
    joined = edition(entry("a", MEETING + WINDOW), BODY[2])

    assert [one.label for one in changes(joined, joined=frozenset("b"))] == ["第1段的文字", "并入别段"]


def test_themes_are_named() -> None:
    themed = edition(entry("a", MEETING, theme="service"), *BODY[1:], themes=(SERVICE, ORGANIZATION))

    assert changes(themed) == [
        Difference("theme", "第1段的主题", "组织建设", "服务能力"),
        Difference("theme", "文章主题", "组织建设", "服务能力、组织建设"),
    ]


def test_another_order_and_another_kind_are_said_in_a_word() -> None:
    order, kind = changes(edition(BODY[1], entry("a", MEETING), entry("c", TRAINING, kind="heading")))[::-1]

    assert order.sentence == "段落的次序有变动"
    assert kind.sentence == "第3段的种类：段落 → 小标题"
