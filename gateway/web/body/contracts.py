"""Contracts as their parties see them: the list, one contract, and its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.api import render
from gateway.api.route import Route
from gateway.problems.problems import Problem
from gateway.web.body.contract_course import course_of
from gateway.web.costs import InterfaceCost, cost_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor
from gateway.web.words import worded
from services.common import clock
from services.common.principal import EVERYWHERE

CONTRACTS, CONTRACT = api("GET contracts"), api("GET contracts/{contract_id}")
ORDER, PROFILE = api("GET orders/{order_id}"), api("GET profiles/{profile_id}")
DOCUMENT = api("GET contracts/{contract_id}/document")
FINAL_DOCUMENT = api("GET contracts/{contract_id}/final-document")
SEAL = api("POST contracts/{contract_id}/seal")
EVIDENCE = api("GET contracts/{contract_id}/evidence")
CONTACTS = api("GET contracts/{contract_id}/contacts")
GENERAL_TERMS = api("GET general-terms/{version}")
VIEWS = {
    "all": {}, "offered": {"state": "offered"}, "signed": {"state": "signed"},
    "running": {"phase": "running"}, "notice_given": {"state": "notice_given"},
    "over": {"phase": "over"},
}  # fmt: skip
"""What each choice of contracts asks for."""
UNSEALED = {"unsealed": {"phase": "unsealed"}}
"""What the operator chooses besides."""
COUNTED = ("offered", "signed", "running", "notice_given", "unsealed")
ENDING = ("running", "notice_given")
"""The choices in which the first to end stands first."""
SOON = timedelta(days=180)
"""So long before its end a contract's parties are told of it first."""
NEVER = "9999"
PAGE_SIZE, PAGE_OF_ALL = "100", "30"
"""A body sees its contracts at once, as far as that goes."""
Doc = dict[str, Any]
Chips = list[tuple[str, str]]


