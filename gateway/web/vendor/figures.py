"""Figures of a setup party's own setups; support reads those of any, by its name in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.visitors import Visitor
from services.common.principal import EVERYWHERE

PATH = "/setups/figures"
FIGURES = api("GET setup-figures")
KINDS = ("xlsx", "csv", "json")
MARKS = ("asked", "acknowledged", "ready", "live", "failed")
"""What is counted month by month."""
FEW = 5
"""A median of fewer is shown with the remark that it says little."""
Doc = dict[str, Any]


@dataclass(frozen=True)
class SetupFigurePages:
    """``/setups/figures``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the route."""
        pages = Blueprint("setup_figures", __name__)
        pages.add_url_rule(PATH, view_func=self.show)
        return pages

    def show(self) -> Response:
        """Show how the setups of a party stand, how long they took, and each month's."""
        visitor = self.frame.signed_in()
        vendor = _whose(visitor, self.frame.given())
        asked = self.frame.ask_what_is_there(found=self.frame.asking(FIGURES, {"vendor": vendor}))
        found = asked["found"]
        if not found and found.problem.status < 500:
            raise found.problem
        return self.frame.page(
            "vendor/figures.html", found=found, marks=MARKS, few=FEW,
            is_own=vendor == visitor.vendor, name=self.frame.vendor_names.of(vendor) or "",
            most=_highest(found) if found else 0, files=_files(vendor),
        )  # fmt: skip


def _whose(visitor: Visitor, given: Mapping[str, str]) -> str:
    """Return whose figures are shown: the reader's own, or those support names."""
    if visitor.vendor:
        return visitor.vendor
    if visitor.may("orders:support", EVERYWHERE) and "vendor" in given:
        return given["vendor"]
    raise Problem(403, "not-permitted")


def _highest(found: Doc) -> int:
    """Return the highest number of a month, to which the bars are drawn."""
    return max((month[mark] for month in found["months"] or () for mark in MARKS), default=0)


def _files(vendor: str) -> list[tuple[str, str]]:
    return [
        (f"/api/v1/setup-figures?{urlencode({'vendor': vendor, 'format': kind})}", kind)
        for kind in KINDS
    ]
