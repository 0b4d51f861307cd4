"""
The child process that parses one file: an order and the bytes by standard input, the answer by standard output.

Readers are imported only here, after the limits are set, and only the one that is asked for.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

from readingroom.intake import answers, isolation
from readingroom.records import Reading, Unreadable

JOBS = {
    "read_text": "plain_text:read_text",
    "read_html": "webpages:read_html",
    "read_pdf": "pdfs:read_pdf",
    "read_docx": "documents:read_docx",
    "unpack": "archives:unpack",
    "draw_page": "pdfs:draw_page",
}
"""What can be asked for: module and function in this package."""

LONGEST_TRACEBACK = 4_000


def main() -> None:
    """Answers one order, once."""
    channel = _own_output()
    kept = isolation.isolate(starter=int(sys.argv[2]))
    answer = answer_to(sys.stdin.buffer.readline(), sys.stdin.buffer.read())
    with channel:
        channel.write(json.dumps(kept).encode("ascii") + b"\n" + answer)
    # Without the farewells of the libraries: a broken one may crash in them, after a good answer.
    os._exit(0)


def answer_to(order: bytes, data: bytes) -> bytes:
    """The answer to an order, whatever happens while it is worked out."""
    try:
        return answers.pack(_work(data, **json.loads(order)))
    except Unreadable as refusal:
        return answers.pack_refusal("unreadable", str(refusal))
    except MemoryError:
        return answers.pack_refusal("memory", "")
    except Exception:
        return answers.pack_refusal("failure", traceback.format_exc(limit=-8)[-LONGEST_TRACEBACK:])


def _work(data: bytes, *, job: str, name: str, **arguments: int) -> answers.Answer:
    module, _, function = JOBS[job].partition(":")
    work: Callable[..., Any] = getattr(import_module(f"readingroom.intake.{module}"), function)
    if job == "draw_page":
        return answers.Picture(work(data, **arguments))
    made = work(data, name=name)
    if isinstance(made, Reading):
        _refuse_too_long(made, name)
    return made  # type: ignore[no-any-return]


def _refuse_too_long(reading: Reading, name: str) -> None:
    if len(reading.lines) > answers.MOST_LINES:
        raise Unreadable(f"{name} {answers.TOO_MANY_LINES}")
    if sum(len(line.text) for line in reading.lines) > answers.MOST_CHARACTERS:
        raise Unreadable(f"{name} 超过 {answers.MOST_CHARACTERS // 10_000} 万字，请拆开后再收。")
    if not any(line.text.strip() for line in reading.lines):
        raise Unreadable(f"{name} 里没有可读的文字。请检查文件。")


def _own_output() -> Any:
    """Standard output for the answer alone: what a library prints goes nowhere."""
    channel = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return channel
