"""Log lines written together, a few times a second, instead of one by one.

A write lets go of the interpreter's lock; under load that costs a request more than all
else the gateway does for it (``make bench ONLY=profile_read`` with and without).
"""

import logging
import os
import threading
import time
from typing import TextIO

EVERY_S = 0.1
MOST_WAITING = 1000


class LogWriter(logging.StreamHandler[TextIO]):
    """Writes lines at the latest after ``EVERY_S``, and at once what is a warning or worse.

    A process that is killed loses what it logged in that time; one that ends does not. Who
    logs while ``MOST_WAITING`` lines wait writes them all.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__(stream)
        self._begin_anew()
        os.register_at_fork(after_in_child=self._begin_anew)

    def _begin_anew(self) -> None:
        """Have no lines and no thread: a forked process would write its parent's lines again."""
        self._waiting: list[str] = []
        self._due = threading.Event()
        self._writes = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line until it is time; logging holds this handler's lock meanwhile."""
        try:
            self._waiting.append(self.format(record) + self.terminator)
            if record.levelno >= logging.WARNING or len(self._waiting) >= MOST_WAITING:
                self.flush()
            elif not self._due.is_set():
                self._call_writer()
        except Exception:
            self.handleError(record)

    def flush(self) -> None:
        """Write all that waits, now."""
        self.acquire()
        try:
            lines, self._waiting = self._waiting, []
            self._due.clear()
            if lines:
                self.stream.write("".join(lines))
                super().flush()
        finally:
            self.release()

    def _call_writer(self) -> None:
        if not self._writes:
            self._writes = True
            threading.Thread(target=self._write, name="log-writer", daemon=True).start()
        self._due.set()

    def _write(self) -> None:
        while self._due.wait():
            time.sleep(EVERY_S)
            try:
                self.flush()
            except (OSError, ValueError):
                """Nobody reads standard error any more, so there is nobody to be told."""
