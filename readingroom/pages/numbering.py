"""Issues and pages as a list of references numbers them, from what papers and journals print."""

from __future__ import annotations

import re
import unicodedata

from readingroom.cleaning.dates import CHINESE, number_of

# In alternatives, for each is looked for in what was printed and not in what another has left.
_BESIDE_A_NUMBER = re.compile(r"^[第()/,.\s]+|期?\(\d{1,2}月\)|期?合刊|期?\(?(?=[上中下])|[期()/,\s]+$|(?<!\d)0+(?=\d)")
_BESIDE_A_PAGE = re.compile(
    r"(?<![A-Za-z])[Pp]{1,2}\.?(?=\s*\d)"  # pp. 15
    r"|(?<=\d)\s*[版页]?\s*:.*|(?<=\d)\s*[版页]\s*(?![至转起])[^\W\dA-Z].*"  # 05版：要闻
    r"|第(?=\s*[0-9A-Za-z])|(?<=\d)\s*[版页]|\s|(?<![0-9A-Za-z])0+(?=\d)"
)


def issue_parts(printed: str) -> tuple[str, str, str]:
    """
    Year, volume and number. The number that counts all issues stands in only where there is no other.

    >>> issue_parts("2022年第7期/总第1447期"), issue_parts("第12卷第3-4期"), issue_parts("总第1447期"), issue_parts("2022年增刊")
    (('2022', '', '7'), ('', '12', '3/4'), ('', '', '总1447'), ('2022', '', '增刊'))
    >>> issue_parts("二〇二二年第十二期"), issue_parts("Vol. 12, No. 3"), issue_parts("2022-07"), issue_parts("2022年第7、8期合刊")
    (('2022', '', '12'), ('', '12', '3'), ('2022', '', '7'), ('2022', '', '7/8'))
    >>> issue_parts("2022年第7期（上）"), issue_parts("第100期（2022年7月）")
    (('2022', '', '7上'), ('2022', '', '100'))
    """
    rest, whole = _take(r"总第?\s*(\d+)\s*期?", _plain(printed))
    rest, year = _take(r"(?<!\d)((?:19|20)\d\d)(?!\d|\s*期)\s*(?:年|[-–./·](?=\d))?", rest)
    rest, volume = _take(r"第?\s*(\d+)\s*(?:卷|(?=\(\d))", rest)
    number = re.sub(r"[-—–~、,至]+", "/", _BESIDE_A_NUMBER.sub("", rest)).strip("/")
    return year, volume, number or (whole and f"总{whole}")


def page_numbers(printed: str) -> str:
    """
    Numbers as numbers are cited, without the names of pages; what has no number stays as printed.

    >>> page_numbers("05"), page_numbers("第15—18页"), page_numbers("A03版"), page_numbers("3、12"), page_numbers("理论版")
    ('5', '15-18', 'A03', '3，12', '理论版')
    >>> page_numbers("第一版"), page_numbers("05版：要闻"), page_numbers("pp. 15-18"), page_numbers("彩页12")
    ('1', '5', '15-18', '彩页12')
    """
    plain = _plain(printed)
    if not re.search(r"\d", plain):
        return printed
    return re.sub(r"[,、;]+", "，", re.sub(r"[-—–~至]+", "-", _BESIDE_A_PAGE.sub("", plain)))


def _plain(printed: str) -> str:
    """Half-width, with numbers in digits, and 卷 and 期 for what journals print in Latin letters."""
    text = re.sub(
        r"(?<![A-Za-z])Vol\.?\s*(\d+)[,;\s]*", r"\1卷", unicodedata.normalize("NFKC", printed), flags=re.IGNORECASE
    )
    text = re.sub(r"(?<![A-Za-z])No\.?\s*(\d+)", r"\1期", text, flags=re.IGNORECASE)
    return re.sub(rf"[{CHINESE}]{{4}}(?=年)|(?<=第)[{CHINESE}、至-]+(?=[卷期版页])", _in_digits, text)


def _in_digits(numbers: re.Match[str]) -> str:
    return re.sub(rf"[{CHINESE}]+", lambda one: str(number_of(one[0])), numbers[0])


def _take(pattern: str, text: str) -> tuple[str, str]:
    """The text without the first place that fits, and what the place says."""
    found = re.search(pattern, text)
    return (text[: found.start()] + text[found.end() :], found[1]) if found else (text, "")
