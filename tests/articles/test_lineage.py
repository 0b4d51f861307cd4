"""
Whatever is done to a page, in whatever order: no key is lost, and none points to a text that is not its own.

The same story is told twice: to the functions of `keys` alone, often, and to the room with its database.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from readingroom.articles import curation
from readingroom.articles.keys import Former, Keyed, Place, make_key
from readingroom.articles.lineage import carry_over
from readingroom.articles.models import Article, Edition, Original, Reading
from readingroom.articles.revising import adopt, made_of
from readingroom.articles.vocabulary import load_themes
from tests.articles.paper import Paper

WHICH = st.integers(0, 11)


class Story(RuleBasedStateMachine):
    """Edits of a paper, with publications in between. `_publish` is where the two tellings differ."""

    sha256 = "ab" * 32

    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper()
        self.paper.edit(0, entitles=True)
        self.standing: tuple[Keyed, ...] = ()
        self.former: tuple[Former, ...] = ()
        self.own: dict[str, set[str]] = {}
        """The characters every key stood on when it last stood."""
        self.publish()

    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        self.paper.edit(which, kept=False)

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        self.paper.edit(which, kept=True)

    @rule(which=WHICH, where=WHICH)
    def split(self, which: int, where: int) -> None:
        self.paper.split(which, where)

    @rule(which=WHICH)
    def join(self, which: int) -> None:
        self.paper.edit(which, begins=False)

    @rule(which=WHICH)
    def part(self, which: int) -> None:
        self.paper.edit(which, begins=True)

    @rule(which=WHICH, entitles=st.booleans())
    def entitle(self, which: int, entitles: bool) -> None:
        self.paper.edit(which, entitles=entitles)

    @rule(joined=st.booleans(), corrected=st.booleans())
    def join_the_title(self, joined: bool, corrected: bool) -> None:
        """To the first paragraph, as other rules may; or part them again."""
        self.paper.edit(0, entitles=not joined, kept=True)
        self.paper.edit(1, begins=not joined, kept=True, entitles=False, corrected=corrected)

    @rule(which=WHICH, corrected=st.booleans())
    def correct(self, which: int, corrected: bool) -> None:
        self.paper.edit(which, corrected=corrected)

    @rule(which=WHICH, kind=st.sampled_from(["heading", "paragraph", "front"]))
    def retype(self, which: int, kind: str) -> None:
        self.paper.edit(which, kind=kind)

    @rule(shift=st.integers(0, 9))
    def read_anew(self, shift: int) -> None:
        self.paper.read_anew(shift)

    @rule()
    @precondition(lambda self: any(one[0].kind == "paragraph" for one in self.paper.items()))
    def publish(self) -> None:
        before = (*self.former, *self.standing)
        self.standing, self.former = self._publish()

        self._check_none_is_lost()
        self._check_same_places_keep_their_keys(before)
        self._check_keys_follow_their_own_text()
        self._check_keys_come_home()
        self.own |= self._characters()

    def _publish(self) -> tuple[tuple[Keyed, ...], tuple[Former, ...]]:
        items = self.paper.unkeyed()
        carried = carry_over(
            items,
            original=self.sha256,
            standing=self.standing,
            former=self.former,
            holder=self.paper.held_by,
        )
        keyed = (Keyed(key, one.text, one.place) for key, one in zip(carried.keys, items, strict=True))
        return tuple(keyed), carried.former

    def _characters(self) -> dict[str, set[str]]:
        return dict(zip([one.key for one in self.standing], self.paper.characters(), strict=True))

    def _check_none_is_lost(self) -> None:
        now = [one.key for one in (*self.standing, *self.former)]

        assert len(now) == len(set(now))
        assert set(self.own) <= set(now)

    def _check_same_places_keep_their_keys(self, before: tuple[Keyed | Former, ...]) -> None:
        """What stood there last goes before what stood there once."""
        places = {one.place: one.key for one in before}

        assert all(one.key == places.get(one.place, one.key) for one in self.standing)

    def _check_keys_follow_their_own_text(self) -> None:
        characters = self._characters()
        for key, now in characters.items():
            assert self.own.get(key, now) & now, f"{key} stands on a text that was never its own"
        for one in self.former:
            if one.into:
                assert self.own[one.key] & characters[one.into], f"{one.key} points to another text"
            elif one.place.reading == self.paper.reading:
                assert not isinstance(self.paper.held_by(one.place), int), f"{one.key} is said to be gone, and is not"

    def _check_keys_come_home(self) -> None:
        """No new key is counted on for a text that begins where a former key of the same text was born."""
        former = {one.key: one for one in self.former}
        for one in self.standing:
            born = former.get(make_key(self.sha256, one.place, ()))
            if born and one.key not in self.own:
                assert one.text not in born.text, f"{one.key} is new, and {born.key} was born there"


class StoryInTheRoom(Story):
    """Working copies are put in place as the rules would leave them, and published by `curation`."""

    def __init__(self) -> None:
        load_themes()
        number = Original.objects.count()
        self.sha256 = f"{number:064x}"
        self.original = Original.objects.create(
            sha256=self.sha256, content=b"", size=0, file_name=f"{number}.txt", format="text"
        )
        self.article = Article()
        self.readings: dict[int, Reading] = {}
        super().__init__()

    def _publish(self) -> tuple[tuple[Keyed, ...], tuple[Former, ...]]:
        adopt(self.article, made_of(self._reading(), self.paper.clean_article()))
        try:
            edition = curation.publish(self.article, by=None)
        except curation.Refused:
            assert self.article.edition
            assert not self.article.proposal
            edition = self.article.edition
        rows = list(self.article.paragraphs.values_list("key", "text", "kind"))
        assert rows == [(item["key"], item["text"], item["kind"]) for item in edition.items]
        return tuple(self._keyed(edition)), tuple(self._former())

    def _reading(self) -> Reading:
        number = self.paper.reading
        if number not in self.readings:
            lines = [[text, ""] for text in self.paper.raw_lines()]
            self.readings[number] = Reading.objects.create(
                original=self.original, reader=f"paper-{number}", encoding="utf-8", lines=lines
            )
        return self.readings[number]

    def _keyed(self, edition: Edition) -> Iterator[Keyed]:
        for item in edition.items:
            yield Keyed(item["key"], item["text"], self._place(edition.reading_id, item["line"], item["start"]))

    def _former(self) -> Iterator[Former]:
        for row in self.article.former_keys.all():
            yield Former(row.key, row.last_text, self._place(row.reading_id, row.line, row.start), row.paragraph_id)

    def _place(self, reading: int, line: int, start: int) -> Place:
        """As the paper counts its readings."""
        return Place(next(number for number, row in self.readings.items() if row.pk == reading), line, start)


def test_keys_in_any_order_of_edits() -> None:
    run_state_machine_as_test(Story, settings=settings(max_examples=150, stateful_step_count=40, deadline=None))


@pytest.mark.django_db
def test_keys_in_any_order_of_edits_in_the_room() -> None:
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    run_state_machine_as_test(
        StoryInTheRoom,
        settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=checks),
    )
