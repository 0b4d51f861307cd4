"""A room's own settings, and two addresses more: see `page_urls`."""

from __future__ import annotations

from readingroom.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.page_urls"
