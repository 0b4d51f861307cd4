"""
The theme of each paragraph, with the words that decided it.

The method is counting: every word of the vocabulary that a paragraph holds adds its weight to its theme, words of
the lead sentence and of the heading above count too, and the largest sum wins if it is large enough for the
paragraph's length. A trained classifier was dropped: it needs far more labelled text than an office has, and no
curator could be told, or could change, why it decided as it did. Here every decision is a short list of words,
and changing the vocabulary changes the decision.
"""

from readingroom.themes.scoring import contribution, scores
from readingroom.themes.shipped import WrongVocabulary, shipped_vocabulary
from readingroom.themes.theming import article_themes, theme_items
from readingroom.themes.vocabulary import ThemeTerm, Vocabulary

__all__ = [
    "ThemeTerm",
    "Vocabulary",
    "WrongVocabulary",
    "article_themes",
    "contribution",
    "scores",
    "shipped_vocabulary",
    "theme_items",
]
