"""What contracts answers about the levy, for tests of its pages."""

from typing import Any

from services.common.words import in_language
from services.contracts.domain.levy_runs import RunState
from services.contracts.levy import figures
from tests.builders import NOW, levy_run
from tests.unit.gateway.gateway_fakes import Gateway

CITY = {
    "key": "09161000", "name": "Ingolstadt", "kind": "independent_city", "population": 141_029,
    "amount_eur": 40_085,
}  # fmt: skip
VILLAGE = {
    "key": "09187123", "name": "Chiemsee", "kind": "municipality", "population": 228,
    "amount_eur": 41,
}  # fmt: skip


def run(state: str = "released", *actions: str, language: str = "de", **changed: Any) -> Any:
    """Return a run as contracts gives it."""
    released_at = NOW if state == "released" else None
    made = levy_run(state=RunState(state), released_at=released_at, **changed)
    whole = {**made.summary(), "services": [vars(s) for s in made.services], "actions": actions}
    return in_language(whole, language)


def figure(payer: dict[str, Any], state: str = "released") -> Any:
    """Return a payer's figure as contracts gives it."""
    return in_language(figures.explained(levy_run(state=RunState(state)), payer), "de")


def of_body(payer: dict[str, Any] | None, *members: dict[str, Any], there: bool = True) -> Any:
    """Return what contracts answers about a body."""
    return {
        "body": "x", "run": run() if there else None,
        "figure": figure(payer) if payer else None,
        "members": [in_language(figures.listed(member), "de") for member in members],
    }  # fmt: skip


def reader(scope: str, *permissions: str) -> Gateway:
    """Return a gateway whose reader holds these permissions in one scope."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], scope: list(permissions)}
    made.answers("identity.principal", {**known, "grants": grants})
    body = {"key": scope, "full_name": "Stadt Ingolstadt", "kind": "independent_city"}
    made.answers("identity.get_body", body)
    made.answers("identity.find_bodies", {"items": [body], "next": None, "total": 1})
    return made
