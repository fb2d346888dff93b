"""What runs beside broker and database: each process with its command and its settings."""

import base64
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local import mailbox
from deploy.local.ports import free_ports
from deploy.local.processes import Process

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("identity", "catalog", "orders", "contracts", "notify")
WORKER = "contracts-worker"
FRONT = ("gateway", "edge")
KEEPER = "topology"
RECEIVER = "receiver.vendor.example"
"""The host of a vendor whose webhooks arrive on this machine."""
MAIL_FROM = "digitalmarkt@baykommun.example.org"
DEVELOPER_ORIGIN = "http://localhost:4400"
"""Where a developer serves a page that uses the API from a browser."""
IDP_ENTITY = "https://e4k-portal.een.elster.de"
TRACES, SAMPLED = "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_SAMPLER_ARG"
QUIET = "ignore:::__main__"
"""Eventlet says in every process at its import that it is no longer developed further."""


PORTAL = {
    "LINK_UNSEEN_HOSTS": "bayernportal.de,www.bayernportal.de,freistaat.bayern,www.freistaat.bayern"
}
"""No page of the portal is looked at from here: the links told here are made up."""


def names(scale: Mapping[str, int]) -> list[str]:
    """List what runs beside the servers; replicas are called ``orders-2`` and so on.

    A replica of the gateway has an edge of its own in front, as in its pod.
    """
    found = ["mailbox", "sink", "idp", "timestamps", KEEPER]
    for name in (*SERVICES, WORKER, *FRONT):
        replicas = scale.get("gateway" if name in FRONT else name, 1)
        found += [name, *(f"{name}-{number}" for number in range(2, replicas + 1))]
    return found


def split(name: str) -> tuple[str, str]:
    """Return what a process is and its number as a replica: ``orders-2`` gives orders and -2."""
    what, number = re.fullmatch(r"(.*?)(-\d+)?", name).groups("")  # type: ignore[union-attr]
    return what, number


