"""
The theme of each paragraph, with the words that decided it.

The method is counting: every word of the vocabulary that a paragraph holds adds its weight to its theme, words of
the lead sentence and of the heading above count too, and the largest sum wins. General is counted like the others:
words of other matters (the harvest, the Long March, a seminar) speak for it, so that a theme is not found missing
for want of words, but outweighed.

There are two kinds of words. Terms, the language of the field, are rows that an office edits at its desk. Everyday
words tell the same work as a story (腿脚不便, 递了申请, 带徒弟); they are a table beside the terms, because nobody
would look through two thousand of them, and a term outranks the same word there.

Weights learned from labelled paragraphs were compared with words chosen by hand and dropped. With them, more was
found among paragraphs by the same writer (macro-F1 0.87 instead of 0.83), but what weighed most were words like 的,
会 and 了: habits of a writer, which no curator can be told as a reason, and which spoiled the themes of printed
articles. Here every decision is a list of words that make sense, and changing the vocabulary changes the decision.
"""

from readingroom.themes.scoring import contribution, scores
from readingroom.themes.shipped import WrongVocabulary, everyday_words, shipped_vocabulary
from readingroom.themes.theming import article_themes, theme_items
from readingroom.themes.vocabulary import ThemeTerm, Vocabulary

__all__ = [
    "ThemeTerm",
    "Vocabulary",
    "WrongVocabulary",
    "article_themes",
    "contribution",
    "everyday_words",
    "scores",
    "shipped_vocabulary",
    "theme_items",
]
