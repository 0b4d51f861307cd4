from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import User

from ..arrivals import base_name
from ..models import Batch, Upload
from ..room import writing

logger = logging.getLogger(__name__)

MOST_FILES = 100
LARGEST_BATCH = 128 * 1024 * 1024
"""
Files of a batch, and their bytes together.

A morning's work is twenty. The bytes are written in one transaction, and others wait for it: this many take a second or
two.
"""

_LONGEST_NAME = 255


class Incoming(NamedTuple):
    name: str
    data: bytes


def receive(files: Iterable[Incoming], *, by: User | None, url: str = "", accessed_on: date | None = None) -> Batch:
    """All files or none. They may come one by one, so that only one of them is in memory."""
    with writing():
        batch = Batch.objects.create(by=by)
        for name, data in files:
            add(batch, base_name(name), data, url=url, accessed_on=accessed_on)
    logger.info("receive: batch %s by %s", batch.pk, by)
    return batch


def add(
    batch: Batch, name: str, data: bytes, *, url: str, accessed_on: date | None, archive: Upload | None = None
) -> Upload:
    return Upload.objects.create(
        batch=batch,
        archive=archive,
        file_name=fitting(name),
        content=data,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        url=url,
        accessed_on=accessed_on,
    )


def fitting(name: str) -> str:
    """
    Without what cannot be shown or stored; of a name that is too long the end, which tells the kind.

    >>> fitting("楼道\\0里的\\n议事会.txt")
    '楼道里的议事会.txt'
    """
    return "".join(filter(str.isprintable, name))[-_LONGEST_NAME:] or "未命名"
