"""The whole system on one machine: what is started and stopped, and in which order."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

from deploy.local import authority, broker, database, keys, mailbox, specs, vendors
from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Process, Processes
from deploy.local.specs import FRONT, KEEPER, ROOT, SERVICES, WORKER, Specs
from deploy.local.supervisor import SUPERVISOR

PORTS = (
    "amqp", "api", "dist", "epmd", "mongo", "smtp", "mailbox", "receiver", "idp", "timestamps",
    "edge", "edge-inner", "gateway", "gateway-inner", KEEPER,
    *SERVICES, WORKER,
)  # fmt: skip


class System:
    """One installation below a folder (``.local``); several can run side by side."""

    def __init__(self, folder: Path = ROOT / ".local") -> None:
        self.folder = folder
        # Passwords, keys, people's mails and the logs are for their owner only, from the first
        # byte: what is made here, and by every process started here, inherits this.
        os.umask(0o077)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.processes = Processes(folder)
        self.ports = self._ports()
        self.gateway_url = f"http://127.0.0.1:{self.ports['edge']}"
        self.idp_url = f"http://127.0.0.1:{self.ports['idp']}"
        self.inner_url = f"http://127.0.0.1:{self.ports['gateway-inner']}"
        self.mail_dir = folder / "mails"
        self.mongo_uri = os.environ.get("MONGO_URI") or database.uri(self.ports["mongo"])
        self.database_prefix = os.environ.get("MONGO_PREFIX", "dm_")

    def up(self, scale: dict[str, int] | None = None) -> None:
        """Start what does not run yet, and return when all of it is ready."""
        self.start_servers()
        names = specs.names(scale or {})
        ended = [name for name in names if not self.processes.alive(name)]
        if ended:
            self._urls.unlink(missing_ok=True)
            self.prepare()
            self._start_all(ended)
        for name in names:
            self.wait_ready(name)
        if not self._urls.exists():
            self._invite()
            self._write_urls()

    def prepare(self, *, keep_retired: bool = False) -> None:
        """Make what processes find at their start: indexes, queues, users and keys.

        ``keep_retired`` leaves what only the release before uses, which runs meanwhile.
        """
        self.apply_schema(*(["--keep-retired"] if keep_retired else []))
        self._make_settings(self._declare())

    def supervise(self) -> None:
        """Leave a process behind that starts again what ends."""
        if not self.processes.alive(SUPERVISOR):
            command = [sys.executable, "-m", "deploy.local", "supervise", str(self.folder)]
            self.processes.start(Process(SUPERVISOR, command, {"PYTHONPATH": str(ROOT)}))

    def _start_all(self, names: Sequence[str]) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self.processes.start, [self.process(name) for name in names]))

    @property
    def _urls(self) -> Path:
        """The file that is written last: where it lies, an ``up`` has come to its end."""
        return self.folder / "urls.env"

    def start_servers(self) -> None:
        """Start broker and database, unless given from outside."""
        if not os.environ.get("MONGO_URI") and not self.processes.alive("database"):
            child = database.start(self.folder / "database", self.ports["mongo"])
            self.processes.remember(Process("database", []), child.pid)
        if not os.environ.get("AMQP_URI") and not self.processes.alive("broker"):
            ports = [self.ports[name] for name in ("amqp", "api", "dist", "epmd")]
            child = broker.start(self.folder / "broker", *ports)
            self.processes.remember(Process("broker", []), child.pid)
        if not os.environ.get("MONGO_URI"):
            database.wait_ready(self.ports["mongo"])
        self._wait_for_broker()

    def _wait_for_broker(self) -> None:
        if os.environ.get("AMQP_URI"):
            broker.wait_ready(self.broker)
            return
        log = self.folder / "broker" / "broker.log"
        broker.wait_ready(self.broker, lambda: not self.processes.alive("broker"), log=log)

    @property
    def broker(self) -> broker.Broker:
        """Address the broker's administration."""
        if given := os.environ.get("AMQP_URI"):
            return broker.Broker(given, os.environ.get("RABBITMQ_API", "http://127.0.0.1:15672"))
        return broker.own_broker(self.folder / "broker", self.ports["amqp"], self.ports["api"])

    def down(self) -> None:
        """Stop everything this installation started, the servers last."""
        if SUPERVISOR in self.processes.known():
            self.processes.stop(SUPERVISOR)
        (self.folder / "restarts.json").unlink(missing_ok=True)
        running = self.processes.known()
        servers = [name for name in ("broker", "database") if name in running]
        self.processes.stop_all([name for name in running if name not in servers])
        self.processes.stop_all(servers)
        if "broker" in servers:
            broker.stop_port_mapper(self.ports["epmd"])

    def clean(self) -> None:
        """Delete the data of a stopped installation; mails, keys and ports too."""
        mailbox.remove(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name: str) -> None:
        """Start one process again and wait until it is ready."""
        self.start_only(name)
        self.wait_ready(name)

    def start_if_down(self, name: str) -> None:
        """Start the process unless it runs, and wait until it is ready."""
        if not self.processes.alive(name):
            self.start_only(name)
        self.wait_ready(name)

    def start_only(self, name: str) -> None:
        """Start one process again without waiting."""
        self.processes.start(self.process(name))

    def process(self, name: str) -> Process:
        """Return what a process is started by."""
        what, number = specs.split(name)
        if what in FRONT and number:
            front = ("gateway", "gateway-inner", "edge", "edge-inner")
            self.ports = self._ports([f"{each}{number}" for each in front])
        return self._specs().of(name)

    def wait_ready(self, name: str, timeout_s: float = 60) -> None:
        """Return when the process says it is ready."""
        self._wait_healthy(name, "ready", timeout_s)

    def wait_live(self, name: str, timeout_s: float = 60) -> None:
        """Return when the process says it lives."""
        self._wait_healthy(name, "live", timeout_s)

    def _wait_healthy(self, name: str, asked: str, timeout_s: float) -> None:
        port = self.processes.known()[name][0].health
        if port is None:
            return

        def is_healthy() -> bool:
            if not self.processes.alive(name):
                raise ChildProcessError(f"{name} ended; see {self.folder}/logs")
            try:
                url = f"http://127.0.0.1:{port}/health/{asked}"
                return bool(requests.get(url, timeout=2).status_code == 200)
            except requests.RequestException:
                return False

        wait_until(is_healthy, timeout_s, f"{name} is not {asked}; see {self.folder}/logs")

    def _specs(self) -> Specs:
        return Specs(self.folder, self.ports, self.mongo_uri, self.database_prefix, self.settings())

    def _ports(self, more: Sequence[str] = ()) -> dict[str, int]:
        """Choose ports once; what a newer version needs is added to those of before."""
        path = self.folder / "ports.json"
        chosen = dict(json.loads(path.read_text())) if path.exists() else {}
        missing = [name for name in (*PORTS, *more) if name not in chosen]
        if missing:
            chosen |= zip(missing, free_ports(len(missing)), strict=True)
            path.write_text(json.dumps(chosen))
        return chosen

    def apply_schema(self, *options: str) -> None:
        """Build the indexes and write the first data, as a rollout does before its services."""
        stores = {"MONGO_URI": self.mongo_uri, "MONGO_PREFIX": self.database_prefix}
        environment = {**os.environ, "PYTHONWARNINGS": specs.QUIET, **stores}
        with (self.folder / "logs" / "schema.log").open("ab") as log:
            for module in ("services.common.schema", "gateway.schema"):
                command = [sys.executable, "-m", module, "apply", *options]
                subprocess.run(
                    command, cwd=ROOT, env=environment, check=True, stdout=log, stderr=log
                )

    def _declare(self) -> str:
        """Declare queues and bindings; give the settings that tell of them, one a line."""
        command = [sys.executable, "-m", "services.common.topology", "declare"]
        environment = {**os.environ, "AMQP_ADMIN_URI": self.broker.amqp_uri}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def _make_settings(self, declared: str) -> None:
        """Make keys and users; what is connected already keeps its password."""
        from gateway.calls.broker_rights import GATEWAY_RIGHTS
        from services.common import topology

        keys.make_keys(self.folder / "keys")
        authority.make_authority(self.folder / "keys")
        keys.make_server(self.folder / "keys", "receiver", specs.RECEIVER)
        mailbox.make_certificate(self.folder / "keys")
        kept = self.settings() or {"amqp": {}, "vendors": {}}
        rights = {name: topology.permissions(name) for name in SERVICES}
        rights["gateway"] = GATEWAY_RIGHTS
        uris = broker.grant(self.broker, rights, self.broker.vhost, kept["amqp"])
        granted = broker.grant_vendors(self.broker, broker.VENDORS, kept["vendors"])
        told = dict(line.split("=", 1) for line in declared.splitlines() if "=" in line)
        made = {
            "amqp": uris, "vendors": granted, "told": told, "admin": self.broker.amqp_uri,
            "host": self.broker.host,
            "mailbox": kept.get("mailbox") or secrets.token_hex(16),
        }  # fmt: skip
        self._settings.touch(mode=0o600)
        self._settings.write_text(json.dumps(made, indent=2))

    def vendor_uri(self) -> str:
        """Return the address of the first vendor's queue."""
        return vendors.kept_address(self.folder, self.gateway_url)

    @property
    def _settings(self) -> Path:
        return self.folder / "settings.json"

    def settings(self) -> dict[str, Any]:
        """Return what ``up`` made: addresses with passwords, and the markers; empty before."""
        return dict(json.loads(self._settings.read_text())) if self._settings.exists() else {}

    def key(self, name: str) -> str:
        """Return a PEM file's text."""
        return (self.folder / "keys" / name).read_text()

    def trusted(self) -> bytes:
        """Return, as PEM, the certificates to be believed by who checks evidence made here."""
        files = authority.make_authority(self.folder / "keys")
        return authority.trusted(files, self.key("idp_cert.pem").encode())

    def _invite(self) -> None:
        """Let the named persons of operator, vendors and ministry sign in."""
        settings = self.process("identity").settings
        persons = str(ROOT / "deploy/local/persons.json")
        subprocess.run(
            [sys.executable, "-m", "services.identity.invite", persons],
            cwd=ROOT, env={**os.environ, **settings}, check=True, capture_output=True,
        )  # fmt: skip

    def _write_urls(self) -> None:
        urls = {
            "GATEWAY_URL": self.gateway_url,
            "IDP_URL": self.idp_url,
            "AMQP_URI": self.broker.amqp_uri,
            "MONGO_URI": self.mongo_uri,
            "MAIL_DIR": str(self.mail_dir),
            "RABBITMQ_API": self.broker.api,
        }
        urls["VENDOR_AMQP_URI_DEMO_FACHVERFAHREN"] = self.vendor_uri()
        self._urls.touch(mode=0o600)
        self._urls.write_text("".join(f"{name}='{value}'\n" for name, value in urls.items()))