@dataclass(frozen=True)
class Specs:
    """The processes of one installation; ``made`` are the addresses and markers of its broker."""

    folder: Path
    ports: Mapping[str, int]
    mongo_uri: str
    database_prefix: str
    made: Mapping[str, Any]

    def of(self, name: str) -> Process:
        """Return one by its name; a replica gets a port of its own."""
        others = {
            "mailbox": self._mailbox, "sink": self._sink, "idp": self._idp,
            "timestamps": self._timestamps, KEEPER: self._keeper,
        }  # fmt: skip
        front, number = split(name)
        if front in FRONT:
            return self._gateway(number) if front == "gateway" else self._edge(number)
        return others[name]() if name in others else self._service(name)

    @property
    def gateway_url(self) -> str:
        """Return the address people use."""
        return f"http://127.0.0.1:{self.ports['edge']}"

    def _service(self, name: str) -> Process:
        service, _ = split(name)
        owner = service.removesuffix("-worker")
        module = f"services.{owner}.worker" if service == WORKER else f"services.{service}"
        port = self.ports.get(name) or free_ports(1)[0]
        settings = {
            **self._stores(owner, port),
            "PRINCIPAL_PUBLIC_KEY": self._key("principal_public.pem"),
            **self.made["told"],
            **(self._outward() if service == "notify" else {}),
            **(PORTAL if service == "orders" else {}),
            **(self._seal() if service == WORKER else {}),
            **({"QUALIFIED_ROOTS": self._key("seal_root.pem")} if service == "contracts" else {}),
        }
        return Process(name, _python(module), _here(settings), port)

    def _keeper(self) -> Process:
        """Declare queues again that are gone: only an administrator may."""
        port = self.ports.get(KEEPER) or free_ports(1)[0]
        where = {"HTTP_HOST": "127.0.0.1", "HTTP_PORT": str(port)}
        settings = {"AMQP_ADMIN_URI": str(self.made["admin"]), **where}
        return Process(KEEPER, _python("services.common.keeper"), _here(settings), port)

    def _stores(self, owner: str, port: int) -> dict[str, str]:
        return {
            "AMQP_URI": self.made["amqp"][owner],
            "MONGO_URI": self.mongo_uri,
            "MONGO_DATABASE": f"{self.database_prefix}{owner}",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_PORT": str(port),
            # Traces go where whoever starts the system says: none unless there is a collector.
            TRACES: os.environ.get(TRACES, ""),
            SAMPLED: os.environ.get(SAMPLED, "1"),
        }

    def _outward(self) -> dict[str, str]:
        return {
            "SMTP_URI": f"smtp://127.0.0.1:{self.ports['smtp']}",
            "MAIL_FROM": f"DigitalMarkt <{MAIL_FROM}>",
            **self._where_mail_arrives(),
            "MAILBOX_EVERY_S": "1",
            "MAILS_PER_DOMAIN": "10000",
            "MAILS_PER_HOUR": "100000",
            "MAILS_TOGETHER_S": "1",
            "PUBLIC_URL": self.gateway_url,
            "VENDOR_AMQP_URI": self.made["vendors"]["notify"],
            "VENDOR_BROKER_API": self.made["vendors"]["api"],
            "VENDOR_BROKER_ADDRESS": f"amqp://{self.made['host']}",
            "SECRETS_KEY": self._key("secrets_key.txt"),
            # A vendor's server of this machine: it has no public address, nor a bought certificate.
            "WEBHOOK_STANDS_IN": f"{RECEIVER}=127.0.0.1:{self.ports['receiver']}",
            "SSL_CERT_FILE": str(self.folder / "keys/receiver_cert.pem"),
        }

    def _seal(self) -> dict[str, str]:
        sealed = (self.folder / "keys" / "seal.p12").read_bytes()
        return {
            "SEAL_PKCS12": base64.b64encode(sealed).decode(),
            "SEAL_PASSPHRASE": self._key("seal_passphrase.txt"),
            "TIMESTAMP_URL": f"http://127.0.0.1:{self.ports['timestamps']}/",
        }

    def _timestamps(self) -> Process:
        settings = {
            "TIMESTAMP_PORT": str(self.ports["timestamps"]),
            "TIMESTAMP_KEY_FILE": str(self.folder / "keys/timestamp_key.pem"),
            "TIMESTAMP_CERT_FILE": str(self.folder / "keys/timestamp_cert.pem"),
        }
        return Process("timestamps", _python("deploy.local.timestamps"), _here(settings))

    def _gateway(self, number: str) -> Process:
        inner = self.ports[f"gateway-inner{number}"]
        settings = {
            **self._stores("gateway", self.ports[f"gateway{number}"]),
            "INNER_HOST": "127.0.0.1",
            "INNER_PORT": str(inner),
            "LIMITS_FACTOR": "1000",
            "CORS_ORIGINS": DEVELOPER_ORIGIN,
            "PRINCIPAL_PRIVATE_KEY": self._key("principal_private.pem"),
            "TOKEN_PRIVATE_KEY": self._key("token_private.pem"),
            "PUBLIC_URL": self.gateway_url,
            "SP_ENTITY_ID": f"{self.gateway_url}/saml/metadata",
            "SP_PRIVATE_KEY": self._key("sp_key.pem"),
            "SP_CERTIFICATE": self._key("sp_cert.pem"),
            "SP_DECRYPTION_KEYS": self._key("sp_decryption_key.pem"),
            "SP_ENCRYPTION_CERTIFICATE": self._key("sp_encryption_cert.pem"),
            "IDP_ENTITY_ID": IDP_ENTITY,
            "IDP_SSO_URL": f"http://127.0.0.1:{self.ports['idp']}/ekona/sso",
            "IDP_CERTIFICATES": self._key("idp_cert.pem"),
        }
        served = ["-c", "gateway/gunicorn.conf.py", "gateway.app:create_app()"]
        command = [*_python("gunicorn"), *served]
        return Process(f"gateway{number}", command, _here(settings), inner)

    def _edge(self, number: str) -> Process:
        """Return the edge; everything here comes from one address, so its limits are wide."""
        inner = self.ports[f"edge-inner{number}"]
        settings = {
            "EDGE_LISTEN": f"127.0.0.1:{self.ports[f'edge{number}']}",
            "EDGE_INNER": f"127.0.0.1:{inner}",
            "EDGE_GATEWAY": f"127.0.0.1:{self.ports[f'gateway{number}']}",
            "EDGE_FOLDER": str(self.folder / f"edge{number}"),
            "CONNECTIONS_PER_ADDRESS": "1000",
            "REQUESTS_PER_SECOND": "10000",
        }
        return Process(f"edge{number}", _python("deploy.edge"), _here(settings), inner)

    def _idp(self) -> Process:
        settings = {
            "IDP_PORT": str(self.ports["idp"]),
            "IDP_KEY_FILE": str(self.folder / "keys/idp_key.pem"),
            "IDP_CERT_FILE": str(self.folder / "keys/idp_cert.pem"),
            "IDP_ENTITY_ID": IDP_ENTITY,
            "IDP_MAIL_DIR": str(self.folder / "mails"),
            "SP_ENTITY_ID": f"{self.gateway_url}/saml/metadata",
            "SP_ACS_URL": f"{self.gateway_url}/saml/acs",
            "SP_CERT_FILE": str(self.folder / "keys/sp_cert.pem"),
            "SP_ENCRYPTION_CERT_FILE": str(self.folder / "keys/sp_encryption_cert.pem"),
        }
        return Process("idp", _python("deploy.local.idp"), _here(settings))

    def _sink(self) -> Process:
        mails = str(self.folder / "mails")
        settings = {
            "SMTP_PORT": str(self.ports["smtp"]),
            "MAIL_DIR": mails,
            "OWN_ADDRESS": MAIL_FROM,
            **self._where_mail_arrives(),
        }
        return Process("sink", _python("deploy.local.sink"), _here(settings))

    def _mailbox(self) -> Process:
        settings = {
            "MAILBOX_FOLDER": str(mailbox.folder_of(self.folder)),
            "MAILBOX_PORT": str(self.ports["mailbox"]),
            "MAILBOX_PASSWORD": self.made["mailbox"],
            "MAILBOX_KEY": self._key("mailbox_key.pem"),
            "MAILBOX_CERTIFICATE": self._key("mailbox_cert.pem"),
        }
        return Process("mailbox", _python("deploy.local.mailbox"), _here(settings))

    def _where_mail_arrives(self) -> dict[str, str]:
        return {
            "MAILBOX_URI": mailbox.address(self.ports["mailbox"], self.made["mailbox"]),
            "MAILBOX_CERTIFICATES": self._key("mailbox_cert.pem"),
        }

    def _key(self, name: str) -> str:
        return (self.folder / "keys" / name).read_text()


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _here(settings: dict[str, str]) -> dict[str, str]:
    return {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": QUIET, **settings}
