"""Who may do what on the broker of a cluster: ``python -m deploy.k8s_broker``.

Prints the resources of RabbitMQ's messaging topology operator; ``definitions`` says the same to a
broker without operators. The rights follow from the service classes.
"""

import base64
import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from deploy.k8s_render import Resource
from gateway.calls.broker_rights import GATEWAY_RIGHTS
from services.common.topology import SERVICES, permissions

API = "rabbitmq.com/v1beta1"
CLUSTER = {"name": "broker"}
MAIN, VENDORS = "/", "vendors"
NOTHING, EVERYTHING = "^$", ".*"


@dataclass(frozen=True)
class User:
    """The rights of a user in one virtual host, in the terms of RabbitMQ's definitions."""

    name: str
    vhost: str
    rights: dict[str, Any]
    tags: tuple[str, ...] = ()
    topics: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def allowed(cls, name: str, stated: Mapping[str, Any]) -> "User":
        """Take over what a process of ours states for itself."""
        rights = {side: stated[side] for side in ("configure", "write", "read")}
        return cls(name, MAIN, rights, topics=list(stated["topics"]))


def users() -> list[User]:
    """Return every user there is beside the administrator of whoever runs the broker."""
    alone = {"configure": NOTHING, "write": NOTHING, "read": NOTHING}
    declares = dict.fromkeys(alone, EVERYTHING)
    publishes = {**alone, "write": r"^digitalmarkt\.events$"}
    return [
        *(User.allowed(name, permissions(name)) for name in SERVICES),
        User.allowed("gateway", GATEWAY_RIGHTS),
        User("topology", MAIN, declares),
        User("vendors-notify", VENDORS, publishes),
        # It gives itself what it needs of the virtual host: services.notify.vendor_broker.
        User("vendors-provisioner", VENDORS, alone, tags=("administrator",)),
        User("keda", MAIN, alone, tags=("monitoring",)),
    ]


def resources() -> list[Resource]:
    """Return what the messaging topology operator makes of them; passwords come from Secrets."""
    places = [_resource("Vhost", VENDORS, {"name": VENDORS})]
    return [*places, *(made for user in users() for made in _of(user))]


def _of(user: User) -> list[Resource]:
    whose = {"vhost": user.vhost, "userReference": {"name": user.name}}
    imported = {"importCredentialsSecret": {"name": secret_of(user)}}
    topics = [
        _resource("TopicPermission", f"{user.name}-{topic['exchange'].replace('.', '-')}", {
            **whose, "permissions": topic
        })
        for topic in user.topics
    ]  # fmt: skip
    tags = {"tags": list(user.tags)} if user.tags else {}
    return [
        _resource("User", user.name, {**tags, **imported}),
        _resource("Permission", user.name, {**whose, "permissions": user.rights}),
        *topics,
    ]  # fmt: skip


def secret_of(user: User) -> str:
    """Name the Secret that holds the user's name and password."""
    return f"broker-{user.name}"


def _resource(kind: str, name: str, spec: dict[str, Any]) -> Resource:
    stated = {"rabbitmqClusterReference": CLUSTER, **spec}
    return {"apiVersion": API, "kind": kind, "metadata": {"name": name}, "spec": stated}


def definitions(passwords: Mapping[str, str]) -> dict[str, Any]:
    """Return a RabbitMQ definitions file with these users, passwords hashed."""
    every = users()
    return {
        "vhosts": [{"name": MAIN}, {"name": VENDORS}],
        "users": [
            {
                "name": user.name,
                "password_hash": hashed(passwords[user.name]),
                "hashing_algorithm": "rabbit_password_hashing_sha256",
                "tags": list(user.tags),
            }
            for user in every
        ],
        "permissions": [{"user": u.name, "vhost": u.vhost, **u.rights} for u in every],
        "topic_permissions": [
            {"user": u.name, "vhost": u.vhost, **topic} for u in every for topic in u.topics
        ],
    }


def hashed(password: str) -> str:
    """Hash a password as RabbitMQ keeps it: four bytes of salt, SHA-256, base64."""
    salt = os.urandom(4)
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


def main() -> int:
    """Print the resources as YAML."""
    print("# Made by `python -m deploy.k8s_broker` from the service classes.")
    yaml.safe_dump_all(resources(), sys.stdout, sort_keys=False, allow_unicode=True, width=100)
    return 0


if __name__ == "__main__":
    sys.exit(main())
