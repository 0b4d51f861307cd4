from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from readingroom.cleaning import clean
from tests.cleaning.making import reading

BODY = "\n".join(
    [
        "社区食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，街坊邻里都说这件事办到了心坎上。",
        "食堂的账目每月公开，居民代表参与监督，社区党委定期研究，哪一笔钱花在哪里，墙上写得清清楚楚。",
        "办好一个食堂不容易，要有人牵头，有人出力，有人算账，更要有人每天把锅碗瓢盆擦得干干净净。",
        "来食堂吃饭的老人越来越多，志愿服务队从三个人变成三十个人，党员带头，居民跟上，越干越有劲头。",
        "区里把这些做法写进了手册，别的社区照着办，也办成了，老人们把食堂叫作自己家的第二个厨房。",
    ]
)
PAGES = tomllib.loads(Path(__file__).with_name("known_failures.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("page", [pytest.param(page, id=page["label"], marks=pytest.mark.xfail) for page in PAGES])
def test_what_cannot_be_done_yet(page: dict[str, Any]) -> None:
    article = clean(reading(page["text"].format(body=BODY)))

    texts = [item.text for item in article.items]
    assert {name: article.fields[name] for name in page.get("fields", {})} == page.get("fields", {})
    assert [text for text in page.get("items", []) if text not in texts] == []
    assert [text for text in page.get("gone", []) if text in texts] == []


SAID = [page for page in PAGES if not page.get("silent")]


@pytest.mark.parametrize("page", SAID, ids=[page["label"] for page in SAID])
def test_none_of_it_is_published_by_machine(page: dict[str, Any]) -> None:
    assert clean(reading(page["text"].format(body=BODY))).review != ()
