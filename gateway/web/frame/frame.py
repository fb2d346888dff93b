"""What a page is given: its reader, what it may ask, and the answers it can give.

A page asks and acts by routes of the API (``frame.api``), as the reader. A form acts once, however
often it is sent; one that is sent when its session has ended is kept, and is there again after
signing in. Every failure is a ``Problem``: the page shows it at its fields, or the frame alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from flask import current_app, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from gateway.api.queries import given
from gateway.api.route import Route
from gateway.api.use_cases import UseCases
from gateway.callers.cookies import Cookie
from gateway.callers.credentials import check_csrf
from gateway.language import COOKIE
from gateway.problems.problems import Problem, problem_of
from gateway.web.frame import forms, side_by_side
from gateway.web.frame.api import api
from gateway.web.frame.body_names import BodyNames
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.holding import note_incomplete
from gateway.web.frame.kept_forms import LARGEST, KeepsForms, author_of
from gateway.web.frame.side_by_side import Asking, Question
from gateway.web.frame.vendor_names import VendorNames
from gateway.web.frame.visitors import Visitor
from services.common.principal import EVERYWHERE
from services.common.words import LANGUAGES

Asks = Callable[[Route, Any, Mapping[str, Any]], Any]
UNREAD = api("GET inbox/unread")
KEPT_FORM = "kept-form"
DONE = "done"
DONE_S = 60
YEAR_S = 365 * 24 * 3600


class SignInFirst(Exception):
    """A guest asked for what only people who are signed in see; ``onward`` is where they go then.

    ``kept`` finds what they had typed.
    """

    def __init__(self, onward: str, kept: str | None = None) -> None:
        super().__init__(onward)
        self.onward, self.kept = onward, kept


@dataclass(frozen=True)
class Frame:
    """Shared by all groups of pages."""

    use_cases: UseCases
    kept_forms: KeepsForms
    body_names: BodyNames
    vendor_names: VendorNames
    secure: bool

    def visitor(self) -> Visitor:
        """Return who reads; the session was looked up when the request was counted."""
        if "visitor" not in g:
            g.visitor = Visitor(g.get("session"), self._known(g.get("session")))
        visitor: Visitor = g.visitor
        return visitor

    def signed_in(self) -> Visitor:
        """Return who reads, or lead a guest to the sign-in and back here."""
        visitor = self.visitor()
        if visitor.session is not None and visitor.session.pending:
            raise SignInFirst(f"/passkey?next={quote(_here())}")
        if not visitor.is_signed_in:
            raise SignInFirst(f"/login?next={quote(_here())}")
        if not visitor.is_known:
            raise problem_of(g.get("unknown") or Problem(503, "service-away"))
        return visitor

    def permitted(self, permission: str, scope: str = EVERYWHERE) -> Visitor:
        """Return who reads, where they hold the permission in that scope, or refuse."""
        visitor = self.signed_in()
        if not visitor.may(permission, scope):
            raise Problem(403, "not-permitted")
        return visitor

    def ask(self, route: Route, query: Mapping[str, str] | None = None, **arguments: Any) -> Any:
        """Return what a reading route gives the reader."""
        return self._asked(self.use_cases.ask, route, query, arguments)

    def ask_held(self, route: Route, query: Mapping[str, str] | None = None, **more: Any) -> Any:
        """Return what a route of the catalogue gives everyone, held until the catalogue changes.

        It is for what stands beside a page's own matter, and for what is chosen from.
        """
        return self._asked(self.use_cases.ask_held, route, query, more)

    def _asked(
        self, ask: Asks, route: Route, query: Mapping[str, str] | None, arguments: dict[str, Any]
    ) -> Any:
        if route.query:
            arguments["query"] = dict(query or {})
        try:
            return ask(route, self._caller(), arguments)
        except Exception as error:
            raise problem_of(error) from error

    def ask_if_there(
        self, route: Route, query: Mapping[str, str] | None = None, **arguments: Any
    ) -> dict[str, Any] | None:
        """Return what a reading route gives the reader, or None where it is none of theirs."""
        try:
            found: dict[str, Any] = self.ask(route, query, **arguments)
        except Problem as problem:
            if problem.status in (403, 404):
                return None
            raise
        return found

    def asking(self, route: Route, query: Mapping[str, str] | None = None, **more: Any) -> Asking:
        """Return the question, to be asked beside others."""
        if route.query:
            more["query"] = dict(query or {})
        return Question(route, more, lambda route, asked: self.ask(route, **asked))

    def asking_held(
        self, route: Route, query: Mapping[str, str] | None = None, **more: Any
    ) -> Asking:
        """Return the question for what is held, to be asked beside others."""
        return partial(self.ask_held, route, query, **more)

    def _together(self, questions: Sequence[Question]) -> list[Any]:
        asked = [(one.route, one.arguments) for one in questions]
        return self.use_cases.ask_together(asked, self._caller())

    def ask_all(self, **asked: Asking) -> dict[str, Any]:
        """Return all results by name, asked side by side."""
        self.visitor()
        return side_by_side.ask_all(asked, self._together)

    def ask_what_is_there(self, **asked: Asking) -> dict[str, Any]:
        """Return all results by name; what a service that is away would give is ``Away``."""
        self.visitor()
        results = side_by_side.ask_what_is_there(asked, self._together)
        if any(isinstance(result, side_by_side.Away) for result in results.values()):
            note_incomplete()
        return results

    def asking_unread(self) -> dict[str, Asking]:
        """Return the question of a home: how much is unread, and whether mails reach the reader."""
        return {"unread": self.asking(UNREAD)}

    def given(self) -> dict[str, str]:
        """Return what the page's own query says, without what is empty."""
        return {name: value for name, value in given(request.args).items() if name != "lang"}

    def blank(self, fields: Iterable[Field], **values: Any) -> Form:
        """Return a form to be shown: with these values, or what was typed before signing in."""
        form = Form(tuple(fields), values)
        kept = self._kept_values()
        return form.with_values(**kept) if kept else form

    def sent(self, fields: Iterable[Field], *, back: str | None = None, needs: str = "") -> Form:
        """Return the form that was sent, by somebody signed in and by their own page.

        ``back`` is the page that shows it; the address it was sent to, if nothing else is said.
        Who lacks the permission it ``needs`` is refused before anything is read. Nothing is asked
        before this: what was typed when a session had ended would be lost.
        """
        visitor = self.visitor()
        if needs and visitor.is_signed_in:
            self.permitted(needs)
        form = forms.read(fields, request.form)
        if not visitor.is_signed_in or visitor.session is None:
            raise self._sign_in_with(form, back or request.path)
        check_csrf(visitor.session, request.form.get(forms.TOKEN))
        self.signed_in()
        return form

    def act(self, form: Form, route: Route, **arguments: Any) -> Any:
        """Return the result of a changing route; the same form sent again acts no second time."""
        try:
            return self.use_cases.act(route, self._caller(), arguments, form.key)
        except Exception as error:
            raise problem_of(error) from error

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page; a form that has to be corrected is answered with 422."""
        form = values.get("form")
        if status == 200 and isinstance(form, Form) and form.is_refused:
            status = 422
        return make_response(render_template(template, **values), status)

    def done(self, path: str, said: str | None = None) -> Response:
        """Lead on after something was done, and say there what it was (a key of the words)."""
        response = redirect(path, 303)
        if said:
            self._done_cookie.set(response, said)
        return response

    @property
    def _done_cookie(self) -> Cookie:
        return Cookie(DONE, self.secure, DONE_S)

    @property
    def _kept_cookie(self) -> Cookie:
        return Cookie(KEPT_FORM, self.secure, 3600)

    def just_done(self) -> str | None:
        """Return what the answer before this page said was done."""
        return request.cookies.get(self._done_cookie.full_name)

    def tidy(self, response: Response) -> Response:
        """Forget what was said once it has been shown; remember the language that was chosen."""
        leads_on = 300 <= response.status_code < 400
        of_page = request.method == "GET" and "HX-Request" not in request.headers
        shown = of_page and response.mimetype == "text/html" and not leads_on
        if shown and self.just_done():
            self._done_cookie.delete(response)
        if shown and request.args.get("lang") in LANGUAGES:
            response.set_cookie(
                COOKIE, request.args["lang"], YEAR_S, secure=self.secure, samesite="Lax"
            )
        return response

    def sign_in_first(self, needed: SignInFirst) -> Response:
        """Lead to the sign-in."""
        response = redirect(needed.onward, 303)
        if needed.kept:
            self._kept_cookie.set(response, needed.kept)
        return response

    def _caller(self) -> Any:
        visitor = self.visitor()
        return visitor.session if visitor.is_signed_in else None

    def _known(self, session: Any) -> Any:
        calls = self.use_cases.dispatch.calls
        try:
            return calls.known(None if session is None or session.pending else session)
        except Exception as error:
            g.unknown = error
            return calls.known(None)

    def _kept_values(self) -> dict[str, Any] | None:
        secret, visitor = request.cookies.get(self._kept_cookie.full_name), self.visitor()
        if not secret or visitor.session is None or request.method != "GET":
            return None
        author = author_of(visitor.session.account)
        return self.kept_forms.take(secret, request.path, author)

    def _sign_in_with(self, form: Form, back: str) -> SignInFirst:
        onward = f"/login?next={quote(back)}"
        author = request.form.get(forms.AUTHOR, "")[:64]
        large = (request.content_length or 0) > LARGEST
        if not author or large or not _is_ours():
            return SignInFirst(onward)
        return SignInFirst(onward, self.kept_forms.keep(back, author, dict(form.values)))


def _is_ours() -> bool:
    """Tell whether a page of ours sent this, as browsers say with every form.

    What others sent is not kept: a stranger's site could put its words into somebody's form.
    """
    origin = request.headers.get("Origin")
    return origin is None or origin == current_app.config["ADDRESS"]


def _here() -> str:
    """Return the address of this page, to come back to; that of a form is its page's."""
    query = request.query_string.decode("ascii", "ignore")
    return request.path + (f"?{query}" if query and request.method == "GET" else "")
