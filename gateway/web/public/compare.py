"""Two to four services side by side, and what is put aside to be compared."""

from dataclasses import dataclass

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from gateway.sign_in.pages import local_path
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Asking, Away
from gateway.web.public.comparing import ID, MOST, PutAside
from gateway.web.public.comparison_rows import rows_of

PATH = "/vergleich"
COMPARE, ORDERABLE = api("GET profiles/compare"), api("GET profiles/{profile_id}/orderable")


@dataclass(frozen=True)
class ComparePages:
    """``/vergleich``, and the links that put a service aside or take it out again.

    Putting aside changes nothing but a cookie of the reader's own, so that it is a link: guests
    have no session a form could name.
    """

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("compare", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        pages.add_url_rule(f"{PATH}/merken", view_func=self.put_aside)
        pages.add_url_rule(f"{PATH}/weglegen", view_func=self.take_out)
        pages.add_url_rule(f"{PATH}/leeren", view_func=self.clear)
        return pages

    def show(self) -> Response:
        """Show what is named in the address, else what is put aside."""
        named = [id for id in dict.fromkeys(request.args.getlist("id")) if ID.fullmatch(id)]
        ids = (named or self._aside.ids())[:MOST]
        only = request.args.get("only") == "differences"
        if len(ids) < 2:
            return self.frame.page("public/compare.html", ids=ids, profiles=[], rows=[], only=only)
        body = self.frame.visitor().body
        answers = self.frame.ask_what_is_there(**self._asked(ids, body))
        compared = answers["compared"]
        if isinstance(compared, Away):
            raise compared.problem
        own = [answers[_own(id)] for id in ids] if body else None
        rows = [row for row in rows_of(compared, own) if row.differs or not only]
        profiles = compared["profiles"]
        return self.frame.page(
            "public/compare.html",
            ids=ids,
            profiles=profiles,
            rows=rows,
            only=only,
            aside=self._aside.ids(),
        )

    def _asked(self, ids: list[str], body: str | None) -> dict[str, Asking]:
        """Return what the page asks, side by side: for a body also what each is to it."""
        asking = self.frame.asking
        asked = {"compared": asking(COMPARE, query={"id": ",".join(ids)})}
        own = {
            _own(id): asking(ORDERABLE, query={"body": body}, profile_id=id) for id in ids if body
        }
        return {**own, **asked}

    def put_aside(self) -> Response:
        """Put a service aside, as long as there is room."""
        return self._kept([*self._aside.ids(), *self._named()][:MOST])

    def take_out(self) -> Response:
        """Take a service out."""
        return self._kept([id for id in self._aside.ids() if id not in self._named()])

    def clear(self) -> Response:
        """Take all out."""
        return self._kept([])

    def _named(self) -> list[str]:
        return [id for id in request.args.getlist("id") if ID.fullmatch(id)]

    def _kept(self, ids: list[str]) -> Response:
        response = redirect(local_path(request.args.get("next")), 303)
        self._aside.keep(response, list(dict.fromkeys(ids)))
        return response

    @property
    def _aside(self) -> PutAside:
        return PutAside(self.frame.secure)


def _own(id: str) -> str:
    """Return the name of the question what a service is to the reader's body."""
    return f"own:{id}"
