"""The catalogue: search, filters with counts, and what of it the reader's body may order."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.web.frame.api import api
from gateway.web.frame.forms import whole_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.holding import note_to_ask_anew
from gateway.web.frame.side_by_side import Asking, Away
from gateway.web.frame.visitors import Visitor
from gateway.web.public.catalogue_address import FACETS, OF_BODY, PATH, SORTS, YES, CatalogueAddress
from gateway.web.public.comparing import PutAside
from gateway.web.public.ordering import may_prepare, orders_in
from gateway.web.words import say, worded

Doc = dict[str, Any]

SEARCH, SUGGEST = api("GET profiles"), api("GET profiles/suggest")
FILES = ("xlsx", "csv", "json")
READS_ORDERS = "orders:read"
WATCHES, WATCHING = api("GET watches"), "me:read"


@dataclass(frozen=True)
class CataloguePages:
    """``/leistungen``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("catalogue", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show a page of what the search finds."""
        visitor = self.frame.visitor()
        address = CatalogueAddress.of(self.frame.given(), visitor.body)
        answers = self.frame.ask_what_is_there(**self._asked(visitor, address))
        found = answers["found"]
        if isinstance(found, Away):
            raise found.problem
        if not found["total"]:
            note_to_ask_anew()
        suggested = answers.get("suggested") or {}
        return self.frame.page(
            "public/catalogue.html",
            **_list_of(found, address),
            of_body=_of_body(visitor, address),
            topic=_topic(found, address, answers.get("watches")),
            topics=suggested.get("topics", []),
            aside=PutAside(self.frame.secure).ids(),
            may_prepare=may_prepare(visitor),
        )

    def _asked(self, visitor: Visitor, address: CatalogueAddress) -> dict[str, Asking]:
        """Return what the page asks, side by side."""
        search = self.frame.asking(SEARCH, query=address.query, counted=_is_meant(address))
        asked = {"found": search}
        if q := address.asked.get("q"):
            asked["suggested"] = self.frame.asking(SUGGEST, query={"q": q[:100]})
        if "topic" in address.asked and visitor.is_signed_in and visitor.may(WATCHING):
            asked["watches"] = self.frame.asking(WATCHES, query={"limit": "200"})
        return asked


def _is_meant(address: CatalogueAddress) -> bool:
    """Tell whether somebody has asked for just these words: not while typing, nor their browser."""
    headers = request.headers
    is_live = "HX-Request" in headers or "prefetch" in headers.get("Sec-Purpose", "")
    return request.method == "GET" and not is_live and "cursor" not in address.asked


def _topic(found: Doc, address: CatalogueAddress, watches: Any) -> Doc | None:
    """Return the one topic that is shown, and whether the reader watches it; None of several."""
    value = address.asked.get("topic")
    labels = {v["value"]: v["label"] for v in found["facets"].get("topic", ())}
    if value not in labels or isinstance(watches, Away):
        return None
    held = {w["subject"] for w in watches["items"] if w["kind"] == "topic"} if watches else set()
    return {"value": value, "label": labels[value], "may": bool(watches), "on": value in held}


def _list_of(found: Doc, address: CatalogueAddress) -> Doc:
    """Return the list as the page shows it, with the ways on from it."""
    return {
        "q": address.asked.get("q", ""),
        "found": found,
        "address": address,
        "orderable": set(found.get("orderable", {}).get("ids", ())),
        "ordered": orders_in(found),
        "counted": _counted(found, address),
        "facets": _facets(found, address),
        "chips": _chips(found, address),
        "sorts": _sorts(address),
        "files": [(kind, address.file(kind)) for kind in FILES],
        "begun_at": _begun_at(address),
    }


def _counted(found: Doc, address: CatalogueAddress) -> list[str]:
    """Return what can be said of the number found: how much of it the body may order, or has."""
    total, may = found["total"], found.get("orderable", {}).get("total")
    if may is None or total < 2 or "may_order" in address.asked:
        return []
    key = {0: "public-orderable-none", total: "public-orderable-all"}.get(may)
    said = [say(key) if key else say("public-orderable-some", count=may)]
    if has := found.get("ordered", {}).get("total"):
        said.append(say("public-ordered-some", count=has))
    return said


def _facets(found: Doc, address: CatalogueAddress) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Return the values that are left to choose from, each with its count and its address."""
    groups = [
        (
            say(f"public-facet-{name}"),
            [
                (
                    str(worded(value["label"])),
                    address.with_(**{name: value["value"]}),
                    value["count"],
                )
                for value in found["facets"].get(name, ())
            ],
        )
        for name in FACETS
        if name not in address.asked
    ]
    return [(title, values) for title, values in groups if len(values) > 1]


def _of_body(visitor: Visitor, address: CatalogueAddress) -> list[tuple[str, str]]:
    """Return what can be asked about the reader's body: the word and the address."""
    if address.body is None:
        return []
    reads = visitor.may(READS_ORDERS, address.body)
    offered = [name for name in OF_BODY if name == "may_order" or reads]
    return [
        (say(f"public-facet-{name}"), address.with_(**{name: YES}))
        for name in offered
        if name not in address.asked
    ]


def _chips(found: Doc, address: CatalogueAddress) -> list[tuple[str, str]]:
    """Return what is asked for, each with the address without it."""
    return [
        (_chip(found, name, value), address.with_(**{name: None}))
        for name, value in address.filters.items()
    ]


def _chip(found: Doc, name: str, value: str) -> str:
    if name in OF_BODY or name == "new_since":
        return say(f"public-facet-{name}")
    if name == "q":
        return say("public-quoted", text=value)
    labels = {v["value"]: v["label"] for v in found["facets"].get(name, ())}
    label = str(worded(labels[value])) if value in labels else say("public-facet-other")
    return say("public-chip", facet=say(f"public-facet-{name}"), value=label)


def _sorts(address: CatalogueAddress) -> list[tuple[str, str, bool]]:
    """Return the orders of the list: word, address, whether it is the present one."""
    usual = None if address.asked.get("q") else "title"
    now = address.asked.get("sort") or usual
    best = [(None, "public-sort-best")] if address.asked.get("q") else []
    offered = [*best, *SORTS.items()]
    return [(say(word), address.with_(sort=sort), sort == now) for sort, word in offered]


def _begun_at(address: CatalogueAddress) -> int:
    """Return how many services stand on the pages before."""
    return whole_of(address.asked.get("cursor", "")) or 0
