"""A reading room for Chinese party-building articles."""
