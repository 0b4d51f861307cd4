"""Two articles as the page shows them that compares them: what differs, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User

from readingroom.articles import compositions, curation, resemblances
from readingroom.articles.curation import ALLOWED, Act
from readingroom.articles.curation.statuses import what_hinders
from readingroom.articles.differences import FIELD_LABELS
from readingroom.articles.models import Article, Composition, Resemblance
from readingroom.articles.wording import field_value
from readingroom.records import FIELD_NAMES

from .side_by_side import Group, groups
from .workbench import Workbench


@dataclass(frozen=True)
class FieldRow:
    label: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        return self.left != self.right


class Pair:
    """
    `article` is the one that would be put away, `other` the one that would stay.

    On the page the other stands left, for it was there first.
    """

    def __init__(self, article: Article, other: Article) -> None:
        self.article, self.other = article, other

    @cached_property
    def right(self) -> Workbench:
        return Workbench(self.article)

    @cached_property
    def left(self) -> Workbench:
        return Workbench(self.other)

    @cached_property
    def resemblance(self) -> Resemblance:
        return resemblances.between(self.article, self.other)

    @cached_property
    def composition(self) -> Composition | None:
        """By which one of the two has, or gave, a part of the other; the one that would be undone next."""
        last = compositions.of(self.article).first()
        return last if last and {last.article_id, last.other_id} == {self.article.pk, self.other.pk} else None

    @property
    def version(self) -> str:
        """Another one after whatever anybody did to one of the two, or said of them."""
        said = self.resemblance
        return "-".join([self.left.version, self.right.version, said.verdict, f"{said.at or ''}"])

    @property
    def fields(self) -> list[FieldRow]:
        here, there = self.left.clean.fields, self.right.clean.fields
        return [
            FieldRow(FIELD_LABELS[name], field_value(name, here.get(name)), field_value(name, there.get(name)))
            for name in FIELD_NAMES
            if name != "date_precision" and (here.get(name) or there.get(name))
        ]

    @cached_property
    def groups(self) -> list[Group]:
        return groups(*([item.text for item in bench.clean.items] for bench in (self.left, self.right)))

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many paragraphs are how, in words."""
        kinds = [row.kind for group in self.groups for row in group.rows]
        return [(words, kinds.count(kind)) for kind, words in self.words.items() if kind in kinds]

    @property
    def words(self) -> dict[str, str]:
        return {
            "same": "相同",
            "marks": "只有标点、空格等不同",
            "changed": "文字有不同",
            "left": f"只在第 {self.other.pk} 号",
            "right": f"只在第 {self.article.pk} 号",
        }

    @property
    def choices(self) -> list[tuple[str, Choice]]:
        return [(name, choice) for name, choice in CHOICES.items() if choice.is_open(self)]


Sentences = Sequence[str]


@dataclass(frozen=True)
class Choice:
    """
    What a curator can say of two articles.

    `follows` tells beforehand what will happen, `obstacles` why it cannot be done yet. `is_open` is whether there is
    anything to be said at all.
    """

    label: Callable[[Pair], str]
    follows: Callable[[Pair], Sentences]
    run: Callable[[Pair, User], object]
    done: Callable[[Pair], str]
    is_open: Callable[[Pair], bool]
    obstacles: Callable[[Pair], Sentences] = lambda pair: ()


def _is_unjudged(pair: Pair) -> bool:
    return not pair.resemblance.verdict and pair.composition is None


def _is_judged(pair: Pair) -> bool:
    return bool(pair.resemblance.verdict)


def _is_composed(pair: Pair) -> bool:
    return pair.composition is not None


def _judge(verdict: str) -> Callable[[Pair, User], object]:
    return lambda pair, by: curation.judge(pair.resemblance, verdict, by=by)


def _what_stands_still(pair: Pair) -> list[str]:
    """What is archived or waits for another takes no text and no appearance, and is not archived again."""
    wanted = ((pair.article, Act.ARCHIVE), (pair.other, Act.DECIDE))
    return [sentence for one, act in wanted if (sentence := _why_it_stands_still(one, act))]


def _why_it_stands_still(article: Article, act: Act) -> str:
    if article.status not in ALLOWED[act]:
        return f"第 {article.pk} 号文章{article.get_status_display()}，要先恢复它。"
    return what_hinders(article, act)


