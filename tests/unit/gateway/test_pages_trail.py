"""An auditor searches the trail by names, reads a line whole, and has all of it checked."""

from typing import Any

import pytest

from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH, CHECKS = "/audit", "/audit/checks"
LINE: dict[str, Any] = {
    "n": 7, "at": "2026-11-25T09:00:00+00:00", "action": "orders.release", "noun": "orders",
    "object": "o1", "object_name": None, "said": ["order.released"], "actor": "a9",
    "actor_name": "Nina Prüferin", "on_behalf_of": None, "on_behalf_of_name": None,
    "altered": False, "mandate": None, "event": "orders/o1:7:r", "correlation_id": "c1",
    "version": 7, "service": "orders", "hash": "b" * 64, "previous": "a" * 64,
}  # fmt: skip
RUN: dict[str, Any] = {
    "id": "r1", "started_by": "a9", "started_by_name": "Ada Revision", "lines": 1000, "kept": None,
    "started_at": "2026-11-25T09:00:00+00:00", "ended_at": None, "state": "running",
    "state_label": {"de": "läuft", "en": "going on"}, "checked_to": 400, "hash": "c" * 64,
    "position": None, "reason": None, "sentence": None, "version": 2,
}  # fmt: skip
BROKEN = {
    **RUN, "state": "broken", "state_label": {"de": "Fehler gefunden", "en": "fault found"},
    "position": 401, "ended_at": "2026-11-25T09:01:00+00:00",
    "sentence": {"de": "Zeile 401 wurde nachträglich verändert.", "en": "Line 401 was altered."},
}  # fmt: skip


def listed(*items: Any) -> dict[str, Any]:
    return {"items": list(items), "next": None, "total": len(items)}


