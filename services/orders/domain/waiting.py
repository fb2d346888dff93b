"""Whose turn it is: who acts next in each state, by when, and what people can do."""

from dataclasses import dataclass

from services.orders.domain.states import MOVES, State

S = State


@dataclass(frozen=True)
class Wait:
    """Who acts next, within how many working days, and what is said about it."""

    role: str
    working_days: int
    de: str
    en: str


WAITS: dict[State, Wait] = {
    S.PREPARED: Wait("officer", 10, "Bestellung abschicken", "Submit the order"),
    S.SUBMITTED: Wait("reviewer", 3, "Bestellung prüfen", "Review the order"),
    S.ASKED_BACK: Wait("body", 10, "Rückfrage beantworten", "Answer the question"),
    S.RELEASED: Wait("document_worker", 1, "Vertrag wird erstellt", "Contract in the making"),
    S.CONTRACT_OFFERED: Wait("signatory", 10, "Vertrag unterschreiben", "Sign the contract"),
    S.CONTRACT_SIGNED: Wait("countersigner", 2, "Vertrag gegenzeichnen", "Countersign"),
    S.SETUP_REQUESTED: Wait("setup_party", 5, "Einrichtung bestätigen", "Acknowledge the setup"),
    S.IN_SETUP: Wait("setup_party", 30, "Dienst einrichten", "Set the service up"),
    S.SETUP_FAILED: Wait("support", 2, "Nächsten Schritt klären", "Settle the next step"),
    S.AWAITING_LINK: Wait("body", 10, "Link mitteilen", "Tell us the link"),
}
"""Assumed figures of the domain facts, in Bavarian working days."""

FOLLOWED = frozenset({"offer", "refuse", "sign", "conclude", "await-link"})
"""Moves nobody makes by hand: the order follows its contract."""

PASSING = frozenset({State.CONTRACT_CONCLUDED})
"""Left again within the same change, so nobody waits in it."""


def wait_in(state: State, has_setup_party: bool) -> Wait | None:
    """Give who is next; without a setup party it is a task for support, never silence."""
    wait = WAITS.get(state)
    if wait and wait.role == "setup_party" and not has_setup_party:
        return Wait("support", 2, "Einrichtende Stelle finden", "Find who sets it up")
    return wait


def states_waiting_for(role: str) -> list[State]:
    """List the states in which this role is next."""
    return [state for state, wait in WAITS.items() if wait.role == role]


def actions_in(state: State) -> list[str]:
    """List what people can do in a state, by the names of the API; support always helps.

    The moves that follow a contract are made by signing and countersigning it.
    """
    by_contract = {S.CONTRACT_OFFERED: ["sign"], S.CONTRACT_SIGNED: ["countersign"]}
    own = [action for action in MOVES.actions(state) if action not in FOLLOWED]
    return sorted([*own, *by_contract.get(state, []), "request-support"])
