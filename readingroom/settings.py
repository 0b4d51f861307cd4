"""Django's settings; what an office may set comes from the environment, see `environment`."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from django.utils.functional import SimpleLazyObject

from readingroom.environment import read_environment
from readingroom.secret_key import read_or_create_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment(os.environ, base=BASE_DIR)

# Lazy: `manage.py clean` needs no data folder and must not make one.
SECRET_KEY = SimpleLazyObject(lambda: read_or_create_secret_key(ENVIRONMENT.data / "secret_key"))
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "readingroom.articles",
    "readingroom.search",
    "readingroom.pages",
    "readingroom.desk.apps.DeskConfig",
    "readingroom.serving",
    "haystack",
    "readingroom.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "readingroom.security_headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "readingroom.desk.access.LocalDeskOnly",
    "readingroom.pages.reading_only.ReadingOnly",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "readingroom.serving.middleware.OneTimePasswordMiddleware",
]

ROOT_URLCONF = "readingroom.urls"
WSGI_APPLICATION = "readingroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "readingroom.pages.frame.frame",
                "readingroom.pages.preferences.display",
            ],
            "builtins": ["readingroom.pages.templatetags.addresses"],
        },
    },
]

# SQLite from 3.7.0 on can damage a WAL database when a checkpoint resets the log (fixed in 3.44.6, 3.50.7 and
# 3.51.3); Debian 12 ships 3.40.1. Where the fault is present the rollback journal is used instead.
_SQLITE = sqlite3.sqlite_version_info
SQLITE_WAL_IS_SAFE = _SQLITE >= (3, 51, 3) or (3, 50, 7) <= _SQLITE < (3, 51) or (3, 44, 6) <= _SQLITE < (3, 45)
SQLITE_JOURNAL = "WAL" if SQLITE_WAL_IS_SAFE else "TRUNCATE"

DATABASES = {
    "default": ENVIRONMENT.database
    or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ENVIRONMENT.data / "readingroom.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            # A deferred transaction that turns from reading to writing fails at once, whatever the timeout.
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                f"PRAGMA journal_mode={SQLITE_JOURNAL}; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;"
                "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY"
            ),
        },
    }
}
# Each process keeps pages of its own; none can be out of date, whichever process wrote, see `pages.kept_pages`.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "readingroom.search.engine.TantivyEngine",
        "PATH": ENVIRONMENT.data / "index",
        "ANALYSER": "readingroom.search.vocabulary.analyser",
        # A heading's words count for the paragraph below it, and a title's for the article, but little: many share one.
        "CONTENT_FIELDS": {"text": 1.0, "heading": 0.2},
        # Haystack hides an engine that cannot answer behind "0 results" unless told otherwise.
        "SILENTLY_FAIL": False,
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# WhiteNoise lets the pages of all sites read the files, unless told otherwise; these are for this room's.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "readingroom.static_storage.StaticStorage"},
}

LOGIN_URL = "admin:login"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "readingroom.pages.errors.csrf_failure"
# Browsers do not even send the desk's cookies with a reader's request.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/desk/"
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# The https profile. Over plain HTTP a Secure cookie would never come back, and there is nothing to redirect to.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = [
    # The room knows only its own host name; the office's other hosts are not its business (subdomains),
    "security.W005",
    # and no name of an office network is on the browsers' preload lists.
    "security.W021",
]
if not ENVIRONMENT.https:
    SILENCED_SYSTEM_CHECKS += [
        "security.W004",  # HSTS is ignored by browsers over HTTP.
        "security.W008",  # No redirect to an address that does not answer.
        "security.W012",  # A Secure session cookie
        "security.W016",  # or CSRF cookie would never come back, and nobody could log in.
    ]

DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
# Larger ones wait on the disk until they are stored: a batch of files may have 128 MB.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Twice what the desk takes at once, so that it can say so itself.
DATA_UPLOAD_MAX_NUMBER_FILES = 200
# The desk sends at once all that is ticked: lines and paragraphs of an article, articles of a list.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"refusals": {"()": "readingroom.serving.log.RefusalsInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    # Django gives its own logger a level and handlers; without this the office's level would not reach it.
    "loggers": {"django": {"handlers": [], "level": ENVIRONMENT.log_level}},
}
