"""The secret key: made once on first use, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from readingroom.environment import WrongSetting

LENGTH = 50
"""Bytes of randomness; Django's deployment check asks for 50 characters, this gives 67."""


def read_or_create_secret_key(path: Path) -> str:
    """
    The key in the file; made first where there is none.

    Two starts at once end with one key: the key is written aside and linked into place, which fails when the
    other was first. A file that others may read is refused, and so is what cannot be read or is no key.
    """
    try:
        if not path.exists():
            _create(path)
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise WrongSetting(f"密钥文件 {path} 可被其他用户读取。请执行 chmod 600 {path} 后再启动。")
        key = path.read_bytes().strip().decode("ascii", "replace")
    except OSError as error:
        raise WrongSetting(f"密钥文件 {path} 打不开：{error.strerror}。请改正权限后再启动。") from error
    if len(key) < LENGTH or not key.isascii():
        raise WrongSetting(f"密钥文件 {path} 不完整。请删除它后再启动，会生成新的密钥，所有人需要重新登录。")
    return key


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
