from __future__ import annotations

import pytest
from django.http import QueryDict

from readingroom.articles.models import Source
from readingroom.pages.asking import Asked, read_parameters
from readingroom.pages.narrowing import SHOWN, Choice, Facet, read_chosen, read_facets

pytestmark = pytest.mark.usefixtures("themes")

THEMES = [("service", "服务能力", 3), ("cadres", "干部队伍", 2)]


def asked(query: str) -> Asked:
    return read_parameters(QueryDict(query))


def facet(query: str, **found: list[tuple[object, ...]]) -> Facet:
    (only,) = read_facets(asked(query), found)
    return only


def test_themes_are_chosen_side_by_side() -> None:
    assert facet("q=5G&theme=service", theme=THEMES).choices == [
        Choice("服务能力", "?q=5G", True, 3),
        Choice("干部队伍", "?q=5G&theme=service&theme=cadres", False, 2),
    ]


def test_a_year_takes_the_place_of_the_one_chosen_before() -> None:
    assert facet("q=5G&year=2021", year=[("2022", 4), ("2021", 1)]).choices == [
        Choice("2022年", "?q=5G&year=2022", False, 4),
        Choice("2021年", "?q=5G", True, 1),
    ]


def test_a_source_takes_the_place_of_the_one_chosen_before() -> None:
    source = Source.objects.create(name="柳河日报")

    choices = facet(f"q=5G&source={source.pk}", source=[(source.pk, "柳河日报", 2), (source.pk + 1, "实践", 1)]).choices

    assert choices == [
        Choice("柳河日报", "?q=5G", True, 2),
        Choice("实践", f"?q=5G&source={source.pk + 1}", False, 1),
    ]


def test_what_was_chosen_and_has_no_answers_can_be_let_go_all_the_same() -> None:
    assert facet("q=5G&theme=general", theme=THEMES).choices[-1] == Choice("综合", "?q=5G", True, 0)


def test_choosing_begins_at_the_first_page() -> None:
    assert all("page" not in choice.url for choice in facet("q=5G&page=4", theme=THEMES).choices)


def test_a_facet_without_values_is_not_there() -> None:
    assert read_facets(asked("q=5G"), {"theme": [], "source": [], "year": []}) == []


def test_of_many_values_the_first_stand_open_and_what_is_chosen_with_them() -> None:
    years: list[tuple[object, ...]] = [(str(year), 1) for year in range(2023, 2003, -1)]

    many = facet("year=2004", year=years)

    assert [choice.name for choice in many.choices] == [f"{year}年" for year in range(2023, 2023 - SHOWN, -1)] + [
        "2004年"
    ]
    assert len(many.choices) + len(many.rest) == len(years)


def test_the_year_of_what_has_no_date_has_a_name() -> None:
    assert facet("q=5G", year=[("none", 2)]).choices == [Choice("日期不详", "?q=5G&year=none", False, 2)]


def test_each_thing_that_was_chosen_can_be_let_go_alone() -> None:
    assert read_chosen(asked("q=5G&theme=service&theme=cadres&year=2022&size=20")) == [
        Choice("主题：服务能力", "?q=5G&theme=cadres&year=2022&size=20", True),
        Choice("主题：干部队伍", "?q=5G&theme=service&year=2022&size=20", True),
        Choice("年份：2022年", "?q=5G&theme=service&theme=cadres&size=20", True),
    ]


def test_a_search_that_is_not_narrowed_has_nothing_to_let_go() -> None:
    assert read_chosen(asked("q=5G&sort=date&type=paragraph&size=50")) == []
