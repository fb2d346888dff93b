"""What became of each mail: by state, by address and by order, with its story; sending again."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from gateway.web.operator.order_numbers import order_of
from gateway.web.operator.queues import PAGE
from gateway.web.words import say

QUEUE = "/mails"
ADDRESSES = f"{QUEUE}/addresses"
LIST, ONE = api("GET mails"), api("GET mails/{mail_id}")
RESEND = api("POST mails/{mail_id}/resend")
PAUSED, RESUME = api("GET paused-addresses"), api("POST paused-addresses/{address_id}/resume")
MAILBOX = api("GET mailbox")
STATES = ("failed", "bounced", "paused", "queued", "sent")
SEARCHED = ("address", "order")
NOTHING: dict[str, Any] = {"items": [], "next": None, "total": 0}


@dataclass(frozen=True)
class MailPages:
    """``/mails``, for support."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages, one = Blueprint("mails", __name__), f"{QUEUE}/<mail_id>"
        pages.add_url_rule(QUEUE, view_func=self.queue)
        pages.add_url_rule(ADDRESSES, view_func=self.addresses)
        resume = f"{ADDRESSES}/<address_id>/resume"
        pages.add_url_rule(resume, view_func=self.resume, methods=["POST"])
        pages.add_url_rule(one, view_func=self.show)
        pages.add_url_rule(f"{one}/resend", view_func=self.resend, methods=["POST"])
        return pages

    def queue(self) -> Response:
        """Show the mails of a state, or those that were searched for."""
        self.frame.permitted("mails:manage")
        given = self.frame.given()
        text = given.get("q", "").strip()
        searched = {name: given[name] for name in SEARCHED if name in given} or self._meant(text)
        if searched is None:
            return self._found(NOTHING, text, "", "")
        state = "" if searched else given.get("state", "")
        state = state if searched or state in STATES else STATES[0]
        asked = page_asked(given, PAGE, **(searched or {"state": state}))
        queue = self.frame.ask(LIST, asked)
        typed = text or searched.get("address", "")
        return self._found(queue, typed, state, further(QUEUE, asked, queue))

    def _meant(self, text: str) -> dict[str, str] | None:
        """Return what was typed as a filter: an address, or a number; None where it is neither."""
        if not text or "@" in text:
            return {"address": text} if text else {}
        order = order_of(self.frame, text)
        return {"order": order} if order else None

    def _found(self, queue: dict[str, Any], typed: str, state: str, pages: Any) -> Response:
        return self.frame.page(
            "operator/mails.html", queue=queue, state=state, typed=typed, pages=pages,
            views=_views(state), is_unknown=queue is NOTHING,
        )  # fmt: skip

    def show(self, mail_id: str) -> Response:
        """Show what became of one mail, try by try."""
        self.frame.permitted("mails:manage")
        return self._one(mail_id, Form(()))

    def resend(self, mail_id: str) -> Response:
        """Send a mail once more."""
        form = self.frame.sent((), back=f"{QUEUE}/{mail_id}")
        try:
            self.frame.act(form, RESEND, payload={}, mail_id=mail_id)
        except Problem as problem:
            return self._one(mail_id, form.refused(problem))
        return self.frame.done(QUEUE, "op-mail-resent")

    def addresses(self) -> Response:
        """Show the addresses that are not reached, and whether something in the mailbox waits."""
        self.frame.permitted("mails:manage")
        return self._addresses(Form(()))

    def resume(self, address_id: str) -> Response:
        """Send to an address again."""
        form = self.frame.sent((), back=ADDRESSES)
        try:
            self.frame.act(form, RESUME, payload={}, address_id=address_id)
        except Problem as problem:
            return self._addresses(form.refused(problem))
        return self.frame.done(ADDRESSES, "op-address-resumed")

    def _one(self, mail_id: str, form: Form) -> Response:
        mail = self.frame.ask(ONE, mail_id=mail_id)
        return self.frame.page("operator/mail.html", mail=mail, form=form)

    def _addresses(self, form: Form) -> Response:
        asked = page_asked(self.frame.given(), PAGE)
        parts: dict[str, Any] = self.frame.ask_all(
            found=self.frame.asking(PAUSED, asked), mailbox=self.frame.asking(MAILBOX)
        )
        return self.frame.page(
            "operator/mail_addresses.html", **parts, form=form, views=_views("addresses"),
            pages=further(ADDRESSES, asked, parts["found"]),
        )  # fmt: skip


def _views(here: str) -> list[tuple[str, str, None, bool]]:
    """Return the tabs."""
    by_state = [
        (f"{QUEUE}?state={state}", say(f"op-mails-{state}"), None, state == here)
        for state in STATES
    ]
    return [*by_state, (ADDRESSES, say("op-mails-addresses"), None, here == "addresses")]
