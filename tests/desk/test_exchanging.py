"""导出与收入: a curator takes the library along and brings such a file in, and sees what became of each line."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from readingroom.articles.models import Room
from readingroom.desk import exchanging
from tests.desk.test_policy import broken
from tests.library import published_article

REPORT = [
    "created\t第 3 号“渡口里的登记本”\t3\t",
    "unchanged\t来源“社区晚报”\t\t",
    "refused\t第 7 行\t\t这一行读不出来：<b>不是</b>阅览室导出的内容",
    "created 1\tupdated 0\tunchanged 1\tduplicate 0\trefused 1",
]


@pytest.fixture(autouse=True)
def room(db):
    Room.objects.get_or_create(pk=1)


def reports(monkeypatch, lines, code=0):
    """A process that says this, whatever it is given."""
    said = "\n".join(lines)
    program = f"import sys; sys.stdin.buffer.read(); print({said!r}); sys.exit({code})"
    monkeypatch.setattr(exchanging, "COMMAND", (sys.executable, "-X", "utf8", "-S", "-c", program))


def send(browser: Client, **more: object) -> str:
    file = SimpleUploadedFile("library.jsonl", b"{}\n")
    return b"".join(browser.post("/desk/articles/room/exchange/", {"file": file, **more}).streaming_content).decode()


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

        page = send(desk)

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

        assert "中断了" in send(desk)

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

    def test_whose_page_is_closed_ends_the_process(self, desk, monkeypatch):
        started = []
        real = subprocess.Popen
        program = f"print({REPORT[0]!r}, flush=True); import time; time.sleep(600)"
        monkeypatch.setattr(exchanging, "COMMAND", (sys.executable, "-X", "utf8", "-S", "-c", program))
        monkeypatch.setattr(
            subprocess, "Popen", lambda *given, **named: started.append(real(*given, **named)) or started[0]
        )
        response = desk.post("/desk/articles/room/exchange/", {"file": SimpleUploadedFile("a.jsonl", b"{}\n")})
        page = iter(response.streaming_content)
        next(page), next(page)
        # A request's end closes the connection in which the test's transaction is open.
        monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)

        response.close()

        assert started[0].poll() is not None
        assert "收入 1" in LogEntry.objects.get().change_message

    def test_is_told_in_chinese_on_a_machine_that_speaks_otherwise(self, desk, monkeypatch):
        reports(monkeypatch, REPORT)
        monkeypatch.setattr(
            exchanging, "COMMAND", tuple(one for one in exchanging.COMMAND if one not in ("-X", "utf8"))
        )
        monkeypatch.setenv("PYTHONIOENCODING", "gb18030")

        assert "渡口里的登记本" in send(desk)


def test_who_may_not_change_the_room_sees_nothing_of_it(db):
    browser = Client()
    browser.force_login(User.objects.create_user("lesend", is_staff=True))

    assert [browser.get(f"/desk/articles/room/exchange/{path}").status_code for path in ("", "library/")] == [403, 403]
    assert "/desk/articles/room/exchange/" not in browser.get("/desk/").content.decode()
