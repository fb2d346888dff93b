"""The orders' watchdog: what it looks at, and in whose absence nothing goes on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.common import clock
from services.common.clockwork import Flaw
from services.common.messaging.read_copies import ReadCopy
from services.common.watchdog import PAGE, Finding, Findings, Seen, Watchdog
from services.orders.domain.orphans import HELD, OPERATOR, flaw_of, is_wound, role_of, scopes_of
from services.orders.domain.reminding import wind
from services.orders.repositories import support_requests
from services.orders.repositories.copies import bodies_copy
from services.orders.repositories.orders import Orders
from services.orders.repositories.standings import Standings

Doc = dict[str, Any]
SHOWN = ("number", "body", "body_name", "state", "due_on")


class Lookout:
    """Looks at a page of orders that wait; gives one the clockwork of its wait that has it not."""

    def __init__(self, orders: Orders, standings: Standings, bodies: ReadCopy) -> None:
        self._orders, self._standings, self._bodies = orders, standings, bodies

    def look(self, after: Any, now: datetime) -> Seen:
        """Return what is wrong with the orders behind another one; the ownerless at the end."""
        page = self._orders.waiting_page(after, PAGE)
        findings = self._judged(page, now)
        for order in page:
            if not is_wound(order):
                self._orders.change(order["_id"], wind)
        if len(page) == PAGE:
            return Seen(findings, (page[-1]["due_on"], page[-1]["_id"]))
        findings += self._judged(self._orders.ownerless(PAGE), now)
        return Seen([*findings, *self._help_wanted(now)])

    def _help_wanted(self, now: datetime) -> list[Finding]:
        """Return the open requests for support nobody was reminded of, or nobody can answer."""
        late = support_requests.overlooked(self._orders, now, PAGE)
        findings = [_of_support(order, Flaw.UNREMINDED) for order in late]
        scopes = {(role, OPERATOR) for role in HELD["support"]}
        able = self._standings.able({OPERATOR}, clock.local_date(now))
        if able is None or any(able.get(pair) for pair in scopes):
            return findings
        asked, named = support_requests.first_due(self._orders, PAGE), {o["_id"] for o in late}
        helpless = (order for order in asked if order["_id"] not in named)
        return [*findings, *(_of_support(order, Flaw.NOBODY_ABLE) for order in helpless)]

    def _judged(self, page: Sequence[Doc], now: datetime) -> list[Finding]:
        joint = self._joint(page)
        scopes = {
            scope
            for order in page
            for scope in scopes_of(order, role_of(order), joint.get(order["body"]))
        }
        able = self._standings.able(scopes, clock.local_date(now))
        flaws = [(o, flaw_of(o, able, joint.get(o["body"]), now)) for o in page]
        return [
            Finding(o["_id"], flaw, {name: o.get(name) for name in SHOWN} | {"role": role_of(o)})
            for o, flaw in flaws
            if flaw
        ]

    def _joint(self, page: Sequence[Doc]) -> dict[str, str]:
        """Return the joint administration of each body of the page that has one."""
        keys = {"_id": {"$in": sorted({order["body"] for order in page})}}
        bodies = self._bodies.collection.find(keys, {"joint_administration": 1})
        return {b["_id"]: joint for b in bodies if (joint := b.get("joint_administration"))}


def _of_support(order: Doc, flaw: Flaw) -> Finding:
    facts = {name: order.get(name) for name in SHOWN}
    due_on = order["support"]["due_on"]
    return Finding(order["_id"], flaw, {**facts, "due_on": due_on, "role": "support"})


def findings(runtime: Any) -> Findings:
    """Return where the newest findings about orders are kept."""
    return Findings(runtime.database, "order")


def watchdog(runtime: Any) -> Watchdog:
    """Return the watchdog of a running process."""
    copies = runtime.part(Standings.of), runtime.part(bodies_copy)
    lookout = Lookout(runtime.part(Orders.of), *copies)
    return Watchdog(runtime.part(findings), runtime.lease("watchdog"), lookout.look)
