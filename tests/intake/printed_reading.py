"""What tests print and how they read it."""

from __future__ import annotations

from readingroom.intake import pdfs
from readingroom.records import Reading
from tests.intake.printing import Page, print_pdf

PARAGRAPHS = [
    "东苑社区把党员会开到楼道里，谁家水管漏了、哪盏路灯不亮，会上一件一件记下来，会后一件一件去办，办完再到门上问一声好不好。",
    "西苑社区请老党员当调解员，邻里为停车红脸，他们先拉家常，再讲道理，半年里调解了四十三起，没有一起闹到街道去。",
    "南苑社区的做法又不同：每个网格有一本账，写着老人几位、孩子几个、谁在外地打工，网格员换了人，账本接着往下写。",
] * 2


def read(pages: list[Page]) -> Reading:
    return pdfs.read_pdf(print_pdf(pages), name="a.pdf")


def texts(pages: list[Page]) -> list[str]:
    return [line.text for line in read(pages).lines]


def running(pages: list[Page]) -> str:
    return "".join(texts(pages))


def marks(reading: Reading, text: str) -> str:
    (line,) = (line for line in reading.lines if line.text == text)
    return line.style
