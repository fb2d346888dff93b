"""What identity answers about bodies and the editions of their register."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, Wrong, invalid_fields
from services.identity.domain.bodies import Body, Capacity, check_capacities, full_name_of
from services.identity.domain.editions import Edition, Move
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.editions import Editions
from services.identity.schemas import register as schemas
from services.identity.words.labels import BODY_KINDS

MOST_NAMED = 200
LARGEST_EDITION_BYTES = 1280 * 1024
"""A proposal as large as its route lets through, with what a call has around it."""


class BodyCalls:
    """The calls about bodies: search, what editors change, editions of the register."""

    bodies = Part(Bodies.of)
    editions = Part(Editions.of)

    @rpc(public=True, query=schemas.BodyQuery)
    def find_bodies(self, query: dict[str, Any]) -> dict[str, Any]:
        """Search the register by name, district, postcode or key; what fits best first.

        Bodies named by their keys come in that order, ended ones too.
        """
        if named := query.get("key"):
            items = self._shown(*self.bodies.named(named.split(",")[:MOST_NAMED]))
            return {"items": items, "next": None, "total": len(items)}
        bodies, cursor, total = self.bodies.search(query, clock.local_date(clock.now()))
        return {"items": self._shown(*bodies), "next": cursor, "total": total}

    @rpc(public=True)
    def get_body(self, key: str) -> dict[str, Any]:
        """Return one body by its key; one that has ended says where everything went."""
        body = self.bodies.get(key)
        successor = self.bodies.successor_of(body)
        moved = self._shown(successor)[0] if successor else None
        moved_to = {n: moved[n] for n in ("key", "name", "label")} if moved else None
        return {**self._shown(body)[0], "moved_to": moved_to}

    @rpc(needs="bodies:edit", payload=schemas.Capacities)
    def set_capacities(self, key: str, payload: dict[str, Any], version: int) -> dict[str, Any]:
        """Replace what the body of this version is competent for, and when."""
        context.principal().require("bodies:edit", key)
        capacities = [Capacity(**c) for c in payload["capacities"]]
        check_capacities(capacities)

        def edit(body: Body) -> None:
            if body.version != version:
                raise Conflict("changed-meanwhile", "body-changed-meanwhile")
            body.set_capacities(capacities)

        return self._shown(self.bodies.change(key, edit))[0]

    @rpc(needs="bodies:edit", payload=schemas.OwnBody)
    def add_body(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Add an association or company, which no register knows; its key is given here."""
        context.principal().require("bodies:edit", "*")
        known = {key: self.bodies.find(key) for _, key, _ in _references(payload)}
        wrong = [p for p, key, kinds in _references(payload) if not _is_one_of(known[key], kinds)]
        if wrong:
            raise invalid_fields([(pointer, Wrong("body-unknown")) for pointer in wrong])
        district = known.get(payload.get("district", ""))
        added = self.bodies.add_own(payload, district, clock.local_date(clock.now()))
        return self._shown(added)[0]

    @rpc(needs="bodies:edit", largest=LARGEST_EDITION_BYTES, payload=schemas.EditionProposal)
    def propose_edition(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Propose a newer state of the register; somebody else reviews it."""
        context.principal().require("bodies:edit", "*")
        edition = Edition(
            id=payload["edition"].isoformat(),
            upsert=payload["upsert"],
            gone=payload["gone"],
            moves=[Move(**move) for move in payload["moves"]],
            follows=self.editions.latest(),
            proposed_by=context.principal().subject,
            proposed_at=clock.now(),
        )
        register = self.bodies.rows()
        edition.check(register)
        edition.compared_with(register)
        return self.editions.propose(edition).public()

    @rpc(needs="bodies:edit")
    def get_edition(self, edition: str) -> dict[str, Any]:
        """Return an edition with its changes and moves."""
        context.principal().require("bodies:edit", "*")
        return self.editions.get(edition).public()

    @rpc(needs="bodies:edit", query=schemas.EditionQuery)
    def list_editions(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return the editions, newest first."""
        context.principal().require("bodies:edit", "*")
        return self.editions.listed(query)

    @rpc(needs="bodies:edit", largest=LARGEST_EDITION_BYTES, payload=schemas.EditionReview)
    def review_edition(self, edition: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Confirm every move of an edition somebody else proposed."""
        context.principal().require("bodies:edit", "*")
        moves, register = [Move(**move) for move in payload["moves"]], self.bodies.rows()
        by, now = context.principal().subject, clock.now()
        return self.editions.change(
            edition,
            lambda stored: stored.review(moves, register, seen=payload["version"], by=by, now=now),
        ).public()

    @rpc(needs="bodies:edit")
    def apply_edition(self, edition: str) -> dict[str, Any]:
        """Bring the register to a reviewed edition; ``left`` bodies need another call."""
        context.principal().require("bodies:edit", "*")
        now = clock.now()
        applied, left = self.editions.apply(edition, self.bodies, now, clock.local_date(now))
        return {**applied.public(), "left": left}

    def _shown(self, *bodies: Body) -> list[dict[str, Any]]:
        labels = self.bodies.labels(bodies)
        return [
            {
                **body.public(),
                "version": body.version,
                "label": labels[body.id],
                "full_name": full_name_of(body, labels[body.id]),
                "kind_label": BODY_KINDS[body.kind],
            }
            for body in bodies
        ]


def _references(facts: dict[str, Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return each key an entry names: pointer, key, and the kinds it may be of."""
    references = [(f"/members/{n}", key, ()) for n, key in enumerate(facts["members"])]
    above = [(f"/{k}", facts[k], (k,)) for k in ("district", "region") if k in facts]
    return [*references, *above]


def _is_one_of(body: Body | None, kinds: tuple[str, ...]) -> bool:
    return body is not None and body.ended_on is None and (not kinds or body.kind in kinds)
