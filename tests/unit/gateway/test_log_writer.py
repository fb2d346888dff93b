"""Lines that wait are all written, once, in their order."""

import io
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from deploy.local.ports import wait_until
from gateway import app
from gateway.monitoring.log_writer import MOST_WAITING, LogWriter
from tests.unit.gateway.gateway_fakes import settings

THREADS, EACH = 8, 3 * MOST_WAITING

CHILD = """
import logging, os, sys
from gateway.monitoring.log_writer import LogWriter
logging.basicConfig(handlers=[LogWriter()], level="INFO", format="%(message)s")
logging.info("before")
pid = os.fork()
logging.info("child" if pid == 0 else "parent")
if pid:
    os.waitpid(pid, 0)
sys.exit(3 if pid == 0 else 0)
"""


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def logger(stream: io.StringIO) -> Iterator[logging.Logger]:
    writer, logger = LogWriter(stream), logging.Logger("lines")
    logger.addHandler(writer)
    yield logger
    writer.close()


def test_a_line_is_written_a_moment_later(logger: logging.Logger, stream: io.StringIO) -> None:
    logger.info("one")
    logger.info("two")
    waited_for = stream.getvalue()

    wait_until(lambda: bool(stream.getvalue()), 5, "nothing was written", 0.01)

    assert (waited_for, stream.getvalue()) == ("", "one\ntwo\n")


def test_the_writer_goes_on(logger: logging.Logger, stream: io.StringIO) -> None:
    for number in range(3):
        logger.info("line %d", number)
        wait_until(lambda n=number: f"line {n}" in stream.getvalue(), 5, "not written", 0.01)  # type: ignore[misc]

    assert stream.getvalue() == "line 0\nline 1\nline 2\n"


def test_a_warning_is_written_at_once_behind_what_waits(
    logger: logging.Logger, stream: io.StringIO
) -> None:
    logger.info("one")
    logger.warning("two")

    assert stream.getvalue() == "one\ntwo\n"


def test_many_threads_lose_and_double_nothing(logger: logging.Logger, stream: io.StringIO) -> None:
    def say(who: int) -> None:
        for number in range(EACH):
            logger.info("%d %d", who, number)

    threads = [threading.Thread(target=say, args=(who,)) for who in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    logger.warning("end")

    *lines, last = stream.getvalue().splitlines()
    assert last == "end"
    for who in range(THREADS):
        mine = [int(line.split()[1]) for line in lines if line.startswith(f"{who} ")]
        assert mine == list(range(EACH))


def test_a_process_that_ends_writes_its_lines_and_not_those_of_its_parent() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD], stderr=subprocess.PIPE, text=True, timeout=30, check=True
    )

    assert sorted(done.stderr.splitlines()) == ["before", "child", "parent"]


def test_a_broken_stream_breaks_no_caller(capfd: pytest.CaptureFixture[str]) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    logger = logging.Logger("broken")
    logger.addHandler(LogWriter(Gone()))

    logger.warning("nobody reads this")

    assert "BrokenPipeError" in capfd.readouterr().err


def test_the_gateway_logs_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(app.config, "read", lambda _: settings())
    monkeypatch.setattr(app.databases, "open_database", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        app.create_app()

    assert [type(handler) for handler in root.handlers] == [LogWriter]
