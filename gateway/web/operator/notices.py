"""Notices of the operator: written in both languages, counted, confirmed, and on their way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.bulk import titles_of
from gateway.web.frame.api import api
from gateway.web.frame.formats import day_of
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE, further, page_asked
from gateway.web.operator.queues import PAGE
from gateway.web.words import say
from gateway.words.news import NOTICE_KINDS
from services.common import clock

PATH, EDITS = "/notices", "profiles:edit"
LIST, ONE, PUBLISH = api("GET notices"), api("GET notices/{notice_id}"), api("POST notices")
MAILING, REACH = api("GET notices/{notice_id}/mailing"), api("POST notice-recipients")
PROFILES = api("GET profiles")
WORDS = (
    Field("kind", "notice-kind", "radios", options=tuple(NOTICE_KINDS.items())),
    Field("title_de", "notice-title-de", longest=200, pointer="/title/de"),
    Field("text_de", "notice-text-de", "textarea", longest=4000, rows=6, pointer="/text/de"),
    Field("title_en", "notice-title-en", longest=200, pointer="/title/en"),
    Field("text_en", "notice-text-en", "textarea", longest=4000, rows=6, pointer="/text/en"),
)
TIMES = (
    Field("starts_on", "notice-starts-on", "date", pointer="/starts_at"),
    Field("starts_time", "notice-starts-time", hint="notice-time-hint", longest=5),
    Field("ends_on", "notice-ends-on", "date", pointer="/ends_at", required=False),
    Field("ends_time", "notice-ends-time", hint="notice-time-hint", longest=5, required=False),
)
SERVICES = Field("profiles", "notice-services", "checkboxes", "notice-services-hint", False)
FIELDS = (*WORDS, *TIMES, SERVICES)
BOTH = (("starts_on", "starts_time"), ("ends_on", "ends_time"))
NEEDED = tuple(field.name for field in FIELDS if field.required)


@dataclass(frozen=True)
class NoticePages:
    """``/notices``, for editors."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("notices", __name__)
        pages.add_url_rule(PATH, view_func=self.listed)
        pages.add_url_rule(f"{PATH}/new", view_func=self.begin)
        pages.add_url_rule(f"{PATH}/new", view_func=self.send, methods=["POST"])
        pages.add_url_rule(f"{PATH}/<notice_id>", view_func=self.show)
        return pages

    def listed(self) -> Response:
        """Show what was told, the newest first."""
        self.frame.permitted(EDITS)
        asked = page_asked(self.frame.given(), PAGE)
        found = self.frame.ask(LIST, asked)
        return self.frame.page(
            "operator/notices.html", found=found, pages=further(PATH, asked, found)
        )

    def show(self, notice_id: str) -> Response:
        """Show one with how far its mails are; those of a new one are begun in a moment."""
        self.frame.permitted(EDITS)
        notice = self.frame.ask(ONE, notice_id=notice_id)
        mailing = self.frame.ask(MAILING, notice_id=notice_id)
        return self.frame.page(
            "operator/notice.html", notice=notice, mailing=mailing,
            titles=self._named(notice["profiles"]),
        )  # fmt: skip

    def begin(self) -> Response:
        """Show the form."""
        self.frame.permitted(EDITS)
        today = clock.local_date(clock.now()).isoformat()
        form = self.frame.blank(FIELDS, kind="outage", starts_on=today, starts_time="08:00")
        return self._form(form)

    def send(self) -> Response:
        """Show how many it reaches, go back to change it, or publish what was confirmed."""
        form = self.frame.sent(FIELDS)
        self.frame.permitted(EDITS)
        step = request.form.get("step")
        if step == "change":
            return self._form(form)
        if lacking := _lacking(form):
            return self._form(form.with_errors(lacking))
        return self._publish(form) if step == "publish" else self._confirm(form)

    def _publish(self, form: Form) -> Response:
        try:
            notice = self.frame.act(form, PUBLISH, payload=_payload(form))
        except Problem as problem:
            return self._form(form.refused(problem))
        return self.frame.done(f"{PATH}/{notice['id']}", "notice")

    def _confirm(self, form: Form) -> Response:
        try:
            payload = {"profiles": form.value("profiles")}
            reach = self.frame.act(form, REACH, payload=payload)
        except Problem as problem:
            return self._form(form.refused(problem))
        carried = [
            (one.name, value)
            for one in FIELDS
            for value in (form.value(one.name) if one.is_many else [form.value(one.name)])
        ]
        return self.frame.page(
            "operator/notice_confirm.html", form=form, notice=_payload(form), reach=reach,
            carried=carried, titles=self._named(form.value("profiles")),
        )  # fmt: skip

    def _form(self, form: Form) -> Response:
        services = sorted(self._titles().items(), key=lambda one: one[1].casefold())
        return self.frame.page(
            "operator/notice_new.html", form=form.with_options("profiles", services)
        )

    def _named(self, profiles: Sequence[str]) -> list[str]:
        """Return the titles of services; one that is offered no more keeps its id."""
        titles = self._titles() if profiles else {}
        return [titles.get(id, id) for id in profiles]

    def _titles(self) -> Mapping[str, str]:
        return titles_of(self.frame.ask_held(PROFILES, {"kind": "efa", "limit": MOST_AT_ONCE}))


def _payload(form: Form) -> dict[str, Any]:
    """Return the notice as the API takes it."""
    worded = payload_of(form, *(field.name for field in WORDS))
    starts_at, ends_at = (_moment(form, *names) for names in BOTH)
    times = {"starts_at": starts_at, **({"ends_at": ends_at} if ends_at else {})}
    return {**worded, **times, "profiles": form.value("profiles")}


def _moment(form: Form, on: str, at: str) -> str | None:
    """Return day and time in Bavaria as one moment; None where no day is named, or no such one."""
    try:
        day, hour = day_of(str(form.value(on))), time.fromisoformat(str(form.value(at)) or "00:00")
    except ValueError:
        return None
    return datetime.combine(day, hour, clock.LOCAL).isoformat()


def _lacking(form: Form) -> dict[str, str]:
    """Return what is missing, or no day and time."""
    missing = {name: say("field-needed") for name in NEEDED if not form.value(name)}
    typed = [names for names in BOTH if any(form.value(name) for name in names)]
    unread = {on: say("notice-no-moment") for on, at in typed if _moment(form, on, at) is None}
    return {**unread, **missing}
