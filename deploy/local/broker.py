"""A RabbitMQ node of our own beside any system one, with a user for each service."""

import os
import secrets
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import requests

from deploy.local.ports import wait_until

SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
CONTROL = SERVER.with_name("rabbitmqctl")
PLUGINS = "[rabbitmq_management]."
VENDORS = "vendors"


class Broker:
    """The broker's administration: AMQP address, management address, users."""

    def __init__(self, amqp_uri: str, api: str) -> None:
        self.amqp_uri, self.api = amqp_uri, api.rstrip("/")
        parts = urlsplit(amqp_uri)
        self.host = f"{parts.hostname}:{parts.port or 5672}"
        self._auth = (parts.username or "guest", parts.password or "guest")
        self.vhost = parts.path.lstrip("/") or "/"

    def uri(self, user: str, password: str, vhost: str | None = None) -> str:
        """Return the address for a user."""
        path = quote(self.vhost if vhost is None else vhost, safe="")
        return f"amqp://{user}:{quote(password, safe='')}@{self.host}/{path}"

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Use the management API; raise on any failure."""
        answer = requests.request(
            method, f"{self.api}/api/{path}", json=body, auth=self._auth, timeout=10
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def ready(self) -> bool:
        """Tell whether the broker takes AMQP connections; its management answers earlier."""
        try:
            listeners = self.call("GET", "overview").get("listeners", [])
            return any(listener["protocol"].startswith("amqp") for listener in listeners)
        except (requests.RequestException, ValueError):
            return False

    def add_user(self, user: str, password: str, allowed: dict[str, Any], vhost: str) -> None:
        """Create the user with these permissions and no others."""
        self.call("PUT", f"users/{user}", {"password": password, "tags": ""})
        where = f"{quote(vhost, safe='')}/{user}"
        rights = {name: allowed[name] for name in ("configure", "write", "read")}
        self.call("PUT", f"permissions/{where}", rights)
        for topic in allowed.get("topics", []):
            self.call("PUT", f"topic-permissions/{where}", topic)

    def add_vhost(self, vhost: str) -> None:
        """Create a virtual host this administrator may use."""
        self.call("PUT", f"vhosts/{quote(vhost, safe='')}")
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        self.call("PUT", f"permissions/{quote(vhost, safe='')}/{self._auth[0]}", everything)


def grant(
    broker: Broker, allowed: dict[str, dict[str, Any]], vhost: str, kept: Mapping[str, str]
) -> dict[str, str]:
    """Create one user per name in the virtual host; give the AMQP address of each.

    Users are global on a broker, so their names carry the virtual host. One that has an
    address in ``kept`` keeps its password: it may be connected.
    """
    uris = {}
    for name, rights in allowed.items():
        user, password = f"{vhost.strip('/') or 'main'}-{name}", _password(kept.get(name))
        broker.add_user(user, password, rights, vhost)
        uris[name] = broker.uri(user, password, vhost)
    return uris


def _password(kept_uri: str | None) -> str:
    """Return the password in the address, or a new one."""
    password = urlsplit(kept_uri).password if kept_uri else None
    return unquote(password) if password else secrets.token_urlsafe(24)


def grant_vendors(broker: Broker, vhost: str, kept: Mapping[str, str]) -> dict[str, str]:
    """Create the vendors' virtual host and who publishes there; the rest notify makes itself.

    Return notify's address there, and the management API as the user it makes the rest with.
    """
    broker.add_vhost(vhost)
    user, password = f"{vhost}-provisioner", _password(kept.get("api"))
    broker.call("PUT", f"users/{user}", {"password": password, "tags": "administrator"})
    publishes = {"configure": "^$", "write": "^digitalmarkt\\.events$", "read": "^$"}
    uris = grant(broker, {"notify": publishes}, vhost, kept)
    parts = urlsplit(broker.api)
    return {**uris, "api": f"{parts.scheme}://{user}:{quote(password, safe='')}@{parts.netloc}"}


def start(
    folder: Path, port: int, api_port: int, dist_port: int, epmd_port: int
) -> subprocess.Popen[bytes]:
    """Start an own node with its data below the folder; ready about nine seconds later."""
    folder.mkdir(parents=True, exist_ok=True)
    password = folder / "password"
    if not password.exists():
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(24))
    (folder / "plugins").write_text(PLUGINS)
    (folder / "rabbitmq.conf").write_text(
        f"listeners.tcp.1 = 127.0.0.1:{port}\n"
        f"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {api_port}\n"
        f"default_user = operator\ndefault_pass = {password.read_text()}\n"
        "loopback_users = none\nvm_memory_high_watermark.absolute = 2GB\n"
        "management.rates_mode = none\n"
        "log.console = true\nlog.file = false\ndisk_free_limit.absolute = 200MB\n"
    )
    environment = {
        **_named(folder, port, epmd_port),
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(dist_port),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none",
    }
    with (folder / "broker.log").open("ab") as log:
        return subprocess.Popen(
            [str(SERVER)], env=environment, stdout=log, stderr=log, start_new_session=True
        )


def _named(folder: Path, port: int, epmd_port: int) -> dict[str, str]:
    """Return the environment in which the node of this folder is found by its name."""
    name = {"HOME": str(folder), "RABBITMQ_NODENAME": f"dm{port}@localhost"}
    return {**os.environ, **name, "ERL_EPMD_PORT": str(epmd_port)}


def control(folder: Path, port: int, epmd_port: int, *arguments: str) -> None:
    """Run ``rabbitmqctl`` on the node that ``start`` made in this folder; raise where it fails."""
    environment = _named(folder, port, epmd_port)
    subprocess.run([str(CONTROL), *arguments], env=environment, check=True, capture_output=True)


def own_broker(folder: Path, port: int, api_port: int) -> Broker:
    """Address the node that ``start`` made in this folder."""
    password = quote((folder / "password").read_text(), safe="")
    return Broker(f"amqp://operator:{password}@127.0.0.1:{port}/", f"http://127.0.0.1:{api_port}")


def wait_ready(
    broker: Broker,
    ended: Callable[[], bool] = lambda: False,
    *,
    log: Path | None = None,
    timeout_s: float = 60,
) -> None:
    """Return when the broker answers; raise when it has ended, or does not answer in time."""
    where = f"see {log}" if log else f"its management address is {broker.api}"

    def is_ready() -> bool:
        if ended():
            raise ChildProcessError(f"the broker ended before it was ready; {where}")
        return broker.ready()

    wait_until(is_ready, timeout_s, f"the broker does not answer; {where}")


def stop_port_mapper(epmd_port: int) -> None:
    """End the Erlang port mapper the node has started for itself."""
    subprocess.run(
        ["epmd", "-kill"],
        env={**os.environ, "ERL_EPMD_PORT": str(epmd_port)},
        capture_output=True,
        check=False,
    )
