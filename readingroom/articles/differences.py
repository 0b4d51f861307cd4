"""How one version of an article differs from another: two editions, or a manuscript from what readers see now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import prefetch_related_objects

from readingroom.cleaning import FIELD_LABELS

from .manuscript import Manuscript
from .models import Edition, Theme
from .models.library import ParagraphKind
from .wording import field_value

__all__ = ["FIELD_LABELS", "Difference", "differences", "differences_between", "differences_of"]

QUOTED = 30
"""Characters of a text that are shown; enough to find the paragraph."""

About = Literal["field", "text", "theme"]
Names = Mapping[str, str]
"""The names of the themes by their slugs."""


@dataclass(frozen=True)
class Difference:
    """`label` says what differs; where `old` and `new` are both None, it says all."""

    about: About
    label: str
    old: str | None = None
    new: str | None = None

    @property
    def sentence(self) -> str:
        """For a curator, who has the text at hand: of a text only the stretch that differs."""
        said = [text for text in (self._said(self.old, self.new), self._said(self.new, self.old)) if text]
        return f"{self.label}：{' → '.join(said)}" if said else self.label

    def _said(self, text: str | None, other: str | None) -> str:
        if text is None:
            return ""
        if self.about == "text":
            return _quoted(text) if other is None else _around_change(text, other)
        return text or "（无）"


@dataclass(frozen=True)
class _Version:
    """What an edition and a manuscript both have; `themes` are slugs."""

    title: str
    title_is_built: bool
    fields: Mapping[str, str | None]
    source: str
    themes: Sequence[str]
    items: Sequence[Mapping[str, Any]]


def differences(edition: Edition, manuscript: Manuscript) -> list[str]:
    """In sentences for a curator; empty when publishing would change nothing that readers see."""
    prefetch_related_objects([edition], "edition_themes__theme")
    names = dict(Theme.objects.values_list("slug", "name"))
    joined = {former.key for former in manuscript.former if former.into}
    return [one.sentence for one in _compare(_edition(edition), _manuscript(manuscript), joined, names)]


def differences_of(old: Manuscript, new: Manuscript) -> list[str]:
    """Of two working copies of one article, in sentences for a curator."""
    joined = {former.key for former in new.former if former.into}
    names = dict(Theme.objects.values_list("slug", "name"))
    return [one.sentence for one in _compare(_manuscript(old), _manuscript(new), joined, names)]


def differences_between(old: Edition, new: Edition, *, joined: set[str], names: Names) -> list[Difference]:
    """
    Of two editions of one article, with their themes at hand.

    `joined` are the keys of paragraphs that others took in: no edition says so, the former keys do.
    """
    return list(_compare(_edition(old), _edition(new), joined, names))


def _edition(edition: Edition) -> _Version:
    return _Version(
        title=edition.title,
        title_is_built=edition.title_is_built,
        fields=edition.fields,
        source=edition.source.name if edition.source else "",
        themes=[row.theme.slug for row in edition.edition_themes.all()],
        items=edition.items,
    )


def _manuscript(manuscript: Manuscript) -> _Version:
    return _Version(
        title=manuscript.title,
        title_is_built=manuscript.title_is_built,
        fields=manuscript.fields,
        source=manuscript.source,
        themes=manuscript.themes,
        items=manuscript.items,
    )


def _compare(old: _Version, new: _Version, joined: set[str], names: Names) -> Iterator[Difference]:
    # A built title changes without any field called title.
    if old.title != new.title and (old.title_is_built or new.title_is_built):
        yield Difference("field", "显示的题名", old.title, new.title)
    yield from _fields(old.fields, new.fields)
    if old.source != new.source:
        yield Difference("field", "归入的来源", old.source, new.source)
    yield from _items(old.items, new.items, joined, names)
    if list(old.themes) != list(new.themes):
        said = ("、".join(_name(slug, names) for slug in version.themes) for version in (old, new))
        yield Difference("theme", "文章主题", *said)


def _fields(old: Mapping[str, str | None], new: Mapping[str, str | None]) -> Iterator[Difference]:
    for name, label in FIELD_LABELS.items():
        if old.get(name) != new.get(name):
            yield Difference("field", label, field_value(name, old.get(name)), field_value(name, new.get(name)))


def _items(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], joined: set[str], names: Names
) -> Iterator[Difference]:
    before = {item["key"]: item for item in old}
    after = {item["key"] for item in new}
    for place, item in enumerate(new, 1):
        if item["key"] in before:
            yield from _item(place, before[item["key"]], item, names)
        else:
            yield Difference("text", f"新增第{place}段", new=item["text"])
    for key, item in before.items():
        if key not in after:
            yield Difference("text", "并入别段" if key in joined else "去掉一段", old=item["text"])
    if [key for key in before if key in after] != [item["key"] for item in new if item["key"] in before]:
        yield Difference("text", "段落的次序有变动")


def _item(place: int, old: Mapping[str, Any], new: Mapping[str, Any], names: Names) -> Iterator[Difference]:
    if old["text"] != new["text"]:
        yield Difference("text", f"第{place}段的文字", old["text"], new["text"])
    if old["kind"] != new["kind"]:
        kinds = (str(ParagraphKind(item["kind"]).label) for item in (old, new))
        yield Difference("field", f"第{place}段的种类", *kinds)
    if old["continues_previous_page"] != new["continues_previous_page"]:
        yield Difference("field", f"第{place}段{'改为' if new['continues_previous_page'] else '不再'}接上页")
    for name, label in (("theme", "主题"), ("theme_secondary", "次主题")):
        if old[name] != new[name]:
            yield Difference("theme", f"第{place}段的{label}", _name(old[name], names), _name(new[name], names))


def _name(slug: str | None, names: Names) -> str:
    return names.get(slug, slug) if slug else ""


def _around_change(text: str, other: str) -> str:
    """The stretch in which two texts begin to differ."""
    same = next(
        (at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), min(len(text), len(other))
    )
    begin = max(0, same - QUOTED // 3)
    return _quoted(text[begin:], before=begin > 0)


def _quoted(text: str, *, before: bool = False) -> str:
    return f"“{'…' if before else ''}{text[:QUOTED]}{'…' if len(text) > QUOTED else ''}”"
