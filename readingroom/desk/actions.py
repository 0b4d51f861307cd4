"""
What a curator can do to an article as a whole on the 处理 page; for its lines and items see `place_actions`.

Each action is a form, a call of `articles.curation` and the sentence that says it was done. Some ask first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404

from readingroom.articles import curation
from readingroom.articles.curation import Act
from readingroom.articles.curation.statuses import what_hinders
from readingroom.articles.models import Article

from .forms import (
    ActionForm,
    ArticleThemesForm,
    FieldsForm,
    PublishForm,
    UndoForm,
    WithdrawForm,
)
from .place_forms import OtherArticleForm, ReasonForm
from .workbench import Workbench

Run = Callable[[Workbench, Any, User], object]
"""Takes the workbench, the valid form and the user. A sentence that it gives back is told instead of the usual one."""


def _always(bench: Workbench) -> bool:
    return True


def _no_questions(bench: Workbench) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Action:
    """
    What curation calls it, its words, what it does.

    `makes_sense` is asked where the status alone allows more than there is to do; `questions` are put to the
    curator before it is done. `shift` says how many items further on the place is then that was worked on.
    """

    act: Act
    label: str
    done: str
    run: Run
    form: type[ActionForm] = ActionForm
    questions: Callable[[Workbench], Sequence[str]] = _no_questions
    makes_sense: Callable[[Workbench], bool] = _always
    shift: int = 0

    def is_possible(self, bench: Workbench) -> bool:
        return not what_hinders(bench.article, self.act) and self.makes_sense(bench)


def simply(function: Callable[..., object]) -> Run:
    """For what needs nothing but the article."""
    return lambda bench, form, by: function(bench.article, by=by)


def _reclean(bench: Workbench, form: ActionForm, by: User) -> None:
    curation.reclean(bench.article)


def _publish(bench: Workbench, form: PublishForm, by: User) -> None:
    curation.publish(bench.article, by=by, correction=form.cleaned_data.get("correction", ""))


def _withdraw(bench: Workbench, form: WithdrawForm, by: User) -> None:
    curation.withdraw(bench.article, by=by, reason=form.cleaned_data["reason"])


def _undo(bench: Workbench, form: UndoForm, by: User) -> None:
    decision = bench.decisions.filter(pk=form.cleaned_data["decision"]).first()
    if decision is None:
        raise Http404
    curation.undo(decision, by=by)


def _set_fields(bench: Workbench, form: FieldsForm, by: User) -> None:
    curation.set_fields(bench.article, form.changes, by=by)


def _set_article_themes(bench: Workbench, form: ArticleThemesForm, by: User) -> None:
    curation.set_article_themes(bench.article, form.slugs, by=by)


def _accept(bench: Workbench, form: ReasonForm, by: User) -> None:
    curation.accept(bench.article, form.cleaned_data["reason"], by=by)


def _join_files(bench: Workbench, form: OtherArticleForm, by: User) -> str:
    other = Article.objects.filter(pk=form.cleaned_data["other"]).first()
    if other is None:
        raise curation.Refused(f"没有第 {form.cleaned_data['other']} 号文章。")
    curation.join_files(bench.article, other, by=by)
    return f"第 {other.pk} 号文章已接在这一篇的后面。"


def _part_files(bench: Workbench, form: ActionForm, by: User) -> None:
    curation.part_files(bench.article, by=by)


def _doubts(bench: Workbench) -> Sequence[str]:
    review = bench.clean.review
    return ["机器对下面各处没有把握，请核对过再发布。", *review] if review else []


def _withdrawal(bench: Workbench) -> Sequence[str]:
    return ["撤下以后，读者立刻看不到正文，也搜不到这篇文章；固定链接只显示题名和日期。"]


def _archiving(bench: Workbench) -> Sequence[str]:
    return ["归档以后，读者看不到这篇文章；随时可以恢复。"]


def _undoing(bench: Workbench) -> Sequence[str]:
    count = len(bench.decision_rows)
    return [f"这篇文章的 {count} 个决定都会撤销，回到机器清洗的样子；撤销了什么都有记录。"] if count else []


def _has_decisions(bench: Workbench) -> bool:
    return bool(bench.decision_rows)


def _differs(bench: Workbench) -> bool:
    """From what readers see, or saw last."""
    return bool(bench.article.proposal)


def _is_news(bench: Workbench) -> bool:
    return bench.article.edition_id is None or _differs(bench)


STATUS_ACTIONS = {
    "submit": Action(Act.SUBMIT, "提交待审", "已提交待审。", simply(curation.submit)),
    "publish": Action(Act.PUBLISH, "发布", "已发布，读者现在就能看到。", _publish, PublishForm, _doubts, _is_news),
    "reject": Action(
        Act.DECIDE,
        "放弃改动",
        "已放弃这些改动，工作稿回到最近发布的版本。",
        simply(curation.reject_proposal),
        makes_sense=_differs,
    ),
    "reclean": Action(Act.DECIDE, "重新清洗", "已按现行的规则和主题词重新清洗，决定都保留。", _reclean),
    "withdraw": Action(Act.WITHDRAW, "撤下", "已撤下，读者立刻看不到了。", _withdraw, WithdrawForm, _withdrawal),
    "restore": Action(Act.RESTORE, "恢复", "已恢复。", simply(curation.restore)),
    "archive": Action(Act.ARCHIVE, "归档", "已归档。", simply(curation.archive), questions=_archiving),
}

ARTICLE_ACTIONS = {
    "undo": Action(Act.DECIDE, "撤销决定", "已撤销这个决定。", _undo, UndoForm),
    "undo-all": Action(
        Act.DECIDE,
        "撤销全部决定",
        "已撤销全部决定。",
        simply(curation.undo_all),
        questions=_undoing,
        makes_sense=_has_decisions,
    ),
    "accept": Action(Act.DECIDE, "核对无误", "已记下：核对无误。", _accept, ReasonForm),
    "fields": Action(Act.DECIDE, "改著录项", "著录项已改。", _set_fields, FieldsForm),
    "article-themes": Action(Act.DECIDE, "定文章主题", "文章主题已定。", _set_article_themes, ArticleThemesForm),
    "join-files": Action(Act.DECIDE, "接上另一篇", "已接上另一篇。", _join_files, OtherArticleForm),
    "part-files": Action(Act.DECIDE, "还原拆并", "已还原最近一次拆并。", _part_files),
}
