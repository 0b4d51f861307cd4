from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict

from readingroom import search
from readingroom.articles.models import Source
from readingroom.pages.asking import UNFILTERED, Asked, Value, read_parameters

pytestmark = pytest.mark.usefixtures("themes")


def asked(query: str) -> Asked:
    return read_parameters(QueryDict(query))


NOTHING = Asked(
    q="",
    kind="article",
    filters=UNFILTERED,
    sort="relevance",
    also=True,
    page=1,
    size=10,
    ignored=(),
)

SERVICE, CADRES = Value("service", "服务能力"), Value("cadres", "干部队伍")


def test_an_address_without_parameters_asks_for_the_first_ten_articles_by_relevance() -> None:
    assert asked("") == NOTHING
    assert asked("q=&type=&theme=&source=&year=&sort=&also=&page=&size=") == NOTHING


def test_every_parameter_is_read() -> None:
    source = Source.objects.create(name="柳河日报")

    everything = asked(
        f"q=网格&type=paragraph&theme=service&theme=cadres&source={source.pk}&year=2022&sort=date&also=off&page=3&size=50"
    )

    assert everything == Asked(
        q="网格",
        kind="paragraph",
        filters={
            "theme": (SERVICE, CADRES),
            "source": (Value(str(source.pk), "柳河日报"),),
            "year": (Value("2022", "2022年"),),
        },
        sort="date",
        also=False,
        page=3,
        size=50,
        ignored=(),
    )


def test_what_was_chosen_has_the_name_that_readers_know() -> None:
    source = Source.objects.create(name="柳河日报")

    filters = asked(f"theme=service&source={source.pk}&year=none").filters

    assert [value.name for values in filters.values() for value in values] == ["服务能力", "柳河日报", "日期不详"]


def test_an_address_that_is_written_is_read_as_the_same_search() -> None:
    source = Source.objects.create(name="柳河日报")
    whole = f"q=网格+-考核&theme=service&theme=cadres&source={source.pk}&year=2022&type=paragraph&sort=date&also=off&size=50"

    written = asked(whole).address(page=3)

    assert asked(written.removeprefix("?")) == asked(f"{whole}&page=3")


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("", "?"),
        ("q=5G", "?q=5G"),
        ("sort=relevance&q=5G&also=on&type=article&size=10&page=1", "?q=5G"),
        ("q=5G&sort=title&utm=x", "?q=5G"),
        ("q=5G&page=7", "?q=5G"),
        ("q=%2B%26%3C", "?q=%2B%26%3C"),
    ],
)
def test_an_address_says_what_is_meant_and_no_more(query: str, address: str) -> None:
    assert asked(query).address() == address


def test_a_question_that_is_cut_travels_cut() -> None:
    assert len(asked("q=" + "a" * 10_000).address()) < 250


@pytest.mark.parametrize(
    "parameter",
    [
        "type=book",
        "theme=weather",
        "source=99",
        "source=柳河日报",
        "source=" + "9" * 30,
        "year=22",
        "year=二〇二二",
        "year=２０２２",
        "sort=title",
        "also=no",
        "size=11",
        "size=1000000",
        "page=abc",
        "page=-1",
        "page=1.5",
        "theme=%00",
        "source=%00",
        "type=%ff",
    ],
)
def test_an_unknown_value_is_left_out_and_said(parameter: str) -> None:
    left_out = asked(parameter)

    assert left_out.ignored
    assert all(sentence.endswith("无法识别，已忽略。") for sentence in left_out.ignored)
    assert replace(left_out, ignored=()) == NOTHING


def test_known_themes_are_kept_beside_an_unknown_one() -> None:
    mixed = asked("theme=weather&theme=service&theme=service")

    assert mixed.filters["theme"] == (SERVICE,)
    assert len(mixed.ignored) == 1


@pytest.mark.parametrize("page", ["0", "00", "9" * 10, "9" * 5000])
def test_a_page_that_no_search_has_is_no_page(page: str) -> None:
    with pytest.raises(search.NoSuchPage):
        asked(f"page={page}")


def test_a_long_value_is_said_shortened() -> None:
    (sentence,) = asked("type=" + "长" * 500).ignored

    assert len(sentence) < 60


def test_thousands_of_unknown_values_are_not_all_said() -> None:
    assert len(asked("&".join(f"theme=t{number}" for number in range(900))).ignored) == 10


def test_what_has_no_date_can_be_asked_for() -> None:
    undated = asked("q=网格&year=none")

    assert undated.filters["year"] == (Value("none", "日期不详"),)
    assert undated.ignored == ()
