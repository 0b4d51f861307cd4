"""Curators who press buttons: what a browser without scripts sends to the desk of a running room."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from tests.running_room import PATIENCE, finish, run
from tests.stress.rooms import Room

ARTICLES = "desk/articles/article/"
PASSWORD = "stille-Post-7"

_HIRE = f"""
from django.contrib.auth.models import User
for name in %r:
    User.objects.create_superuser(name, password={PASSWORD!r})
"""


def hire(room: Room, *names: str) -> None:
    ask(room, _HIRE % (names,))


def ask(room: Room, program: str) -> str:
    """What a program says that runs beside the server."""
    command = ["manage.py", "shell", "--verbosity=0", "--no-imports", "--command", program]
    code, output, complaint = finish(run(command, room.data, **room.settings))
    assert code == 0, complaint
    return output


class Curator:
    """One browser, logged in."""

    def __init__(self, address: str, name: str) -> None:
        self._address = address
        self._cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._cookies))
        self.get("desk/login/")
        status, page = self.post("desk/login/", {"username": name, "password": PASSWORD, "next": f"/{ARTICLES}"})
        assert status == 200
        assert "logout" in page

    def get(self, path: str) -> tuple[int, str]:
        return self._send(path, None)

    def post(self, path: str, data: Mapping[str, object]) -> tuple[int, str]:
        """The page that it leads to."""
        token = next(cookie.value for cookie in self._cookies if cookie.name == "csrftoken")
        return self._send(path, {**data, "csrfmiddlewaretoken": token})

    def moved_to(self, address: str) -> None:
        """The room answers elsewhere; cookies know no ports."""
        self._address = address

    def look_at(self, act: str, numbers: Iterable[int]) -> list[str]:
        """The articles of a page that asks about many, as its form sends them."""
        status, page = self.get(f"{ARTICLES}bulk/{act}/?{urlencode({'numbers': ','.join(map(str, numbers))})}")
        assert status == 200
        return [html.unescape(sent) for sent in re.findall(r'name="article" value="([^"]*)"', page)]

    def do(self, act: str, seen: Sequence[str], **data: object) -> tuple[int, list[str]]:
        """The sentences that are told afterwards."""
        status, page = self.post(f"{ARTICLES}bulk/{act}/", {"article": seen, **data})
        return status, told(page)

    def version_of(self, number: int) -> str:
        status, page = self.get(f"{ARTICLES}{number}/change/")
        found = re.search(r'name="version" value="([^"]*)"', page)
        assert status == 200
        assert found
        return found[1]

    def _send(self, path: str, data: Mapping[str, object] | None) -> tuple[int, str]:
        sent = None if data is None else urlencode(data, doseq=True).encode()
        try:
            with self._opener.open(self._address + path, sent, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


def told(page: str) -> list[str]:
    listed = re.search(r'<ul class="messagelist">(.*?)</ul>', page, re.DOTALL)
    return (
        [html.unescape(one).strip() for one in re.findall(r"<li[^>]*>(.*?)</li>", listed[1], re.DOTALL)]
        if listed
        else []
    )


def numbers_in(sentences: Iterable[str], beginning: str) -> set[int]:
    """Of the articles that a sentence with this beginning lists."""
    lists = (listed for one in sentences if one.startswith(beginning) for listed in re.findall(r"第 ([\d、]+) 号", one))
    return {int(number) for listed in lists for number in listed.split("、")}


def numbers_named(sentences: Iterable[str]) -> set[int]:
    """Of the articles that a sentence of their own is about."""
    return {int(found[1]) for one in sentences if (found := re.match(r"第 (\d+) 号“", one))}
