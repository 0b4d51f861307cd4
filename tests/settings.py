"""
The room's own settings over a data folder that lasts as long as the tests do.

What is set in the shell of whoever runs the tests is left out, but for the database that is asked for.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# The workers of pytest-xdist end without running what is registered below; their folders lie in their starter's.
starters_folder = os.environ.get("READINGROOM_DATA") if "PYTEST_XDIST_WORKER" in os.environ else None
for name in [name for name in os.environ if name.startswith("READINGROOM_") and name != "READINGROOM_DATABASE_URL"]:
    del os.environ[name]
os.environ["READINGROOM_DATA"] = tempfile.mkdtemp(prefix="readingroom-tests-", dir=starters_folder)
atexit.register(shutil.rmtree, os.environ["READINGROOM_DATA"], ignore_errors=True)

from readingroom.settings import *  # noqa: E402, F403

# A password hash that takes half a second is right for an office and wrong for a test suite.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Tests render pages without `collectstatic`; WhiteNoise warns of a folder that is missing.
STATIC_ROOT.mkdir()  # noqa: F405
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
