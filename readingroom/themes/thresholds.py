"""
The numbers of the method, each with its reason. Words and their weights are in terms.toml.

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

ENOUGH = 1.5
"""A theme needs more than one ordinary word of its field: a single word in passing decides nothing."""

ENOUGH_PER_HUNDRED = 1.0
"""
And one ordinary word more for every hundred characters: a long paragraph is not about what it touches once. Not so
much more that long paragraphs need proportionally as many words as short ones: they spend more on how and where.
"""

SECONDARY = 0.4
"""A second theme is named when it has at least this share of the first one's score."""

NEAR_TIE = 0.2
"""When the second theme lacks less than a fifth of the first one's score, words do not decide: a curator does."""

ARTICLE_SHARE = 0.2
"""An article is on every theme that is primary for a fifth of its body."""
