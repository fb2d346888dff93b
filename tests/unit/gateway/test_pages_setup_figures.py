"""Figures of setups in a page: a vendor's own, or those support names."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.common.errors import Forbidden, Unavailable
from services.common.words import in_language
from services.orders.domain.setup_figures import course_of, courses_told, standing_told
from tests.builders import PRIEN, PROFILE, TITLE
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
MONTHS = ("2026-10", "2026-11")


def line(action: str, days: int, **facts: str) -> dict[str, Any]:
    return {"action": action, "at": MONDAY + timedelta(days=days), "reason_facts": facts}


def phase(state: str, count: int, overdue: int = 0) -> dict[str, Any]:
    id = {"state": state, "point": None, "profile": PROFILE}
    return {"_id": id, "count": count, "overdue": overdue, "first_due_on": "2026-11-20"}


def figures(*phases: dict[str, Any], is_part: bool = False) -> dict[str, Any]:
    lines = [
        line("request-setup", 0),
        line("acknowledge", 2),
        line("failed", 3, failure="capacity"),
    ]
    told = {
        "vendor": "demo", "counted_on": "2026-11-28", "read": 1, "read_at_most": 2000,
        "is_part": is_part, **standing_told(phases, {PROFILE: TITLE}),
        **courses_told([course_of(lines, PRIEN)], MONTHS, is_part=is_part),
    }  # fmt: skip
    answer: dict[str, Any] = in_language(told, "de")
    return answer


def made(found: Any, *, vendor: str | None = "demo", grants: Any = None) -> Gateway:
    gateway = Gateway()
    known = gateway.calls.answers["identity.principal"]
    granted = grants or {"self": ["me:read"], "vendor:demo": ["setup:report"]}
    gateway.answers("identity.principal", {**known, "grants": granted})
    gateway.claims(vendor=vendor, roles=[])
    gateway.answers("orders.setup_figures", found)
    return gateway


def read(gateway: Gateway, path: str = "/setups/figures") -> Any:
    return gateway.client.get(path, headers={**SIGNED_IN, "Accept-Language": "de"})


def test_a_vendor_sees_its_figures_in_words_and_takes_them_as_a_file() -> None:
    gateway = made(figures(phase("in_setup", 3, overdue=1), phase("live", 4)))

    page = read(gateway)

    (asked,) = [one[1]["query"] for one in gateway.calls.made if one[0] == "orders.setup_figures"]
    assert asked == {"vendor": "demo"}
    for said in ("7 Einrichtungen, Stand 28.11.2026.", "In Einrichtung", "November 2026",
                 "Die einrichtende Stelle hat derzeit keine Kapazität", "(wenige)"):  # fmt: skip
        assert said in page.text
    assert 'href="/api/v1/setup-figures?vendor=demo&amp;format=csv"' in page.text
    assert "in_setup" not in page.text.replace("view=in_setup", "")


def test_figures_of_the_newest_orders_say_so_and_leave_the_months_out() -> None:
    page = read(made(figures(phase("live", 4), is_part=True)))

    assert "nur aus den 1 neuesten Bestellungen gezählt" in page.text
    assert "Monat für Monat" not in page.text
    assert "keine Kapazität" in page.text


def test_who_has_no_setup_yet_is_told_what_will_stand_there() -> None:
    page = read(made(figures()))

    assert page.status_code == 200
    assert "Noch keine Einrichtung" in page.text


def test_while_orders_is_away_the_page_says_so() -> None:
    page = read(made(Unavailable("service-away")))

    assert page.status_code == 200
    assert "Zahlen: gerade nicht erreichbar" in page.text
    assert "Wer am Zug ist" not in page.text


SUPPORTS = {"self": ["me:read"], "*": ["orders:support", "orders:read"]}
CLERK = {"self": ["me:read"], "09187162": ["orders:read"]}


@pytest.mark.parametrize(
    ("grants", "path", "status"),
    [
        (SUPPORTS, "/setups/figures?vendor=demo", 200), (SUPPORTS, "/setups/figures", 403),
        (CLERK, "/setups/figures?vendor=demo", 403),
    ],
)  # fmt: skip
def test_support_names_whose_figures_it_reads_and_bodies_read_none(
    grants: Any, path: str, status: int
) -> None:
    gateway = made(figures(phase("live", 1)), vendor=None, grants=grants)

    page = read(gateway, path)

    assert page.status_code == status
    assert ("Einrichtungen in Zahlen: Demo IT-Dienst" in page.text) == (status == 200)


def test_a_refusal_is_shown_as_one() -> None:
    assert read(made(Forbidden("not-permitted", permission="setup:report"))).status_code == 403