def gateway(*permissions: str, **answers: Any) -> Gateway:
    """Return a gateway whose reader is an auditor."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    held = permissions or ("audit:read", "registrations:read", "orders:read")
    grants = {"self": ["me:read"], "*": list(held)}
    made.answers("identity.principal", {**known, "grants": grants})
    person = {"account": "a4", "name": "Anna Müller"}
    order = {"id": "o1", "number": "DM-1", "body_name": "Prien",
             "profile_title": {"de": "Wohngeld", "en": "Housing"}}  # fmt: skip
    for called, answer in {
        "identity__list_audit": listed(LINE), "identity__find_accounts": listed(person),
        "identity__find_bodies": listed({"key": "09187162", "full_name": "Markt Prien"}),
        "orders__names": {"items": [order]}, "contracts__names": {"items": []},
        "orders__list": listed(order), "identity__list_audit_runs": listed(RUN, BROKEN),
        "identity__get_audit_run": RUN, "identity__begin_audit_run": RUN,
        "identity__cancel_audit_run": {**RUN, "state": "cancelled"},
        "identity__audit_heads": listed({"day": "2026-11-24", "n": 900, "hash": "d" * 64}),
        **answers,
    }.items():  # fmt: skip
        made.answers(called.replace("__", "."), answer)
    return made


def get(made: Gateway, path: str = PATH) -> str:
    answer = made.client.get(path, headers=SIGNED_IN)
    assert answer.status_code == 200
    return answer.text


def post(made: Gateway, path: str, **typed: str) -> Any:
    data = {"csrf_token": CSRF, "form_key": "k", **typed}
    return made.client.post(path, data=data, headers=SIGNED_IN)


def asked(made: Gateway, call: str) -> dict[str, Any]:
    return dict([arguments for called, arguments, *_ in made.calls.made if called == call][-1])


def test_lines_are_read_in_words_with_their_links() -> None:
    made = gateway()

    shown = get(made, f"{PATH}?action=orders.release&since=2026-11-01&actor=a9")

    assert asked(made, "identity.list_audit")["query"] == {
        "action": "orders.release", "since": "2026-11-01", "actor": "a9", "sort": "-n",
        "limit": "25",
    }  # fmt: skip
    for said in (
        "Bestellung freigegeben", "Nina Prüferin", "/reviews/orders/o1", "/audit/story/o1",
        "Wer: Nina Prüferin", "Diese Auswahl exportieren",
    ):  # fmt: skip
        assert said in shown
    for raw in (">o1<", ">a9<", ">orders.release<"):
        assert raw not in shown


def test_whom_one_means_is_chosen_by_name_and_an_order_by_its_number() -> None:
    shown = get(gateway(), f"{PATH}?about=An&since=2026-11-01")

    for path in ("since=2026-11-01&amp;actor=a4", "since=2026-11-01&amp;object=a4",
                 "since=2026-11-01&amp;object=o1"):  # fmt: skip
        assert path in shown
    assert "DM-1: Wohngeld" in shown
    assert "since=2026-11-01&amp;on_behalf_of=09187162" in shown
    assert "Nina Prüferin" not in shown


@pytest.mark.parametrize("number", ["DM-2026-QHAB", "ssn-2026-QHAB", "T-DM-2026-QHAB"])
def test_the_number_of_one_order_leads_to_its_lines_at_once(number: str) -> None:
    made = gateway()

    answer = made.client.get(f"{PATH}?about={number}&since=2026-11-01", headers=SIGNED_IN)

    assert (answer.status_code, answer.location) == (303, f"{PATH}?since=2026-11-01&object=o1")
    assert asked(made, "orders.list")["query"]["number"] == "DM-2026-QHAB"


def test_a_line_says_which_order_it_is_about_and_by_which_program() -> None:
    line = {**LINE, "actor": "k-1", "actor_name": "Abruf"}
    other = {**LINE, "n": 8, "noun": "contracts", "object": "c1"}
    made = gateway("audit:read", "orders:read", "contracts:read",
                   identity__list_audit=listed(line, line, other))  # fmt: skip

    shown = get(made, f"{PATH}?since=2026-11-01")

    assert "Bestellung: DM-1, Wohngeld, Prien" in shown
    assert "Abruf (technischer Zugang)" in shown
    assert "Von: 01.11.2026" in shown
    assert [made.calls.count(f"{name}.names") for name in ("orders", "contracts")] == [1, 1]
    assert asked(made, "orders.names")["query"] == {"id": "o1"}


def test_lines_are_shown_while_those_who_name_their_things_are_away() -> None:
    shown = get(gateway(orders__names=Unavailable("service-away")))

    assert "Bestellung freigegeben" in shown


def test_what_followed_says_what_it_was() -> None:
    followed = {**LINE, "action": "contracts.event", "said": ["contract.offered"]}

    shown = get(gateway(identity__list_audit=listed(followed)))

    assert "Vertrag zur Unterschrift bereitgestellt" in shown


def test_an_altered_line_is_marked_wherever_it_is_shown() -> None:
    forged = {**LINE, "altered": True, "object": "no id, at all"}
    made = gateway(identity__list_audit=listed(forged))

    assert "Verändert" in get(made)
    assert made.calls.count("orders.names") == 0
    assert "Diese Zeile wurde nachträglich verändert" in get(made, f"{PATH}/lines/7")


def test_what_is_too_long_for_a_number_is_no_order_and_still_may_be_somebody() -> None:
    made, longest = gateway(), "DM 2026 " + "1" * 32

    get(made, f"{PATH}?about={longest}")
    assert asked(made, "orders.list")["query"]["number"] == longest
    get(made, f"{PATH}?about={longest}1")

    assert (made.calls.count("orders.list"), made.calls.count("identity.find_accounts")) == (1, 2)


def test_nobody_of_that_name_is_said() -> None:
    empty = {"identity__find_accounts": listed(), "identity__find_bodies": listed()}
    made = gateway(orders__list=listed(), **empty)

    shown = get(made, f"{PATH}?about=zzz")

    assert "Keine Person und keine Stelle heißt so" in shown
    assert "Nina Prüferin" not in shown
    assert made.calls.count("identity.list_audit") == 0


def test_where_nothing_fits_the_filters_are_still_named() -> None:
    made = gateway(identity__list_audit=listed(), identity__get_account={"name": "Anna Müller"})

    shown = get(made, f"{PATH}?actor=a4&action=x.y")

    for said in ("Wer: Anna Müller", "Was: Andere Änderung", "Keine Zeile passt"):
        assert said in shown


def test_a_line_is_shown_whole_with_those_around_it() -> None:
    made = gateway(identity__list_audit=listed({**LINE, "n": 6}, LINE, {**LINE, "n": 8}))

    shown = get(made, f"{PATH}/lines/7")

    assert asked(made, "identity.list_audit")["query"]["cursor"] == "5"
    for said in ("b" * 64, "/audit/lines/6", "/audit/lines/8", "/cases/o1"):
        assert said in shown


def test_a_line_that_is_missing_in_between_is_said() -> None:
    made = gateway(identity__list_audit=listed({**LINE, "n": 6}, {**LINE, "n": 8}))

    assert "Diese Zeile fehlt" in get(made, f"{PATH}/lines/7")


def test_a_line_cut_off_at_the_end_is_missing_as_well() -> None:
    made = gateway(identity__list_audit=listed({**LINE, "n": 899}))

    assert "Diese Zeile fehlt" in get(made, f"{PATH}/lines/900")


@pytest.mark.parametrize("n", ["0", "901", "9" * 15, "9" * 40])
def test_a_line_nobody_wrote_is_not_said_to_be_missing(n: str) -> None:
    made = gateway(identity__list_audit=listed({**LINE, "n": 900}) if n == "901" else listed())

    answer = made.client.get(f"{PATH}/lines/{n}", headers=SIGNED_IN)

    assert answer.status_code == 404
    assert "fehlt" not in answer.text


def test_the_trail_is_searched_while_orders_is_away() -> None:
    made = gateway(orders__list=Unavailable("service-away"))

    shown = get(made, f"{PATH}?about=An")

    assert "Anna Müller" in shown
    assert "Bestellungen: gerade nicht erreichbar" in shown
    assert "Niemand heißt so" not in shown


def test_a_trail_that_is_away_is_no_empty_one() -> None:
    made = gateway(identity__list_audit=Unavailable("service-away"))

    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 503


def test_a_check_a_program_began_is_not_that_of_an_erased_person() -> None:
    run = {**RUN, "started_by": "k-1", "started_by_name": None}
    made = gateway(identity__list_audit_runs=listed(run), identity__get_audit_run=run)

    for path in (CHECKS, f"{CHECKS}/r1"):
        shown = get(made, path)
        assert "Technischer Zugang" in shown
        assert "Gelöschte" not in shown


def test_a_check_is_begun_once_and_shows_how_far_it_is() -> None:
    made = gateway()

    listed_ones = get(made, CHECKS)
    begun = [post(made, CHECKS, head="") for _ in range(2)]
    shown = get(made, f"{CHECKS}/r1")

    assert "400 von 1.000 Zeilen geprüft" in listed_ones
    assert [(a.status_code, a.location) for a in begun] == [(303, f"{CHECKS}/r1")] * 2
    assert made.calls.count("identity.begin_audit_run") == 1
    assert asked(made, "identity.begin_audit_run")["payload"] == {}
    assert 'max="1000" value="400"' in shown
    assert "Prüfung abbrechen" in shown
    assert post(made, f"{CHECKS}/r1/cancel").status_code == 303


def test_a_cancelled_check_says_who_has_cancelled_it() -> None:
    ended = {**RUN, "state": "cancelled", "cancelled_by_name": "Jana Alt"}

    shown = get(gateway(identity__get_audit_run=ended), f"{CHECKS}/r1")

    assert "<dt>Abgebrochen von</dt><dd>Jana Alt</dd>" in shown


def test_a_trail_that_is_not_whole_leads_to_the_line() -> None:
    shown = get(gateway(identity__get_audit_run=BROKEN), f"{CHECKS}/r1")

    assert "Zeile 401 wurde nachträglich verändert." in shown
    assert 'href="/audit/lines/401"' in shown
    assert "abbrechen" not in shown


def test_the_heads_of_days_are_shown_to_be_kept() -> None:
    shown = get(gateway(), "/audit/heads")

    assert f"900:{'d' * 64}" in shown
    assert "24.11.2026" in shown


@pytest.mark.parametrize("path", [PATH, f"{PATH}/lines/1", CHECKS, f"{CHECKS}/r1", "/audit/heads"])
def test_nobody_else_reads_the_trail(path: str) -> None:
    answer = gateway("registrations:read").client.get(path, headers=SIGNED_IN)

    assert answer.status_code == 403
