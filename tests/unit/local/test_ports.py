"""A chosen port stays ours until what is to listen on it does."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.local.ports import free_ports
from deploy.local.specs import ROOT

MANY = 800
ASKS = f"""
import sys
from deploy.local.ports import free_ports
print(*free_ports({MANY}), flush=True)
sys.stdin.read()
"""


@contextmanager
def chosen() -> Iterator[set[int]]:
    """Return what another process chose, which lives on meanwhile."""
    command = [sys.executable, "-c", ASKS]
    asks = subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert asks.stdout
    yield {int(port) for port in asks.stdout.readline().split()}
    asks.communicate()


def test_two_processes_are_never_given_the_same_port() -> None:
    with chosen() as ones, chosen() as others:
        assert len(ones) == len(others) == MANY
        assert ones & others == set()


def test_no_outgoing_connection_takes_a_chosen_port() -> None:
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])

    assert max(free_ports(20)) < lowest


def test_a_port_somebody_listens_on_is_not_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        monkeypatch.setattr("random.sample", lambda *_: [port, port + 1, port + 2, port + 3])

        assert port not in free_ports(1)
