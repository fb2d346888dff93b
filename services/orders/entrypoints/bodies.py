"""What orders answers about a body: its overview, its declarations, what it works with."""

import json
from typing import Any

from services.common import clock, context
from services.common.digests import list_digest
from services.common.entrypoints import Part, rpc
from services.common.paging import PageQuery, offset_of
from services.common.words import in_language
from services.orders import overview_sheet, schemas
from services.orders.domain.body_systems import BodySystems
from services.orders.domain.declarations import Declaration, id_of
from services.orders.domain.overview import counts_of
from services.orders.overviews import Overviews
from services.orders.parties import act_for
from services.orders.repositories.bodies import Declarations, SystemsOfBodies
from services.orders.repositories.directory import Directory
from services.orders.repositories.targeted_profiles import TargetedProfiles
from services.orders.reviews import Reviews

Payload = dict[str, Any]

PLACES, READS = "orders:place", "orders:read"


class BodyCalls:
    """The calls about a body, for its people and for the operator."""

    overviews = Part(Overviews.of)
    targeted = Part(TargetedProfiles.of)
    declared = Part(Declarations.of)
    in_use = Part(SystemsOfBodies.of)
    directory = Part(Directory.of)
    reviews = Part(Reviews.of)

    @rpc(needs=READS, query=schemas.OverviewQuery)
    def overview(self, body: str, query: Payload) -> Payload:
        """Return how the body stands to every service, with how many there are of each standing."""
        rows = self._rows(body)
        chosen = [row for row in rows if query.get("state") in (None, row["state"])]
        offset, limit = offset_of(query["cursor"]), query["limit"]
        more = offset + limit < len(chosen)
        return {
            "items": chosen[offset : offset + limit],
            "next": str(offset + limit) if more else None,
            "total": len(chosen),
            "counts": counts_of(rows),
        }

    @rpc(needs=READS, query=schemas.OverviewQuery)
    def export_overview(self, body: str, query: Payload, tables: bool = True) -> Payload:
        """Return the whole overview as lines: rows of the sheet, or items of the list."""
        rows = [r for r in self._rows(body) if query.get("state") in (None, r["state"])]
        language = context.current().language
        shown = overview_sheet.rows_of(rows) if tables else in_language(rows, language)
        lines = [json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in shown]
        revision = list_digest((row["profile"], row["state"]) for row in rows)
        whole = {"lines": "".join(lines), "next": None, "revision": revision}
        return {**whole, "layout": overview_sheet.layout(language)}

    @rpc(needs=READS)
    def get_declaration(self, body: str, profile: str) -> Payload:
        """Return what the body declares about a profile; version 0 where it has said nothing."""
        context.principal().require(READS, body, profile)
        return self.declared.one(body, profile).public()

    @rpc(needs=PLACES, payload=schemas.Declared)
    def declare(self, body: str, profile: str, payload: Payload, version: int) -> Payload:
        """Declare an own solution, or that there is no need, until a day of review."""
        act_for(body, PLACES, profile=profile)
        self.directory.check_profile(profile)
        by, now = context.principal().subject, clock.now()
        fresh = Declaration(id=id_of(body, profile), body=body, profile=profile)
        return self.declared.write(
            fresh,
            lambda d: d.declare(payload["kind"], payload["review_on"], version, by=by, now=now),
        ).public()

    @rpc(needs=PLACES, query=PageQuery)
    def due_reviews(self, query: Payload) -> Payload:
        """Return which declarations of the caller's bodies are to be looked at again by now."""
        bodies = context.principal().scopes(PLACES) or []
        today, cursor = clock.local_date(clock.now()), query["cursor"]
        items, onward = self.reviews.due(bodies, today, cursor, query["limit"])
        return {"items": items, "next": onward}

    @rpc(needs=PLACES)
    def take_back_declaration(self, body: str, profile: str) -> Payload:
        """Take a declaration back."""
        act_for(body, PLACES, profile=profile)
        declared = self.declared.one(body, profile)
        by, now = context.principal().subject, clock.now()
        if declared.version:
            declared = self.declared.change(declared.id, lambda d: d.take_back(by, now))
        return declared.public()

    @rpc(needs=READS)
    def get_systems(self, body: str) -> Payload:
        """Return what the body works with; version 0 where it has said nothing."""
        context.principal().require(READS, body)
        return self.in_use.of_body(body).public()

    @rpc(needs=PLACES, payload=schemas.SystemsInUse)
    def set_systems(self, body: str, payload: Payload, version: int) -> Payload:
        """Say which systems the body works with, its IT provider and its usual contacts."""
        act_for(body, PLACES, profile=None)
        self.directory.check(payload["specialist_systems"], payload["it_provider"])
        now = clock.now()
        fresh = BodySystems(id=body)
        return self.in_use.write(fresh, lambda s: s.change(payload, version, now)).public()

    def _rows(self, body: str) -> list[Payload]:
        """Return the overview to those who may read all orders of the body."""
        context.principal().require(READS, body)
        return self.overviews.rows(body, clock.local_date(clock.now()))
