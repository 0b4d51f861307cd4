"""The stages of a whole room: filling it, making its index, asking for its pages, publishing."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.benchmarks.documents import as_many_as, read_documents
from tests.benchmarks.questions import COMMON, read_questions
from tests.benchmarks.rooms import enter_room, load_room
from tests.benchmarks.stages import folder_bytes, milliseconds, peak_memory

_PATIENCE = 10.0


def fill(data: str, load: str, size: int) -> None:
    enter_room(Path(data))
    load_room(as_many_as(read_documents(Path(load), size), size))


def rebuild(data: str, segmenter: str) -> dict[str, float]:
    """Articles and paragraphs are documents both, so every text is in the index twice."""
    enter_room(Path(data), SEGMENTER=segmenter)
    from django.db.models import Sum
    from django.db.models.functions import Length

    from readingroom.articles.models import Article, Paragraph
    from readingroom.search.keeping import indexing
    from readingroom.search.vocabulary import analyser

    # The dictionary is loaded once in a process, not once in a rebuild.
    analyser().tokens("党建")
    started, worked = time.perf_counter(), time.process_time()
    indexing.rebuild()
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    paragraphs = Paragraph.objects.exclude(kind="heading")
    return {
        "seconds": seconds,
        "processor": processor,
        "documents": Article.objects.count() + paragraphs.count(),
        "characters": paragraphs.aggregate(all=Sum(Length("text")))["all"],
        "bytes": folder_bytes(Path(data) / "index"),
        "peak": peak_memory(),
    }


def ask_for_pages(data: str, segmenter: str, questions: Sequence[tuple[str, list[str]]]) -> dict[str, list[float]]:
    """
    Milliseconds of whole answers, from the request to the last byte, through all of the application but the socket.

    Every question is asked once and no cache is filled beforehand, but for two questions that load what is loaded once.
    """
    enter_room(Path(data), SEGMENTER=segmenter)
    from django.conf import settings
    from django.test import Client

    from readingroom.search.suggestions import lexicon
    from readingroom.serving import static_files

    static_files.collect(settings.STATIC_ROOT)
    client = Client(SERVER_NAME="127.0.0.1")
    taken = defaultdict(list, {"making the words that are suggested": [milliseconds(lexicon.refresh)]})
    for turn, question in enumerate(read_questions(questions)):
        for name, address in _addresses(question.text, question.words[0][: 1 + turn % 3]).items():
            answers: list[Any] = []
            needed = milliseconds(lambda address=address, answers=answers: answers.append(client.get(address)))  # type: ignore[misc]
            assert answers[0].status_code == 200, address
            if turn >= 2:
                taken[name].append(needed)
    return taken


def _addresses(text: str, beginning: str) -> dict[str, str]:
    article, paragraph = (f"/search/?{urlencode({'q': text, 'type': kind})}" for kind in ("article", "paragraph"))
    return {
        "/search/, articles": article,
        "/search/, paragraphs": paragraph,
        "/search/, filtered by theme and year": f"{article}&theme=service&year=2020",
        "/search/, by date": f"{article}&sort=date",
        "/api/search": f"/api/search?{urlencode({'q': text})}",
        "/api/suggest": f"/api/suggest?{urlencode({'q': beginning})}",
    }


def publish(data: str, segmenter: str, times: int) -> list[float]:
    """Milliseconds from the call that publishes an article until it is found, all in one process."""
    enter_room(Path(data), SEGMENTER=segmenter)
    from readingroom.search import find
    from readingroom.search.keeping import indexing

    def until_found(word: str) -> None:
        _publish(word)
        indexing.drain()
        assert find(word).count == 1

    return _each(until_found, times)


def publish_beside_a_server(data: str, segmenter: str, times: int, address: str) -> list[float]:
    """The same with a server at work, whose keeper looks for news every second; the server is asked until it finds."""
    enter_room(Path(data), SEGMENTER=segmenter)

    def until_found(word: str) -> None:
        _publish(word)
        patience = time.monotonic() + _PATIENCE
        while True:
            with urlopen(f"{address}search/?q={word}") as answer:
                if b'data-hits="1"' in answer.read():
                    return
            assert time.monotonic() < patience, f"The server does not find {word}."
            time.sleep(0.02)

    return _each(until_found, times)


def _publish(word: str) -> None:
    from tests.library import BODY, published_article

    published_article([*BODY, f"本次活动的代号是{word}。"], title=f"代号{word}")


def _each(act: Callable[[str], None], times: int) -> list[float]:
    """The first opens what later ones find open."""
    words = [f"{COMMON[:2]}{time.time_ns()}x{turn}" for turn in range(times + 1)]
    return [milliseconds(lambda word=word: act(word)) for word in words][1:]  # type: ignore[misc]
