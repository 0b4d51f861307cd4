"""The process that works off what curators bring in: beside the server, so that it takes none of its processor's lock."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Sequence

from django.conf import settings

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, str(settings.BASE_DIR / "manage.py"), "work_off_uploads", "--with-parent")
SECONDS_BEFORE_THE_FIRST = 2.0
"""A server's first seconds belong to its readers: the process takes one of them to start."""
SECONDS_TO_FINISH = 5
SECONDS_BEFORE_ANOTHER = (0.2, 1.0, 5.0, 30.0)
"""After one that ended of itself; the last goes on. A fault that ends each at once must not keep a processor busy."""
LONG_ENOUGH = 60.0
"""Seconds after which one that ends has done its work, and the count begins anew."""


class UploadWorker:
    """
    Starts the process, starts another when it ends, and ends it with the server.

    Its standard input is a pipe that nobody writes to: the system closes it with the server, killed or not, and the
    process then ends of itself. (A signal at the parent's death would come when the thread ends that started it.) It
    is in a group of its own, so that Ctrl-C at a terminal reaches the server alone, which then ends it in order.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look_after, name="upload-worker", daemon=True)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """What the process is at goes back into the queue."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look_after(self) -> None:
        failures = 0
        self._stopped.wait(SECONDS_BEFORE_THE_FIRST)
        while not self._stopped.is_set():
            with self._begin() as process:
                lasted = self._wait_for(process)
            if self._stopped.is_set():
                return
            failures = 0 if lasted else failures + 1
            pause = SECONDS_BEFORE_ANOTHER[min(failures, len(SECONDS_BEFORE_ANOTHER) - 1)]
            logger.warning("处理来件的进程结束了（%s），%g 秒后再启动。", process.returncode, pause)
            self._stopped.wait(pause)

    def _begin(self) -> subprocess.Popen[bytes]:
        self.process = subprocess.Popen(self._command, stdin=subprocess.PIPE, process_group=0)
        return self.process

    def _wait_for(self, process: subprocess.Popen[bytes]) -> bool:
        """Until it ends or has to end; whether it went on for long."""
        rounds = 0.0
        while process.poll() is None:
            if self._stopped.wait(0.2):
                _end(process)
                return True
            rounds += 0.2
        return rounds >= LONG_ENOUGH


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS_TO_FINISH)
    except subprocess.TimeoutExpired:
        process.kill()
