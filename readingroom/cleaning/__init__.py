"""
Cleaning: from the lines of a page to the article it holds, with an account of every line.

`chain` is the order of it all. Damage whose cause is known is mended first (`damage`), in lines that keep their length.
The page is laid out (`layout`, `columns`, `wrapping`), and lines that hold several things are cut (`cutting`). Nothing
is deleted: rules (`credits`, `furniture`, `sections`, `listings`, `copies`, `front`, `notes`, `bylines`, `signing`,
`printouts`) give `evidence` about `blocks` of text, some of them by what the others said of the lines around (`head`,
and `titles` by `shared_words`, without `title_cuts`); one step (`fates`) turns all evidence about a block into one
fate. What nothing speaks against is the article where it forms a body (`body`, or `verse` without a sentence); above a
sure title and below the end it is the site's (`laying`), beside the text it is the page's where it is set like it
(`page_words`), which is noted, and elsewhere it is said to be undecided. What curators decided is found again
(`anchors`) and goes before the rules (`pieces`). Every changed character of the `items` is an edit (`typesetting`), and
every line is in the `ledger`. So raw = kept + removed, always, and every difference can be explained and undone. What
the values found say of the article is settled in `fields`; whatever is not sure is a reason to `review`; what rules
removed that were wrong in other articles is `questioned`.

Web pages and documents say more of a line than its words (`styles`): in which part of the page it stands (`page_parts`),
whether it is a heading, a link, a note, and what the page calls itself (`page_itself`). All of that is evidence beside
the words (`markup`), and so is the word of a general extractor; where they differ a person is asked (`markup_doubts`).
Of a PDF it is known where each row stands (`printed_rows`) and what measures its type has (`printed_measures`): running
heads (`printed_heads`), notes, captions and boxes (`printed_notes`) are parted from the text (`printed_margins`), and
its rows become paragraphs by their places (`printed_pages`), or rows of a table (`printed_tables`); which of all that
is asked about and which noted, `printed_sayings` says.

Rules name kinds of evidence; the `words` they look for are data, in words/, beside those of the `office`; what is no
list of words is read by `characters`, `names`, `dates` and `leads`. Off-the-shelf extractors were tried on the same
pages and dropped: with one paragraph a line most return every line, and several invent titles and dates. On whole web
pages they are good, and one of them is heard as a witness.
"""

from __future__ import annotations

from readingroom.cleaning.chain import clean, rules_version
from readingroom.cleaning.office import NO_WORDS, OfficeWords
from readingroom.cleaning.questioned import doubts_about_rules
from readingroom.cleaning.review import FIELD_LABELS, doubts_about_decisions
from readingroom.cleaning.words import rule_name

__all__ = [
    "FIELD_LABELS",
    "NO_WORDS",
    "RULES_VERSION",
    "OfficeWords",
    "clean",
    "doubts_about_decisions",
    "doubts_about_rules",
    "rule_name",
]

RULES_VERSION = rules_version()
