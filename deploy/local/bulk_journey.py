"""A joint administration orders for itself and its members at once: tried first, then placed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from deploy.local.journey import CONTACT, Journey
from deploy.local.ports import wait_until

SERVICES = 3
"""So many are tried that the joint administration may order, and so many of its members."""
WAIT_S = 60
COMMON = {
    "usage": "new",
    "functional_contact": CONTACT,
    "technical_contact": CONTACT,
    "costs_acknowledged": True,
}


@dataclass
class BulkJourney:
    """What the clerk of a joint administration does after the first order; see ``Journey``."""

    clerk_s: Journey
    bulk: dict[str, Any] = field(default_factory=dict)

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Return the steps in order, each with what it says when done."""
        return [
            ("clerk tries a bulk order for all members: nothing is ordered", self.clerk_tries),
            ("clerk confirms: what was found possible is ordered", self.clerk_confirms),
            ("reviewer tries to release all of it at once", self.reviewer_tries),
        ]

    def clerk_tries(self) -> str:
        """Ask for some services for the joint administration and each member."""
        clerk = self.clerk_s.person(self.clerk_s.clerk)
        body = clerk.get(f"bodies/{self.clerk_s.body}")
        services = self._services([self.clerk_s.body, body["members"][0]])
        places = [self.clerk_s.body, *body["members"]]
        items = [{"body": place, "profile": service} for service in services for place in places]
        asked = {"items": items, "common": COMMON}
        self.bulk = clerk.post("bulk-orders?dry_run=true", asked)
        self._wait_for("bulk-orders", "checked")
        refused = clerk.get(f"bulk-orders/{self.bulk['id']}", outcome="ineligible")["items"]
        why = f"; {refused[0]['body']}: {refused[0]['sentence']}" if refused else ""
        return f"{len(places)} bodies x {len(services)} services: {self._counts()}{why}"

    def _services(self, places: list[str]) -> list[str]:
        """Return a few services that one of these may order."""
        clerk = self.clerk_s.person(self.clerk_s.clerk)
        found: dict[str, None] = {}
        for place in places:
            listed = clerk.get("profiles", kind="efa", orderable_for=place, limit=200)["items"]
            others = [one["id"] for one in listed if one["id"] != self.clerk_s.profile]
            found |= dict.fromkeys(others[:SERVICES])
        return list(found)

    def clerk_confirms(self) -> str:
        """Let what the dry run accepted be placed."""
        tried = self.bulk["counts"]["accepted"]
        clerk = self.clerk_s.person(self.clerk_s.clerk)
        clerk.post(f"bulk-orders/{self.bulk['id']}/place")
        self._wait_for("bulk-orders", "done")
        if self.bulk["counts"]["accepted"] != tried:
            raise AssertionError(f"tried {tried}, placed {self.bulk['counts']}")
        placed = clerk.get(f"bulk-orders/{self.bulk['id']}", outcome="accepted")["items"]
        return f"{self._counts()}; the first is {placed[0]['number']}"

    def reviewer_tries(self) -> str:
        """Look which of the orders could be released, and release none."""
        clerk, reviewer = (self.clerk_s.person(who) for who in (self.clerk_s.clerk, "reviewer"))
        placed = clerk.get(f"bulk-orders/{self.bulk['id']}", outcome="accepted", limit=200)["items"]
        orders = [item["order"] for item in placed]
        self.bulk = reviewer.post("bulk-releases?dry_run=true", {"orders": orders})
        self._wait_for("bulk-releases", "checked", who="reviewer")
        return self._counts()

    def _wait_for(self, path: str, state: str, who: str | None = None) -> None:
        person = self.clerk_s.person(who or self.clerk_s.clerk)

        def is_there() -> bool:
            self.bulk = person.get(f"{path}/{self.bulk['id']}", limit=1)
            return bool(self.bulk["state"] == state)

        wait_until(is_there, WAIT_S, f"not {state}: {self.bulk}")

    def _counts(self) -> str:
        counts = self.bulk["counts"]
        return ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
