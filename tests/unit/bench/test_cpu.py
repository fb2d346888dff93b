"""The CPU time of processes is watched from outside, with all that they start."""

import os
import signal
import subprocess
import sys

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
