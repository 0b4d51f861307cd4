"""Who wrote it: names with their roles, marks and offices."""

from __future__ import annotations

import re
from functools import cache

from readingroom.cleaning.characters import HAN
from readingroom.cleaning.credits.credit import BRACKETS, Credit, marks, words_of
from readingroom.cleaning.evidence import Found
from readingroom.cleaning.names import Names, read_names

MOST_OWNERS = 4
"""Of a role: 本报全媒体首席记者."""

PHOTOGRAPHED = ("摄", "摄影", "供图", "摄影报道")
"""记者 张三 摄: the name before is the photographer's."""

RARE_NAMES = re.compile(rf"[{HAN}]{{2,3}}(?:\s[{HAN}]{{2,3}})*")
"""Behind 记者 in brackets, where nothing but names stands: their surnames may be any."""


def read_byline(text: str, *, in_brackets: bool = False) -> Credit | None:
    """
    本报记者张三 通讯员李四, □ 张三, 文/张三, 张三/文: roles, and the names behind them; before a last role, in front of it.

    Names alone are a piece too, which says nothing by itself. Those of photographers and editors are no authors'.
    """
    marked = text.lstrip(marks())
    if marked != text and (signed := _signed(marked)):
        return signed
    groups = _by_roles(marked, in_brackets=in_brackets)
    if groups is None:
        return None
    names = [name for role, read in groups if role != "staff" for name in (read.names if read else ())]
    certain = all(read.certain for _, read in groups if read)
    has_role = any(role for role, _ in groups)
    if has_role and not names and all(role == "staff" for role, _ in groups):
        return Credit("staff" if any(read for _, read in groups) else "widget")
    kind = "role" if has_role else "mark" if marked != text else "name"
    found = (Found("author", " ".join(names), text, sure=certain),) if names else ()
    return Credit(kind, found)


def _signed(text: str) -> Credit | None:
    """张三 某某党校某教研部教授、博士生导师 behind a mark: one name, and offices in any words."""
    name, _, rest = text.partition(" ")
    read = read_names(name)
    if read is None or not rest or not rest.rstrip(")").endswith(words_of("office_ends")):
        return None
    return Credit("mark", (Found("author", str(read), name, sure=read.certain),))


def _by_roles(text: str, *, in_brackets: bool) -> list[tuple[str, Names | None]] | None:
    """The names of a text with the role that each group has; None when anything else is in it."""
    groups: list[tuple[str, Names | None]] = []
    role, last, at = "", "", 0
    for match in [*_role_pattern().finditer(text), None]:
        stretch = text[at : match.start() if match else len(text)].strip(BRACKETS)
        read = read_names(stretch) if stretch else None
        if read is None and role and in_brackets and RARE_NAMES.fullmatch(stretch):
            read = Names(tuple(stretch.split()))
        if stretch and read is None:
            return None
        # In 张三/文 李四/图 the role stands behind, also after 记者; and 文/图 张三 is the author too.
        is_behind = (
            match is not None
            and read is not None
            and (not role or text[match.start() - 1] == "/" or match[0] in PHOTOGRAPHED)
        )
        if read or (role and match is None):
            groups.append((_role(match) if match and is_behind else role or last, read))
        if match is None:
            break
        last = "author" if role == "author" and not read else _role(match)
        role, at = "" if is_behind else last, match.end()
    return groups or None


def _role(match: re.Match[str]) -> str:
    return "author" if match["author"] else "staff"


@cache
def _role_pattern() -> re.Pattern[str]:
    """A role, with whose it is. One of a single character has to stand free: 文 and 图 are in names too."""

    def any_of(name: str) -> str:
        free = r"(?:(?<=^)|(?<=[/丨|\s]))(?:{})(?=[/丨|:\s]|$)".format(
            "|".join(w for w in words_of(name) if len(w) == 1)
        )
        return "|".join([*sorted((w for w in words_of(name) if len(w) > 1), key=len, reverse=True), free])

    owners = "|".join(sorted(words_of("owners"), key=len, reverse=True))
    return re.compile(
        rf"(?:{owners}|(?>[{HAN}]{{1,6}}(?:报业|传媒|广电|融媒体?|客户端|社|网|报(?!道)|台))){{0,{MOST_OWNERS}}}(?:(?P<author>{any_of('roles')})|(?P<staff>{any_of('staff')}))"
    )
