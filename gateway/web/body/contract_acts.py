"""What ends or changes a contract, each asked on a page of its own before it is done."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.body.contracts import CONTRACT, actions_of
from gateway.web.frame.api import api
from gateway.web.frame.formats import day
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame

ACTS: dict[str, tuple[Field, ...]] = {
    "withdraw": (Field("reason", "contract-withdraw-reason", kind="textarea", longest=2000),),
    "give-notice": (
        Field("ends_on", "contract-notice-day", kind="select", hint="contract-notice-day-hint"),
        Field(
            "reason", "contract-notice-reason", kind="textarea", required=False, longest=2000
        ),
    ),
    "renew": (),
    "amend": (
        Field(
            "change", "contract-amend-change", kind="textarea", hint="contract-amend-hint",
            rows=6, longest=2000,
        ),
    ),
}  # fmt: skip
"""The acts by their name in the API, each with what it asks."""
Doc = dict[str, Any]


@dataclass(frozen=True)
class ContractActPages:
    """``/contracts/<id>/<act>``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("contract_acts", __name__)
        for name in ACTS:
            path = f"/contracts/<contract_id>/{name}"
            pages.add_url_rule(path, "act", self.show, defaults={"name": name})
            pages.add_url_rule(path, "do", self.do, defaults={"name": name}, methods=["POST"])
        return pages

    def show(self, contract_id: str, name: str) -> Response:
        """Ask what the act needs; one that is not possible (any more) leads to the contract."""
        self.frame.signed_in()
        contract = self.frame.ask(CONTRACT, contract_id=contract_id)
        if name not in actions_of(contract):
            return self.frame.done(f"/contracts/{contract_id}")
        return self._page(contract, name, self.frame.blank(ACTS[name]))

    def do(self, contract_id: str, name: str) -> Response:
        """Do it; a refusal stands at its field, or above all."""
        form = self.frame.sent(ACTS[name])
        route = api(f"POST contracts/{{contract_id}}/{name}")
        payload = {"payload": payload_of(form)} if ACTS[name] else {}
        try:
            done: Doc = self.frame.act(form, route, contract_id=contract_id, **payload)
        except Problem as problem:
            contract = self.frame.ask(CONTRACT, contract_id=contract_id)
            return self._page(contract, name, form.refused(problem))
        return self.frame.done(f"/contracts/{done['id']}", _said(name, done))

    def _page(self, contract: Doc, name: str, form: Form) -> Response:
        if name == "give-notice":
            form = form.with_options(
                "ends_on", [(end, day(end)) for end in contract["notice_ends"]]
            )
        return self.frame.page(
            "contracts/act.html", contract=contract, act=name, form=form, what=_what(name, contract)
        )


def _what(name: str, contract: Doc) -> str:
    """Return the key of what the act leads to."""
    of_successor = "-successor" if name == "withdraw" and contract["replaces"] else ""
    return f"contract-{name}-what{of_successor}"


def _said(name: str, done: Doc) -> str:
    """Return the key of what is said once it is done."""
    return "contract-declined" if name == "withdraw" and done["replaces"] else f"contract-{name}"
