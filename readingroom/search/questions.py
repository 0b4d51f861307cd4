"""
What people type, and what it means.

Words are separated by spaces, and an answer must hold all of them. “整句短语” in quotes of any kind (see `quoting`)
is found to the character; -词 and NOT 词 exclude. There is no other syntax, so nothing can be wrong: other signs are passed over,
what was left out is said in `dropped`, and a question that holds nothing to look for says that too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from haystack.backends import SQ

from .analysis import STOPWORDS, Analyser
from .atoms import Atom
from .engine.inputs import Condition
from .folding import fold
from .quoting import BEGIN, END, delimit_phrases

Kind = Literal["article", "paragraph"]
"""What a question asks for."""

Sort = Literal["relevance", "date"]

LONGEST = 200
"""Characters; a question is no place for a page."""

_PART = re.compile(rf"(?P<not>NOT\s+|[-－−])?(?:{BEGIN}(?P<phrase>[^{END}]*){END}|(?P<word>[^\s{BEGIN}]+))")
_LONE_QUOTE = "有一个引号没有配对，已忽略。"
_OPERATORS = {"AND", "OR", "NOT"}


@dataclass(frozen=True)
class Term:
    """A piece of a question. `typed` is how to show it; `exact`: a phrase in quotes; `excluded`: not wanted."""

    typed: str
    atom: Atom
    exact: bool = False
    excluded: bool = False
    # A single character out of a longer word (非 in 非公企业) is no answer by itself.
    telling: bool = True

    def condition(self, fields: tuple[str, ...]) -> SQ:
        """Holds in a document where one of the fields holds it."""
        # The index folds what it is asked for, and folding twice may change a sign: ´ after a letter.
        value = Condition(self.typed if fold(self.typed) == self.atom.text else self.atom.text)
        lookup = "content" if self.atom.whole and not self.exact else "contains"
        tree = SQ((f"{fields[0]}__{lookup}", value))
        for field in fields[1:]:
            tree |= SQ((f"{field}__{lookup}", value))
        return ~tree if self.excluded else tree


@dataclass(frozen=True)
class Question:
    """
    A question as understood. `words` is all that was asked for in plain words, by which answers are ordered.

    `compounds` are the words that were taken apart and whose parts have to stand close together in a full answer.
    `is_blank`: nothing was typed. `is_empty`: something was, but nothing to look for.
    """

    terms: tuple[Term, ...] = ()
    words: str = ""
    dropped: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    is_blank: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.is_blank and not self.terms

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """What to mark in a text."""
        return tuple(term.atom for term in self.wanted)

    @property
    def understood(self) -> list[str]:
        return list(dict.fromkeys(_shown(term) for term in self.terms))


def read_question(typed: str, analyser: Analyser) -> Question:
    """Never fails, whatever was typed; what `analyser` knows as words decides how words are taken apart."""
    text, dropped = _cut(_printable(typed))
    if not text:
        return Question(is_blank=True, dropped=tuple(dropped))
    text, has_lone_quote = delimit_phrases(text)
    parts = list(_PART.finditer(text))
    all_terms = [term for part in parts for term in _terms(part, analyser)]
    terms = _without_common(all_terms)
    return Question(
        terms=tuple(dict.fromkeys(terms)),
        compounds=tuple(dict.fromkeys(part["word"] for part in parts if _is_compound(part, analyser))),
        words=" ".join(words for part in parts if (words := _wanted_words(part))),
        dropped=(*dropped, *([_LONE_QUOTE] if has_lone_quote else []), *_passed_over(parts, all_terms, terms)),
    )


def _printable(typed: str) -> str:
    """Without control characters and lone surrogates, which no page shows and no index keeps."""
    signs = (" " if sign.isspace() else sign for sign in typed)
    return "".join(sign for sign in signs if unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def _cut(text: str) -> tuple[str, list[str]]:
    if len(text) <= LONGEST:
        return text, []
    return text[:LONGEST], [f"问题超过{LONGEST}字，只查找了前{LONGEST}字。"]


def _terms(part: re.Match[str], analyser: Analyser) -> list[Term]:
    excluded = part["not"] is not None
    if part["phrase"] is not None:
        folded = fold(part["phrase"])
        return [Term(part["phrase"].strip(), Atom(folded), exact=True, excluded=excluded)] if folded else []
    if part["word"] in _OPERATORS:
        return []
    atoms = analyser.atoms(part["word"])
    if excluded:
        # Taking an excluded compound apart would exclude far more than was said.
        return _excluded_word(part["word"], atoms)
    return [Term(atom.text, atom, telling=len(atoms) == 1 or len(atom.text) > 1) for atom in atoms]


def _is_compound(part: re.Match[str], analyser: Analyser) -> bool:
    return part["word"] is not None and part["not"] is None and analyser.is_compound(part["word"])


def _excluded_word(word: str, atoms: list[Atom]) -> list[Term]:
    atom = atoms[0] if len(atoms) == 1 else Atom(fold(word))
    return [Term(word, atom, excluded=True)] if atoms else []


def _wanted_words(part: re.Match[str]) -> str:
    if part["not"] is not None or part["word"] in _OPERATORS:
        return ""
    return part["phrase"] or part["word"] or ""


def _without_common(terms: list[Term]) -> list[Term]:
    """Very common words are left out, unless nothing else is wanted."""
    rest = [term for term in terms if not _is_common(term)]
    return rest if any(not term.excluded for term in rest) else terms


def _is_common(term: Term) -> bool:
    return term.atom.text in STOPWORDS and not term.exact and not term.excluded


def _passed_over(parts: list[re.Match[str]], all_terms: list[Term], terms: list[Term]) -> list[str]:
    if not terms:
        return ["没有可以查找的词语，请输入汉字、字母或数字。"]
    said = ["不支持 OR，各个词语都要出现。"] if any(part["word"] == "OR" for part in parts) else []
    left_out = dict.fromkeys(term.typed for term in all_terms if term not in terms)
    if left_out:
        said.append(f"“{'”“'.join(left_out)}”太常见，没有用来查找。")
    return said


def _shown(term: Term) -> str:
    shown = f"“{term.typed}”" if term.exact and not term.excluded else term.typed
    return f"不含“{term.typed}”" if term.excluded else shown
