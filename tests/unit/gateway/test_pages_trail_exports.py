"""An auditor exports what a search has found, comes back later, and downloads the file."""

from typing import Any

import pytest

from services.common.errors import Conflict
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_trail import asked, get, listed, post
from tests.unit.gateway.test_pages_trail import gateway as trail_gateway

SEARCH, EXPORTS = "/audit", "/audit/exports"
RUNNING: dict[str, Any] = {
    "id": "e1", "version": 2, "started_by": "a9", "started_by_name": "Ada Revision",
    "started_at": "2026-11-25T09:00:00+00:00", "ended_at": None, "state": "running",
    "state_label": {"de": "wird geschrieben", "en": "being written"}, "lines": 1000,
    "gone_to": 400, "written": 31, "pieces": 1, "size": 4000, "sha256": None,
    "kept_until": "2026-12-02T09:00:00+00:00", "cancelled_by": None, "cancelled_by_name": None,
    "selection": {"actor": "a4", "since": "2026-11-01", "action": "orders.release"},
    "names": {"a4": "Anna Müller"},
}  # fmt: skip
READY = {
    **RUNNING, "state": "ready", "state_label": {"de": "bereit", "en": "ready"}, "gone_to": 1000,
    "size": 1_500_000, "sha256": "ab" * 32, "ended_at": "2026-11-25T09:01:00+00:00",
}  # fmt: skip


def gateway(*permissions: str, **answers: Any) -> Gateway:
    """Return a gateway whose reader is an auditor with exports."""
    return trail_gateway(
        *permissions,
        **{
            "identity__list_audit_exports": listed(RUNNING, READY),
            "identity__get_audit_export": RUNNING, "identity__begin_audit_export": RUNNING,
            "identity__cancel_audit_export": {**RUNNING, "state": "cancelled"}, **answers,
        },
    )  # fmt: skip


def test_what_a_search_has_found_is_exported_once_with_its_filters() -> None:
    made, chosen = gateway(), {"actor": "a4", "since": "2026-11-01"}

    shown = get(made, f"{SEARCH}?actor=a4&since=2026-11-01")
    begun = [post(made, EXPORTS, **chosen) for _ in range(2)]

    assert "Diese Auswahl exportieren" in shown
    for name, value in chosen.items():
        assert f'name="{name}" value="{value}"' in shown
    assert [(a.status_code, a.location) for a in begun] == [(303, f"{EXPORTS}/e1")] * 2
    assert made.calls.count("identity.begin_audit_export") == 1
    assert asked(made, "identity.begin_audit_export")["payload"] == chosen


def test_the_story_of_a_thing_is_exported_as_a_whole() -> None:
    made = gateway()

    shown = get(made, f"{SEARCH}/story/o1")
    post(made, EXPORTS, about="o1")

    assert 'name="about" value="o1"' in shown
    assert asked(made, "identity.begin_audit_export")["payload"] == {"about": "o1"}


def test_exports_are_listed_in_words_with_what_has_become_of_them() -> None:
    made = gateway()

    shown = get(made, EXPORTS)
    begun = post(made, EXPORTS)

    for said in (
        "Wer: Anna Müller, Von: 01.11.2026, Was: Bestellung freigegeben", "Wird geschrieben",
        "400 von 1.000 Zeilen durchgesehen", "Bereit", "Ganzes Protokoll exportieren",
    ):  # fmt: skip
        assert said in shown
    for raw in (">a4<", "orders.release", "2026-11-01"):
        assert raw not in shown
    assert begun.status_code == 303
    assert asked(made, "identity.begin_audit_export")["payload"] == {}


def test_one_that_goes_on_shows_how_far_it_is_and_can_be_cancelled() -> None:
    made = gateway()

    shown = get(made, f"{EXPORTS}/e1")
    cancelled = post(made, f"{EXPORTS}/e1/cancel")

    for said in ('max="1000" value="400"', "31 Zeilen geschrieben", "Export abbrechen",
                 "Stand neu laden", 'hx-trigger="every 2s"'):  # fmt: skip
        assert said in shown
    assert "/file" not in shown
    assert (cancelled.status_code, cancelled.location) == (303, f"{EXPORTS}/e1")


def test_one_that_is_ready_by_the_time_it_is_cancelled_keeps_its_file() -> None:
    made = gateway(identity__get_audit_export=READY)

    late = post(made, f"{EXPORTS}/e1/cancel")
    assert (late.status_code, late.location) == (303, f"{EXPORTS}/e1")
    assert "identity.cancel_audit_export" not in {called for called, *_ in made.calls.made}

    post(made, f"{EXPORTS}/e1/delete")
    assert "identity.cancel_audit_export" in {called for called, *_ in made.calls.made}


def test_a_file_is_given_with_its_size_its_hash_and_its_end() -> None:
    shown = get(gateway(identity__get_audit_export=READY), f"{EXPORTS}/e1")

    for said in (
        'href="/api/v1/audit/exports/e1/file"', "1,4 MB", "ab" * 32, "Datei löschen",
        "Die Datei bleibt bis Mi, 02.12.2026", "/audit?actor=a4&amp;since=2026-11-01&amp;action=",
    ):  # fmt: skip
        assert said in shown
    assert "every 2s" not in shown


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("cancelled", "Der Export wurde abgebrochen"), ("removed", "vor ihrer Zeit gelöscht"),
        ("expired", "nach sieben Tagen gelöscht"), ("failed", "nicht so lang"),
    ],
)  # fmt: skip
def test_one_without_a_file_says_why_and_can_be_done_again(state: str, said: str) -> None:
    over = {**READY, "state": state, "cancelled_by_name": "Jana Alt"}

    shown = get(gateway(identity__get_audit_export=over), f"{EXPORTS}/e1")

    assert said in shown
    assert 'name="actor" value="a4"' in shown
    assert "/file" not in shown
    assert ("Jana Alt" in shown) == (state in ("cancelled", "removed"))


def test_things_of_a_selection_have_names_or_none_but_never_ids() -> None:
    order = {**READY, "selection": {"object": "o1", "mandate": "mandate-7", "service": "orders"}}
    story = {**READY, "selection": {"about": "o1,c1"}}
    made = gateway(identity__list_audit_exports=listed(order, story, {**READY, "selection": {}}))

    shown = get(made, EXPORTS)

    for said in ("Woran: DM-1, Wohngeld, Prien", "Bereich: Bestellungen", "Alles zu: DM-1",
                 "Ganzes Protokoll"):  # fmt: skip
        assert said in shown
    assert "mandate-7" not in shown
    assert made.calls.count("orders.names") == 1


def test_a_second_one_is_refused_in_words_above_the_list() -> None:
    made = gateway(identity__begin_audit_export=Conflict("audit-export-running", "Läuft.", "[]"))

    answer = post(made, EXPORTS, actor="a4")

    assert answer.status_code == 422
    assert "Bisherige Exporte" in answer.text


@pytest.mark.parametrize("path", [EXPORTS, f"{EXPORTS}/e1"])
def test_nobody_else_sees_exports(path: str) -> None:
    answer = gateway("registrations:read").client.get(path, headers=SIGNED_IN)

    assert answer.status_code == 403
