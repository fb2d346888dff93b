"""The CPU time of processes is watched from outside, with all that they start."""

import os
import signal
import subprocess
import sys
from itertools import count

import pytest

from deploy.bench import cpu
from deploy.bench.cpu import used_s
from deploy.local.ports import wait_until

WORKS = "while True: pass"
STARTS = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WORKS!r}])"


def test_what_a_process_and_its_children_use_is_counted() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTS], start_new_session=True) as parent:
        try:
            began = used_s([parent.pid])
            wait_until(lambda: used_s([parent.pid]) > began + 0.3, 30, "nothing is counted")
            used = used_s([parent.pid])
        finally:
            os.killpg(parent.pid, signal.SIGKILL)

    assert used > began


def test_a_process_that_is_no_more_used_nothing_we_know_of() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()

    assert used_s([ended.pid]) == 0


def test_rest_is_waited_for_until_a_whole_window_goes_by_with_little_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    used = iter([1.0, 2.0, 2.0, 2.9, 2.9, 3.0])
    monkeypatch.setattr(cpu, "used_s", lambda _: next(used))
    monkeypatch.setattr(cpu, "WINDOW_S", 0.9)
    monkeypatch.setattr("time.sleep", lambda _: None)

    cpu.wait_for_rest([1])

    assert list(used) == []


def test_what_never_rests_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    moments, used = count(step=100.0), count()
    monkeypatch.setattr(cpu, "used_s", lambda _: float(next(used)))
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("time.monotonic", lambda: next(moments))

    with pytest.raises(TimeoutError, match="still at work"):
        cpu.wait_for_rest([1])
