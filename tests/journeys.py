"""Fresh journeys on a running system: each for a body and profile nobody has ordered yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pymongo import MongoClient

from deploy.local.__main__ import place_of
from deploy.local.client import Person
from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.system import System
from services.contracts.facts import NOT_RECORDED

TEAMS = (
    ("09162000", "clerk-muenchen", "signatory-muenchen"),
    ("09187", "clerk-landkreis", "signatory-landkreis"),
    ("09187162", "clerk-gemeinde", "signatory-gemeinde"),
    ("091715101", "clerk-vg", "signatory-vg"),
    ("09564000", "clerk-nuernberg", "signatory-nuernberg"),
    ("09761000", "clerk-augsburg", "signatory-augsburg"),
    ("09362000", "clerk-regensburg", "signatory-regensburg"),
    ("09663000", "clerk-wuerzburg", "signatory-wuerzburg"),
    ("09562000", "clerk-erlangen", "signatory-erlangen"),
    ("09563000", "clerk-fuerth", "signatory-fuerth"),
)
PATIENCE_S = 30.0


@dataclass
class Journeys:
    """Hands out journeys; people stay signed in from one to the next."""

    system: System
    people: dict[str, Person] = field(default_factory=dict)
    _free: list[tuple[str, str, str, str]] | None = None

    def next(self, usage: str = "new") -> Journey:
        """Return a journey whose body is registered and may order its profile."""
        body, clerk, signatory, profile = self._next_free()
        journey = self._journey(body, clerk, signatory, profile)
        journey.usage = usage
        journey.clerk_signs_in()
        journey.clerk_registers()
        journey.clerk_is_approved()
        journey.signatory_comes()
        self._wait_for_signatory(f"{signatory}@{body}.example", body)
        return journey

    def next_in_setup(self) -> Journey:
        """Return a journey whose order is under contract and waits for its setup party."""
        journey = self.next()
        for act in (
            journey.clerk_orders, journey.reviewer_releases, journey.contract_is_offered,
            journey.signatory_signs, journey.operator_countersigns,
        ):  # fmt: skip
            act()
        journey.wait_for_state("setup_requested")
        return journey

    def _next_free(self) -> tuple[str, str, str, str]:
        """Return who may order what; a page's test may have ordered some of it meanwhile."""
        if self._free is None:
            self._free = list(self._orderable())
        orders = self.stored("orders")["orders"]
        while self._free:
            body, _, _, profile = free = self._free.pop()
            if not orders.find_one({"profile": profile, "places": body, "active": True}):
                return free
        raise LookupError("every body has ordered every profile: name another team in TEAMS")

    def signed_in(self) -> Journey:
        """Return a journey of a registered clerk that will not order anything."""
        body, clerk, signatory = TEAMS[0]
        journey = self._journey(body, clerk, signatory, "elektronische-wohnsitzanmeldung")
        journey.clerk_signs_in()
        journey.clerk_registers()
        journey.clerk_is_approved()
        return journey

    def strangers_to(self, body: str) -> Journey:
        """Return a journey of another body, of known people, that orders nothing."""
        other, clerk, signatory = next(team for team in TEAMS if team[0] != body)
        journey = self._journey(other, clerk, signatory, "elektronische-wohnsitzanmeldung")
        journey.clerk_registers()
        journey.clerk_is_approved()
        journey.signatory_comes()
        return journey

    def _journey(self, body: str, clerk: str, signatory: str, profile: str) -> Journey:
        return Journey(
            place_of(self.system), body=body, profile=profile, clerk=clerk, signatory=signatory,
            people=self.people, patience_s=PATIENCE_S,
        )  # fmt: skip

    def _orderable(self) -> Iterator[tuple[str, str, str, str]]:
        visitor = Person(self.system.gateway_url, patience_s=PATIENCE_S)
        listed = visitor.get("profiles", kind="efa", limit=200)["items"]
        profiles = [profile["id"] for profile in listed if self._is_complete(profile["id"])]
        for body, clerk, signatory in reversed(TEAMS):
            self._wait_for(body, visitor, profiles[0])
            for profile in profiles:
                if visitor.get(f"profiles/{profile}/orderable", body=body)["orderable"]:
                    yield body, clerk, signatory, profile

    def _is_complete(self, profile: str) -> bool:
        """Tell whether a contract can name the authority that runs the service."""
        known = self.stored("catalog")["profiles"].find_one({"_id": profile}) or {}
        return NOT_RECORDED not in (known.get("operating_authority") or NOT_RECORDED)

    def _wait_for(self, body: str, visitor: Person, profile: str) -> None:
        """Wait until orders knows the body: a fresh system fills its copies first."""

        def is_known() -> bool:
            path = f"profiles/{profile}/orderable"
            return visitor.ask("GET", path, params={"body": body}).status_code == 200

        wait_until(is_known, PATIENCE_S, f"orders does not know {body}")

    def _wait_for_signatory(self, email: str, body: str) -> None:
        """Wait until notify knows who signs: identity may be killed next, before it has said it."""
        accounts = self.stored("notify")["copy_identity_account"]
        able, sentence = {"email": email, "signs_for": body}, f"notify knows no signatory of {body}"
        wait_until(lambda: accounts.find_one(able), PATIENCE_S, sentence)

    def stored(self, service: str) -> Any:
        """Return a service's database."""
        client: MongoClient[dict[str, Any]] = MongoClient(self.system.mongo_uri, tz_aware=True)
        return client[f"{self.system.database_prefix}{service}"]
