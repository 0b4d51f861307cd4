"""
A site with one model, to put the room's engine beside others on equal terms: the same rows, fields and questions.

    usual   what tutorials show: Haystack's Whoosh backend with jieba's ChineseAnalyzer put in its place
    ours    readingroom.search.engine with the room's analyser
    raw     tantivy without Haystack and without the engine: what there is to reach

The rows are never saved, so no stack pays for a database.
"""
