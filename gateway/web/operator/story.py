"""The story of one id over all parts: what was done to it, by it and for it, as one timeline."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.api.route import Route
from gateway.web import trail
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.visitors import Visitor
from gateway.web.operator.queues import PAGE
from gateway.web.operator.trail_search import LINES, NEWEST_FIRST
from gateway.web.operator.trail_search import PATH as TRAIL
from gateway.web.words import say, worded
from gateway.words.audit_acts import NOUNS
from services.common.principal import EVERYWHERE

PATH = f"{TRAIL}/story"
LONGEST = 100
BELOW_ACCOUNT = re.compile(r"(\w+)\.s?\d+")
"""A registration or a signing authority: it lives in its account, and so does its story."""
Doc = Mapping[str, Any]


@dataclass(frozen=True)
class Thing:
    """A kind of thing with a page: how its ids look, and what tells what it is called."""

    noun: str
    form: str
    route: Route
    argument: str
    needs: str = ""

    def may_be(self, id: str, visitor: Visitor) -> bool:
        """Tell whether the id looks like one of these, and the reader may ask."""
        permitted = not self.needs or visitor.may(self.needs, EVERYWHERE)
        return permitted and re.fullmatch(self.form, id) is not None


THINGS = (
    Thing("orders", r"o\w+", api("GET orders/{order_id}"), "order_id"),
    Thing("contracts", r"c[\w-]+", api("GET contracts/{contract_id}"), "contract_id"),
    Thing("accounts", r"a\w+", api("GET accounts/{account_id}"), "account_id"),
    Thing("mandates", r"m\w+", api("GET mandates/{mandate_id}"), "mandate_id"),
    Thing("bodies", r"\d{2,12}|x-\d+", api("GET bodies/{key}"), "key"),
    Thing("profiles", r"[a-z][a-z0-9-]+", api("GET profiles/{profile_id}"), "profile_id"),
    Thing("vendors", r"[a-z][a-z0-9-]+", api("GET vendors/{vendor_id}"), "vendor_id"),
    Thing("mails", r"\w{16,}", api("GET mails/{mail_id}"), "mail_id", needs="mails:manage"),
)
RELATED = {"orders": "contract", "contracts": "order"}
"""By noun, the fact that names the other id of the same matter; a ticket has its order's."""
MOST_RELATED = 4


@dataclass(frozen=True)
class StoryPages:
    """``/audit/story/<id>``, for who reads the trail."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("story", __name__)
        pages.add_url_rule(f"{PATH}/<path:id>", view_func=self.show)
        return pages

    def show(self, id: str) -> Response:
        """Show the lines about the thing, the newest first, and where its parts have pages."""
        visitor = self.frame.permitted("audit:read")
        if len(id) > LONGEST or "," in id:
            return self._unknown()
        below = BELOW_ACCOUNT.fullmatch(id)
        id = below[1] if below else id
        parts = self.frame.ask_what_is_there(**self._asked(id, visitor))
        known = {noun: one for noun, one in parts.items() if one}
        asked = page_asked(self.frame.given(), PAGE, about=",".join([id, *_related(known)]))
        found = self.frame.ask(LINES, {**asked, "sort": NEWEST_FIRST})
        away = any(part is not None and not part for part in parts.values())
        if not known and not away and not found["items"] and "cursor" not in asked:
            return self._unknown()
        onward = {name: value for name, value in asked.items() if name == "cursor"}
        return self.frame.page(
            "operator/story.html", id=id, number=_number(known), title=_title(known, found),
            found=found, trail=trail, links=_links(known, id), about=asked["about"], away=away,
            pages=further(f"{PATH}/{id}", onward, found),
        )  # fmt: skip

    def _asked(self, id: str, visitor: Visitor) -> dict[str, Asking]:
        """Return who may know what the id is called; what it looks like leaves a few."""
        return {thing.noun: self._asking(thing, id) for thing in THINGS
                if thing.may_be(id, visitor)}  # fmt: skip

    def _asking(self, thing: Thing, id: str) -> Asking:
        return lambda: self.frame.ask_if_there(thing.route, None, **{thing.argument: id})

    def _unknown(self) -> Response:
        return self.frame.page("operator/story_unknown.html", 404)


def _related(known: Mapping[str, Doc]) -> list[str]:
    """Return the ids that belong to the same matter: an order's contract, what a mail is about."""
    named = [one.get(RELATED[noun]) for noun, one in known.items() if noun in RELATED]
    named += (known.get("mails") or {}).get("about", {}).values()
    return [str(id) for id in named if id][:MOST_RELATED]


def _number(known: Mapping[str, Doc]) -> str:
    """Return the number people know an order or a contract by."""
    return next((str(one["number"]) for one in known.values() if one.get("number")), "")


def _title(known: Mapping[str, Doc], found: Doc) -> str:
    """Return what the thing is called, or else what kind of thing it is."""
    for noun, one in known.items():
        if name := trail.name_of(noun, one):
            return str(name)
    lines = found["items"]
    return str(worded(trail.noun_of(lines[0]))) if lines else say("trail-this-one")


def _links(known: Mapping[str, Doc], id: str) -> list[tuple[str, str]]:
    """Return where the thing and what belongs to it have their pages, in words."""
    links = [(trail.PATHS[noun].format(id), str(worded(NOUNS[noun])))
             for noun in known if noun in trail.PATHS]  # fmt: skip
    order = known.get("orders") or {}
    contract = known.get("contracts") or {}
    if order.get("contract"):
        links.append((trail.PATHS["contracts"].format(order["contract"]), _word("contracts")))
    if contract.get("order"):
        links.append((trail.PATHS["orders"].format(contract["order"]), _word("orders")))
    if case := id if order else contract.get("order"):
        links.append((f"/cases/{case}", say("case-open")))
    return links


def _word(noun: str) -> str:
    return str(worded(NOUNS[noun]))
