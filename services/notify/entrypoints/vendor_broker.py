"""What notify answers about vendors' access to their queues on the broker."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Forbidden
from services.common.paging import PageQuery, listing
from services.notify.domain.broker_access import (
    BrokerAccess,
    BrokerUser,
    Denial,
    password_hash,
)
from services.notify.repositories.broker_accesses import BrokerAccesses
from services.notify.repositories.people import People
from services.notify.schemas.mails import Nothing
from services.notify.schemas.vendor_broker import (
    BrokerAccessAsked,
    BrokerAccessDenied,
    BrokerAccessEnded,
    BrokerSecretRotated,
)
from services.notify.vendor_broker.provisioning import Provisioning
from services.notify.vendor_broker.settings import broker_settings

Payload = dict[str, Any]
SALT_BYTES = 4
"""As RabbitMQ salts its passwords."""


class VendorBrokerCalls:
    """A vendor's own access, and the operator's look at all of them."""

    people: People
    provisioning: Provisioning
    accesses = Part(BrokerAccesses.of)
    broker = Part(broker_settings)

    @rpc(needs="broker:manage")
    def get_broker_access(self) -> Payload:
        """Return where the caller's vendor connects to, and how its access stands; no secret."""
        vendor = _vendor()
        context.principal().require("broker:manage", f"vendor:{vendor}")
        access = self.accesses.find(vendor) or BrokerAccess(id=vendor, vendor_name="")
        return self._shown(access)

    @rpc(needs="broker:manage", payload=BrokerAccessAsked)
    def ask_for_broker(self, payload: Payload) -> Payload:
        """Want a queue; the secret of its user is in this answer and nowhere else."""
        vendor = _act()
        name = (self.people.vendor(vendor) or {}).get("name") or vendor
        self.accesses.opened(vendor, name)
        by = context.principal().subject
        return self._with_secret(vendor, lambda access, user: access.ask(user, by))

    @rpc(needs="broker:manage", payload=BrokerSecretRotated)
    def rotate_broker_secret(self, payload: Payload) -> Payload:
        """Make a second user with a new secret; the first one ends a day later, or at once."""
        vendor, at_once = _act(), payload["at_once"]
        return self._with_secret(vendor, lambda access, user: access.rotate(user, at_once=at_once))

    @rpc(needs="broker:manage", query=BrokerAccessEnded)
    def end_broker_access(self, query: Payload) -> Payload:
        """Want no queue any more; what lies in it can be read for a week, or not at all."""
        vendor, now = _act(), clock.now()
        access = self.accesses.change(vendor, lambda a: a.end(now, at_once=query["at_once"]))
        self.provisioning.loop.wake()
        return self._shown(access)

    @rpc(needs="deliveries:manage", query=PageQuery)
    def list_broker_accesses(self, query: Payload) -> Payload:
        """Return all vendors that ever asked, with how full their queues are."""
        context.principal().require("deliveries:manage", "*")
        page = self.accesses.page({}, after=query["cursor"], limit=query["limit"] + 1)
        seen = self.accesses.seen([access.id for access in page])
        items = [{**a.shown(), "queue": self.broker.queue_of(a.id, seen.get(a.id))} for a in page]
        total = self.accesses.collection.estimated_document_count()
        return listing(items, query["limit"], lambda item: item["vendor"], total)

    @rpc(needs="deliveries:manage")
    def get_vendors_broker_access(self, vendor_id: str) -> Payload:
        """Return how one vendor's access stands, and who denied it; no secret."""
        context.principal().require("deliveries:manage", "*")
        return self._for_operator(self.accesses.get(vendor_id))

    @rpc(needs="deliveries:manage", payload=BrokerAccessDenied)
    def deny_broker_access(self, vendor_id: str, payload: Payload) -> Payload:
        """End a vendor's access for it and let it ask for none; its people are told why."""
        context.act("deliveries:manage", "*")
        by = context.principal().subject
        denial = Denial(by, clock.now(), payload["reason"])
        access = self.accesses.change(
            vendor_id, lambda a: a.deny(denial, at_once=payload["at_once"])
        )
        self.provisioning.loop.wake()
        return self._for_operator(access)

    @rpc(needs="deliveries:manage", payload=Nothing)
    def allow_broker_access(self, vendor_id: str, payload: Payload) -> Payload:
        """Let a vendor ask for access again; its people are told."""
        context.act("deliveries:manage", "*")
        by, now = context.principal().subject, clock.now()
        return self._for_operator(self.accesses.change(vendor_id, lambda a: a.allow(by, now)))

    def _with_secret(self, vendor: str, act: Callable[[BrokerAccess, BrokerUser], None]) -> Payload:
        """Add a user by this act; a call that came twice gives the secret of this answer.

        The first one reached nobody.
        """
        secret, call = secrets.token_urlsafe(32), context.current().once or secrets.token_hex(12)
        kept, now = password_hash(secret, secrets.token_bytes(SALT_BYTES)), clock.now()

        def add(access: BrokerAccess) -> None:
            name = self.broker.user_name(vendor, access.made + 1)
            act(access, BrokerUser(name, call, kept, now))

        access = self.accesses.change(vendor, add)
        user = access.user_of(call)
        if user is None or user.password_hash != kept:
            context.enter(replace(context.current(), once=secrets.token_hex(12)))
            access = self.accesses.change(vendor, lambda a: a.renew(call, kept))
            user = access.user_of(call)
        self.provisioning.loop.wake()
        return {**self._shown(access), "user": user and user.name, "secret": secret}

    def _shown(self, access: BrokerAccess) -> Payload:
        seen = self.accesses.seen([access.id]).get(access.id)
        where = {**self.broker.place(), "queue": self.broker.queue_of(access.id, seen)}
        return {**where, **access.shown(), "version": access.version}

    def _for_operator(self, access: BrokerAccess) -> Payload:
        denial = access.denial
        names = {"by": denial.by, "lifted_by": denial.lifted_by} if denial else {}
        who = {name: self.people.name_of(id) for name, id in names.items()}
        shown = self._shown(access)
        return {**shown, "denial": {**shown["denial"], **who} if denial else None}


def _vendor() -> str:
    """Return the vendor the caller belongs to."""
    vendor = context.principal().claims.get("vendor")
    if not vendor:
        raise Forbidden("not-permitted", permission="broker:manage")
    return str(vendor)


def _act() -> str:
    """Let the caller act for its vendor; return which."""
    vendor = _vendor()
    context.act("broker:manage", f"vendor:{vendor}")
    return vendor
