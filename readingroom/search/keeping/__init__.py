"""Keeps the index with the library, and what is made from it: news, reconciliation, rebuilding; what is found ahead."""
