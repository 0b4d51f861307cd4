"""What one room took out for good does not come into another, in whatever file it is; and nothing that leaves tells it."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from readingroom.articles import curation, uploads
from readingroom.articles.exchange import Run, between_importing, export_library, import_file, import_line
from readingroom.articles.importing import article_of
from readingroom.articles.importing import import_file as bring_in
from readingroom.articles.models import Article, Original, Upload
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.room_of_everything import PHONE, empty_room, page

pytestmark = pytest.mark.django_db

SENTENCE = f"有事找值班员，电话{PHONE}，白天晚上都有人接，不用跑一趟。"
TEXT = page("粮站", SENTENCE)
SHORT = TEXT.replace(SENTENCE, f"{PHONE}（电话）")
"""With too little around the number to know it by anything but the whole text."""

VERSION_2 = Path(__file__).parent / "export_version_2.jsonl"


def redacted(by: User, text: str = TEXT, *, is_public: bool = True) -> tuple[str, str]:
    """The library before and after."""
    load_vocabulary()
    article = article_of(bring_in(text.encode(), "粮站.txt", by=by))
    if is_public:
        curation.publish(article, by=by)
    before = "".join(export_library())
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经本人同意", by=by)
    curation.agree_to_redaction(redaction, by=User.objects.get_or_create(username="复核员")[0])
    return before, "".join(export_library())


def taken_over(file: str) -> None:
    """By another office, whose room was empty."""
    empty_room()
    load_vocabulary()
    list(import_file(io.BytesIO(file.encode()), Run()))
    assert Article.objects.count() == 1


AGAIN = {
    "the same file": TEXT.encode(),
    "another encoding": TEXT.encode("gb18030"),
    "revised before it": TEXT.replace("有事找值班员，电话", "有事请打值班电话").encode(),
    "revised behind it": TEXT.replace("白天晚上都有人接", "全天有人").encode("utf-16"),
    "another date": f"2024-05-22\n{TEXT}".encode(),
    "in full width": TEXT.replace(PHONE, "１３９－１２３４－５６７８").encode(),
}


class TestInTheRoomThatTookItOver:
    def test_no_file_brings_it_back(self, curator: User) -> None:
        taken_over(redacted(curator)[1])

        outcomes = {how: bring_in(data, "粮站.txt") for how, data in AGAIN.items()}

        assert [how for how, one in outcomes.items() if not (one.outcome == "refused" and one.brings_back)] == []
        assert Original.objects.count() == 1

    def test_nor_where_hardly_anything_stands_around_it(self, curator: User) -> None:
        taken_over(redacted(curator, SHORT)[1])

        assert bring_in(SHORT.encode("gb18030"), "另存.txt").brings_back

    @pytest.mark.parametrize("is_public", [True, False], ids=["public", "draft"])
    def test_nor_does_an_export_from_before(self, curator: User, is_public: bool) -> None:
        before, after = redacted(curator, is_public=is_public)
        taken_over(after)

        told = list(import_file(io.BytesIO(before.encode()), Run()))

        assert PHONE not in "".join(export_library())
        assert Article.objects.count() == 1
        assert {one.outcome.outcome for one in told if "粮站" in one.outcome.name} <= {"refused", "duplicate"}

    def test_nor_does_what_waits_in_one(self, curator: User) -> None:
        taken_over(redacted(curator)[1])
        load_vocabulary()
        empty = Run()
        uploads.receive([Incoming("另存.txt", TEXT.encode("gb18030"))], by=None)
        waiting = [line for line in export_library() if '"readingroom-batch"' in line or '"readingroom-upload"' in line]
        Upload.objects.all().delete()

        outcomes = [import_line(line.encode(), empty) for line in waiting]

        assert "已经隐去" in outcomes[-1].reason
        assert not Upload.objects.exists()

    def test_nor_where_it_is_taken_out_while_that_is_read(self, curator: User, monkeypatch: pytest.MonkeyPatch) -> None:
        load_vocabulary()
        article = article_of(bring_in(TEXT.encode(), "粮站.txt", by=curator))
        places = curation.personal_places(article)
        redaction = curation.ask_redaction(article, places, "未经本人同意", by=curator)
        uploads.receive([Incoming("另存.txt", TEXT.encode("gb18030"))], by=None)
        lines = [line for line in export_library() if '"readingroom-batch"' in line or '"readingroom-upload"' in line]
        Upload.objects.all().delete()
        second, look = User.objects.create_user("复核员"), between_importing._brings_back

        def look_and_agree(content: bytes, name: str) -> bool:
            found = look(content, name)
            curation.agree_to_redaction(redaction, by=second)
            monkeypatch.setattr(between_importing, "_brings_back", look)
            return found

        monkeypatch.setattr(between_importing, "_brings_back", look_and_agree)
        run = Run()
        outcomes = [import_line(line.encode(), run) for line in lines]

        assert "已经隐去" in outcomes[-1].reason
        assert not Upload.objects.exists()

    def test_the_file_with_stars_is_known(self, curator: User) -> None:
        taken_over(redacted(curator)[1])

        assert bring_in(bytes(Original.objects.defer(None).get().content), "粮站.txt").outcome == "unchanged"

    def test_other_texts_come_in(self, curator: User) -> None:
        taken_over(redacted(curator)[1])

        other = page("井台", "井台的绳子换了新的，要领新绳的打13700000000，打水的人都说好用，第三组写在了本子上。")

        assert bring_in(other.encode(), "b.txt").outcome == "created"

    def test_who_has_it_still_is_told(self, curator: User) -> None:
        before, after = redacted(curator)
        taken_over(before)

        told = list(import_file(io.BytesIO(after.encode()), Run()))

        assert [one for one in told if "请在这里也提出隐去申请" in one.outcome.reason]


class TestWhatLeavesTheRoom:
    """
    There are so few telephone numbers that a hash of a text with one in it tells which: here the right one is tried.
    """

    def test_has_no_hash_that_can_be_tried(self, curator: User) -> None:
        uploads.receive([Incoming("粮站.txt", TEXT.encode()), Incoming("另存.txt", TEXT.encode("gb18030"))], by=curator)
        while uploads.work_off_one():
            pass
        file = redacted(curator)[1]

        for data in (TEXT.encode(), TEXT.encode("gb18030")):
            assert hashlib.sha256(data).hexdigest() not in file
        assert PHONE not in file

    def test_nor_what_was_rejected_and_what_texts_are_compared_by(self, curator: User) -> None:
        redacted(curator)
        article = Article.objects.get()
        fingerprints = (
            article.simhash,
            Original.objects.get().simhash,
            set(article.runs.values_list("value", flat=True)),
        )
        masked = bytes(Original.objects.defer(None).get().content)
        empty_room()
        load_vocabulary()

        again = article_of(bring_in(masked, "粮站.txt"))

        assert (again.simhash, Original.objects.get().simhash) == fingerprints[:2]
        assert fingerprints[2] <= set(again.runs.values_list("value", flat=True))


class TestAFileOfTheSecondVersion:
    """As a room wrote it before the third was made, with one redaction done."""

    def test_comes_in_and_is_called_by_what_is_left(self) -> None:
        file = VERSION_2.read_text("utf-8")
        load_vocabulary()

        told = list(import_file(io.BytesIO(file.encode()), Run(publish=True, same_room=True)))

        assert [one.outcome for one in told if one.outcome.outcome == "refused"] == []
        original = Original.objects.defer(None).get(redacted_at__isnull=False)
        assert original.is_called_by_its_bytes
        assert original.redaction
        assert list(original.uploads.values_list("sha256", flat=True)) == [original.sha256]
        assert hashlib.sha256(_as_it_came().encode()).hexdigest() not in "".join(export_library())

    def test_is_known_when_it_comes_again(self) -> None:
        file = VERSION_2.read_text("utf-8")
        load_vocabulary()
        list(import_file(io.BytesIO(file.encode()), Run(publish=True, same_room=True)))

        told = list(import_file(io.BytesIO(file.encode()), Run(publish=True, same_room=True)))

        # Numbers of sources that were given out once are given to no other.
        others = [one.outcome for one in told if not one.outcome.name.startswith("来源")]
        assert [one for one in others if one.outcome != "unchanged"] == []

    def test_keeps_what_was_taken_out_from_coming_back(self) -> None:
        load_vocabulary()
        list(import_file(io.BytesIO(VERSION_2.read_bytes()), Run()))

        assert bring_in(_as_it_came().encode("gb18030"), "粮站.txt").brings_back

    def test_with_a_content_that_is_none_is_refused(self) -> None:
        line: dict[str, Any] = next(
            one for one in map(json.loads, VERSION_2.read_text("utf-8").splitlines()) if "originals" in one
        )
        line["originals"][0]["content"] = "?" + base64.b64encode(b"x").decode()
        load_vocabulary()

        assert "base64" in import_line(json.dumps(line).encode(), Run()).reason


def _as_it_came() -> str:
    return page("粮站", f"有事找粮站的值班员，电话{PHONE}，白天晚上都有人接，不用跑一趟。")
