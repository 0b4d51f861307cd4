from __future__ import annotations

import datetime
import io
import signal
import threading
import time
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError

from readingroom import intake
from readingroom.articles import arrivals, importing, uploads
from readingroom.articles.models import Article, Batch, Original, Status, Upload, UploadState
from readingroom.articles.refusal import Refused
from readingroom.articles.rehearsing import is_rehearsal
from readingroom.articles.room import Busy
from readingroom.articles.uploads import LARGEST_BATCH, Incoming, interrupting, queue, working_off
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import working_copy
from readingroom.records import Unreadable
from tests.articles.page import PAGE
from tests.intake.zips import zip_of

pytestmark = pytest.mark.django_db

OTHER = PAGE.replace("小区", "楼道").replace("网格", "单元").replace("社区", "院落")


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    load_vocabulary()


def receive(*files: tuple[str, str | bytes], **about: Any) -> Batch:
    made = [Incoming(name, data.encode() if isinstance(data, str) else data) for name, data in files]
    return uploads.receive(made, by=None, **about)


def work_off(*files: tuple[str, str | bytes], **about: Any) -> list[Upload]:
    """All uploads of a batch once they are worked off."""
    batch = receive(*files, **about)
    while uploads.work_off_one():
        pass
    return list(batch.uploads.select_related("article").order_by("pk"))


def seen_at(upload: Upload) -> tuple[str | None, datetime.date | None]:
    assert upload.article
    return working_copy(upload.article).fields["url"], upload.article.appearances.get(leads=True).accessed_on


def zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return packed.getvalue()


class TestReceiving:
    def test_what_is_received_waits_with_its_bytes(self, curator: User) -> None:
        batch = uploads.receive([Incoming("a.txt", b"1"), Incoming("b.txt", b"22")], by=curator)

        assert batch.by == curator
        waiting = batch.uploads.values_list("file_name", "size", "state")
        assert list(waiting) == [("a.txt", 1, "waiting"), ("b.txt", 2, "waiting")]
        assert [bytes(one.content or b"") for one in batch.uploads.all()] == [b"1", b"22"]

    def test_a_batch_is_received_whole_or_not_at_all(self) -> None:
        def broken() -> Any:
            yield Incoming("a.txt", b"1")
            raise EOFError

        with pytest.raises(EOFError):
            uploads.receive(broken(), by=None)

        assert not Batch.objects.exists()

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("C:\\纪要\\议事会.txt", "议事会.txt"),
            ("../../etc/passwd", "passwd"),
            ("一\u0000\r\n二.txt", "一二.txt"),
            ("长" * 300 + ".txt", "长" * 251 + ".txt"),
            ("", "未命名"),
        ],
    )
    def test_a_file_name_is_only_a_name(self, given: str, kept: str) -> None:
        assert receive((given, "x")).uploads.get().file_name == kept


