"""Users, rights and readiness of the local broker."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from deploy.local import broker
from deploy.local.broker import Broker


@dataclass
class Administration(Broker):
    """Takes every call, remembers the users' passwords, and listens as it is told."""

    listens: tuple[str, ...] = ()
    passwords: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        Broker.__init__(self, "amqp://operator:x@broker.example:5672/", "http://broker.example")

    def call(self, method: str, path: str, body: Any = None) -> Any:
        if path.startswith("users/"):
            self.passwords[path.removeprefix("users/")] = body["password"]
        return {"listeners": [{"protocol": protocol} for protocol in self.listens]}


def test_a_user_that_is_known_keeps_its_password() -> None:
    administration = Administration()
    rights = {name: {"configure": "", "write": "", "read": ""} for name in ("orders", "notify")}
    kept = {"orders": "amqp://main-orders:s%2Fcret@elsewhere/"}

    uris = broker.grant(administration, rights, "/", kept)
    again = broker.grant(administration, rights, "/", uris)

    assert again == uris
    assert administration.passwords["main-orders"] == "s/cret"
    assert len(administration.passwords["main-notify"]) > 20


@pytest.mark.parametrize(
    ("listens", "ready"),
    [((), False), (("http", "clustering"), False), (("http", "amqp"), True), (("amqp/ssl",), True)],
)
def test_a_broker_is_ready_when_it_takes_connections(listens: tuple[str, ...], ready: bool) -> None:
    assert Administration(listens).ready() is ready


def test_a_broker_that_cannot_start_says_where_its_log_is(tmp_path: Path) -> None:
    nowhere = Broker("amqp://127.0.0.1:1/", "http://127.0.0.1:1")

    with pytest.raises(ChildProcessError) as error:
        broker.wait_ready(nowhere, lambda: True, log=tmp_path / "broker.log")

    assert str(error.value) == f"the broker ended before it was ready; see {tmp_path}/broker.log"
