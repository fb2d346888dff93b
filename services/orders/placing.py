"""Placing an order: from parsed input and the read copies to a new order, or a clear no."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from services.common import clock, context
from services.common.errors import Conflict, Fault, NotFound, Unavailable, Wrong, invalid_fields
from services.orders.domain.competence import NEIGHBOURS
from services.orders.domain.costs import interface_cost
from services.orders.domain.eligibility import (
    Eligibility,
    Surroundings,
    already_ordered,
    is_whole,
    may_order,
)
from services.orders.domain.history import Actor, Contact
from services.orders.domain.orders import Order
from services.orders.domain.reasons import Why
from services.orders.domain.standing_tasks import planned_tasks
from services.orders.domain.tasks import Task
from services.orders.domain.terms import pinned_facts, terms_digest
from services.orders.domain.waves import contracts_jointly
from services.orders.parties import act_for
from services.orders.repositories.held_copies import Copy
from services.orders.repositories.numbers import new_id, number_of
from services.orders.repositories.orders import Orders

Doc = dict[str, Any]
Numbers = Callable[[str, int], str]
"""Gives an order of this id and year a number no other one has."""

ProviderOf = Callable[[str], str | None]
"""Gives the IT provider of a body."""

FIRST = 1
"""The version of a profile in a copy from before there were versions."""


def _nobody(_body: str) -> None:
    """Return no IT provider."""


class OrderDesk:
    """Knows what a body may order, from the copies alone; catalog may be stopped."""

    def __init__(
        self, orders: Orders, copies: Mapping[str, Copy], provider_of: ProviderOf = _nobody
    ) -> None:
        self._orders, self._copies, self._provider_of = orders, copies, provider_of

    def verdict(self, profile: Doc, body: Doc, today: date) -> Eligibility:
        """Decide whether the body may order; an active order is told to those who may see it."""
        verdict = may_order(profile, body, self._around(profile, body, today))
        if not verdict.orderable or not context.principal().may("orders:read", body["_id"]):
            return verdict
        active = self._orders.active(profile["_id"], places(profile, body))
        return already_ordered(active) if active else verdict

    def place(self, request: Doc) -> Order:
        """Store the caller's order or raise what stands against it, naming the field."""
        try:
            return self._orders.place(self.drafted(request, number_of))
        except Unavailable as refusal:
            if refusal.code != "number-taken":
                raise
        return self._orders.place(self.drafted(request, self._orders.free_number))

    def drafted(self, request: Doc, free_number: Numbers) -> Order:
        """Return the caller's order, not stored yet, or raise what stands against it.

        Whether another one covers the same place is looked for when it is stored.
        """
        body, profile = self._known(request)
        _act_for_body(request)
        today = clock.local_date(clock.now())
        verdict = may_order(profile, body, self._around(profile, body, today))
        if not verdict.orderable:
            raise _not_orderable(verdict)
        return self._order(request, body, profile, free_number)

    def _around(self, profile: Doc, body: Doc, today: date) -> Surroundings:
        return Surroundings(
            today=today,
            chain=self._copies["chain"].find(profile["_id"]),
            authority=self._name_of(body.get("joint_administration")),
            neighbour=self._name_of(NEIGHBOURS.get(body["_id"])),
            successor=self._successor(profile.get("successor")),
        )

    def _successor(self, profile_id: str | None) -> Doc | None:
        profile = self._copies["profile"].find(profile_id) if profile_id else None
        return {"profile": profile_id, "title": profile["title"]} if profile else None

    def _name_of(self, key: str | None) -> str | None:
        body = self._copies["body"].find(key) if key else None
        return body["name"] if body else None

    def _known(self, request: Doc) -> tuple[Doc, Doc]:
        body, profile = (
            self._copies["body"].find(request["body"]),
            self._copies["profile"].find(request["profile"]),
        )
        problems = self._body_problems(body)
        if profile is None:
            problems.append(("/profile", self._unknown("profile")))
        problems += self._vendor_problems(request.get("setup_by"))
        system = request.get("specialist_system")
        if system and self._system(system) is None:
            problems.append(("/specialist_system", self._unknown("system")))
        elif profile and not request["costs_acknowledged"] and self._costs(profile, system):
            problems.append(("/costs_acknowledged", Wrong("costs-not-acknowledged")))
        if problems or body is None or profile is None:
            raise invalid_fields(problems)
        return body, profile

    def _body_problems(self, body: Doc | None) -> list[Fault]:
        if body is None:
            return [("/body", self._unknown("body"))]
        if body.get("ended_on"):
            return [("/body", Wrong("body-ended"))]
        return [] if body["may_register"] else [("/body", Wrong("body-uninhabited"))]

    def check_vendor(self, vendor: str | None) -> None:
        """Raise Invalid where a setup party is named that nobody knows."""
        if problems := self._vendor_problems(vendor):
            raise invalid_fields(problems)

    def _vendor_problems(self, vendor: str | None) -> list[Fault]:
        if not vendor or self._copies["vendor"].find(vendor) is not None:
            return []
        return [("/setup_by", self._unknown("vendor"))]

    def _system(self, said: str) -> Doc | None:
        """Return the specialist system of this id or name, or None where there is none."""
        copy = self._copies["system"]
        return copy.find(said) or copy.find_by("name", said)

    def planned_party(self, profile_id: str, wish: Mapping[str, Any]) -> str | None:
        """Return who would set the service up for the body, where nobody is named."""
        profile = self._copies["profile"].find(profile_id)
        return self._setup_party(wish, profile) if profile else None

    def _setup_party(self, wish: Mapping[str, Any], profile: Doc) -> str | None:
        """Return who sets a service up where nobody is named; None is a task for support.

        It is the IT provider of the body, else the manufacturer of the specialist system, else
        who runs the service.
        """
        if provider := self._provider_of(wish["body"]):
            return provider
        said = wish.get("specialist_system")
        system = self._system(said) if said else None
        return (system or {}).get("manufacturer") or profile.get("technical_operator")

    def _unknown(self, noun: str) -> Wrong:
        if self._copies[noun].is_empty():
            raise Unavailable("copy-filling")
        return Wrong(f"{noun}-unknown")

    def _order(self, request: Doc, body: Doc, profile: Doc, free_number: Numbers) -> Order:
        now, id, caller = clock.now(), new_id(), context.principal()
        pinned = pinned_facts(profile)
        order = Order(
            id=id,
            number=free_number(id, now.year),
            body=request["body"],
            body_name=body["name"],
            places=places(profile, body),
            profile=request["profile"],
            profile_title=profile["title"],
            profile_version=profile.get("profile_version", FIRST),
            leika_keys=pinned["leika_keys"],
            pinned=pinned["facts"],
            usage=request["usage"],
            functional_contact=Contact(**request["functional_contact"]),
            technical_contact=Contact(**request["technical_contact"]),
            ordered_by=caller.subject,
            created_at=now,
            changed_at=now,
            specialist_system=request.get("specialist_system"),
            setup_by=request.get("setup_by") or self._setup_party(request, profile),
            wanted_on=request.get("wanted_on"),
            remark=request.get("remark"),
            costs_acknowledged=request["costs_acknowledged"],
            mandate=context.current().mandate_id,
            tasks=self._tasks(profile, request),
            terms_digest=terms_digest(profile),
            setup_chosen=bool(request.get("setup_by")),
            bulk_order=request.get("bulk_order"),
        )
        order.begin(not request["prepared"], Actor(caller.subject, caller.name), now)
        return order

    def _tasks(self, profile: Doc, wish: Doc) -> list[Task]:
        said = wish.get("specialist_system")
        return planned_tasks(profile, wish, self._system(said) if said else None)

    def orderable(self, profile_id: str, body_key: str) -> Eligibility:
        """Answer "may this body order this?" for a known profile and body."""
        profile, body = (
            self._copies["profile"].find(profile_id),
            self._copies["body"].find(body_key),
        )
        if profile is None:
            raise NotFound("profile-not-found")
        if body is None:
            raise invalid_fields([("/body", Wrong("body-unknown"))])
        return self.verdict(profile, body, clock.local_date(clock.now()))

    def check_submit(self, order: Order, confirmed: int | None) -> bool:
        """Look at today's profile once more before the body hands an order in or goes over to it.

        A newer version is taken over, which is returned; where cost, terms or guide of it differ,
        only if the body has ``confirmed`` that very version.
        """
        profile, verdict = self._standing(order)
        if not verdict.orderable:
            raise _not_orderable(verdict)
        current = profile.get("profile_version", FIRST)
        if current == order.profile_version:
            return False
        costs = not order.costs_acknowledged and self._costs(profile, order.specialist_system)
        if confirmed != current and (costs or order.terms_digest != terms_digest(profile)):
            raise Conflict("version-changed", ordered=order.profile_version, current=current)
        order.pin(
            current,
            profile["title"],
            self._tasks(profile, {**order.use(), "usage": order.usage}),
            setup_by=self._setup_party(order.use(), profile),
            terms_digest=terms_digest(profile),
            pinned=pinned_facts(profile),
        )
        order.costs_acknowledged = order.costs_acknowledged or costs
        return True

    def change_version(self, order: Order, version: int | None, by: Actor) -> None:
        """Let the order go over to the version the body has looked at, where it is a newer one."""
        ordered = order.profile_version
        order.check("change-version")
        if self.check_submit(order, version):
            told = {"ordered": ordered, "current": order.profile_version}
            order.move("change-version", by, clock.now(), Why(code="version-changed", facts=told))

    def _costs(self, profile: Doc, said: str | None) -> bool:
        """Tell whether the interface to the system is stated to cost the body something."""
        if not said or interface_cost(profile) != "yes":
            return False
        name = (self._system(said) or {}).get("name", said)
        return interface_cost(profile, {said, name}) == "yes"

    def check_release(self, order: Order, accepted: int | None = None) -> None:
        """Raise Conflict unless the order can be released today.

        The chain must be whole and the body may order still; an order of an outdated version
        is released where the reviewer has ``accepted`` that version.
        """
        profile, verdict = self._standing(order)
        chain = self._copies["chain"].find(order.profile)
        if not is_whole(chain, clock.local_date(clock.now()).isoformat()):
            raise Conflict("chain-broken", "chain-broken-release")
        if not verdict.orderable:
            raise _not_orderable(verdict)
        current = profile.get("profile_version", FIRST)
        if order.profile_version not in (current, accepted):
            raise Conflict("version-outdated", ordered=order.profile_version, current=current)

    def _standing(self, order: Order) -> tuple[Doc, Eligibility]:
        """Return the profile as it is now, and whether the order's body may order it today."""
        profile = self._copies["profile"].find(order.profile)
        body = self._copies["body"].find(order.body)
        if profile is None or body is None:
            raise Unavailable("copy-filling")
        today = clock.local_date(clock.now())
        return profile, may_order(profile, body, self._around(profile, body, today))


def _not_orderable(verdict: Eligibility) -> Conflict:
    """Return the refusal that says why, with the catalogue's code and what to order instead."""
    return Conflict(
        "not-orderable",
        verdict.key,
        reason_code=verdict.reason_code,
        parameters=verdict.parameters,
        **verdict.facts,
    )


def _act_for_body(request: Doc) -> None:
    """Let the caller order by an own right, else by the named or the only fitting delegation."""
    permission = "orders:prepare" if request["prepared"] else "orders:place"
    caller, body, profile = context.principal(), request["body"], request["profile"]
    named = request.get("mandate")
    fitting = caller.delegated(permission, body, profile)
    if named is None and not caller.holds(permission, body) and len(fitting) > 1:
        raise invalid_fields([("/mandate", Wrong("mandate-ambiguous"))])
    act_for(body, permission, profile=profile, mandate=named)


def places(profile: Doc, body: Doc) -> list[str]:
    """Return whom an order covers.

    A joint administration serves its members at once in the delegated sphere, or where an
    editor says so.
    """
    covers_members = contracts_jointly(profile) and body["kind"] == "joint_administration"
    return [body["_id"], *(body["members"] if covers_members else [])]
