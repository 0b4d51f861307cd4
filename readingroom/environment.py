"""
The room's settings, read from environment variables that begin with READINGROOM_.

A wrong value ends in one Chinese sentence that names the variable, what it holds and what it may hold.
An unknown name stops the start too: a misspelt READINGROOM_HOST would otherwise be ignored in silence.
"""

from __future__ import annotations

import difflib
import importlib
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from readingroom import machine

PREFIX = "READINGROOM_"
NAMES = (
    "DATA",
    "ADDRESS",
    "HOSTS",
    "DATABASE_URL",
    "PROFILE",
    "TLS",
    "INSECURE_DESK",
    "TRUSTED_PROXY",
    "SEGMENTER",
    "LOG",
)
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DATABASE_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name")
"""What may stand behind the ? of a database address; handed to PostgreSQL's client as it is."""

# A dot in front stands for all names that end so.
_HOST_NAME = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)


class CannotStart(Exception):
    """What keeps the room from starting; the message is the sentence to show."""


class WrongSetting(CannotStart):
    """A setting that cannot be used."""


@dataclass(frozen=True)
class Environment:
    """All settings in the form in which they are used."""

    data: Path
    host: str
    port: int
    hosts: tuple[str, ...]
    database: Mapping[str, Any] | None
    https: bool
    certificate: Path | None
    private_key: Path | None
    insecure_desk: bool
    trusted_proxy: ipaddress.IPv4Network | ipaddress.IPv6Network | None
    segmenter: str
    log_level: str


def read_environment(environ: Mapping[str, str], *, base: Path) -> Environment:
    """Read the settings; `base` is the folder of manage.py. Raises WrongSetting at the first that is wrong."""
    _refuse_unknown(environ)
    values = {name: environ[PREFIX + name].strip() for name in NAMES if environ.get(PREFIX + name, "").strip()}
    host, port = _address(values.get("ADDRESS", "127.0.0.1:8000"))
    https = _choice(values, "PROFILE", ("http", "https")) == "https"
    certificate, private_key = _tls(values, base=base, https=https)
    trusted_proxy = _network(values)
    if https and not (certificate or trusted_proxy):
        raise WrongSetting(
            f"{PREFIX}PROFILE 为 https 时，要用 {PREFIX}TLS 给出证书，或用 {PREFIX}TRUSTED_PROXY 指明在前面做 TLS 的代理。"
        )
    return Environment(
        data=(base / values.get("DATA", "data")).resolve(),
        host=host,
        port=port,
        hosts=_hosts(values, host),
        database=_database(values),
        https=https,
        certificate=certificate,
        private_key=private_key,
        insecure_desk=_choice(values, "INSECURE_DESK", ("0", "1")) == "1",
        trusted_proxy=trusted_proxy,
        segmenter=_choice(values, "SEGMENTER", ("jieba", "rjieba")),
        log_level=_choice({"LOG": values.get("LOG", "INFO").upper()}, "LOG", LOG_LEVELS),
    )


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    for variable in sorted(environ):
        name = variable.removeprefix(PREFIX)
        if not variable.startswith(PREFIX) or name in NAMES:
            continue
        nearest = difflib.get_close_matches(name, NAMES, n=1, cutoff=0.0)[0]
        raise WrongSetting(f"不认识的设置 {variable}，最接近的是 {PREFIX}{nearest}。请改正或删除后再启动。")


def _choice(values: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = values.get(name, choices[0])
    if value not in choices:
        raise WrongSetting(f"{PREFIX}{name} 的值“{value}”不对，只能是 {'、'.join(choices)} 之一。")
    return value


def _address(value: str) -> tuple[str, int]:
    name, _, port = value.rpartition(":")
    host = _host(name)
    if not (host and port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        raise WrongSetting(f"{PREFIX}ADDRESS 的值“{value}”不对，应写成 地址:端口，例如 127.0.0.1:8000。")
    return host.strip("[]"), int(port)


def _hosts(values: Mapping[str, str], host: str) -> tuple[str, ...]:
    if "HOSTS" in values:
        hosts = tuple(_host(part.strip()) for part in values["HOSTS"].split(",") if part.strip())
        if not hosts or None in hosts:
            raise WrongSetting(
                f"{PREFIX}HOSTS 的值“{values['HOSTS']}”不对，应是用逗号隔开的主机名或地址，不带 http://、端口和路径。"
            )
    else:
        hosts = tuple(_host(name) for name in (*machine.names(), host) if name not in ("0.0.0.0", "::"))
    return tuple(dict.fromkeys(each for each in hosts if each))


def _host(text: str) -> str | None:
    """A host as browsers name it: a name, or an address, IPv6 in brackets. None: browsers could not ask for it."""
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if _is_ipv6(bare):
        return f"[{bare}]"
    return text if _HOST_NAME.fullmatch(text) else None


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True


def _database(values: Mapping[str, str]) -> Mapping[str, Any] | None:
    """PostgreSQL as a Django DATABASES entry; None: SQLite in the data folder."""
    url = values.get("DATABASE_URL")
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise WrongSetting(f"{PREFIX}DATABASE_URL 不对，应写成 postgresql://用户:密码@主机:端口/数据库名。")
    _refuse_without_driver()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": _database_options(parts.query),
    }


def _database_options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    for name, value in options.items():
        if name not in DATABASE_OPTIONS or not value:
            raise WrongSetting(
                f"{PREFIX}DATABASE_URL 问号后的“{name}”不对，只能是 {'、'.join(DATABASE_OPTIONS)}，写成 名称=值。"
            )
    return options


def _refuse_without_driver() -> None:
    """Django would say it in a traceback, in the midst of loading the models."""
    try:
        importlib.import_module("psycopg")
    except ImportError as error:
        raise WrongSetting(
            f"设置了 {PREFIX}DATABASE_URL，但缺少 PostgreSQL 的驱动。请带着这个设置执行 make setup。（{error}）"
        ) from error


def _tls(values: Mapping[str, str], *, base: Path, https: bool) -> tuple[Path | None, Path | None]:
    if "TLS" not in values:
        return None, None
    certificate, comma, key = values["TLS"].partition(",")
    paths = (base / certificate.strip(), base / key.strip())
    if not comma or not all(path.is_file() for path in paths):
        raise WrongSetting(f"{PREFIX}TLS 的值“{values['TLS']}”不对，应写成 证书文件,私钥文件，两个文件都要存在。")
    if not https:
        raise WrongSetting(f"设置了 {PREFIX}TLS，就要同时把 {PREFIX}PROFILE 设为 https。")
    return paths


def _network(values: Mapping[str, str]) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    value = values.get("TRUSTED_PROXY")
    if value is None:
        return None
    try:
        return ipaddress.ip_network(value)
    except ValueError:
        raise WrongSetting(f"{PREFIX}TRUSTED_PROXY 的值“{value}”不对，应是网段，例如 10.0.0.5/32。") from None
