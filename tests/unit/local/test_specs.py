"""The processes of a system: replicas, and what they say at their start."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.local.specs import QUIET, ROOT, SERVICES, Specs


def made() -> Mapping[str, Any]:
    amqp = {name: f"amqp://{name}@broker/" for name in (*SERVICES, "gateway")}
    vendors = {"notify": "amqp://n@broker/vendors"}
    return {"amqp": amqp, "vendors": vendors, "told": {"TOPOLOGY": "m"}, "mailbox": "secret"}


def specs(folder: Path) -> Specs:
    ports = {
        name: number
        for number, name in enumerate(
            ("smtp", "mailbox", "idp", "timestamps", "edge", "edge-inner", "gateway", *SERVICES), 1
        )
    }
    keys = folder / "keys"
    keys.mkdir()
    (keys / "principal_public.pem").write_text("public")
    (keys / "seal.p12").write_bytes(b"seal")
    (keys / "seal_passphrase.txt").write_text("secret")
    (keys / "seal_root.pem").write_text("root")
    (keys / "mailbox_cert.pem").write_text("certificate")
    return Specs(folder, ports, "mongodb://host/", "dm_", made())


def test_a_replica_is_its_service_on_a_port_of_its_own(tmp_path: Path) -> None:
    found = specs(tmp_path)

    first, second = found.of("orders"), found.of("orders-2")

    assert second.name == "orders-2"
    assert second.command == first.command
    assert second.health != first.health
    assert second.settings == {**first.settings, "HTTP_PORT": str(second.health)}


def test_a_second_worker_is_a_worker(tmp_path: Path) -> None:
    replica = specs(tmp_path).of("contracts-worker-2")

    assert replica.command[-1] == "services.contracts.worker"
    assert replica.settings["MONGO_DATABASE"] == "dm_contracts"


def test_only_the_worker_has_the_seal_and_asks_for_timestamps(tmp_path: Path) -> None:
    found = specs(tmp_path)

    worker = found.of("contracts-worker").settings

    assert worker["SEAL_PKCS12"] == "c2VhbA=="
    assert worker["TIMESTAMP_URL"] == f"http://127.0.0.1:{found.ports['timestamps']}/"
    assert not {"SEAL_PKCS12", "SEAL_PASSPHRASE"} & found.of("contracts").settings.keys()


def test_a_service_says_nothing_of_the_libraries_it_uses() -> None:
    environment = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": QUIET}
    command = [sys.executable, "-m", "services.orders"]

    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert ended.stderr.splitlines()[0].startswith("missing settings:")


def test_people_reach_the_edge_and_the_edge_the_gateway(tmp_path: Path) -> None:
    found = specs(tmp_path)

    edge = found.of("edge").settings

    assert found.gateway_url == f"http://{edge['EDGE_LISTEN']}"
    assert edge["EDGE_GATEWAY"] == f"127.0.0.1:{found.ports['gateway']}"