def _archiving(pair: Pair) -> list[str]:
    here = f"第 {pair.article.pk} 号文章归档"
    if pair.article.is_published:
        return [
            f"{here}，但要等第 {pair.other.pk} 号发布；在那以前读者仍读到它，以后它的网址转到第 {pair.other.pk} 号。"
        ]
    return [f"{here}，在工作台里仍查得到，并写明归到了第 {pair.other.pk} 号。"]


def _proposing(pair: Pair) -> list[str]:
    if pair.other.edition_id:
        return [f"第 {pair.other.pk} 号文章读者看到的不变，等您发布以后才变。"]
    return []


def _printed(pair: Pair) -> str:
    fields = pair.right.clean.fields
    said = [fields.get("source") or fields.get("outlet"), fields.get("date"), fields.get("issue"), fields.get("page")]
    return "，".join(one for one in (*said, fields.get("url")) if one) or "来源、日期都没有印出"


def _same(pair: Pair) -> list[str]:
    return [f"第 {pair.other.pk} 号文章添上一处刊登：{_printed(pair)}。", *_archiving(pair)]


def _revised(pair: Pair) -> list[str]:
    return [
        f"第 {pair.other.pk} 号文章的工作稿换成第 {pair.article.pk} 号的文字，两篇的决定都带过去。",
        *_proposing(pair),
        *_archiving(pair),
    ]


def _joining(pair: Pair) -> list[str]:
    return [
        f"第 {pair.article.pk} 号的各行接在第 {pair.other.pk} 号的末尾，一起重新清洗，合成一篇。",
        *_proposing(pair),
        *_archiving(pair),
    ]


def _taking_back(pair: Pair) -> list[str]:
    said = pair.resemblance
    first, second = f"第 {said.article_id} 号", f"第 {said.other_id} 号"
    undone = {
        "same": [f"{first}文章恢复原来的状态。", f"为它添在{second}文章上的刊登去掉。"],
        "revised": [
            f"{first}文章恢复原来的状态。",
            f"{second}文章的工作稿换回原来的文字；换过以后对新文字作的决定一并撤销。",
        ],
        "different": ["两篇重新列为待比对。"],
    }
    return undone[said.verdict]


def _parting(pair: Pair) -> list[str]:
    assert pair.composition is not None
    kept, other = f"第 {pair.composition.article_id} 号", f"第 {pair.composition.other_id} 号"
    if pair.composition.kind == "split":
        return [f"{kept}文章收回拆出去的各行，对它们作的决定也带回来。", f"{other}文章归档。"]
    return [f"{kept}文章去掉接上的各行。", f"{other}文章恢复原来的状态，对它的各行作的决定也还给它。"]


def _join(pair: Pair, by: User) -> None:
    curation.join_files(pair.other, pair.article, by=by)


def _take_back(pair: Pair, by: User) -> None:
    curation.take_back(pair.resemblance, by=by)


def _part(pair: Pair, by: User) -> None:
    curation.part_files(pair.article, by=by)


CHOICES: Mapping[str, Choice] = {
    "same": Choice(
        lambda pair: "是同一篇",
        _same,
        _judge("same"),
        lambda pair: f"已判定为同一篇：第 {pair.article.pk} 号已归档，刊登记在第 {pair.other.pk} 号上。",
        _is_unjudged,
        _what_stands_still,
    ),
    "revised": Choice(
        lambda pair: f"第 {pair.article.pk} 号是修订稿",
        _revised,
        _judge("revised"),
        lambda pair: (
            f"第 {pair.other.pk} 号的工作稿已换成第 {pair.article.pk} 号的文字，第 {pair.article.pk} 号已归档。"
        ),
        _is_unjudged,
        _what_stands_still,
    ),
    "different": Choice(
        lambda pair: "不是重复",
        lambda pair: ["两篇都不变；记下这个判定，以后不再问。"],
        _judge("different"),
        lambda pair: "已记下不是重复，以后不再问。",
        _is_unjudged,
    ),
    "join": Choice(
        lambda pair: f"第 {pair.article.pk} 号是第 {pair.other.pk} 号的下文",
        _joining,
        _join,
        lambda pair: f"第 {pair.article.pk} 号已接在第 {pair.other.pk} 号后面。",
        _is_unjudged,
        _what_stands_still,
    ),
    "take-back": Choice(lambda pair: "收回这个判定", _taking_back, _take_back, lambda pair: "判定已收回。", _is_judged),
    "part": Choice(lambda pair: "还原", _parting, _part, lambda pair: "已还原。", _is_composed),
}
