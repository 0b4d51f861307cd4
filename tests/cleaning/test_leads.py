from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from tests.cleaning.making import reading

SENTENCE = "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭。"
SECOND = "食堂的账目每月公开，居民代表参与监督，社区党委定期研究，墙上写得清清楚楚。"


def author(*paragraphs: str) -> str | None:
    return clean(reading("\n".join(["办好社区食堂的做法", "来源：清河日报", *paragraphs]))).fields["author"]


@pytest.mark.parametrize(
    ("lead", "names"),
    [
        ("本报讯（记者 张三）", "张三"),
        ("本报讯(记者张三 通讯员李四)", "张三 李四"),
        ("清河网7月1日电（记者 王某某）", "王某某"),
        ("（本报记者 张三）", "张三"),
    ],
)
def test_the_reporter_in_the_lead_is_the_author_and_the_words_stay(lead: str, names: str) -> None:
    article = clean(reading(f"办好社区食堂的做法\n来源：清河日报\n{lead}{SENTENCE}\n{SECOND}"))

    assert article.fields["author"] == names
    assert "记者" in article.items[0].text
    assert article.evidence["author"].rule == "lead"


def test_the_second_paragraph_may_name_the_reporter_too() -> None:
    assert author(SENTENCE, f"本报讯（记者 张三）{SECOND}") == "张三"


@pytest.mark.parametrize(
    "paragraphs",
    [
        (f"老支书（张三）说，{SENTENCE}",),
        (f"新来的干部（王某某、李某某）住进村里，{SENTENCE}",),
        (f"食堂开张了。记者来采访（记者 张三），{SENTENCE}",),
        (f"清河网讯（摄影 张三）{SENTENCE}",),
        (f"《食堂管理办法》（以下简称《办法》）规定，{SENTENCE}",),
        (SENTENCE, SECOND, f"本报讯（记者 张三）{SECOND}"),
    ],
)
def test_other_names_in_brackets_are_no_authors(paragraphs: tuple[str, ...]) -> None:
    assert author(*paragraphs) is None
