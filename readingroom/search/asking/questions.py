"""
What people type, and what it means.

Words are separated by spaces, and an answer must hold all of them. “整句短语” in quotes of any kind (see `quoting`)
is found to the character; -词 and NOT 词 exclude. There is no other syntax, so nothing can be wrong: other signs are
passed over, what was left out is said in `dropped`, and a question that holds nothing to look for says that too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from ..language.analysis import STOPWORDS, Analyser
from ..language.atoms import HAN, Atom
from ..language.folding import fold, fold_keeping_spaces
from ..models import LONGEST_QUESTION
from .quoting import BEGIN, END, delimit_phrases
from .terms import NOTHING_ELSE, Question, Term, Widening

_BRACKET = rf"[{re.escape('()（）[]［］【】〔〕{}｛｝<>＜＞〈〉《》')}]"
# In 1,000 a comma parts nothing.
_SIGN = rf"(?:(?!{_BRACKET})[^\s，、；;,{BEGIN}]|(?<=\d),(?=\d))"
_WORD = rf"{_SIGN}+(?:{_BRACKET}{_SIGN}+{_BRACKET}{_SIGN}*)*"
# Operators in capitals or not, wide or not: an input method changes both unasked.
_NOT = rf"(?:(?:NOT|ＮＯＴ)(?=\s|{_BRACKET}|{BEGIN})|[-－−]+(?!\s))(?:\s|{_BRACKET})*"
_PART = re.compile(rf"(?P<not>{_NOT})?(?:{BEGIN}(?P<phrase>[^{END}]*){END}|(?P<word>{_WORD}))", re.IGNORECASE)
_LONE_QUOTE = "有一个引号没有配对，已忽略。"
_OPERATORS = {"and", "or", "not"}
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


def read_question(typed: str, analyser: Analyser, widening: Widening = NOTHING_ELSE) -> Question:
    """Never fails, whatever was typed; what `analyser` knows as words decides how words are taken apart."""
    text, dropped = _cut(_printable(typed))
    if not text:
        return Question(is_blank=True, dropped=tuple(dropped))
    delimited, has_lone_quote = delimit_phrases(text)
    every_part = list(_PART.finditer(delimited))
    parts = [part for part in every_part if not _is_operator(part)]
    all_terms = _spelled(parts, analyser, widening) or [
        term for part in parts for term in _terms(part, analyser, widening)
    ]
    terms = _without_common(all_terms)
    return Question(
        typed=text,
        terms=tuple(dict.fromkeys(terms)),
        pieces=tuple(part["phrase"] or part["word"] or "" for part in parts if part["not"] is None),
        dropped=(*dropped, *([_LONE_QUOTE] if has_lone_quote else []), *_passed_over(every_part, all_terms, terms)),
        is_pinyin=_is_pinyin(parts) and any(term.also for term in terms),
    )


def _printable(typed: str) -> str:
    """Without control characters and lone surrogates, which no page shows and no index keeps."""
    signs = (" " if sign.isspace() else sign for sign in typed)
    return "".join(sign for sign in signs if unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def _cut(text: str) -> tuple[str, list[str]]:
    if len(text) <= LONGEST_QUESTION:
        return text, []
    return text[:LONGEST_QUESTION], [f"问题超过{LONGEST_QUESTION}字，只查找了前{LONGEST_QUESTION}字。"]


def _is_operator(part: re.Match[str]) -> bool:
    return fold(part["word"] or "") in _OPERATORS


def _terms(part: re.Match[str], analyser: Analyser, widening: Widening) -> list[Term]:
    excluded = part["not"] is not None
    if part["phrase"] is not None:
        folded = fold(part["phrase"])
        return [Term(part["phrase"].strip(), (Atom(folded),), exact=True, excluded=excluded)] if folded else []
    if excluded:
        return _excluded_word(part["word"], analyser, widening)
    units = _units(part["word"], analyser, widening.synonyms)
    return [term for unit in units for term in _terms_of_unit(unit, analyser, widening)]


def _units(word: str, analyser: Analyser, synonyms: Mapping[str, Sequence[str]]) -> list[str]:
    """A word, or the words typed without a space, parted before and after those that have synonyms."""
    runs = (run[0] for run in _LETTERS_AND_DIGITS.finditer(word))
    units = [unit for run in runs for unit in _parted(analyser.cut(run), synonyms)]
    return units if any(unit in synonyms for unit in units) else [word]


def _parted(words: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> list[str]:
    units = [""]
    while words:
        length = next((n for n in range(len(words), 1, -1) if "".join(words[:n]) in synonyms), 1)
        unit, words = "".join(words[:length]), words[length:]
        if unit in synonyms:
            units += [unit, ""]
        else:
            units[-1] += unit
    return [unit for unit in units if unit]


def _terms_of_unit(unit: str, analyser: Analyser, widening: Widening) -> list[Term]:
    atoms = tuple(analyser.atoms(unit))
    also = tuple(widening.synonyms.get(fold(unit), ()))
    is_compound = analyser.is_compound(unit)
    if is_compound or (also and atoms):
        return [Term(fold(unit), atoms, is_compound=is_compound, also=also)]
    return [Term(atom.text, (atom,), also=tuple(widening.synonyms.get(atom.text, ()))) for atom in atoms]


def _excluded_word(word: str, analyser: Analyser, widening: Widening) -> list[Term]:
    """Taking an excluded compound apart would exclude far more than was said."""
    atoms = analyser.atoms(word)
    atom = atoms[0] if len(atoms) == 1 else Atom(fold(word))
    return [Term(word, (atom,), excluded=True, also=tuple(widening.synonyms.get(atom.text, ())))] if atoms else []


def _is_pinyin(parts: Sequence[re.Match[str]]) -> bool:
    """Whether letters may spell Chinese: not in a question that has Chinese in it, and not in quotes."""
    return all(part["word"] and part["not"] is None and not re.search(rf"[{HAN}]", part["word"]) for part in parts)


def _spelled(parts: Sequence[re.Match[str]], analyser: Analyser, widening: Widening) -> list[Term]:
    """Letters as the words that they spell, all together (dang jian) or each by itself; none when they spell none."""
    if not _is_pinyin(parts):
        return []
    words = [fold_keeping_spaces(part["word"]) for part in parts]
    together = _spelled_term(words, analyser, widening)
    terms = (
        [together]
        if together.also or len(words) == 1
        else [_spelled_term([word], analyser, widening) for word in words]
    )
    return [term for term in terms if term.atoms] if any(term.also for term in terms) else []


def _spelled_term(words: Sequence[str], analyser: Analyser, widening: Widening) -> Term:
    spelled = " ".join(words)
    atoms = tuple(atom for word in words for atom in analyser.atoms(word))
    return Term(spelled, atoms, also=tuple(widening.readings(spelled)) if atoms else ())


def _without_common(terms: list[Term]) -> list[Term]:
    """Very common words are left out, unless nothing else is wanted."""
    rest = [term for term in terms if not _is_common(term)]
    return rest if any(not term.excluded for term in rest) else terms


def _is_common(term: Term) -> bool:
    return term.typed in STOPWORDS and not term.exact and not term.excluded


def _passed_over(parts: Sequence[re.Match[str]], all_terms: list[Term], terms: list[Term]) -> list[str]:
    if not terms:
        return ["没有可以查找的词语，请输入汉字、字母或数字。"]
    said = ["不支持 OR，各个词语都要出现。"] if any(fold(part["word"] or "") == "or" for part in parts) else []
    left_out = dict.fromkeys(term.typed for term in all_terms if term not in terms)
    if left_out:
        said.append(f"“{'”“'.join(left_out)}”太常见，没有用来查找。")
    return said
