"""
The library: originals, their readings, what curators decided, and the published editions.

`importing` creates, `curation` changes and publishes; nothing else writes. What readers see changes only by
`curation.publish`, which writes an immutable `Edition` and the `Paragraph` rows made from it. The working copy
is `pipeline.process(reading, decisions, vocabulary)`, a pure function, so it is kept only as a `Cleaning` that
can be made again at any time. News for the index travels upward as `Change` rows, not as signals: bulk writes
skip signals silently.
"""
