"""What orders and contracts in the audit trail are called: the trail itself has ids only."""

import re
from collections.abc import Mapping
from typing import Any

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.words import worded
from services.common.principal import EVERYWHERE

Line = Mapping[str, Any]
ID = re.compile(r"[\w-]{1,60}")
"""What an altered line has in place of one names nothing."""
ASKED = {
    "orders": ("orders:read", api("GET order-names"), ("orders", "tickets")),
    "contracts": ("contracts:read", api("GET contract-names"), ("contracts",)),
}
"""By service: the permission, the route, and the nouns whose things it can name."""


def named(frame: Frame, lines: list[Line]) -> list[Line]:
    """Return the lines with the names of their orders and contracts, each service asked once.

    What a service that is away would name stays without a name.
    """
    asking = {}
    for service, (permission, route, nouns) in ASKED.items():
        objects = {str(line["object"]) for line in lines if line["noun"] in nouns}
        ids = sorted(id for id in objects if ID.fullmatch(id))
        if ids and frame.visitor().may(permission, EVERYWHERE):
            asking[service] = frame.asking(route, {"id": ",".join(ids)})
    answers = frame.ask_what_is_there(**asking) if asking else {}
    names = {
        one["id"]: ", ".join((one["number"], str(worded(one["profile_title"])), one["body_name"]))
        for answer in answers.values()
        if answer
        for one in answer["items"]
    }
    return [{**line, "object_name": line["object_name"] or names.get(str(line["object"]))}
            for line in lines]  # fmt: skip
