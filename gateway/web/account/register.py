"""Finds bodies in the official register for pages where one is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.web.frame.api import api
from gateway.web.frame.forms import Form, Options
from gateway.web.frame.frame import Frame
from gateway.web.words import say

MOST_FOUND = 20


@dataclass(frozen=True)
class FoundBodies:
    """What the register has for what was typed; ``items`` are bodies as the API gives them."""

    q: str
    items: tuple[Mapping[str, Any], ...] = ()
    total: int = 0

    @property
    def options(self) -> Options:
        """Return the choices: key, and what tells this body from others."""
        return [(body["key"], described(body)) for body in self.items]

    @property
    def exact(self) -> str:
        """Return the key of the one whose full name is what was typed, if there is just one."""
        keys = [str(b["key"]) for b in self.items if b.get("full_name") == self.q]
        return keys[0] if len(keys) == 1 else ""

    def meant(self, chosen: str) -> str:
        """Return the key of the one chosen, of the only one, or of the one so called in full."""
        keys = [str(body["key"]) for body in self.items]
        if chosen in keys:
            return chosen
        return keys[0] if len(keys) == 1 else self.exact


def asked_back(form: Form, found: FoundBodies) -> Form:
    """Return a form with fields ``q`` and ``body`` that asks which of the bodies found is meant.

    Where nothing was found it says so.
    """
    if not found.items:
        return form.with_errors({"q": say("no-such-body", name=found.q)})
    asked = form.with_options("body", found.options)
    return asked.with_errors({"body": say("which-body")})


def described(body: Mapping[str, Any]) -> str:
    """Return a body's name, kind and place on one line."""
    address = body.get("address") or {}
    postcode = address.get("postcode", "")
    place = " ".join(part for part in (postcode, address.get("town", "")) if part)
    return say(
        "registration-body-found" if place else "registration-body-found-bare",
        name=body["label"],
        kind=body["kind_label"],
        place=place,
    )


def proposed_bodies(frame: Frame, named: str) -> FoundBodies:
    """Return what fits the organisation a sign-in named; nothing is found as if nobody searched."""
    found = found_bodies(frame, named)
    return found if found.items else FoundBodies("")


def found_bodies(frame: Frame, q: str, chosen: str = "") -> FoundBodies:
    """Search; the body chosen already stands first, whatever was typed."""
    query = {"q": q[:100], "limit": str(MOST_FOUND)} if q else {"key": chosen}
    if not q and not chosen:
        return FoundBodies("")
    found = frame.ask(api("GET bodies"), query=query)
    items = tuple(body for body in found["items"] if body["ended_on"] is None)
    return FoundBodies(q, items, found["total"])
