"""Signing lists of contracts: chosen and checked, then a sign-in for exactly them, then signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from gateway.api.route import Route
from gateway.problems.problems import Problem
from gateway.web.body.contracts import CONTRACT, CONTRACTS, actions_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.kept_forms import author_of
from gateway.web.frame.lists import further, page_asked
from gateway.web.frame.visitors import Visitor
from gateway.web.words import say, worded
from services.common.digests import list_digest
from services.common.principal import EVERYWHERE

MOST = 200
"""So many are signed by one sign-in."""
PAGE = 50
"""So many that wait are shown at once where there are those of all bodies."""
MOST_ALONE = 20
"""So many are asked for one by one where the list of those that wait has them no more."""
CHOICE = (Field("contracts", "sign-choice", kind="checkboxes"),)
FRESH = "fresh-sign-in-needed"
Doc = dict[str, Any]
NOTHING_GIVEN: Mapping[str, str] = {}


@dataclass(frozen=True)
class Signing:
    """One of the two ways to sign: where, by which route, and which contracts wait for it."""

    name: str
    path: str
    route: Route
    check: Route
    state: str
    at_once: int = MOST

    @property
    def confirm(self) -> str:
        """Return where the list is signed after the sign-in."""
        return f"{self.path}/confirm"

    @property
    def result(self) -> str:
        """Return where it is told what came of it."""
        return f"{self.path}/result"

    @property
    def order(self) -> dict[str, str]:
        """Return how those are sorted that do not all stand on one page."""
        return {"sort": "due"} if self.at_once < MOST else {}

    def whose(self, visitor: Visitor) -> dict[str, str]:
        """Return the filter of the contracts the reader signs, or refuse who signs none."""
        if self.state == "offered" and visitor.body:
            return {"body": visitor.body}
        if self.state == "signed" and visitor.may("contracts:countersign", EVERYWHERE):
            return {}
        raise Problem(403, "not-permitted")


FOR_BODY = Signing(
    "sign", "/contracts/sign", api("POST signatures"),
    api("POST signatures/check"), "offered",
)  # fmt: skip
FOR_OPERATOR = Signing(
    "countersign", "/countersign", api("POST countersignatures"),
    api("POST countersignatures/check"), "signed", PAGE,
)  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """A contract of a list, with the digest of the document as it was chosen."""

    id: str
    document_hash: str

    @property
    def value(self) -> str:
        """Return it as forms carry it."""
        return f"{self.id} {self.document_hash}"

    def what_is_wrong(self, contract: Doc | None, signing: Signing) -> str:
        """Return why it could not be signed now, in words; nothing where it could."""
        if contract is None:
            return say("sign-gone")
        if contract["state"] != signing.state:
            return say("sign-other-state", state=contract["state_label"])
        if contract["document_hash"] != self.document_hash:
            return say("sign-document-changed")
        return "" if signing.name in actions_of(contract) else say(f"sign-not-you-{signing.name}")


@dataclass(frozen=True)
class SigningPages:
    """The three pages of one way to sign: the choice, the list to confirm, the result."""

    frame: Frame
    signing: Signing

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        signing = self.signing
        pages = Blueprint(signing.name, __name__)
        pages.add_url_rule(signing.path, view_func=self.choose)
        pages.add_url_rule(signing.path, view_func=self.check, methods=["POST"])
        pages.add_url_rule(signing.confirm, view_func=self.show)
        pages.add_url_rule(signing.confirm, view_func=self.sign, methods=["POST"])
        pages.add_url_rule(signing.result, view_func=self.tell)
        return pages

    def choose(self) -> Response:
        """Show what the reader may sign now; a contract of another body says so on its page."""
        visitor, given = self.frame.signed_in(), self.frame.given()
        listed = self._waiting(MOST if "all" in given else self.signing.at_once, given)
        named = given.get("contract", "")
        if named and named not in [contract["id"] for contract in listed["items"]]:
            contract = self._one(named)
            if not self._may_add(contract, visitor):
                return redirect(f"/contracts/{quote(named, safe='')}", 303)
            listed["items"].insert(0, contract)
        mine = [c for c in listed["items"] if self.signing.name in actions_of(c)]
        chosen = [c for c in mine if c["id"] == named or "all" in given or len(mine) == 1]
        values = [Chosen(c["id"], c["document_hash"]).value for c in chosen]
        return self._choice(self.frame.blank(CHOICE, contracts=values), listed)

    def _may_add(self, contract: Doc | None, visitor: Visitor) -> bool:
        """Tell whether a contract beyond the list's end belongs into it."""
        if contract is None or self.signing.name not in actions_of(contract):
            return False
        others = [key for key in visitor.bodies if key != visitor.body]
        return not self.signing.whose(visitor) or contract["body"] not in others

    def check(self) -> Response:
        """Check the list that was chosen, then lead to the sign-in for exactly it."""
        form, listed = self.frame.sent(CHOICE), self._waiting()
        chosen = chosen_in(form.value("contracts"))
        contracts = self._contracts_of(chosen, listed["items"])
        wrong = {one.id: said for one in chosen if (said := self._wrong(one, contracts))}
        if not chosen or len(chosen) > MOST:
            error = say("sign-choose-some") if not chosen else say("sign-too-many", most=MOST)
            return self._choice(form.with_errors({"contracts": error}), listed)
        wrong = wrong or self._refused(chosen)
        if wrong:
            error = say("sign-some-wrong", count=len(wrong))
            refused = form.with_errors({"contracts": error})
            gone = [(contracts.get(one.id), wrong[one.id]) for one in chosen if one.id in wrong]
            return self._choice(refused, listed, wrong=wrong, gone=gone)
        return self._sign_in_for(chosen)

    def show(self) -> Response:
        """Show exactly the list the reader has signed in for, with the one button that signs."""
        self.signing.whose(self.frame.signed_in())
        kept = self._kept(self.signing.confirm)
        if kept is None:
            return self.frame.page("contracts/list_gone.html", 404, signing=self.signing)
        form = self.frame.blank(CHOICE, contracts=kept["contracts"])
        return self._confirmation(form, chosen_in(kept["contracts"]))

    def sign(self) -> Response:
        """Sign the list; a sign-in that is too old is asked for anew."""
        form = self.frame.sent(CHOICE, back=self.signing.path)
        chosen = chosen_in(form.value("contracts"))
        payload = {"contracts": [vars(one) for one in chosen]}
        contracts = self._contracts_of(chosen, ())
        try:
            outcome = self.frame.act(form, self.signing.route, payload=payload)
        except Problem as problem:
            if problem.code == FRESH:
                return self._sign_in_for(chosen)
            return self._confirmation(form.refused(problem), chosen)
        results = [_told(result, contracts.get(result["id"])) for result in outcome["items"]]
        return redirect(self._keep(self.signing.result, results=results), 303)

    def tell(self) -> Response:
        """Tell what came of each contract."""
        kept = self._kept(self.signing.result)
        if kept is None:
            return self.frame.page("contracts/list_gone.html", 404, signing=self.signing)
        return self.frame.page(
            "contracts/signed.html", signing=self.signing,
            signed=[result for result in kept["results"] if result["ok"]],
            refused=[result for result in kept["results"] if not result["ok"]],
        )  # fmt: skip

    def _waiting(self, most: int = MOST, given: Mapping[str, str] = NOTHING_GIVEN) -> Doc:
        """Return what waits for the signature, the first due first; ``given`` says from where."""
        filters = {**self.signing.whose(self.frame.signed_in()), **self.signing.order}
        query = page_asked(given, str(most), state=self.signing.state, **filters)
        listed: Doc = self.frame.ask(CONTRACTS, query)
        listed["items"].sort(key=lambda contract: contract["waiting_for"]["due_on"])
        return {**listed, "is_first": "cursor" not in query}

    def _choice(self, form: Form, listed: Doc, **more: Any) -> Response:
        mine = [c for c in listed["items"] if self.signing.name in actions_of(c)]
        return self.frame.page(
            "contracts/sign.html", signing=self.signing, form=form, mine=mine,
            others=[c for c in listed["items"] if c not in mine], listed=listed,
            waiting=len(mine) if listed["is_first"] and not listed["next"] else listed["total"],
            pages=further(self.signing.path, {} if listed["is_first"] else {"cursor": ""}, listed),
            grounds=grounds_of(self.frame.visitor()), **more,
        )  # fmt: skip

    def _confirmation(self, form: Form, chosen: list[Chosen]) -> Response:
        contracts = self._contracts_of(chosen, ())
        digest = digest_of(chosen)
        session = self.frame.signed_in().session
        return self.frame.page(
            "contracts/confirm.html", signing=self.signing, form=form, digest=digest,
            rows=[(one, contracts.get(one.id), self._wrong(one, contracts)) for one in chosen],
            fresh=session is not None and session.fresh.get("list_hash") == digest,
            grounds=grounds_of(self.frame.visitor()),
        )  # fmt: skip

    def _refused(self, chosen: list[Chosen]) -> dict[str, str]:
        """Return why the service would refuse some of the list now: authority, mandate, file."""
        payload = {"contracts": [vars(one) for one in chosen]}
        items = self.frame.ask(self.signing.check, payload=payload)["items"]
        return {one["id"]: worded(one["detail"]) for one in items if not one["ok"]}

    def _wrong(self, one: Chosen, contracts: Mapping[str, Doc]) -> str:
        return one.what_is_wrong(contracts.get(one.id), self.signing)

    def _contracts_of(self, chosen: list[Chosen], listed: Iterable[Doc]) -> dict[str, Doc]:
        """Return the contracts by id as they are now; those listed are not asked for again."""
        contracts = {contract["id"]: contract for contract in listed}
        missing = [one.id for one in chosen[:MOST] if one.id not in contracts]
        if len(missing) > 1:
            contracts |= {contract["id"]: contract for contract in self._waiting()["items"]}
        gone = [id for id in missing if id not in contracts][:MOST_ALONE]
        alone = self.frame.ask_all(**{id: partial(self._one, id) for id in gone})
        return contracts | {id: contract for id, contract in alone.items() if contract}

    def _one(self, id: str) -> Doc | None:
        try:
            return dict(self.frame.ask(CONTRACT, contract_id=id))
        except Problem as problem:
            if problem.status == 404:
                return None
            raise

    def _sign_in_for(self, chosen: list[Chosen]) -> Response:
        onward = self._keep(self.signing.confirm, contracts=[one.value for one in chosen])
        return redirect(f"/login?sign={digest_of(chosen)}&next={quote(onward, safe='')}", 303)

    def _keep(self, path: str, **values: Any) -> str:
        """Keep a list for its author and return the address that finds it again for an hour."""
        author = author_of(self.frame.signed_in().principal.subject)
        return f"{path}?list={self.frame.kept_forms.keep(path, author, values)}"

    def _kept(self, path: str) -> Doc | None:
        author = author_of(self.frame.signed_in().principal.subject)
        return self.frame.kept_forms.find(request.args.get("list", "")[:64], path, author)


def _told(result: Doc, contract: Doc | None) -> Doc:
    """Return what came of one contract, with what a person knows it by."""
    known = contract or {"number": None, "profile_title": None, "body_name": None}
    return {**result, **{name: known[name] for name in ("number", "profile_title", "body_name")}}


def chosen_in(values: Iterable[str]) -> list[Chosen]:
    """Return what a form or a kept list names, each contract once."""
    pairs = dict(value.split(" ", 1) for value in values if " " in value)
    return [Chosen(id, document_hash) for id, document_hash in pairs.items()]


def digest_of(chosen: Iterable[Chosen]) -> str:
    """Return the digest a sign-in carries for this list."""
    return list_digest((one.id, one.document_hash) for one in chosen)


def grounds_of(visitor: Visitor) -> list[Doc]:
    """Return the signing authorities of the reader for the acting body, as identity says them."""
    claimed: list[Doc] = visitor.principal.claims.get("authorities") or []
    return [authority for authority in claimed if visitor.body in authority["places"]]
