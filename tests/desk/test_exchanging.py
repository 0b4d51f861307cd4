"""导出与收入: a curator takes the library along and brings such a file in, and sees what became of each line."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from readingroom.articles.curation.masking import Mask
from readingroom.articles.models import Room
from readingroom.desk import exchanging, imports
from tests.desk.test_policy import broken
from tests.library import published_article

REPORT = [
    "created\t第 3 号“渡口里的登记本”\t3\t",
    "unchanged\t来源“社区晚报”\t\t",
    "refused\t第 7 行\t\t这一行读不出来：<b>不是</b>阅览室导出的内容",
    "created 1\tupdated 0\tunchanged 1\tduplicate 0\trefused 1",
]


@pytest.fixture(autouse=True)
def room(db, tmp_path, monkeypatch):
    Room.objects.get_or_create(pk=1)
    monkeypatch.setattr(imports, "folder", lambda: tmp_path / "imports")
    monkeypatch.setattr(exchanging, "PAUSE", 0.01)


def reports(monkeypatch, lines, code=0):
    """A process that says this, whatever it is given."""
    said = "\n".join(lines)
    program = f"import sys; sys.stdin.buffer.read(); print({said!r}); sys.exit({code})"
    monkeypatch.setattr(imports, "COMMAND", (sys.executable, "-X", "utf8", "-S", "-c", program))


def send(browser: Client, content: bytes = b"{}\n", **more: object) -> str:
    """The address of its page."""
    file = SimpleUploadedFile("library.jsonl", content)
    return browser.post("/desk/articles/room/exchange/", {"file": file, **more})["Location"]


def page_of(browser: Client, address: str) -> str:
    return b"".join(browser.get(address).streaming_content).decode()


class TestExporting:
    def test_gives_the_whole_library_as_a_file(self, desk):
        published_article()

        response = desk.get("/desk/articles/room/exchange/library/")

        lines = b"".join(response.streaming_content).decode().splitlines()
        assert '"readingroom-export"' in lines[0]
        assert '"readingroom-end"' in lines[-1]
        assert response["Content-Disposition"].startswith('attachment; filename="library-')

    def test_says_what_is_left_out(self, desk):
        assert "密码" in desk.get("/desk/articles/room/exchange/").content.decode()

    def test_is_found_from_the_first_page(self, desk):
        assert "/desk/articles/room/exchange/" in desk.get("/desk/").content.decode()


class TestImporting:
    def test_shows_what_became_of_each_line(self, desk, monkeypatch):
        reports(monkeypatch, REPORT, code=1)

        page = page_of(desk, send(desk))

        assert "第 3 号“渡口里的登记本”" in page
        assert "来源“社区晚报”" not in page
        assert "&lt;b&gt;不是&lt;/b&gt;" in page
        assert "（收入 1，已有 1，没收 1）" in page
        assert page.rstrip().endswith("</html>")
        assert broken(page) == []

    def test_is_noted_in_the_desk_s_history(self, desk, monkeypatch):
        reports(monkeypatch, REPORT, code=1)

        send(desk)

        assert "library.jsonl" in LogEntry.objects.get().change_message

    def test_that_was_cut_off_says_so(self, desk, monkeypatch):
        reports(monkeypatch, REPORT[:1], code=70)

        page = page_of(desk, send(desk))

        assert "中断了" in page
        assert "再收一次同一个文件" in page

    def test_is_in_the_curator_s_name(self, desk, monkeypatch):
        seen = []
        real = subprocess.Popen
        reports(monkeypatch, [])
        monkeypatch.setattr(
            subprocess, "Popen", lambda command, **named: seen.append(command) or real(command, **named)
        )

        send(desk, publish="on", same_room="on")

        # Whose names decisions bear is for those who may make accounts.
        assert seen[0][-2:] == ("--as=zhao", "--publish")

    def test_of_the_room_s_own_is_for_the_administrator(self, office, desk):
        assert "same_room" in office.get("/desk/articles/room/exchange/").content.decode()
        assert "same_room" not in desk.get("/desk/articles/room/exchange/").content.decode()

    def test_of_too_large_a_file_is_refused_with_a_way_out(self, desk, monkeypatch):
        monkeypatch.setattr(exchanging, "LARGEST_BATCH", 1)

        page = desk.post(
            "/desk/articles/room/exchange/", {"file": SimpleUploadedFile("a.jsonl", b"{}\n")}
        ).content.decode()

        assert "import_library" in page
        assert "什么也没有收" in page

    def test_outlives_its_page(self, desk, monkeypatch, tmp_path):
        """Closed after the first line, and opened again by a colleague; the process waits for that in between."""
        gate = tmp_path / "gate"
        os.mkfifo(gate)
        program = f"print({REPORT[0]!r}, flush=True); open({str(gate)!r}).read(); print({REPORT[3]!r})"
        monkeypatch.setattr(imports, "COMMAND", (sys.executable, "-X", "utf8", "-S", "-c", program))
        address = send(desk)
        # A request's end closes the connection in which the test's transaction is open.
        monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
        response = desk.get(address)
        page = iter(response.streaming_content)
        while "渡口" not in next(page).decode():
            pass

        response.close()

        (one,) = imports.recent()
        assert one.is_running
        assert "正在收" in desk.get("/desk/articles/room/exchange/").content.decode()
        gate.write_text("go on")
        page = page_of(desk, address)
        assert "渡口" in page
        assert "读完了" in page
        assert not one.is_running

    def test_says_how_far_it_is(self, desk, monkeypatch):
        reports(monkeypatch, [*REPORT[1:2] * 400, REPORT[3]])

        page = page_of(desk, send(desk, b'{"format": "readingroom-end", "version": 3, "lines": 417}\n'))

        assert "已读到第 200 项，文件共约 417 项" in page
        assert "已读到第 400 项" in page

    @pytest.mark.parametrize("end", [b"[" * 3000, b"9" * 5000, b'{"lines": "many"}', b"17", b"\xff\xfe", b""])
    def test_of_a_file_with_any_end_is_begun(self, desk, monkeypatch, end):
        reports(monkeypatch, REPORT)

        assert "读完了" in page_of(desk, send(desk, b"{}\n" + end))

    def test_leaves_nothing_of_the_file_behind(self, desk, monkeypatch, tmp_path):
        reports(monkeypatch, REPORT)

        page_of(desk, send(desk, "手机13912345678\n".encode()))

        assert [path for path in tmp_path.rglob("*") if path.is_file() and b"139" in path.read_bytes()] == []

    def test_is_known_for_a_while(self, desk, monkeypatch):
        reports(monkeypatch, REPORT)
        monkeypatch.setattr(imports, "MOST_KEPT", 2)

        addresses = []
        for _ in range(3):
            addresses.append(send(desk))
            page_of(desk, addresses[-1])

        assert len(imports.recent()) == 2
        assert desk.get("/desk/articles/room/exchange/imports/none/").status_code == 404

    def test_of_another_version_s_is_not_looked_at_and_goes_in_the_end(self, desk, monkeypatch, tmp_path):
        reports(monkeypatch, REPORT)
        page_of(desk, send(desk))
        (one,) = imports.recent()
        begun = json.loads(one.path.read_bytes().splitlines()[0])
        others = [
            {**begun, "at": "gestern"},
            {**begun, "by": None},
            {**begun, "kind": 1},
            {**begun, "name": "../settings"},
            [begun],
        ]
        for number, other in enumerate(others):
            (tmp_path / "imports" / f"19990101-{number}.tsv").write_text(json.dumps(other) + "\n", "utf-8")

        assert desk.get("/desk/articles/room/exchange/").status_code == 200
        assert imports.recent() == [one]

        page_of(desk, send(desk))

        assert len(list((tmp_path / "imports").iterdir())) == 2

    def test_that_is_forgotten_while_it_is_looked_at_is_over(self, desk, monkeypatch):
        reports(monkeypatch, REPORT)
        page_of(desk, send(desk))
        (one,) = imports.recent()
        one.path.unlink()

        assert not one.is_running
        assert imports.told(one, imports.beginning(one)) == ([], 0)

    def test_that_cannot_be_stored_is_not_begun_and_says_so(self, desk, monkeypatch, tmp_path):
        def full(*command: object, **named: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        for place in ("subprocess.Popen", "tempfile.TemporaryFile"):
            with monkeypatch.context() as one:
                one.setattr(place, full)
                file = SimpleUploadedFile("library.jsonl", b"{}\n")

                page = desk.post("/desk/articles/room/exchange/", {"file": file}).content.decode()

            assert imports.NOT_BEGUN in page
            assert list((tmp_path / "imports").iterdir()) == []
        assert not LogEntry.objects.exists()

    def test_tells_nothing_that_is_redacted_since(self, desk, monkeypatch):
        for lines in (["created\t来件“139-1234-5678.txt”\t\t", REPORT[3]], REPORT):
            reports(monkeypatch, lines)
            page_of(desk, send(desk))

        imports.forget(Mask(["13912345678"]))

        (other,) = imports.recent()
        assert "渡口" in other.path.read_text("utf-8")

    def test_is_told_in_chinese_on_a_machine_that_speaks_otherwise(self, desk, monkeypatch):
        reports(monkeypatch, REPORT)
        monkeypatch.setattr(imports, "COMMAND", tuple(one for one in imports.COMMAND if one not in ("-X", "utf8")))
        monkeypatch.setenv("PYTHONIOENCODING", "gb18030")

        assert "渡口里的登记本" in page_of(desk, send(desk))


PATHS = ("", "library/", "imports/20240520-093011-7f3a2b1c/")


def test_who_may_not_change_the_room_sees_nothing_of_it(db):
    browser = Client()
    browser.force_login(User.objects.create_user("lesend", is_staff=True))

    assert [browser.get(f"/desk/articles/room/exchange/{path}").status_code for path in PATHS] == [403] * 3
    assert "/desk/articles/room/exchange/" not in browser.get("/desk/").content.decode()
