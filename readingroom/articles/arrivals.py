"""
A file that has been read and cleaned, and how it compares with what the room holds.

Comparing writes nothing, so a dry run can say the outcome too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from typing import Literal

from django.utils.functional import cached_property

from readingroom import records

from .curation.returning import brings_back
from .curation.statuses import ALLOWED, Act
from .limits import NO_BODY, read_article
from .models import Article, Original, Reading, Status
from .revising import fingerprint
from .simhash import REVISION, distance
from .stand_ins import stand_in
from .working_copy import as_record, clean_with_vocabulary, working_copy

HOLDS_REDACTED = (
    "从第 {number} 号文章里隐去的个人信息，这份文件的第 {line} 行又填上了（或者填了别的），所以没有收入，内容也不保存。"
    "请在文件里把它换成“＊”再收；是 PDF 或网页的，把正文复制出来，换好以后粘贴。"
)

OutcomeName = Literal["created", "updated", "unchanged", "duplicate", "refused"]


@dataclass(frozen=True)
class Outcome:
    """
    What became of a file; `number` is the article it concerns, `reason` a Chinese remark, often empty.

    Of one that brings personal data back that was taken out, not even the bytes are kept.
    """

    outcome: OutcomeName
    name: str
    number: int | None = None
    reason: str = ""
    brings_back: bool = False


@dataclass(frozen=True)
class Arrival:
    """A file that was read and cleaned, before anything is known of where it belongs."""

    data: bytes
    name: str
    reading: records.Reading
    clean: records.CleanArticle
    simhash: str = field(init=False)

    def __post_init__(self) -> None:
        # Not when it is asked for: that is while the room is held, and a book takes seconds.
        object.__setattr__(self, "simhash", fingerprint(self.clean))

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def base_name(self) -> str:
        return base_name(self.name)


def base_name(name: str) -> str:
    # Understands both separators: files also come from browsers on Windows.
    return PureWindowsPath(name).name[-255:]


def read_arrival(data: bytes, name: str) -> Arrival:
    """Reads and cleans a file; raises Unreadable when that gives no article, or too large a one."""
    reading = read_article(data, name=name)
    clean = clean_with_vocabulary(reading)
    if not clean.body_length:
        raise records.Unreadable(f"{name} {NO_BODY}")
    return Arrival(data, name, reading, clean)


def compare(arrival: Arrival) -> Outcome:
    """What becomes of a file when it is brought in now."""
    if known := compare_bytes(arrival.sha256, arrival.name):
        return known
    if back := brings_back(line.text for line in arrival.reading.lines):
        reason = HOLDS_REDACTED.format(number=back[0], line=back[1])
        return Outcome("refused", arrival.name, back[0], reason, brings_back=True)
    if (revised := _revised_article(arrival)) is not None:
        return _revision_of(revised, arrival)
    if (twin := _same_items(arrival)) is not None:
        return Outcome("duplicate", arrival.name, twin, f"正文与第 {twin} 号文章相同")
    return Outcome("created", arrival.name)


def compare_bytes(sha256: str, name: str) -> Outcome | None:
    """What becomes of a file whose bytes the room has already; it need not be read for that."""
    stored = Original.objects.filter(sha256=sha256).first()
    if stored is None:
        return None
    if stored.redacted_at and not stored.is_called_by_its_bytes:
        reason = "这个文件里的个人信息已经隐去，原来的文件不再收入；隐去后的文章还在"
        return Outcome("refused", name, stored.article_id, reason)
    if stored.file_name == base_name(name):
        return Outcome("unchanged", name, stored.article_id)
    return Outcome("duplicate", name, stored.article_id, f"与“{stored.file_name}”是同一个文件")


def _revision_of(number: int, arrival: Arrival) -> Outcome:
    """What a curator has put away does not change behind their back; the text is new, so it is no duplicate either."""
    articles = Article.objects.select_related("cleaning__reading")
    article = articles.defer("cleaning__result", "cleaning__reading__lines").get(pk=number)
    if article.status not in ALLOWED[Act.DECIDE]:
        obstacle = f"那篇文章{Status(article.status).label}，请先恢复再收"
    elif article.cleaning.reading.is_composed:
        obstacle = "那篇文章的原件拆并过，请先还原拆并再收"
    elif found := stand_in(article):
        obstacle = f"那篇文章归到了第 {found.article.pk} 号“{found.article}”，请先还原或收回再收"
    else:
        return Outcome("updated", arrival.name, number)
    return Outcome("refused", arrival.name, number, f"这是第 {number} 号文章的修订稿，{obstacle}")


def _revised_article(arrival: Arrival) -> int | None:
    """
    The article a file of this name was made into, if the text is near; of several the nearest.

    What the machine made of the two files is compared: what curators removed since then does not make a
    revision another text.
    """
    known = Original.objects.filter(file_name=arrival.base_name).values_list("simhash", "article")
    near = [(distance(arrival.simhash, other), number) for other, number in known]
    bits, number = min(near, default=(REVISION + 1, None))
    return number if bits <= REVISION else None


def _same_items(arrival: Arrival) -> int | None:
    """Another article that says the same, as it stands now or as the machine made it."""
    wanted = _said(arrival.clean)
    for article in Article.objects.filter(simhash=arrival.simhash).order_by("pk"):
        if _said(working_copy(article)) == wanted:
            return article.pk
    for reading in Reading.objects.filter(original__simhash=arrival.simhash).order_by("pk"):
        if _said(clean_with_vocabulary(as_record(reading))) == wanted:
            return reading.original.article_id
    return None


def _said(clean: records.CleanArticle) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in clean.items]
