"""What identity answers about exports of the audit trail, which are written by themselves."""

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict
from services.common.paging import listing
from services.common.principal import EVERYWHERE
from services.common.storage.aggregates import to_plain
from services.identity.domain.audit_exports import KEPT, AuditExport
from services.identity.entrypoints.places import names_of_places
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.audit_exports import AuditExportFiles, AuditExports, cursor_of
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.clients import Clients
from services.identity.repositories.vendors import vendors_copy
from services.identity.schemas import audit as schemas
from services.identity.words.labels import AUDIT_EXPORT_STATES

Payload = dict[str, Any]
BY_ID = ("about", "actor", "object", "on_behalf_of")
"""Filters whose values are ids of something that may have a name here."""


class AuditExportCalls:
    """The calls of an auditor about such an export; each has one that runs at a time."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    clients = Part(Clients.of)
    trail = Part(AuditTrail.of)
    audit_exports = Part(AuditExports.of)
    export_files = Part(AuditExportFiles.of)
    vendors = Part(vendors_copy)

    @rpc(needs="audit:read", payload=schemas.AuditExportBegun)
    def begin_audit_export(self, payload: Payload) -> Payload:
        """Begin to write all lines there are now that fit; where the same one runs, give that.

        Refuse it where another one of the caller runs, or too many have a file.
        """
        context.act("audit:read", EVERYWHERE)
        once, now = context.current().once or "", clock.now()
        export = AuditExport(
            id="e" + hashlib.sha256(once.encode()).hexdigest()[:20],
            started_by=context.principal().subject,
            started_at=now,
            lines=self.trail.length(),
            selection=payload,
            kept_until=now + KEPT,
        )
        begun = self.audit_exports.begin(export)
        if begun.selection != payload:
            raise Conflict("audit-export-running")
        return self._exports_told([begun])[0]

    @rpc(needs="audit:read", query=schemas.AuditExportQuery)
    def list_audit_exports(self, query: Payload) -> Payload:
        """Return the exports, the newest first."""
        context.principal().require("audit:read", EVERYWHERE)
        exports, total = self.audit_exports.newest(query)
        page = listing(exports, query["limit"], cursor_of, total)
        return {**page, "items": self._exports_told(page["items"])}

    @rpc(needs="audit:read")
    def get_audit_export(self, export_id: str) -> Payload:
        """Return an export and how far it is."""
        context.principal().require("audit:read", EVERYWHERE)
        return self._exports_told([self.audit_exports.get(export_id)])[0]

    @rpc(needs="audit:read")
    def cancel_audit_export(self, export_id: str) -> Payload:
        """End an export before it is through, or remove its file before its time."""
        context.act("audit:read", EVERYWHERE)
        by, now = context.principal().subject, clock.now()
        export = self.audit_exports.change(export_id, lambda e: e.cancel(by, now))
        self.export_files.remove(export_id)
        return self._exports_told([export])[0]

    @rpc(needs="audit:read")
    def audit_export_piece(self, export_id: str, n: int) -> Payload:
        """Return a piece of an export's file, from 0 on, and the number of the ``next`` one."""
        context.principal().require("audit:read", EVERYWHERE)
        export = self.audit_exports.get(export_id)
        export.check_has_file(clock.now())
        content = self.export_files.piece(export_id, n)
        return {
            "content_base64": base64.b64encode(content).decode(),
            "next": n + 1 if n + 1 < export.pieces else None,
            "filename": f"audit-{export.started_at:%Y-%m-%d-%H%M%S}.jsonl.gz",
            "size": export.size,
            "sha256": export.sha256,
        }

    def _exports_told(self, exports: Iterable[AuditExport]) -> list[Payload]:
        exports = list(exports)
        people = {id for one in exports for id in (one.started_by, one.cancelled_by) if id}
        chosen = {one.id: _ids(one.selection) for one in exports}
        names = self._names_of_chosen({*people, *(id for ids in chosen.values() for id in ids)})
        return [
            {
                **to_plain(one),
                "started_by_name": names.get(one.started_by),
                "cancelled_by_name": names.get(one.cancelled_by or ""),
                "state_label": AUDIT_EXPORT_STATES[one.state],
                "names": {id: names[id] for id in chosen[one.id] if id in names},
            }
            for one in exports
        ]

    def _names_of_chosen(self, ids: set[str]) -> dict[str, str]:
        """Return what is called somehow here: people, programs and places."""
        places = names_of_places(ids, self.bodies, self.vendors)
        known = {key: name for key, name in places.items() if name != key}
        return known | self.accounts.names(ids) | self.clients.names(ids)


def _ids(selection: dict[str, str]) -> list[str]:
    return [id for name in BY_ID if name in selection for id in selection[name].split(",")]
