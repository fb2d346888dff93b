"""A whole list as a file: who may, page by page, and what each kind of file is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Response, request

from gateway.api.admission import Admission
from gateway.api.arguments import arguments_of
from gateway.api.formats import filters_in
from gateway.api.openapi.contract import call_of
from gateway.api.plain_lists import PlainList, says_more, with_members
from gateway.api.route import Route
from gateway.callers.access_tokens import AccessToken
from gateway.callers.principals import Caller
from gateway.problems.programs import refused_program
from services.common import context
from services.common.errors import Forbidden

Page = Callable[[str | None], Mapping[str, Any]]
"""Gives the page behind a cursor: ``layout`` (first page), ``lines``, ``next``, ``revision``."""
Query = Mapping[str, str]


class ListFiles(Protocol):
    """What writes whole lists as files."""

    def shared(self, kind: str, query: Query, page: Page, name: str) -> Response:
        """Return a file that is the same for everyone."""

    def private(self, kind: str, page: Page, name: str, guest: bool = False) -> Response:
        """Return a file for one who asks."""


@dataclass(frozen=True)
class WholeLists:
    """Answers a list as a file, to the same people as the list itself."""

    admission: Admission
    files: ListFiles

    def file(
        self, route: Route, kind: str, caller: Caller | None, parameters: Mapping[str, str]
    ) -> Response:
        """Return a whole list as a file; what everyone may see is written once for all."""
        arguments = arguments_of(route, parameters, request)
        query = filters_in(arguments.pop("query"))
        page = self._pages(route, kind, caller, arguments, query)
        try:
            if caller is None and route.holds(query):
                return self.files.shared(kind, query, page, route.last_name)
            return self.files.private(kind, page, route.last_name, guest=caller is None)
        except Forbidden as refusal:
            check_token(route, caller, refusal)
            raise

    def _pages(
        self, route: Route, kind: str, caller: Caller | None, arguments: Mapping[str, Any],
        query: Query,
    ) -> Page:  # fmt: skip
        """Return what gives a list page by page, each by what the caller may do by then."""
        own = f"{route.service}.{route.call}"

        def ask(called: str, asked: Query, **more: bool) -> Any:
            known = self.admission.admit(route, caller)
            service, _, method = called.partition(".")
            given = {**arguments, **more, "query": asked}
            calls = self.admission.calls
            return calls.call(service, method, arguments=given, caller=caller, known=known)[0]

        if not (table := route.table):
            language = context.current().language
            return PlainList(route, kind, language, query, lambda asked: ask(own, asked)).page

        def page(cursor: str | None) -> Any:
            asked = {**query, "cursor": cursor} if cursor else query
            found = ask(table, asked, tables=kind != "json")
            if kind != "json" or found["next"] or not says_more(route):
                return found
            return with_members(found, ask(own, {**query, "limit": "1"}))

        return page


def check_token(route: Route, caller: Caller | None, refusal: Forbidden) -> None:
    """Raise what a program is told in place of a refusal that is worded for people."""
    if isinstance(caller, AccessToken) and refusal.code == "not-permitted":
        raise refused_program(call_of(route).get("scopes", ()), caller.scopes) from refusal
