from __future__ import annotations

from typing import get_args

import pytest

from readingroom.desk.wording import HOW, KINDS, decided
from readingroom.records import How, ItemKind

THEMES = {"service": "服务能力", "cadres": "干部队伍"}


@pytest.mark.parametrize(("words", "names"), [(HOW, How), (KINDS, ItemKind)])
def test_everything_the_records_name_has_a_chinese_word(words, names):
    assert set(get_args(names)) <= set(words)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("keep", "title", "题名"),
        ("kind", "heading", "小标题"),
        ("remove", "contact", "联系方式"),
        ("move", "up", "上移一段"),
        ("accept", "第 3 行不能确定", "“第 3 行不能确定”"),
        ("text", "为民服务", "“为民服务”"),
        ("text", "", "删去"),
        ("field", {"name": "author", "value": "周岚"}, "作者：周岚"),
        ("field", {"name": "author", "value": None}, "作者：未印出"),
        ("field", {"name": "date_kind", "value": "posted"}, "日期种类：发布"),
        ("theme", {"primary": "service", "secondary": None}, "服务能力"),
        ("theme", {"primary": "service", "secondary": "cadres"}, "服务能力、干部队伍"),
        ("article_themes", ["cadres", "service"], "干部队伍、服务能力"),
        ("split", None, ""),
        ("join", None, ""),
    ],
)
def test_a_decision_is_said_in_words(kind, value, said):
    assert decided(kind, value, THEMES) == said
