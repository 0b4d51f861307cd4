from __future__ import annotations

import pytest

from readingroom.articles.models import Source, SourceAlias
from readingroom.articles.models.sources import SourceKind
from readingroom.articles.outlets import outlet_name, printed_outlet, shipped_outlets, source_of

pytestmark = pytest.mark.django_db


def test_a_known_outlet_is_found_by_its_name() -> None:
    known = Source.objects.create(name="社区晚报", kind=SourceKind.LOCAL)

    assert source_of({"outlet": "社区晚报"}) == known


@pytest.mark.parametrize("printed", ["《社区晚报》", " 社区晚报 ", "晚报社"])
def test_a_known_outlet_is_found_by_another_spelling(printed: str) -> None:
    known = Source.objects.create(name="社区晚报")
    SourceAlias.objects.create(source=known, spelling="晚报社")

    assert source_of({"outlet": printed}) == known


def test_an_unknown_outlet_becomes_a_source() -> None:
    source = source_of({"outlet": "《社区晚报》"})

    assert source is not None
    assert (source.name, source.kind) == ("社区晚报", SourceKind.OTHER)
    assert source_of({"outlet": "社区晚报"}) == source


def test_a_shipped_outlet_brings_its_kind_and_its_spellings() -> None:
    source = source_of({"outlet": "人民网-人民日报"})

    assert source is not None
    assert (source.name, source.kind) == ("人民日报", SourceKind.CENTRAL)
    assert source.aliases.filter(spelling="人民网-人民日报").exists()


def test_the_outlet_goes_before_the_printed_source() -> None:
    source = source_of({"outlet": "人民日报", "source": "人民网"})

    assert source is not None
    assert source.name == "人民日报"


def test_a_printed_source_is_taken_when_it_is_a_known_outlet() -> None:
    source = source_of({"outlet": None, "source": "求是杂志"})

    assert source is not None
    assert source.name == "求是"


@pytest.mark.parametrize("printed", ["网络整理", "网友投稿", "本站原创", "某某街道办事处", None])
def test_a_printed_source_that_is_no_known_outlet_gives_none(printed: str | None) -> None:
    assert source_of({"outlet": None, "source": printed}) is None
    assert not Source.objects.exists()


@pytest.mark.parametrize("printed", ["网络整理", "网友投稿"])
def test_words_that_name_no_outlet_give_none_even_as_an_outlet(printed: str) -> None:
    assert source_of({"outlet": printed}) is None


def test_the_spelling_of_the_office_goes_before_the_shipped_one() -> None:
    own = Source.objects.create(name="本地求是")
    SourceAlias.objects.create(source=own, spelling="求是杂志")

    assert outlet_name({"outlet": "求是杂志"}) == "本地求是"


def test_looking_up_a_name_writes_nothing() -> None:
    assert outlet_name({"outlet": "实践杂志"}) == "实践"
    assert not Source.objects.exists()


def test_no_spelling_is_shipped_twice() -> None:
    spellings = [one for outlet in shipped_outlets() for one in (outlet.name, *outlet.aliases)]

    assert len(spellings) == len(set(spellings))


def test_every_shipped_kind_is_known() -> None:
    assert {outlet.kind for outlet in shipped_outlets()} <= set(SourceKind.values)


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"outlet": "《社区晚报》", "source": "人民网-社区晚报"}, "社区晚报"),
        ({"outlet": None, "source": "某某街道办事处"}, "某某街道办事处"),
        ({"outlet": None, "source": "网络整理"}, ""),
        ({}, ""),
    ],
)
def test_who_printed_it_is_known_by_the_words_of_the_page_alone(fields: dict[str, str | None], printed: str) -> None:
    assert printed_outlet(fields) == printed
