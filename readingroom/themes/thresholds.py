"""The numbers of the method, each with its reason. Words and their weights are in terms.toml."""

from __future__ import annotations

REPEAT = 0.5
"""Each further occurrence of a word counts half of the first: a word said five times is not five reasons."""

LEAD = 2.0
"""A word of the lead sentence counts double: it says what the paragraph is about, the rest says how and where."""

LEAD_LENGTH = 50
"""A first sentence longer than this many characters is running text, not a lead."""

HEADING = 2.0
"""A word of the heading above counts double, like one of the lead."""

HEADING_REACH = 100
"""A heading speaks once for every so many characters of the paragraph, or long paragraphs would outweigh it."""

ENOUGH = 2.0
"""Less than one name of a theme, or two ordinary words of its field, is too little to decide: general."""

ENOUGH_PER_HUNDRED = 1.2
"""A long paragraph that touches a theme in passing is not about it: so much is needed for every hundred characters."""

SECONDARY = 0.4
"""A second theme is named when it has at least this share of the first one's score."""

NEAR_TIE = 0.1
"""When the second is this close to the first (a tenth of it), words cannot decide: a curator does."""

ARTICLE_SHARE = 0.2
"""An article is on every theme that is primary for a fifth of its body."""
