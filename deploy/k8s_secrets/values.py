"""What each Secret and ConfigMap of the README's table holds, as far as it can be made.

Everything is made once and kept below one folder, so that a second run changes nothing; what only
the environment can give is ``None``.
"""

import base64
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from deploy.k8s_broker import definitions as broker_definitions
from deploy.k8s_broker import users
from deploy.k8s_secrets.tls import make_authority, make_server
from deploy.local.authority import make_authority as make_seal
from deploy.local.keys import make_keys, write_private
from services.common.topology import SERVICES

OWNERS = (*SERVICES, "gateway")
"""Who has a user on the broker and a database."""
OPTIONAL = frozenset({
    "MAILBOX_URI", "DKIM_KEY", "JIRA_URI", "JIRA_WEBHOOK_SECRET",
    "TOKEN_FORMER_PUBLIC_KEYS", "QUALIFIED_ROOTS", "MAILBOX_CERTIFICATES",
})  # fmt: skip
"""What may stay empty."""
STANDS_IN_SMTP = "smtp://mail.invalid:587"
"""Where there is no relay: notify starts, and its mails wait."""


@dataclass(frozen=True)
class Place:
    """Where the objects are to be: namespace, public host, components of the overlay.

    ``real`` is the environment of the public, where nothing stands in for what is given.
    """

    namespace: str
    host: str
    components: frozenset[str]
    real: bool


class Values:
    """Makes and keeps what the objects hold."""

    def __init__(self, folder: Path, place: Place) -> None:
        self._folder, self._place = folder, place
        self._by_operators = "operators" in place.components
        self._keys = make_keys(folder, owner=f"DigitalMarkt {place.namespace}")
        if not place.real:
            self._seal = make_seal(folder)
        make_authority(folder, f"DigitalMarkt {place.namespace}")

    def of(self, name: str, key: str) -> str | None:
        """Return what the object holds under the key; None where only the environment knows."""
        if name.startswith("broker-") and key in ("username", "password"):
            user = name.removeprefix("broker-")
            return user if key == "username" else self._password(f"broker-{user}")
        if name == "database-users":
            return self._password(f"database-{key}")
        if key in ("tls.crt", "tls.key"):
            return self._server(name, key)
        if key in ("AMQP_URI", "MONGO_URI"):
            return self._amqp(name) if key == "AMQP_URI" else self._mongo(name)
        make = self._makers().get(key)
        return make() if make else self._stands_in(key)

    def _makers(self) -> dict[str, Callable[[], str]]:
        keys = self._keys
        kept = {
            "PRINCIPAL_PRIVATE_KEY": keys.principal_private,
            "PRINCIPAL_PUBLIC_KEY": keys.principal_public,
            "TOKEN_PRIVATE_KEY": keys.token_private,
            "SP_PRIVATE_KEY": keys.sp_key,
            "SP_CERTIFICATE": keys.sp_certificate,
            "SP_DECRYPTION_KEYS": keys.sp_decryption_key,
            "SP_ENCRYPTION_CERTIFICATE": keys.sp_encryption_certificate,
            "SECRETS_KEY": keys.secrets,
            "ca.crt": self._folder / "authority_cert.pem",
        }
        return {
            **{key: path.read_text for key, path in kept.items()},
            "AMQP_ADMIN_URI": lambda: self._amqp("topology"),
            "VENDOR_AMQP_URI": lambda: self._amqp("vendors-notify", "vendors"),
            "VENDOR_BROKER_API": lambda: self._management("vendors-provisioner").rstrip("/"),
            "BROKER_API": lambda: self._management("keda"),
            "definitions.json": self._definitions,
            "keyfile": lambda: self._made("keyfile", lambda: base64.b64encode(os.urandom(756))),
            "users.js": self._users_js,
            "MONGO_INITDB_ROOT_USERNAME": lambda: "root",
            "MONGO_INITDB_ROOT_PASSWORD": lambda: self._password("database-root"),
        }

    def _stands_in(self, key: str) -> str | None:
        if self._place.real:
            return None
        standing: dict[str, Callable[[], str]] = {
            "SMTP_URI": lambda: STANDS_IN_SMTP,
            "IDP_CERTIFICATES": self._keys.idp_certificate.read_text,
            "SEAL_PKCS12": lambda: base64.b64encode(self._seal.seal.read_bytes()).decode(),
            "SEAL_PASSPHRASE": lambda: self._seal.passphrase.read_text(),
        }
        return standing[key]() if key in standing else None

    def _made(self, name: str, make: Callable[[], bytes]) -> str:
        path = self._folder / name
        if not path.exists():
            write_private(path, make())
        return path.read_text()

    def _password(self, whose: str) -> str:
        return self._made(f"{whose}.password", lambda: secrets.token_urlsafe(24).encode())

    def _known(self, user: str, server: str = "broker") -> str:
        return f"{quote(user)}:{quote(self._password(f'{server}-{user}'), safe='')}"

    def _amqp(self, user: str, vhost: str = "") -> str:
        where = ("amqps", 5671) if self._by_operators else ("amqp", 5672)
        return f"{where[0]}://{self._known(user)}@broker:{where[1]}/{vhost}"

    def _management(self, user: str) -> str:
        where = ("https", 15671) if self._by_operators else ("http", 15672)
        return f"{where[0]}://{self._known(user)}@broker:{where[1]}/"

    def _mongo(self, user: str) -> str:
        known = self._known(user, "database")
        if self._by_operators:
            hosts = ",".join(f"database-{i}.database-svc:27017" for i in range(3))
            return f"mongodb://{known}@{hosts}/?replicaSet=database&authSource=admin&tls=true"
        return f"mongodb://{known}@database-0.database:27017/?replicaSet=dev&authSource=admin"

    def _definitions(self) -> str:
        passwords = {user.name: self._password(f"broker-{user.name}") for user in users()}
        return json.dumps(broker_definitions(passwords), indent=1)

    def _users_js(self) -> str:
        def line(owner: str) -> str:
            made = {
                "user": owner,
                "pwd": self._password(f"database-{owner}"),
                "roles": [{"role": "readWrite", "db": owner}],
            }
            return f'db.getSiblingDB("admin").createUser({json.dumps(made)});\n'

        return "".join(line(owner) for owner in OWNERS)

    def _server(self, name: str, key: str) -> str | None:
        domain = f"{self._place.namespace}.svc.cluster.local"
        hosts = {
            "broker-tls": ["broker", f"broker.{self._place.namespace}.svc", f"broker.{domain}"],
            "database-tls": ["*.database-svc", f"*.database-svc.{domain}"],
            "ingress-tls": [] if self._place.real else [self._place.host],
        }[name]
        if not hosts:
            return None
        certificate, private = make_server(self._folder, name, hosts)
        return (certificate if key == "tls.crt" else private).read_text()
