"""
The room's themes and their words, and the words by which its pages are cleaned.

What comes with the software is loaded at every start and must not undo what the office decided: entries that
were changed or deleted stay as they are, new entries and new weights arrive as proposals.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from readingroom.cleaning import RULES_VERSION, OfficeWords
from readingroom.themes import everyday_words, shipped_vocabulary
from readingroom.themes.vocabulary import ThemeTerm, Vocabulary

from .models import CleaningWord, CleaningWordKind, Origin, Source, Term, TermState, Theme
from .outlets import add_source, shipped_outlets
from .room import announce, writing


def current_vocabulary() -> Vocabulary:
    """
    The terms in use, the software's own while none were loaded yet, with the everyday words beside them.

    An office that deleted every term wants no themes found; then everyday words find none either.
    """
    terms = Term.objects.filter(state=TermState.ACTIVE).select_related("theme").order_by("theme__order", "pk")
    if not terms:
        return Vocabulary(()) if Term.objects.exists() else shipped_vocabulary()
    rows = tuple(ThemeTerm(term.theme.slug, term.word, term.weight) for term in terms)
    return Vocabulary(rows, everyday_words())


def vocabulary_with(terms: Sequence[Term]) -> Vocabulary:
    """The vocabulary as it would be if these terms, new or changed, were saved."""
    present = current_vocabulary()
    rows = list(present.terms)
    for saved in Term.objects.select_related("theme").filter(
        pk__in=[term.pk for term in terms], state=TermState.ACTIVE
    ):
        rows.remove(ThemeTerm(saved.theme.slug, saved.word, saved.weight))
    rows += [ThemeTerm(term.theme.slug, term.word, term.weight) for term in terms if term.state == TermState.ACTIVE]
    return Vocabulary(tuple(rows), present.everyday)


def current_words() -> OfficeWords:
    """The words by which the office has its pages cleaned, beside those of the rules."""
    return _office_words(CleaningWord.objects.filter(in_use=True))


def words_with(words: Sequence[CleaningWord]) -> OfficeWords:
    """Those words as they would be if these, new or changed, were saved."""
    others = CleaningWord.objects.filter(in_use=True).exclude(pk__in=[word.pk for word in words if word.pk])
    return _office_words([*others, *(word for word in words if word.in_use)])


def _office_words(rows: Iterable[CleaningWord]) -> OfficeWords:
    words: dict[str, list[str]] = {kind: [] for kind in CleaningWordKind.values}
    for row in sorted(rows, key=lambda row: row.word):
        words[row.kind].append(row.word)
    return OfficeWords(
        lines=tuple(words[CleaningWordKind.LINE]),
        openers=tuple(words[CleaningWordKind.OPENER]),
        notices=tuple(words[CleaningWordKind.NOTICE]),
        sites=tuple(words[CleaningWordKind.SITE]),
        no_outlets=tuple(words[CleaningWordKind.NO_OUTLET]),
    )


def current_rules_version() -> str:
    """What is cleaned now is marked with this: the version of the rules, and of the office's words where it has any."""
    return RULES_VERSION + current_words().version


def load_vocabulary() -> bool:
    """Bring in what the software ships; says whether anything was written. Running it again changes nothing."""
    with writing():
        changed = [load_themes(), _load_terms(), _load_outlets()]
        if any(changed):
            announce()
    return any(changed)


def load_themes() -> bool:
    """Names and descriptions belong to the office once they are there."""
    known = set(Theme.objects.values_list("slug", flat=True))
    new = [Theme(order=order, **theme) for order, theme in enumerate(_shipped_themes()) if theme["slug"] not in known]
    return bool(Theme.objects.bulk_create(new))


def is_as_shipped(theme: Theme) -> bool:
    """Whether the office left name, description and place of a theme as they came."""
    said = [{**one, "order": order} for order, one in enumerate(_shipped_themes()) if one["slug"] == theme.slug]
    return any(all(getattr(theme, column) == value for column, value in one.items()) for one in said)


@cache
def _shipped_themes() -> list[dict[str, Any]]:
    themes: list[dict[str, Any]] = tomllib.loads((files(__package__) / "themes.toml").read_text("utf-8"))["themes"]
    return themes


def _load_terms() -> bool:
    """The words of an empty room are in use at once; later ones wait for the office."""
    state = TermState.PROPOSED if Term.objects.exists() else TermState.ACTIVE
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    rows = {(term.theme_id, term.word): term for term in Term.objects.all()}
    new, changed = [], []
    for shipped in shipped_vocabulary().terms:
        theme = themes[shipped.theme]
        row = rows.get((theme.pk, shipped.word))
        if row is None:
            new.append(_new_term(theme, shipped, state))
        elif _take_weight(row, shipped.weight):
            changed.append(row)
    Term.objects.bulk_create(new)
    Term.objects.bulk_update(changed, ["weight", "shipped_weight", "proposed_weight"])
    return bool(new or changed)


def _new_term(theme: Theme, shipped: ThemeTerm, state: TermState) -> Term:
    return Term(
        theme=theme,
        word=shipped.word,
        weight=shipped.weight,
        shipped_weight=shipped.weight,
        origin=Origin.SHIPPED,
        state=state,
    )


def _take_weight(row: Term, weight: float) -> bool:
    """A new weight for an entry the office has not touched; says whether the row changed."""
    if row.state == TermState.DELETED or row.weight != row.shipped_weight:
        return False
    if row.state == TermState.PROPOSED:
        was, row.weight, row.shipped_weight = row.weight, weight, weight
        return was != weight
    proposed = None if weight == row.weight else weight
    was_proposed, row.proposed_weight = row.proposed_weight, proposed
    return was_proposed != proposed


def _load_outlets() -> bool:
    """Only into a room without any source: one that the office deleted does not come back by itself."""
    if Source.objects.exists():
        return False
    for outlet in shipped_outlets():
        add_source(outlet)
    return True
