"""From what somebody typed to the answers that are shown: questions, conditions on the index, snippets, explanations."""
