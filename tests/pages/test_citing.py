from __future__ import annotations

import datetime
import re
import tomllib
from itertools import compress, product
from pathlib import Path
from typing import Any

import pytest

from readingroom.articles import titles
from readingroom.articles.models import Appearance, Edition, Source
from readingroom.articles.models.sources import SourceKind
from readingroom.articles.outlets import shipped_outlets
from readingroom.cleaning import clean
from readingroom.pages.citing import cite
from readingroom.pages.document_kinds import Provenance, rows
from readingroom.records import FIELD_NAMES
from tests.library import BODY, item
from tests.seeds import seed_reading

CITATIONS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("citations.toml").read_text("utf-8"))[
    "citation"
]

SEEDS = {
    "000": "[《实践》2022年第7期第15页][J]. 实践，2022（7）：15.",
    "001": "张常荣：党建引领基层社会治理新蓝图[Z]. 中国创新新闻网，2020-11-26.",
    "002": "强化基层治理的党建引领[N]. 人民日报，2022-02-16（5）.",
    "003": "坚持大抓基层的鲜明导向[Z]. 2023-10.",
    "004": "总书记为何如此关心党建引领基层治理[Z]. 人民网.",
}


LOOSE_MARK = re.compile(r"^\W|[，：（]\W|（）|\[\]|\.\.|\. [^（\w\[]|\s\s|\s$|[^.]$")
"""A mark that leads to nothing, or to another mark; a place may begin with the issue or the date in brackets."""


def edition(source: Source | None = None, /, **fields: str | None) -> Edition:
    """What `curation.publish` makes of these fields, as far as a citation asks."""
    title, is_built = titles.display_title(fields, [item(BODY[0])])
    return Edition(title=title, title_is_built=is_built, source=source, fields=dict.fromkeys(FIELD_NAMES) | fields)


def source_of(case: dict[str, Any]) -> Source | None:
    return Source(name=case["source"][0], kind=SourceKind(case["source"][1])) if "source" in case else None


@pytest.mark.parametrize("case", CITATIONS, ids=[case["case"] for case in CITATIONS])
def test_what_is_known_of_an_article_makes_its_entry(case: dict[str, Any]) -> None:
    appearance = Appearance(url=case["fields"].get("url", ""), accessed_on=case.get("accessed"))

    citation = cite(edition(source_of(case), **case["fields"]), appearance)

    assert citation.text == case["entry"]
    assert f"[{citation.mark}]" in citation.text


@pytest.mark.parametrize("seed", sorted(SEEDS))
def test_the_seeds_are_cited_as_what_they_are(seed: str) -> None:
    fields = clean(seed_reading(seed)).fields
    outlet = next((one for one in shipped_outlets() if one.name == fields["outlet"]), None)

    citation = cite(edition(outlet and Source(name=outlet.name, kind=outlet.kind), **fields))

    assert citation.text == SEEDS[seed]


def test_the_table_has_every_kind_with_and_without_an_address() -> None:
    marks = {re.search(r"\[([A-Z/]+)\]", case["entry"])[1] for case in CITATIONS}

    assert marks == {"N", "N/OL", "J", "J/OL", "M", "M/OL", "EB/OL", "Z"}


def test_nothing_is_cited_as_online_or_as_a_web_page_without_an_address() -> None:
    kinds = [None, *(Source(name=name, kind=kind) for name in ("柳河日报", "柳河在线") for kind in SourceKind)]
    about = [
        {},
        {"issue": "2022年第7期"},
        {"page": "05"},
        {"date": "2022-07-01", "date_kind": "posted", "time": "08:30"},
    ]

    marks = {cite(edition(source, title="院子里的会", **fields)).mark for source in kinds for fields in about}

    assert marks == {"N", "J", "M", "Z"}


@pytest.mark.parametrize("kind", [None, *SourceKind])
@pytest.mark.parametrize("name", ["柳河日报", "柳河在线"])
def test_whatever_is_missing_no_mark_stands_without_its_words(name: str, kind: SourceKind | None) -> None:
    about = {
        "author": "本报评论员",
        "date": "2022-02-16",
        "time": "08:30",
        "page": "05",
        "issue": "2022年第7期",
        "column": "基层观察",
        "url": "http://www.example.cn/1.htm",
    }

    for known in product([True, False], repeat=len(about)):
        fields = dict(compress(about.items(), known))
        text = cite(edition(kind and Source(name=name, kind=kind), title="院子里的会", **fields)).text
        assert not LOOSE_MARK.search(text), text


def test_every_row_about_web_pages_asks_for_an_address_and_the_last_row_for_nothing() -> None:
    assert all("url" in row.has for row in rows() if row.mark == "EB")
    assert rows()[-1].fits(Provenance("", "", dict.fromkeys(FIELD_NAMES, "")))
    assert all(row.because for row in rows())


def test_the_day_on_which_another_address_was_looked_at_is_not_this_ones() -> None:
    """A curator has entered a new address that is not published yet."""
    new = Appearance(url="http://www.example.cn/new", accessed_on=datetime.date(2025, 6, 22))

    citation = cite(edition(title="院子里的会", url="http://www.example.cn/old"), new)

    assert citation.text == "院子里的会[EB/OL]. http://www.example.cn/old."


def test_an_entry_is_one_line_without_markup() -> None:
    citation = cite(edition(title="<b>粗</b>&amp;细"))

    assert citation.text == "<b>粗</b>&amp;细[Z]."
