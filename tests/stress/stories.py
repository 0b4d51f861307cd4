"""Articles that come in by the dozen, each with a phrase of its own and a text unlike the others'."""

from __future__ import annotations

import random
from pathlib import Path

from tests.articles.page import PAGE

_SIGNS = "天地玄黄宇宙洪荒日月盈昃辰宿列张"
_WORDS = sorted(
    {line[at : at + 2] for line in PAGE.splitlines() for at in range(len(line) - 1) if line[at : at + 2].isalpha()}
)


SHARED = "这件事传到了"
"""A phrase that stands in every story."""


def phrase(number: int) -> str:
    """Its place in no other text; four signs tell 65,536 articles apart."""
    return "院" + "".join(_SIGNS[number >> shift & 15] for shift in (12, 8, 4, 0)) + "落"


def story(number: int) -> str:
    """The text of a page, of words thrown together: an import holds texts that are nearly the same for one."""
    chance = random.Random(number)
    lines = [f"{phrase(number)}里的一天", "来源:社区晚报 2024-05-20 作者:林晓"]
    lines += ["，".join("".join(chance.choices(_WORDS, k=5)) for _ in range(6)) + "。" for _ in range(5)]
    return "\n".join([*lines, f"{SHARED}{phrase(number)}，大家都说好。"])


def put_stories_into(folder: Path, numbers: range) -> None:
    """Writes a file for each number, to be brought in in this order."""
    folder.mkdir()
    for number in numbers:
        (folder / f"{number:05}.txt").write_text(story(number), "utf-8")


def acknowledged(output: str) -> dict[str, int]:
    """The numbers of the articles that an import said it made, by their phrases; a last line cut short says nothing."""
    rows = [line.split("\t") for line in output.split("\n")[:-1]]
    return {phrase(int(Path(row[1]).stem)): int(row[2]) for row in rows if row[0] == "created" and len(row) == 4}