class TestWorkingOff:
    def test_each_file_ends_in_one_of_the_five_outcomes(self) -> None:
        revised = PAGE.replace("每周走访一次", "每周走访两次")

        done = work_off(
            ("a.txt", PAGE), ("a.txt", PAGE), ("a.txt", revised), ("b.txt", OTHER), ("copy.txt", OTHER), ("c.txt", b"")
        )

        outcomes = [(one.outcome, one.state) for one in done]
        assert outcomes == [
            ("created", "done"),
            ("unchanged", "done"),
            ("updated", "done"),
            ("created", "done"),
            ("duplicate", "done"),
            ("refused", "refused"),
        ]
        assert Article.objects.count() == 2

    def test_the_bytes_leave_the_upload_when_an_original_has_them(self) -> None:
        [upload] = work_off(("a.txt", PAGE))

        assert upload.content is None
        assert upload.original == Original.objects.get()

    def test_what_is_refused_keeps_its_bytes_and_says_why(self) -> None:
        [upload] = work_off(("图.png", b"\x89PNG\r\n\x1a\n" + bytes(100)))

        assert (upload.state, upload.article) == ("refused", None)
        assert "图片" in upload.reason
        assert bytes(upload.content or b"").startswith(b"\x89PNG")

    def test_it_is_brought_in_by_whoever_received_it(self, curator: User) -> None:
        uploads.receive([Incoming("a.txt", PAGE.encode())], by=curator)

        uploads.work_off_one()

        assert Original.objects.get().added_by == curator

    def test_address_and_date_of_access_are_noted_on_the_article(self) -> None:
        [upload] = work_off(("a.txt", PAGE), url="http://example.org/a", accessed_on=datetime.date(2024, 6, 1))

        assert seen_at(upload) == ("http://example.org/a", datetime.date(2024, 6, 1))

    def test_the_batch_of_which_least_is_done_comes_first(self) -> None:
        many = receive(*((f"{number}.txt", b"") for number in range(3)))
        uploads.work_off_one()
        one = receive(("paste.txt", b""))

        uploads.work_off_one()

        assert one.uploads.get().state == UploadState.REFUSED
        assert many.uploads.pending().count() == 2

    def test_known_bytes_are_not_read_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        work_off(("a.txt", PAGE))
        monkeypatch.setattr(working_off, "read_arrival", None)

        [upload] = work_off(("a.txt", PAGE))

        assert upload.outcome == "unchanged"

    def test_with_nothing_waiting_nothing_is_written(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            assert uploads.work_off_one() is False


class TestArchives:
    def test_its_files_are_uploads_of_their_own(self) -> None:
        archive, *members = work_off(("月报.zip", zipped(a=PAGE, b=OTHER)), url="http://example.org/")

        assert (archive.state, archive.outcome, archive.content) == ("done", "unpacked", None)
        assert [(str(one), one.outcome, one.archive) for one in members] == [
            ("月报.zip/a.txt", "created", archive),
            ("月报.zip/b.txt", "created", archive),
        ]
        assert set(Original.objects.values_list("file_name", flat=True)) == {"a.txt", "b.txt"}
        assert members[0].url == "http://example.org/"

    def test_what_an_archive_holds_beside_articles_is_said(self) -> None:
        archive, _ = work_off(("页.zip", zip_of({"夜校.txt": PAGE, "样式.css": "p {}"})))

        assert archive.reason == "里面的 1 个文件列在下面。没有收：网页附带的图片、样式等 1 个文件。"

    def test_one_inside_another_is_refused(self) -> None:
        _, within = work_off(("外.zip", zip_of({"内.zip": zip_of({"夜校.txt": PAGE})})))

        assert within.state == UploadState.REFUSED
        assert within.reason.startswith("外.zip/内.zip 是压缩文件")

    def test_one_that_cannot_be_unpacked_is_refused(self) -> None:
        [upload] = work_off(("坏.zip", zipped(a=PAGE)[:-30]))

        assert upload.state == UploadState.REFUSED
        assert upload.reason


class TestCutOff:
    def cut_off(self, batch: Batch, times: int) -> None:
        """The process was killed while it read the file."""
        batch.uploads.update(state=UploadState.WORKING, attempts=times)

    def test_what_was_cut_off_once_is_done_again_and_that_is_said(self, caplog: pytest.LogCaptureFixture) -> None:
        batch = receive(("a.txt", PAGE))
        self.cut_off(batch, 1)

        uploads.work_off_one()

        assert batch.uploads.get().outcome == "created"
        assert f"上一次处理来件“a.txt”（第 {batch.pk} 批）没有做完，现在重做。" in caplog.text

    def test_what_was_cut_off_twice_is_refused_with_a_reason(self) -> None:
        batch = receive(("a.txt", PAGE))
        self.cut_off(batch, 2)

        uploads.work_off_one()

        upload = batch.uploads.get()
        assert (upload.state, upload.reason) == ("refused", working_off.CUT_OFF)
        assert not Article.objects.exists()

    def test_an_article_and_its_outcome_are_written_together_or_not_at_all(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        batch = receive(("a.txt", PAGE))
        monkeypatch.setattr(working_off.settling, "settle_as", lambda *_, **__: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            uploads.work_off_one()

        assert not Article.objects.exists()
        assert batch.uploads.get().state == UploadState.WORKING

    def test_when_the_room_is_busy_the_file_waits_and_that_is_no_attempt(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def busy(*_: Any, **__: Any) -> None:
            raise Busy from OperationalError()

        batch = receive(("a.txt", PAGE))
        monkeypatch.setattr(importing, "store", busy)

        with pytest.raises(Busy):
            uploads.work_off_one()

        assert batch.uploads.values_list("state", "attempts").get() == ("waiting", 0)

    def test_a_fault_of_ours_refuses_the_file_and_not_those_behind_it(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(intake, "is_archive", lambda data: 1 // len(data))

        [first, second] = work_off(("a.txt", b""), ("b.txt", PAGE))

        assert (first.reason, second.outcome) == (working_off.FAILED, "created")
        assert "a.txt" in caplog.text

    def test_a_process_that_is_told_to_end_puts_the_file_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        batch = receive(("a.txt", PAGE))
        monkeypatch.setattr(working_off, "read_arrival", lambda *_: signal.raise_signal(signal.SIGTERM))

        with interrupting.stoppable(), pytest.raises(interrupting.Stopped):
            uploads.work_off_one()

        assert batch.uploads.values_list("state", "attempts").get() == ("waiting", 0)

    def test_while_it_writes_it_is_not_broken_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        store = importing.store

        def told_to_end(*args: Any, **about: Any) -> Any:
            # What is only tried out, before the room is held, may be broken off.
            if not is_rehearsal():
                signal.raise_signal(signal.SIGTERM)
            return store(*args, **about)

        batch = receive(("a.txt", PAGE))
        monkeypatch.setattr(importing, "store", told_to_end)

        with interrupting.stoppable():
            uploads.work_off_one()
            assert interrupting.stop_asked.is_set()

        assert batch.uploads.get().outcome == "created"

    def test_what_comes_to_no_end_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(working_off, "PATIENCE", 0.05)
        monkeypatch.setattr(working_off, "read_arrival", lambda *_: time.sleep(5))

        [upload] = work_off(("a.txt", PAGE))

        assert (upload.state, upload.reason) == ("refused", working_off.TOO_LONG)

    def test_what_was_dropped_while_it_was_read_is_not_stored(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def read_and_drop(data: bytes, name: str) -> Any:
            Upload.objects.update(state=UploadState.DROPPED, content=None)
            return arrivals.read_arrival(data, name)

        monkeypatch.setattr(working_off, "read_arrival", read_and_drop)

        [upload] = work_off(("a.txt", PAGE))

        assert upload.state == UploadState.DROPPED
        assert not Original.objects.exists()

    def test_another_thread_than_the_first_is_not_broken_off(self) -> None:
        done = threading.Event()

        def work() -> None:
            with interrupting.reading(0.001):
                time.sleep(0.01)
            done.set()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

        assert done.is_set()

    def test_one_process_works_at_a_time(self, tmp_path: Any) -> None:
        with queue.only_one_worker(tmp_path) as first, queue.only_one_worker(tmp_path) as second:
            assert (first, second) == (True, False)
        with queue.only_one_worker(tmp_path) as third:
            assert third

    def test_it_is_known_whether_one_is_there(self, tmp_path: Any) -> None:
        assert not queue.is_worked_off(tmp_path)
        with queue.only_one_worker(tmp_path):
            assert queue.is_worked_off(tmp_path)
        assert not queue.is_worked_off(tmp_path / "nowhere")


class TestAfterwards:
    def test_what_was_refused_can_be_tried_again(self, monkeypatch: pytest.MonkeyPatch, curator: User) -> None:
        def unreadable(*_: Any) -> None:
            raise Unreadable("还不会读。")

        with monkeypatch.context() as before_the_upgrade:
            before_the_upgrade.setattr(working_off, "read_arrival", unreadable)
            [upload] = work_off(("a.txt", PAGE))
        assert upload.reason == "还不会读。"

        uploads.retry(upload, by=curator)
        uploads.work_off_one()

        upload.refresh_from_db()
        assert (upload.outcome, upload.reason) == ("created", "")

    def test_what_nobody_wants_gives_up_its_bytes_and_stays_on_record(self, curator: User) -> None:
        [upload] = work_off(("a.txt", b""))

        uploads.drop(upload, by=curator)

        upload.refresh_from_db()
        assert (upload.state, upload.content) == ("dropped", None)
        assert upload.reason.startswith("管理员 不要了。a.txt")

    def test_a_reprint_that_is_dropped_while_it_waits_is_none(self, curator: User) -> None:
        elsewhere = PAGE.replace("来源:社区晚报 2024-05-20", "来源:河湾日报 2024-05-22")
        _, second = work_off(("a.txt", PAGE), ("b.txt", elsewhere))
        uploads.ask_for_reprint(second, by=curator)

        uploads.drop(second, by=curator)

        second.refresh_from_db()
        assert (second.state, second.outcome) == ("dropped", "")

    def test_what_is_done_is_not_dropped(self, curator: User) -> None:
        [upload] = work_off(("a.txt", PAGE))

        with pytest.raises(Refused, match="现在是“已办”，不能去掉"):
            uploads.drop(upload, by=curator)

    def test_the_same_text_from_elsewhere_is_asked_about_and_becomes_an_appearance(self, curator: User) -> None:
        elsewhere = PAGE.replace("来源:社区晚报 2024-05-20", "来源:河湾日报 2024-05-22")
        [first, second] = work_off(("a.txt", PAGE), ("b.txt", elsewhere))
        assert (second.state, second.outcome, second.article) == ("asks", "duplicate", first.article)

        uploads.note_place(second, "http://example.org/b", None, by=curator)
        uploads.ask_for_reprint(second, by=curator)
        uploads.work_off_one()

        second.refresh_from_db()
        assert first.article
        assert (second.state, second.outcome, second.content) == ("done", "reprint", None)
        reprint = first.article.appearances.get(leads=False)
        assert (reprint.source_as_printed, reprint.date) == ("河湾日报", "2024-05-22")
        assert (reprint.url, reprint.original) == ("http://example.org/b", second.original)
        assert Article.objects.count() == 1
        assert [one.outcome for one in work_off(("b.txt", elsewhere))] == ["unchanged"]

    def test_the_address_of_a_reprint_can_be_corrected_afterwards(self, curator: User) -> None:
        elsewhere = PAGE.replace("来源:社区晚报 2024-05-20", "来源:河湾日报 2024-05-22")
        [first, second] = work_off(("a.txt", PAGE), ("b.txt", elsewhere))
        uploads.ask_for_reprint(second, by=curator)
        uploads.work_off_one()

        second.refresh_from_db()
        uploads.note_place(second, "http://example.org/b", datetime.date(2024, 6, 2), by=curator)

        assert first.article
        reprint = first.article.appearances.get(leads=False)
        assert (reprint.url, reprint.accessed_on) == ("http://example.org/b", datetime.date(2024, 6, 2))
        assert first.article.appearances.get(leads=True).url == ""

    def test_the_same_reprint_twice_is_noted_once(self, curator: User) -> None:
        elsewhere = PAGE.replace("来源:社区晚报 2024-05-20", "来源:河湾日报 2024-05-22")
        [first, second, third] = work_off(("a.txt", PAGE), ("b.txt", elsewhere), ("c.txt", elsewhere))
        for upload in (second, third):
            uploads.ask_for_reprint(upload, by=curator)

        while uploads.work_off_one():
            pass

        third.refresh_from_db()
        assert first.article
        assert (third.state, third.reason) == ("done", "与“b.txt”是同一个文件")
        assert first.article.appearances.filter(leads=False).count() == 1

    def test_address_and_date_can_be_given_afterwards(self, curator: User) -> None:
        [upload] = work_off(("a.txt", PAGE))

        uploads.note_place(upload, "http://example.org/c", datetime.date(2024, 6, 2), by=curator)

        assert seen_at(upload) == ("http://example.org/c", datetime.date(2024, 6, 2))

    def test_an_address_that_the_article_cannot_have_keeps_no_file_out(self) -> None:
        [upload] = work_off(("a.txt", PAGE), url="javascript:alert(1)")

        assert upload.outcome == "created"
        assert upload.reason.startswith("网址或访问日期没有记下：")

    def test_what_a_curator_put_away_is_refused_with_the_article_named(self, curator: User) -> None:
        from readingroom.articles import curation

        [first] = work_off(("a.txt", PAGE))
        assert first.article
        curation.archive(first.article, by=curator)

        [second] = work_off(("a.txt", PAGE.replace("每周走访一次", "每周走访两次")))

        assert (second.state, second.article) == ("refused", first.article)
        assert Status.ARCHIVED.label in second.reason


def test_a_batch_may_have_more_than_the_largest_file() -> None:
    assert max(intake.LARGEST.values()) < LARGEST_BATCH