@dataclass(frozen=True)
class ContractPages:
    """``/contracts`` and what lies below one contract; signing is a group of its own."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("contracts", __name__)
        pages.add_url_rule("/contracts", view_func=self.list)
        one = "/contracts/<contract_id>"
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/document", view_func=self.document)
        pages.add_url_rule(f"{one}/final-document", view_func=self.final_document)
        pages.add_url_rule(f"{one}/seal", view_func=self.seal, methods=["POST"])
        pages.add_url_rule(f"{one}/evidence", view_func=self.evidence)
        pages.add_url_rule(f"{one}/contacts", view_func=self.contacts)
        pages.add_url_rule("/general-terms/<version>", view_func=self.general_terms)
        return pages

    def list(self) -> Response:
        """Show the contracts of the acting body; to the operator those of all."""
        whose, given = whose_contracts(self.frame.signed_in()), self.frame.given()
        for_all, views = not whose, VIEWS if whose else VIEWS | UNSEALED
        narrowed = {"body": given["body"]} if for_all and "body" in given else {}
        whose |= narrowed
        view = given["view"] if given.get("view") in views else "all"
        query = {**whose, **views[view], "limit": PAGE_SIZE if whose else PAGE_OF_ALL}
        cursor = {"cursor": given["cursor"]} if "cursor" in given else {}
        counting = {
            name: self.frame.asking(CONTRACTS, {**whose, **views[name], "limit": "1"})
            for name in COUNTED
            if name in views
        }
        asked = self.frame.ask_all(page=self.frame.asking(CONTRACTS, query | cursor), **counting)
        counts = {name: asked[name] for name in counting if asked[name]["total"]}
        items = asked["page"]["items"]
        if not cursor and asked["page"]["next"] is None:
            items.sort(key=_end if view in ENDING else _place)
        return self.frame.page(
            "contracts/list.html", view=view, views=views, counts=counts, first=not cursor,
            for_all=for_all, narrowed=narrowed, chips=self._chips(narrowed, view),
            soon={one["id"] for one in items if ends_soon(one)}, **asked,
        )  # fmt: skip

    def _chips(self, narrowed: Mapping[str, str], view: str) -> Chips:
        """Return whose contracts alone the operator sees, with the list of all."""
        names = self.frame.body_names.of(list(narrowed.values()))
        return [(names.get(key, key), f"/contracts?view={view}") for key in narrowed.values()]

    def show(self, contract_id: str) -> Response:
        """Show one contract whole."""
        self.frame.signed_in()
        return self._whole(contract_id, self.frame.blank(()))

    def _whole(self, contract_id: str, form: Form) -> Response:
        contract = self.frame.ask(CONTRACT, contract_id=contract_id)
        order, cost = self._around(contract)
        return self.frame.page(
            "contracts/contract.html", contract=contract, order=order, cost=cost,
            course=course_of(contract), soon=ends_soon(contract), form=form,
        )  # fmt: skip

    def _around(self, contract: Doc) -> tuple[Doc | None, InterfaceCost | None]:
        """Return the order and what its interface may cost, to those who may read the order."""
        try:
            asked = self.frame.ask_all(
                order=self.frame.asking(ORDER, order_id=contract["order"]),
                profile=self.frame.asking(PROFILE, profile_id=contract["profile"]),
            )
        except Problem:
            return None, None
        order: Doc = asked["order"]
        return order, cost_of(asked["profile"], order["specialist_system"])

    def document(self, contract_id: str) -> Response:
        """Show the document as it is signed, or give it as a file."""
        return self._file(DOCUMENT, contract_id)

    def final_document(self, contract_id: str) -> Response:
        """Show the document with signature page and seal, or give it as a file."""
        return self._file(FINAL_DOCUMENT, contract_id)

    def contacts(self, contract_id: str) -> Response:
        """Show the sheet with the contacts of today."""
        return self._file(CONTACTS, contract_id)

    def general_terms(self, version: str) -> Response:
        """Show a version of the general terms, to anyone."""
        return pdf_of(GENERAL_TERMS, self.frame.ask(GENERAL_TERMS, version=version))

    def _file(self, route: Route, contract_id: str) -> Response:
        self.frame.signed_in()
        document = self.frame.ask(route, contract_id=contract_id)
        return pdf_of(route, document, download="download" in request.args)

    def seal(self, contract_id: str) -> Response:
        """Have the contract sealed again, for the operator."""
        page = f"/contracts/{contract_id}"
        form = self.frame.sent((), back=page)
        try:
            self.frame.act(form, SEAL, contract_id=contract_id)
        except Problem as problem:
            return self._whole(contract_id, form.refused(problem))
        return self.frame.done(page, "contract-sealing")

    def evidence(self, contract_id: str) -> Response:
        """Give all that proves the contract as a file."""
        self.frame.signed_in()
        return render.answer(EVIDENCE, self.frame.ask(EVIDENCE, contract_id=contract_id), request)


def pdf_of(route: Route, document: Doc, *, download: bool = False) -> Response:
    """Return a document to be read in the browser, or as a file."""
    answer = render.answer(route, document, request)
    if not download:
        named = answer.headers.get("Content-Disposition", "")
        answer.headers["Content-Disposition"] = named.replace("attachment", "inline", 1)
    return answer


def _place(contract: Doc) -> tuple[bool, str, str]:
    """Return where a contract stands in a whole list: the reader's own turns, then by name."""
    waiting = contract["waiting_for"]
    return not (waiting and waiting["yours"]), worded(contract["profile_title"]), contract["number"]


def _end(contract: Doc) -> tuple[bool, str, str, str]:
    """Return where a running contract stands: the reader's own turns, then the first to end."""
    mine, name, number = _place(contract)
    return mine, contract["last_day"] or NEVER, name, number


def ends_soon(contract: Doc) -> bool:
    """Tell whether somebody has to see to what follows: the end is near, and nothing is begun."""
    last = contract["last_day"]
    if last is None or contract["state"] != "concluded" or contract["replaced_by"]:
        return False
    return date.fromisoformat(last) - clock.local_date(clock.now()) <= SOON


def whose_contracts(visitor: Visitor) -> dict[str, str]:
    """Return the filter of the contracts somebody looks at: none for the operator."""
    if visitor.may("contracts:read", EVERYWHERE) or visitor.body is None:
        return {}
    return {"body": visitor.body}


def actions_of(contract: Doc) -> list[str]:
    """Return what the reader can do with a contract now."""
    return list(contract["actions"])
