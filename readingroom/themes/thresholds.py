"""
The numbers of the method, each with its reason. Words and their weights are in terms.toml and everyday.toml.

None is fine-tuned: each stands in the middle of a range in which hardly a paragraph changes its theme.
"""

from __future__ import annotations

REPEAT = 0.5
"""Each further occurrence of a word counts half of the first: a word said five times is not five reasons."""

LEAD = 2.0
"""A word of the lead sentence counts double: it says what the paragraph is about, the rest says how and where."""

LEAD_LENGTH = 30
"""A first sentence longer than this many characters is running text, not a lead."""

HEADING = 2.0
"""A word of the heading above counts double, like one of the lead."""

HEADING_REACH = 100
"""A heading speaks once more for every so many characters below it, or long paragraphs would outweigh it."""

ENOUGH = 0.5
"""
The head start of general, one everyday word: a single one in passing decides nothing. It was three times as much
while general had no words of its own and nothing else spoke against a theme; then most paragraphs that tell a story
stayed below it.
"""

ENOUGH_PER_HUNDRED = 0.25
"""
And half an everyday word more for every hundred characters: a long paragraph is not about what it touches once. Not
more, since a long one that is about something else has so many more of general's own words.
"""

SECONDARY = 0.4
"""A second theme is named when it has at least this share of the first one's score."""

NEAR_TIE = 0.2
"""When what comes second, another theme or general, lacks less than a fifth of the first one's score, words do not decide: a curator does."""

ARTICLE_SHARE = 0.2
"""An article is on every theme that is primary for a fifth of its body."""
