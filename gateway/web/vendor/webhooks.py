"""A vendor's webhooks: where its events are posted, what arrived, and all that is done with one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import further, page_asked
from services.common import clock

PATH, ONE = "/vendor/webhooks", "/vendor/webhooks/<webhook_id>"
LIST, ADD = api("GET webhooks"), api("POST webhooks")
GET, CHANGE = api("GET webhooks/{webhook_id}"), api("PATCH webhooks/{webhook_id}")
DELETE, TEST = api("DELETE webhooks/{webhook_id}"), api("POST webhooks/{webhook_id}/test")
PAUSE = api("POST webhooks/{webhook_id}/pause")
ENABLE = api("POST webhooks/{webhook_id}/enable")
ROTATE = api("POST webhooks/{webhook_id}/rotate-secret")
REPLAY = api("POST webhooks/{webhook_id}/replay")
LOG = api("GET webhooks/{webhook_id}/deliveries")
RETRY = api("POST webhooks/{webhook_id}/deliveries/{delivery_id}/retry")

TYPES = (
    "de.digitalmarkt.order.setup_requested.v1",
    "de.digitalmarkt.order.changed.v1",
    "de.digitalmarkt.order.terminated.v1",
    "de.digitalmarkt.link.published.v1",
    "de.digitalmarkt.profile.published.v1",
)
FACTS = (
    Field("url", "webhook-url", "url", "webhook-url-hint", longest=2000),
    Field("description", "webhook-description", hint="webhook-description-hint", required=False,
          longest=100),
    Field("types", "webhook-types", "checkboxes", "webhook-types-hint", required=False,
          options=tuple((kind, f"webhook-type-{kind.split('.', 2)[2].replace('.', '-')}")
                        for kind in TYPES)),
)  # fmt: skip
VERSION = Field("version", kind="hidden")
RANGE = (
    Field("from", "webhook-from", "date"),
    Field("to", "webhook-to", "date", "webhook-to-hint"),
)
STATES = ("delivered", "waiting", "held", "failed")
SHOWN = "20"
Doc = dict[str, Any]


@dataclass(frozen=True)
class WebhookPages:
    """``/vendor/webhooks`` and one below; a secret stands in the answer to its form only."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("vendor_webhooks", __name__)
        pages.add_url_rule(PATH, view_func=self.list)
        pages.add_url_rule(PATH, view_func=self.add, methods=["POST"])
        pages.add_url_rule(ONE, view_func=self.show)
        pages.add_url_rule(ONE, view_func=self.change, methods=["POST"])
        for name in ("test", "pause", "enable", "secret", "replay", "delete"):
            act = getattr(self, name)
            pages.add_url_rule(f"{ONE}/{name}", name, act, methods=["POST"])
        pages.add_url_rule(
            f"{ONE}/deliveries/<delivery_id>/retry", view_func=self.retry, methods=["POST"]
        )
        return pages

    def list(self) -> Response:
        """Show all webhooks of the reader's vendor, and the form for a new one."""
        self.frame.signed_in()
        return self._list(self.frame.blank(FACTS))

    def add(self) -> Response:
        """Add one, and show its secret once."""
        form = self.frame.sent(FACTS, back=PATH)
        try:
            made = self.frame.act(form, ADD, payload=payload_of(form, *_names()))
        except Problem as problem:
            return self._list(form.refused(problem))
        return self._page(made["id"], secret=made["secret"])

    def show(self, webhook_id: str) -> Response:
        """Show one, with what was and will be posted."""
        self.frame.signed_in()
        return self._page(webhook_id)

    def change(self, webhook_id: str) -> Response:
        """Change address, name or types, as of the version seen."""
        form = self.frame.sent((*FACTS, VERSION), back=_path(webhook_id))
        try:
            self.frame.act(
                form, CHANGE, webhook_id=webhook_id, version=form.whole("version"),
                payload=payload_of(form, *_names(), drop_empty=False),
            )  # fmt: skip
        except Problem as problem:
            return self._page(webhook_id, form.refused(problem), changing=True)
        return self.frame.done(_path(webhook_id), "webhook-changed")

    def test(self, webhook_id: str) -> Response:
        """Post a test event, and show what came of it."""
        form = self.frame.sent((), back=_path(webhook_id))
        try:
            tried = self.frame.act(form, TEST, webhook_id=webhook_id, payload={})
        except Problem as problem:
            return self._page(webhook_id, form.refused(problem))
        return self._page(webhook_id, tried=tried)

    def pause(self, webhook_id: str) -> Response:
        """Post nothing until somebody goes on with it."""
        return self._act(PAUSE, webhook_id, "webhook-paused")

    def enable(self, webhook_id: str) -> Response:
        """Post again, beginning with what waited."""
        return self._act(ENABLE, webhook_id, "webhook-enabled")

    def secret(self, webhook_id: str) -> Response:
        """Change the secret, and show the new one once."""
        form = self.frame.sent((), back=_path(webhook_id))
        try:
            made = self.frame.act(form, ROTATE, webhook_id=webhook_id, payload={})
        except Problem as problem:
            return self._page(webhook_id, form.refused(problem))
        return self._page(webhook_id, secret=made["secret"])

    def replay(self, webhook_id: str) -> Response:
        """Post once more what was told on some days."""
        form = self.frame.sent(RANGE, back=_path(webhook_id))
        try:
            payload = {
                "from": _begin_of(form.value("from"), 0), "to": _begin_of(form.value("to"), 1),
            }  # fmt: skip
            self.frame.act(form, REPLAY, webhook_id=webhook_id, payload=payload)
        except Problem as problem:
            return self._page(webhook_id, form.refused(problem), replaying=True)
        return self.frame.done(_path(webhook_id), "webhook-replayed")

    def delete(self, webhook_id: str) -> Response:
        """End one for good."""
        form = self.frame.sent((), back=_path(webhook_id))
        try:
            self.frame.act(form, DELETE, webhook_id=webhook_id)
        except Problem as problem:
            return self._page(webhook_id, form.refused(problem))
        return self.frame.done(PATH, "webhook-deleted")

    def retry(self, webhook_id: str, delivery_id: str) -> Response:
        """Post one event once more."""
        return self._act(RETRY, webhook_id, "webhook-retried", delivery_id=delivery_id)

    def _act(self, route: Any, webhook_id: str, said: str, **more: str) -> Response:
        form = self.frame.sent((), back=_path(webhook_id))
        try:
            self.frame.act(form, route, webhook_id=webhook_id, payload={}, **more)
        except Problem as problem:
            return self._page(webhook_id, form.refused(problem))
        return self.frame.done(_path(webhook_id), said)

    def _list(self, form: Form) -> Response:
        given = page_asked(self.frame.given(), SHOWN)
        found = self.frame.ask(LIST, given)
        return self.frame.page(
            "vendor/webhooks.html", found=found, form=form, pages=further(PATH, given, found),
        )  # fmt: skip

    def _page(
        self, webhook_id: str, form: Form | None = None, *, secret: str = "",
        tried: Doc | None = None, changing: bool = False, replaying: bool = False,
    ) -> Response:  # fmt: skip
        given = self.frame.given()
        state = {"state": given["state"]} if given.get("state") in STATES else {}
        asked = page_asked(given, SHOWN, **state)
        answers = self.frame.ask_all(
            webhook=self.frame.asking(GET, webhook_id=webhook_id),
            log=self.frame.asking(LOG, asked, webhook_id=webhook_id),
        )
        webhook, log = answers["webhook"], answers["log"]
        form = form or Form(())
        return self.frame.page(
            "vendor/webhook.html", webhook=webhook, log=log, form=form, secret=secret, tried=tried,
            facts=form if changing else _facts_of(webhook), states=STATES,
            range=form if replaying else self.frame.blank(RANGE), state=given.get("state", ""),
            pages=further(_path(webhook_id), asked, log),
        )  # fmt: skip


def _path(webhook_id: str) -> str:
    return f"{PATH}/{webhook_id}"


def _names() -> list[str]:
    return [field.name for field in FACTS]


def _facts_of(webhook: Doc) -> Form:
    values = {name: webhook[name] for name in _names()}
    return Form((*FACTS, VERSION), {**values, "version": webhook["version"]})


def _begin_of(day: str, later: int) -> str:
    """Return when a day begins here, or one so many days later; what is no day stays as it is."""
    try:
        begin = clock.start_of(date.fromisoformat(day) + timedelta(days=later))
    except ValueError:
        return day
    return begin.isoformat()
