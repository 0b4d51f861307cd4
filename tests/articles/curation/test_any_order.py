"""
Curators' decisions in any order, with publications in between, on a page that the real rules clean.

Every key that was ever given is a paragraph's or a former one, and each leads to words that were its own: lineage
is told from the raw characters that the ledger says an item is made of.
"""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from readingroom.articles import curation
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article
from readingroom.articles.revising import reading_of
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import as_record, working_copy
from readingroom.cleaning.anchors import make_anchor
from readingroom.records import Decision, DecisionKind
from tests.articles.page import PAGE

LINE = st.integers(1, PAGE.count("\n"))
PLACE = st.sampled_from([0, 3, 12, 25])
WORDS = ["", "（更正）", "。\n", "Party "]

Characters = set[tuple[int, int, int]]
"""Raw characters as (reading, line, place in the line)."""


class Desk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        number = Article.objects.count()
        # A page of its own for each story: the same one again would be a duplicate.
        self.page = PAGE.replace("十二个小区", f"第{number}个街区的小区")
        self.article = article_of(import_file(self.page.encode(), f"{number}.txt"))
        self.own: dict[str, Characters] = {}
        self.publish()

    @rule(line=LINE)
    def remove(self, line: int) -> None:
        self._decide("remove", line, 0, None, "advertisement")

    @rule(line=LINE, kind=st.sampled_from(["heading", "paragraph", "front", "title"]))
    def keep(self, line: int, kind: str) -> None:
        self._decide("keep", line, 0, None, kind)

    @rule(line=LINE, place=PLACE)
    def split(self, line: int, place: int) -> None:
        self._decide("split", line, place, place + 1)

    @rule(line=LINE, place=PLACE)
    def join(self, line: int, place: int) -> None:
        self._decide("join", line, place, place + 1)

    @rule(line=LINE, kind=st.sampled_from(["heading", "paragraph", "front"]))
    def retype(self, line: int, kind: str) -> None:
        self._decide("kind", line, 0, 1, kind)

    @rule(line=LINE, place=PLACE, words=st.sampled_from(["", "改", "（更正）"]))
    def correct(self, line: int, place: int, words: str) -> None:
        self._decide("text", line, place, place + 2, words)

    @rule(line=LINE, place=PLACE, direction=st.sampled_from(["up", "down"]))
    def move(self, line: int, place: int, direction: str) -> None:
        self._decide("move", line, place, place + 1, direction)

    @rule(item=st.integers(0, 12), start=st.integers(0, 30), length=st.integers(0, 5), words=st.sampled_from(WORDS))
    def reword(self, item: int, start: int, length: int, words: str) -> None:
        items = working_copy(self.article).items
        if item < len(items):
            typed = items[item].text[:start] + words + items[item].text[start + length :]
            with contextlib.suppress(curation.Refused):
                curation.reword(self.article, item, typed, by=None)
                paragraphs = [line.strip() for line in typed.splitlines() if line.strip()]
                assert self._texts()[item:][: len(paragraphs)] == paragraphs

    @rule(which=st.integers(0, 5))
    def accept(self, which: int) -> None:
        review = self.article.cleaning.review
        if which < len(review):
            with contextlib.suppress(curation.Refused):
                curation.accept(self.article, review[which], by=None)

    @rule()
    def undo_all(self) -> None:
        curation.undo_all(self.article, by=None)

    @rule(which=st.integers(0, 5))
    def undo(self, which: int) -> None:
        decisions = self.article.decisions.filter(undone_at=None).order_by("-pk")
        if which < len(decisions):
            curation.undo(decisions[which], by=None)
            self.article.refresh_from_db()

    @rule()
    def read_with_other_line_numbers(self) -> None:
        self.page = f"\n{self.page}"
        import_file(self.page.encode(), reading_of(self.article).original.file_name)
        self.article.refresh_from_db()

    @rule()
    def reject(self) -> None:
        with contextlib.suppress(curation.Refused):
            curation.reject_proposal(self.article, by=None)

    @rule()
    def publish(self) -> None:
        with contextlib.suppress(curation.Refused):
            curation.publish(self.article, by=None)
            self._check()

    def _decide(self, kind: DecisionKind, line: int, start: int, end: int | None, value: Any = None) -> None:
        """What cannot be done there is refused, and then nothing has happened."""
        reading = as_record(reading_of(self.article))
        text = reading.lines[line - 1].text
        with contextlib.suppress(curation.Refused):
            anchor = make_anchor(reading, line, start, len(text) if end is None else end)
            curation.decide(self.article, Decision(kind, anchor, value), by=None)

    def _texts(self) -> list[str]:
        return [item.text for item in working_copy(self.article).items]

    def _check(self) -> None:
        rows = list(self.article.paragraphs.all())
        former = list(self.article.former_keys.all())
        characters = dict(zip([row.key for row in rows], self._characters(), strict=True))
        reading = self.article.cleaning.reading_id

        assert set(self.own) <= {row.key for row in rows} | {row.key for row in former}
        for key, now in characters.items():
            assert self._is_own(self.own.get(key, now), now, reading), f"{key} stands on another text"
        for row in former:
            if row.paragraph_id:
                assert self._is_own(self.own[row.key], characters[row.paragraph_id], reading)
        self.own |= characters

    def _characters(self) -> list[Characters]:
        clean = working_copy(self.article)
        reading = self.article.cleaning.reading_id
        found: list[Characters] = [set() for _ in clean.items]
        for line in clean.ledger:
            for segment in line.segments:
                if isinstance(segment.to, int):
                    found[segment.to] |= {(reading, segment.line, at) for at in range(segment.start, segment.end)}
        return found

    def _is_own(self, before: Characters, now: Characters, reading: int) -> bool:
        """Places of different readings say nothing about each other."""
        return bool(before & now) or any(one[0] != reading for one in before)


@pytest.mark.django_db
def test_decisions_in_any_order_lose_no_key() -> None:
    """A story that fails is told as it is: made shorter, it would be told for minutes, and end in a time-out instead."""
    load_vocabulary()
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    as_told = [phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)]
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=6, stateful_step_count=20, deadline=None, suppress_health_check=checks, phases=as_told
        ),
    )
