"""One service as a page: what it is, whether the reader's body may order it, what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.api.route import PREFIX
from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Asking, Away
from gateway.web.frame.visitors import Visitor
from gateway.web.public.comparing import PutAside
from gateway.web.public.comparison_rows import maturity_of
from gateway.web.public.costs import costs_of, paid_by_levy
from gateway.web.public.ordering import may_prepare, order_path

Doc = dict[str, Any]

PROFILE, VERSIONS = api("GET profiles/{profile_id}"), api("GET profiles/{profile_id}/versions")
ORDERABLE = api("GET profiles/{profile_id}/orderable")
WATCHES, WATCH = api("GET watches"), api("POST watches")
UNWATCH = api("DELETE watches/{watch_id}")
BASKET = api("GET bodies/{body}/basket")
WATCHING = "me:read"
ENDING = (Field("watch", kind="hidden"),)


@dataclass(frozen=True)
class ProfilePages:
    """The page that catalogue, feeds, news and mails lead to."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("profiles", __name__)
        at = "/leistungen/<profile_id>"
        pages.add_url_rule(at, view_func=self.profile)
        pages.add_url_rule(f"{at}/beobachten", view_func=self.watch, methods=["POST"])
        pages.add_url_rule(f"{at}/beobachten/beenden", view_func=self.unwatch, methods=["POST"])
        return pages

    def profile(self, profile_id: str) -> Response:
        """Show a published service."""
        return self._page(profile_id, self.frame.blank(()))

    def watch(self, profile_id: str) -> Response:
        """Tell the reader of this service from now on."""
        form = self.frame.sent((), back=_path(profile_id))
        try:
            self.frame.act(form, WATCH, payload={"kind": "profile", "subject": profile_id})
        except Problem as problem:
            return self._page(profile_id, form.refused(problem))
        return self.frame.done(_path(profile_id), "public-watching")

    def unwatch(self, profile_id: str) -> Response:
        """Tell the reader of this service no more."""
        form = self.frame.sent(ENDING, back=_path(profile_id))
        try:
            self.frame.act(form, UNWATCH, watch_id=form.value("watch"))
        except Problem as problem:
            if problem.status != 404:
                return self._page(profile_id, form.refused(problem))
        return self.frame.done(_path(profile_id), "public-unwatched")

    def _page(self, profile_id: str, form: Form) -> Response:
        visitor = self.frame.visitor()
        answers = self.frame.ask_what_is_there(**self._asked(visitor, profile_id))
        profile = answers["profile"]
        if isinstance(profile, Away):
            raise profile.problem
        basket = answers.get("basket")
        return self.frame.page(
            "public/profile.html",
            form=form,
            profile=profile,
            versions=answers["versions"],
            orderable=answers.get("orderable"),
            may_prepare=may_prepare(visitor),
            basket=basket,
            basket_count=len(basket["entries"]) if basket else 0,
            may_watch=visitor.is_signed_in and visitor.may(WATCHING),
            watch=_watch_of(answers.get("watches"), profile_id),
            links={link["url"]: link for link in profile["links"]},
            costs=costs_of(profile),
            levy=paid_by_levy(profile, visitor.body),
            maturity=maturity_of(profile),
            duration=sum(task["duration_workdays"] for task in profile["rollout_guide"]),
            order_path=order_path(profile_id),
            json_path=f"{PREFIX}/profiles/{profile['id']}",
            aside=PutAside(self.frame.secure).ids(),
        )

    def _asked(self, visitor: Visitor, profile_id: str) -> dict[str, Asking]:
        """Return what this reader's page asks, side by side."""
        asking = self.frame.asking
        asked = {
            "profile": asking(PROFILE, profile_id=profile_id),
            "versions": asking(VERSIONS, query={"limit": "3"}, profile_id=profile_id),
        }
        if visitor.body:
            body = {"body": visitor.body}
            asked["orderable"] = asking(ORDERABLE, query=body, profile_id=profile_id)
            if may_prepare(visitor) and visitor.may("orders:read", visitor.body):
                asked["basket"] = asking(BASKET, body=visitor.body)
        if visitor.is_signed_in and visitor.may(WATCHING):
            asked["watches"] = asking(WATCHES, query={"limit": "200"})
        return asked


def path_of(profile: Mapping[str, Any]) -> str:
    """Return the path of a service's page."""
    return _path(profile["id"])


def _path(profile_id: str) -> str:
    return f"/leistungen/{profile_id}"


def _watch_of(watches: Any, profile_id: str) -> str | None:
    """Return the id of the reader's watch of this service."""
    listed = watches["items"] if watches else ()
    same = {"kind": "profile", "subject": profile_id}
    return next((str(w["id"]) for w in listed if same.items() <= w.items()), None)
