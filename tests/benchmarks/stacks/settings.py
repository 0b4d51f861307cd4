"""The room's settings, for the analyser is the room's, and the site's app with no index yet: see `site.open_stack`."""

from __future__ import annotations

from readingroom.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks.stacks"]  # noqa: F405
