"""The whole system on one machine: what runs, with which settings, and in which order."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from deploy.local import broker, database, keys
from deploy.local.ports import free_ports, wait_until
from deploy.local.processes import Process, Processes

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("identity", "catalog", "orders", "contracts", "notify")
WORKER = "contracts-worker"
DEV_VENDORS = ["demo-fachverfahren", "demo-it-dienst"]
IDP_ENTITY = "https://e4k-portal.een.elster.de"
PORTS = (
    "amqp", "api", "dist", "epmd", "mongo", "smtp", "idp", "gateway",
    *SERVICES, WORKER,
)  # fmt: skip


class System:
    """One installation below a folder (``.local``); several can run side by side."""

    def __init__(self, folder: Path = ROOT / ".local") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.processes = Processes(folder)
        self.ports = self._ports()
        self.gateway_url = f"http://127.0.0.1:{self.ports['gateway']}"
        self.idp_url = f"http://127.0.0.1:{self.ports['idp']}"
        self.mail_dir = folder / "mails"
        self.mongo_uri = os.environ.get("MONGO_URI") or database.uri(self.ports["mongo"])
        self.database_prefix = os.environ.get("MONGO_PREFIX", "dm_")

    def up(self, scale: dict[str, int] | None = None) -> None:
        """Start everything and return when all of it is ready."""
        self.start_servers()
        self._declare()
        self._make_settings()
        specs = self.specs(scale or {})
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self.processes.start, specs))
        for spec in specs:
            self.wait_ready(spec)
        self._invite()
        self._write_urls()

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
        broker.wait_ready(self.broker)

    @property
    def broker(self) -> broker.Broker:
        """Address the broker's administration."""
        if given := os.environ.get("AMQP_URI"):
            return broker.Broker(given, os.environ.get("RABBITMQ_API", "http://127.0.0.1:15672"))
        return broker.own_broker(self.folder / "broker", self.ports["amqp"], self.ports["api"])

    def down(self) -> None:
        """Stop everything this installation started, the servers last."""
        running = self.processes.known()
        servers = [name for name in ("broker", "database") if name in running]
        self.processes.stop_all([name for name in running if name not in servers])
        self.processes.stop_all(servers)
        if "broker" in servers:
            broker.stop_port_mapper(self.ports["epmd"])

    def clean(self) -> None:
        """Delete the data of a stopped installation; keys and ports too."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name: str) -> None:
        """Start one process again and wait until it is ready."""
        self.start_only(name)
        self.wait_ready(self._spec(name))

    def start_if_down(self, name: str) -> None:
        """Start the process unless it runs, and wait until it is ready."""
        if not self.processes.alive(name):
            self.start_only(name)
        self.wait_ready(self._spec(name))

    def start_only(self, name: str) -> None:
        """Start one process again without waiting."""
        self.processes.start(self._spec(name))

    def wait_ready(self, spec: Process, timeout_s: float = 60) -> None:
        """Return when the process says it is ready."""
        if spec.health is None:
            return

        def is_ready() -> bool:
            if not self.processes.alive(spec.name):
                raise ChildProcessError(f"{spec.name} ended; see {self.folder}/logs")
            try:
                url = f"http://127.0.0.1:{spec.health}/health/ready"
                return bool(requests.get(url, timeout=2).status_code == 200)
            except requests.RequestException:
                return False

        wait_until(is_ready, timeout_s, f"{spec.name} is not ready; see {self.folder}/logs")

    def specs(self, scale: dict[str, int]) -> list[Process]:
        """Give what runs beside the servers; replicas get a port of their own."""
        specs = [self._sink(), self._idp()]
        for name in (*SERVICES, WORKER):
            specs.append(self._service(name, self.ports[name]))
            for number in range(2, scale.get(name, 1) + 1):
                specs.append(self._service(name, free_ports(1)[0], f"{name}-{number}"))
        return [*specs, self._gateway()]

    def _spec(self, name: str) -> Process:
        return next(spec for spec in self.specs({}) if spec.name == name)

    def _ports(self) -> dict[str, int]:
        path = self.folder / "ports.json"
        if not path.exists():
            chosen = dict(zip(PORTS, free_ports(len(PORTS)), strict=True))
            path.write_text(json.dumps(chosen))
        return dict(json.loads(path.read_text()))

    def _declare(self) -> None:
        command = [sys.executable, "-m", "services.common.topology", "declare"]
        environment = {**os.environ, "AMQP_ADMIN_URI": self.broker.amqp_uri}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        self.topology = done.stdout.strip().splitlines()[-1]

    def _make_settings(self) -> None:
        from gateway.amqp_rights import GATEWAY_RIGHTS
        from services.common import topology

        keys.make_keys(self.folder / "keys")
        rights = {name: topology.permissions(name) for name in SERVICES}
        uris = broker.grant(self.broker, {**rights, "gateway": GATEWAY_RIGHTS}, self.broker.vhost)
        vendors = broker.grant_vendors(self.broker, DEV_VENDORS, broker.VENDORS)
        kept = {"amqp": uris, "vendors": vendors, "topology": self.topology}
        path = self.folder / "settings.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept, indent=2))

    def settings(self) -> dict[str, dict[str, str]]:
        """Give what ``up`` made: addresses with passwords, and the markers."""
        return dict(json.loads((self.folder / "settings.json").read_text()))

    def key(self, name: str) -> str:
        """Give a PEM file's text."""
        return (self.folder / "keys" / name).read_text()

    def _service(self, name: str, port: int, replica: str | None = None) -> Process:
        owner = name.removesuffix("-worker")
        module = f"services.{owner}.worker" if name == WORKER else f"services.{name}"
        made = self.settings()
        settings = {
            "AMQP_URI": made["amqp"][owner],
            "MONGO_URI": self.mongo_uri,
            "MONGO_DATABASE": f"{self.database_prefix}{owner}",
            "PRINCIPAL_PUBLIC_KEY": self.key("principal_public.pem"),
            "TOPOLOGY": str(made["topology"]),
            "HTTP_PORT": str(port),
            "HTTP_HOST": "127.0.0.1",
        }
        if name == "notify":
            settings |= {
                "SMTP_URI": f"smtp://127.0.0.1:{self.ports['smtp']}",
                "MAIL_FROM": "DigitalMarkt <digitalmarkt@baykommun.example.org>",
                "PUBLIC_URL": self.gateway_url,
                "VENDOR_AMQP_URI": made["vendors"]["notify"],
            }
        return Process(replica or name, self._python(module), self._here(settings), port)

    def _gateway(self) -> Process:
        settings = {
            "AMQP_URI": self.settings()["amqp"]["gateway"],
            "MONGO_URI": self.mongo_uri,
            "MONGO_DATABASE": f"{self.database_prefix}gateway",
            "PRINCIPAL_PRIVATE_KEY": self.key("principal_private.pem"),
            "PUBLIC_URL": self.gateway_url,
            "SP_ENTITY_ID": f"{self.gateway_url}/saml/metadata",
            "SP_PRIVATE_KEY": self.key("sp_key.pem"),
            "SP_CERTIFICATE": self.key("sp_cert.pem"),
            "IDP_ENTITY_ID": IDP_ENTITY,
            "IDP_SSO_URL": f"{self.idp_url}/ekona/sso",
            "IDP_CERTIFICATES": self.key("idp_cert.pem"),
            "ALLOW_TEST_ACCOUNTS": "true",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_PORT": str(self.ports["gateway"]),
        }
        command = [
            sys.executable, "-m", "gunicorn", "-c", "gateway/gunicorn.conf.py",
            "gateway.app:create_app()",
        ]  # fmt: skip
        return Process("gateway", command, self._here(settings), self.ports["gateway"])

    def _idp(self) -> Process:
        settings = {
            "IDP_PORT": str(self.ports["idp"]),
            "IDP_KEY_FILE": str(self.folder / "keys/idp_key.pem"),
            "IDP_CERT_FILE": str(self.folder / "keys/idp_cert.pem"),
            "IDP_ENTITY_ID": IDP_ENTITY,
            "SP_ENTITY_ID": f"{self.gateway_url}/saml/metadata",
            "SP_ACS_URL": f"{self.gateway_url}/saml/acs",
            "SP_CERT_FILE": str(self.folder / "keys/sp_cert.pem"),
        }
        return Process("idp", self._python("deploy.local.idp"), self._here(settings))

    def _sink(self) -> Process:
        settings = {"SMTP_PORT": str(self.ports["smtp"]), "MAIL_DIR": str(self.mail_dir)}
        return Process("sink", self._python("deploy.local.sink"), self._here(settings))

    def _python(self, module: str) -> list[str]:
        return [sys.executable, "-m", module]

    def _here(self, settings: dict[str, str]) -> dict[str, str]:
        return {"PYTHONPATH": str(ROOT), **settings}

    def _invite(self) -> None:
        """Let the named persons of operator, vendors and ministry sign in."""
        spec = self._spec("identity")
        persons = str(ROOT / "deploy/local/persons.json")
        subprocess.run(
            [sys.executable, "-m", "services.identity.invite", persons],
            cwd=ROOT, env={**os.environ, **spec.settings}, check=True, capture_output=True,
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
        for vendor, uri in self.settings()["vendors"].items():
            if vendor != "notify":
                urls[f"VENDOR_AMQP_URI_{vendor.upper().replace('-', '_')}"] = uri
        path = self.folder / "urls.env"
        path.touch(mode=0o600)
        path.write_text("".join(f"{name}='{value}'\n" for name, value in urls.items()))
