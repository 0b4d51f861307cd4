"""Issues and pages as a list of references numbers them, from what papers and journals print."""

from __future__ import annotations

import re
import unicodedata


def issue_parts(printed: str) -> tuple[str, str, str]:
    """
    Year, volume and number. The number that counts all issues stands in only where there is no other.

    >>> issue_parts("2022年第7期/总第1447期"), issue_parts("第12卷第3-4期"), issue_parts("总第1447期"), issue_parts("2022年增刊")
    (('2022', '', '7'), ('', '12', '3/4'), ('', '', '总1447'), ('2022', '', '增刊'))
    """
    rest, whole = _take(r"总第?\s*(\d+)\s*期?", unicodedata.normalize("NFKC", printed))
    rest, year = _take(r"(?<!\d)((?:19|20)\d\d)(?!\d|\s*期)\s*年?", rest)
    rest, volume = _take(r"第?\s*(\d+)\s*(?:卷|(?=\(\d))", rest)
    number = re.sub(r"^[第()/,.\s]+|[期()/,\s]+$|期(?=[上中下])|(?<!\d)0+(?=\d)", "", rest)
    return year, volume, re.sub(r"[-—–~、,至]+", "/", number) or (whole and f"总{whole}")


def page_numbers(printed: str) -> str:
    """
    Numbers as numbers are cited; what has none stays as printed.

    >>> page_numbers("05"), page_numbers("第15—18页"), page_numbers("A03版"), page_numbers("3、12"), page_numbers("理论版")
    ('5', '15-18', 'A03', '3，12', '理论版')
    """
    if not re.search(r"\d", printed):
        return printed
    bare = re.sub(r"[第版页\s]|(?<![0-9A-Za-z])0+(?=\d)", "", unicodedata.normalize("NFKC", printed))
    return re.sub(r"[,、;]+", "，", re.sub(r"[-—–~至]+", "-", bare))


def _take(pattern: str, text: str) -> tuple[str, str]:
    """The text without the first place that fits, and what the place says."""
    found = re.search(pattern, text)
    return (text[: found.start()] + text[found.end() :], found[1]) if found else (text, "")
