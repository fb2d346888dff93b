"""Lines of the audit trail as people read them: the act, who did it, and where its thing is."""

from collections.abc import Mapping
from typing import Any

from gateway.web.words import say, worded
from gateway.words import audit_acts
from gateway.words.audit_follows import FOLLOWS
from services.common.principal import PROGRAM
from services.common.words import Text

Line = Mapping[str, Any]
PATHS = {
    "accounts": "/accounts/{}",
    "orders": "/reviews/orders/{}",
    "contracts": "/contracts/{}",
    "mandates": "/mandates/{}",
    "bodies": "/bodies/{}",
    "profiles": "/leistungen/{}",
    "tickets": "/orders/{}",
    "chains": "/chains/{}",
    "levy_runs": "/levy/runs/{}",
    "audit_runs": "/audit/checks/{}",
    "audit_exports": "/audit/exports/{}",
    "baskets": "/bodies/{}",
    "body_systems": "/bodies/{}",
    "portal_numbers": "/bodies/{}",
    "uncontracted_uses": "/bodies/{}",
    "mails": "/mails/{}",
}
"""Where the page of a thing is, by its noun."""
NAMES = ("full_name", "number", "title", "name", "subject", "kind_label")
"""The facts a thing may be called by, the best first."""


def name_of(noun: str, thing: Line) -> Any:
    """Return what people call a thing of this noun, as its service gives it."""
    if thing.get("profile_title"):
        return f"{worded(thing['profile_title'])}, {thing['body_name']}"
    if noun == "mandates":
        return say("mandate-title", grantor=thing["grantor_name"])
    return worded(next((thing[name] for name in NAMES if thing.get(name)), None))


def act_of(line: Line) -> Text:
    """Return what was done: by what came of it where one call does several things."""
    said, action = line["said"] or (), str(line["action"])
    came = next((audit_acts.SAID[kind] for kind in said if kind in audit_acts.SAID), None)
    if known := came or audit_acts.ACTS.get(action):
        return known
    if followed := next((FOLLOWS[kind] for kind in FOLLOWS if kind in said), None):
        return followed
    return audit_acts.FOLLOWED if action.endswith(".event") else audit_acts.OTHER_ACT


def actor_of(line: Line) -> Any:
    """Return who did it by name: a person, a program, or the system itself."""
    return who(str(line["actor"]), line.get("actor_name"))


def who(actor: str, name: Any) -> Any:
    """Return how an actor is called: by name, or as what it is where it has none."""
    if name:
        return say("trail-program", name=name) if actor.startswith(PROGRAM) else name
    if actor.startswith("command:"):
        return audit_acts.BY_COMMAND
    if actor.startswith("service:") or actor in ("nobody", "gateway"):
        return audit_acts.BY_SYSTEM
    return audit_acts.BY_PROGRAM if actor.startswith(PROGRAM) else audit_acts.ERASED


def noun_of(line: Line) -> Text:
    """Return what kind of thing it was done to."""
    return audit_acts.NOUNS.get(line["noun"], audit_acts.OTHER_NOUN)


def path_of(line: Line) -> str | None:
    """Return where the thing has its page, or None where there is none."""
    path = PATHS.get(line["noun"])
    return path.format(line["object"]) if path else None
