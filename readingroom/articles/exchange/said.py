"""How times and people are said, and read again."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from .lines import Damaged


def name_of(user: User | None) -> str | None:
    return user.get_username() if user else None


def moment(at: datetime.datetime | None) -> str | None:
    return at.isoformat() if at else None


def time_of(at: str) -> datetime.datetime:
    try:
        time = datetime.datetime.fromisoformat(at)
        # As databases keep it, and as pages say it.
        timezone.localtime(time.astimezone(datetime.UTC))
    except (ValueError, OverflowError):
        raise Damaged(f"“{at[:40]}”不是时间") from None
    if time.tzinfo is None:
        raise Damaged(f"时间“{at[:40]}”没有时区")
    return time


def moment_of(at: str | None) -> datetime.datetime | None:
    return time_of(at) if at else None


def day_of(day: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(day) if day else None
    except ValueError:
        raise Damaged(f"“{day:.40}”不是日期") from None
