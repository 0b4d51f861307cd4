"""
Quotation marks in a question: which two of them hold a phrase.

A mark is closed by its own partner and by no other, and of pairs within pairs the outermost holds the phrase; so
"发挥“领头雁”作用" is one phrase, whose inner marks are characters of it. Phrases cut out of a text may hold half a
pair. Then a mark where the piece ends, before a space or at the very end, is a better partner than one in mid-word.
"""

from __future__ import annotations

from collections.abc import Iterator

# Signs that nobody types and that `questions` takes out of what was sent.
BEGIN, END = "\x02", "\x03"

_PARTNERS = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "„": "“", '"': '"', "＂": "＂"}
# ’ is an apostrophe too, which asks for no partner.
_LONE = {*_PARTNERS, *_PARTNERS.values()} - {"’"}


def delimit_phrases(text: str) -> tuple[str, bool]:
    """The text with `BEGIN` and `END` for the marks around phrases; and whether a mark without partner was passed over."""
    pieces: list[str] = []
    has_lone_quote = False
    place = 0
    while place < len(text):
        end = _partner(text, place) if text[place] in _PARTNERS else -1
        if end > place:
            pieces.append(f"{BEGIN}{text[place + 1 : end]}{END}")
            place = end
        else:
            is_lone = text[place] in _LONE
            has_lone_quote |= is_lone
            pieces.append(" " if is_lone else text[place])
        place += 1
    return "".join(pieces), has_lone_quote


def _partner(text: str, start: int) -> int:
    """The place of the mark that closes the one at `start`; -1 when none does."""
    if _is_outermost_of_an_odd_number(text, start):
        return len(text) - 1
    closing = list(_closing(text, start))
    own = next((place for place in closing if _is_balanced(text, start, place)), -1)
    if own >= 0 and (_ends_a_piece(text, own) or _is_followed_by_another(text, start, own)):
        return own
    before_next = [place for place in closing if place < _next_opening(text, start)]
    if own < 0:
        return before_next[-1] if before_next else -1
    return next((place for place in before_next if _ends_a_piece(text, place)), own)


def _closing(text: str, start: int) -> Iterator[int]:
    partner = _PARTNERS[text[start]]
    return (place for place in range(start + 1, len(text)) if text[place] == partner)


def _is_balanced(text: str, start: int, end: int) -> bool:
    """Whether as many marks of this kind are opened between the two as are closed."""
    opening = text[start]
    return text.count(opening, start + 1, end) == text.count(_PARTNERS[opening], start + 1, end)


def _ends_a_piece(text: str, place: int) -> bool:
    return place + 1 == len(text) or text[place + 1].isspace()


def _is_outermost_of_an_odd_number(text: str, start: int) -> bool:
    """Marks that are the same on both sides: of three up to the very end, the one in the middle is part of the phrase."""
    mark = text[start]
    count = text.count(mark, start)
    return mark == _PARTNERS[mark] and text.endswith(mark) and count > 1 and count % 2 == 1


def _is_followed_by_another(text: str, start: int, end: int) -> bool:
    """“党建”“服务” are two phrases; in marks that are the same on both sides nothing tells."""
    opening = text[start]
    return opening != _PARTNERS[opening] and text[end + 1 : end + 2] == opening


def _next_opening(text: str, start: int) -> int:
    """Where the next phrase in marks of this kind begins, as a piece of its own."""
    places = (place for place in range(start + 2, len(text)) if text[place] == text[start])
    return next((place for place in places if text[place - 1].isspace()), len(text))
