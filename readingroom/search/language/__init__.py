"""Text as it is compared and looked for: folding, words, atoms, and the one analyser for index, question and highlight."""
