"""A room's server, measured from outside."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.benchmarks.questions import read_questions
from tests.running_room import free_port, start


@dataclass(frozen=True)
class Server:
    address: str
    process: subprocess.Popen[str]

    def search(self, text: str) -> None:
        with urlopen(f"{self.address}search/?{urlencode({'q': text})}") as answer:
            assert answer.status == 200
            answer.read()

    def ask(self, questions: Sequence[tuple[str, list[str]]]) -> None:
        for question in read_questions(questions):
            self.search(question.text)

    def memory(self, name: str) -> int:
        """Bytes; see `stages.peak_memory` and `stages.own_memory` for the names."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


@contextmanager
def serving(data: Path, segmenter: str, *options: str) -> Iterator[Server]:
    """A room that was prepared."""
    with start(" ".join(["serve", *options]), data, ADDRESS=f"127.0.0.1:{free_port()}", SEGMENTER=segmenter) as process:
        assert process.stdout
        address = process.stdout.readline().removeprefix("地址：").strip()
        assert address, process.communicate()[1]
        try:
            yield Server(address, process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


def first_search(data: Path, segmenter: str) -> float:
    """Seconds from the command that starts a server until a search is answered."""
    started = time.perf_counter()
    with serving(data, segmenter) as server:
        server.search("管理")
        return time.perf_counter() - started
