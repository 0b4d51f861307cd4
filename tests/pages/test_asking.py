from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict

from readingroom import search
from readingroom.articles.models import Source
from readingroom.pages.asking import Asked, read_parameters

pytestmark = pytest.mark.usefixtures("themes")


def asked(query: str) -> Asked:
    return read_parameters(QueryDict(query))


def test_an_address_without_parameters_asks_for_the_first_ten_articles_by_relevance() -> None:
    expected = Asked(
        q="", kind="article", themes=(), source=None, year=None, sort="relevance", page=1, size=10, ignored=()
    )

    assert asked("") == expected
    assert asked("q=&type=&theme=&source=&year=&sort=&page=&size=") == expected


def test_every_parameter_is_read() -> None:
    source = Source.objects.create(name="柳河日报")

    everything = asked(
        f"q=网格&type=paragraph&theme=service&theme=cadres&source={source.pk}&year=2022&sort=date&page=3&size=50"
    )

    assert everything == Asked(
        q="网格",
        kind="paragraph",
        themes=("service", "cadres"),
        source=source,
        year="2022",
        sort="date",
        page=3,
        size=50,
        ignored=(),
    )


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
    assert replace(left_out, ignored=()) == asked("")


def test_known_themes_are_kept_beside_an_unknown_one() -> None:
    mixed = asked("theme=weather&theme=service&theme=service")

    assert mixed.themes == ("service",)
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
    assert asked("q=网格&year=none").year == "none"
    assert asked("q=网格&year=none").ignored == ()
