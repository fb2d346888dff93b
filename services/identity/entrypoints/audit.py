"""What identity answers about the audit trail, and how every service's acts come into it."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.paging import listing
from services.common.principal import EVERYWHERE
from services.identity.domain.audit import Head, actor_of, is_altered
from services.identity.entrypoints.places import names_of_places
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.clients import Clients
from services.identity.repositories.vendors import vendors_copy
from services.identity.schemas import audit as schemas


class AuditCalls:
    """The calls of an auditor; a line tells of all bodies, so the right must hold everywhere."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    clients = Part(Clients.of)
    trail = Part(AuditTrail.of)
    vendors = Part(vendors_copy)

    @rpc(needs="audit:read", query=schemas.AuditQuery)
    def list_audit(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return a page of lines, oldest first unless asked otherwise, with the names of today.

        ``altered`` tells of each line whether it is not what its hash was made of.
        A search counts up to a thousand lines, and says where there are more.
        """
        _check_auditor()
        total, is_least = self.trail.count(query)
        page = listing(self.trail.page(query), query["limit"], _number, total)
        return {**page, "items": self._named(page["items"]), "total_is_least": is_least}

    @rpc(needs="audit:read", query=schemas.AuditExport)
    def export_audit(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return many lines at once, oldest first, for an export that goes on at ``next``."""
        _check_auditor()
        page = listing(self.trail.export(query), query["limit"], _number, 0)
        return {"items": page["items"], "next": page["next"]}

    @rpc(needs="audit:read", query=schemas.AuditCheck)
    def verify_audit(self, query: dict[str, Any]) -> dict[str, Any]:
        """Check a stretch of the trail and say where it is first not what was written."""
        _check_auditor()
        head = Head.parse(query["head"]) if query["head"] else None
        verdict = self.trail.verify(first=query["first"], limit=query["limit"], head=head)
        return verdict.plain()

    @rpc(needs="audit:read", query=schemas.AuditHeads)
    def audit_heads(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return the last line of each finished UTC day, newest first."""
        _check_auditor()
        heads = self.trail.heads(before=query["cursor"], limit=query["limit"] + 1)
        total = self.trail.count_heads()
        return listing(heads, query["limit"], lambda head: head["day"], total)

    def _named(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Put names beside the ids of people, programs and places; the trail itself has none."""
        actors, objects = (
            [actor_of(line) for line in lines],
            [str(line["object"]) for line in lines],
        )
        ids = {*actors, *objects}
        names = self.accounts.names(ids) | self.clients.names(ids)
        keys = {str(line["object"]) for line in lines if line["noun"] == "bodies"}
        keys |= {str(line["on_behalf_of"]) for line in lines if line["on_behalf_of"]}
        places = names_of_places(keys, self.bodies, self.vendors)
        known = {key: name for key, name in places.items() if name != key}
        return [
            {
                **line,
                "altered": is_altered(line),
                "actor_name": names.get(actor),
                "object_name": names.get(object) or known.get(object),
                "on_behalf_of_name": known.get(str(line["on_behalf_of"] or "")),
            }
            for line, actor, object in zip(lines, actors, objects, strict=True)
        ]


def _check_auditor() -> None:
    context.principal().require("audit:read", EVERYWHERE)


def _number(line: dict[str, Any]) -> str:
    return str(line["n"])
