from __future__ import annotations

import re
from pathlib import Path

from readingroom.cleaning import clean, fates, words
from readingroom.cleaning.evidence import Evidence, Power
from readingroom.cleaning.fates import RULES, gather, weigh
from readingroom.cleaning.words import rule_name
from tests.cleaning.making import block, blocks
from tests.seeds import IDS, seed_reading

NAMED = (r'Evidence\("(\w+)"', r'rule="(\w+)"', r'_removed\([\w.]+, "(\w+)"', r'"(?:inferred|derived)", "(\w+)"')

LONG = "社区把老年食堂办在家门口，党员轮流送餐上门，八十岁以上的老人不出门也能吃上热饭，" * 2 + "大家都说好。"


def test_what_a_page_says_outright_beats_the_section_it_stands_in() -> None:
    said = [
        Evidence("section", "related-links", Power.SECTION),
        Evidence("label_line", "metadata", Power.LABEL),
        Evidence("repeated_line", "page-furniture", Power.SHAPE),
    ]

    verdict = weigh(block("来源：某某日报"), said)

    assert verdict is not None
    assert verdict.rule == "label_line"


def test_a_long_sentence_is_removed_only_by_rules_made_for_long_text() -> None:
    weak = Evidence("repeated_line", "page-furniture", Power.SHAPE)
    strong = Evidence("legal", "disclaimer", Power.LABEL, overrides_length=True)

    assert weigh(block(LONG), [weak]) is None
    assert weigh(block(LONG), [weak, strong]) is strong


def test_nothing_said_means_undecided() -> None:
    assert weigh(block("某一行"), []) is None


def test_every_rule_that_decides_has_a_name_for_curators() -> None:
    rules = {one.rule for seed in IDS for line in clean(seed_reading(seed)).ledger for one in line.segments}

    assert {rule for rule in rules if rule_name(rule) == rule} == set()


def test_rules_only_give_evidence_and_give_the_same_twice() -> None:
    page = blocks("首页 > 党建 > 正文\n来源：某某日报\n社区食堂开张了。\n相关推荐\n另一篇")

    assert gather(page) == gather(page)
    assert len(RULES) == len(set(map(id, RULES)))


def test_every_rule_named_anywhere_in_the_package_has_a_name_for_curators() -> None:
    folder = Path(fates.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    named = {match for pattern in NAMED for match in re.findall(pattern, code)}
    named |= {pattern.name for pattern in words.patterns()}

    assert {rule for rule in named if rule_name(rule) == rule} == set()
