"""The catalogue as files at addresses that stay: ``/leistungen.xlsx``, ``.csv``, ``.json``."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from gateway.api.dispatch import Dispatch
from gateway.api.route import Route
from gateway.api.routes.catalogue import ABOUT_A_BODY

LIST = Route(
    "GET", "leistungen", "catalog", "export_profiles", "The catalogue", query=True, public=True,
    cached=True, unheld=ABOUT_A_BODY, table="catalog.export_profiles",
)  # fmt: skip


@dataclass(frozen=True)
class TablePages:
    """Files that anyone may link to and have fetched by a program."""

    dispatch: Dispatch

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("tables", __name__)
        pages.add_url_rule("/leistungen.<any(xlsx, csv, json):kind>", view_func=self.catalogue)
        return pages

    def catalogue(self, kind: str) -> Response:
        """Return all that is published, or what the same filters as in the API leave of it."""
        request.environ["gateway.route"] = "/leistungen"
        return self.dispatch.lists.file(LIST, kind, self.dispatch.admission.caller(LIST), {})
