"""How a curator comes to the desk in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.running_room import PATIENCE, Room

CHOSEN = "yinxing-shu-xia-8"
"""The password that the first administrator chooses in place of the one-time one."""

WORKED_OFF = PATIENCE * 1000
"""Milliseconds for what the process beside the server does, which lets every other program go first."""


def log_in(page: Page, user: str, password: str) -> None:
    page.goto("/desk/")
    page.get_by_label("用户名").fill(user)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def log_in_first(page: Page, room: Room) -> None:
    """The one-time password leads nowhere but to a password of one's own."""
    log_in(page, room.user, room.password)
    expect(page).to_have_url(re.compile("/desk/password_change/"))
    page.get_by_label("旧密码").fill(room.password)
    page.get_by_label(re.compile("^新密码.?$")).fill(CHOSEN)
    page.get_by_label("新密码确认").fill(CHOSEN)
    page.get_by_role("button", name="修改我的密码").click()
    expect(page).to_have_url(re.compile("/password_change/done/"))
