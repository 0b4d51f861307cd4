"""What a page weighs on the line, and how soon a slow machine shows it."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from tests.benchmarks.connection import Connection
from tests.benchmarks.report import Row
from tests.browser.chromium import chromium

LOADS = 7
SLOW = 4
"""Times slower than this machine: an office's old PC."""

_OBSERVE = """
() => {
  window.seen = {lcp: 0, cls: 0};
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.seen.lcp = entry.startTime; }))
    .observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (!entry.hadRecentInput) { window.seen.cls += entry.value; }
  })).observe({type: "layout-shift", buffered: true});
}
"""


@dataclass(frozen=True)
class Files:
    style_sheet: str
    scripts: list[str]


def files_of(connection: Connection, path: str) -> Files:
    """What a page loads from this server."""
    html = connection.ask(path).text
    sheets = re.findall(r'<link rel="stylesheet"[^>]*href="([^"]+)"', html)
    scripts = re.findall(r'<script[^>]*src="([^"]+)"', html)
    assert len(sheets) == 1, sheets
    return Files(sheets[0], scripts)


def rows(address: str, long: int) -> Iterator[Row]:
    """`long` is the number of the article whose weight is measured."""
    connection, path = Connection(address), f"/articles/{long}/"
    files = files_of(connection, path)
    yield Row("HTML of an article of 5,000 characters, bytes", _sent(connection, path), None, 1)
    yield Row("style sheet, bytes", _sent(connection, files.style_sheet), None, 1)
    yield Row("scripts of an article, bytes", sum(_sent(connection, script) for script in files.scripts), None, 1)
    for name, page in {"an article": path, "the first page": "/", "a theme": "/themes/service/"}.items():
        lcp, cls = zip(*_paints(urljoin(address, page)), strict=True)
        yield Row(f"{name}, {SLOW} times slower: largest contentful paint, ms", statistics.median(lcp), None, LOADS)
        yield Row(f"{name}, {SLOW} times slower: layout shift", statistics.median(cls), None, LOADS)


def _sent(connection: Connection, path: str) -> int:
    answer = connection.ask(path)
    assert (answer.status, answer.headers.get("content-encoding")) == (200, "gzip"), path
    return len(answer.content)


def _paints(address: str) -> Iterator[tuple[float, float]]:
    """Each load is a reader's first: nothing is kept from the one before."""
    with chromium() as browser:
        for _ in range(LOADS + 1):
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            page = context.new_page()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
            page.add_init_script(f"({_OBSERVE})()")
            page.goto(address, wait_until="load")
            page.wait_for_timeout(300)
            seen = page.evaluate("window.seen")
            context.close()
            if _:  # the first load of a browser waits for the browser
                yield seen["lcp"], seen["cls"]
