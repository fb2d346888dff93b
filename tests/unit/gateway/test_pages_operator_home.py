"""The operator's people see at once what waits, what is too late, and for whom."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/operator"
REVIEWS = ("orders:read", "registrations:read", "registrations:decide", "authorities:decide",
           "orders:review", "contracts:countersign")  # fmt: skip
NOTHING_LEFT: dict[str, Any] = {"looked_at": None, "total": 0, "counts": [], "items": []}
AWAY = Unavailable("service-away", "Weg.", "[]")


def turn(role: str, **facts: Any) -> dict[str, Any]:
    return {"role": role, "label": f"Wer: {role}", "count": 3, "overdue": 0,
            "first_due_on": "2099-12-02", "since": days_ago(0), **facts}  # fmt: skip


def days_ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat()


def step(name: str, median: int | None, allowed: int) -> dict[str, Any]:
    return {"step": name, "label": {"de": f"Schritt {name}", "en": f"Step {name}"},
            "median_days": median, "allowed_days": allowed, "count": 40}  # fmt: skip


def gateway(*permissions: str, turns: Any = None, new: int | None = None) -> Gateway:
    """Return a gateway whose reader works for the operator."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": list(permissions or REVIEWS)}
    made.answers("identity.principal", {**known, "grants": grants})
    people = [turn("reviewer", noun="registration", count=41, since=days_ago(15)),
              turn("applicant", noun="registration", count=6, overdue=2)]  # fmt: skip
    made.answers("identity.registration_turns", {"items": people, "new": new})
    both = turns or [turn("reviewer"), turn("signatory")]
    made.answers("orders.turns", {"items": both, "new": new, "released_by_caller": 0})
    steps = [step("review", 2, 3), step("setup", 50, 35)]
    made.answers("orders.step_figures", {"items": steps, "bottleneck": "setup"})
    made.answers("orders.orphaned", NOTHING_LEFT)
    made.answers("identity.orphaned_registrations", NOTHING_LEFT)
    made.answers("orders.list", {"items": [], "next": None, "total": 0})
    made.answers("orders.late_setups", {"items": []})
    made.answers("orders.support_requests", {"items": [], "next": None, "total": 0})
    unsealed = {"waiting_for": {"due_on": "2099-12-07"}}
    made.answers("contracts.list", {"items": [unsealed], "next": None, "total": 5})
    since = "2026-11-20T08:00:00+00:00"
    messages = {"mails": {"count": 7, "since": since, "new": new},
                "deliveries": {"count": 0, "since": None},
                "tickets": {"count": 4, "due_on": "2099-12-09"}}  # fmt: skip
    made.answers("notify.count_waiting", messages)
    return made


def page(made: Gateway, **headers: str) -> str:
    return made.client.get(PATH, headers={**SIGNED_IN, **headers}).text


def test_each_queue_is_counted_and_linked() -> None:
    shown = page(gateway())

    assert ">41<" in shown
    for path in ("/reviews/registrations", "/reviews/authorities", "/reviews/orders?view=review",
                 "/countersign", "/contracts?view=unsealed"):  # fmt: skip
        assert f'href="{path}"' in shown
    assert "Nichts ist überfällig" in shown


def test_each_queue_says_who_is_in_charge_since_when_and_how_many_are_overdue() -> None:
    late = turn("reviewer", overdue=2)

    shown = page(gateway(turns=[late]))

    row = shown[shown.index(">Registrierungen</a>") : shown.index(">Zeichnungsbefugnisse</a>")]
    assert ">Prüfung<" in row
    assert "Arbeitstagen<" in row
    assert "seit heute" in shown
    assert "<strong>2</strong>" in shown


@pytest.mark.parametrize(("due_on", "told"), [("2099-12-04", "0"), ("2020-01-02", "–")])
def test_where_the_first_due_is_not_late_nothing_is_and_else_only_a_count_tells(
    due_on: str, told: str
) -> None:
    made = gateway("orders:read", "agreements:decide", "orders:support", "tickets:internal")
    first = {"waiting_for": {"due_on": due_on}, "opened_at": days_ago(3)}
    made.answers("contracts.list_renewals", {"items": [first], "next": None, "total": 5})
    made.answers("contracts.list_proposals", {"items": [], "next": None, "total": 0})
    asked = {"items": [ASKED], "next": None, "total": 9, "overdue": 6}
    made.answers("orders.support_requests", asked)
    made.answers("notify.count_waiting", {"tickets": {"count": 4, "overdue": 3, "due_on": due_on}})

    shown = page(made)

    renewals = shown[shown.index(">Vereinbarungen verlängern</a>") :]
    assert f">{told}</td>" in renewals[: renewals.index("</tr>")]
    assert "<strong>6</strong>" in shown
    assert "<strong>3</strong>" in shown


def test_who_lets_things_wait_leads_to_the_list_of_what_waits_for_them() -> None:
    made = gateway(turns=[turn("signatory", overdue=4), turn("setup_party", overdue=1)])

    shown = page(made)

    owners = shown[shown.index('id="owners"') :]
    for path in ("orders?waiting_for=signatory", "orders?waiting_for=setup_party",
                 "registrations?state=submitted", "registrations?state=asked_back"):  # fmt: skip
        assert f'href="/reviews/{path}"' in owners
    assert owners.index("signatory") < owners.index("asked_back") < owners.index("setup_party")
    assert "Verträge" in owners
    for said in ("mit bestätigter E-Mail-Adresse; die Liste zeigt auch die übrigen offenen",
                 "die ohne bestätigte E-Mail-Adresse stehen unter „Offen“"):  # fmt: skip
        assert said in owners


def test_the_step_that_is_longest_against_its_deadline_is_named_in_a_sentence() -> None:
    shown = page(gateway())

    assert "Der Engpass ist der Schritt „Schritt setup“" in shown
    assert "50 Arbeitstage oder länger, vorgesehen sind 35" in shown


def test_where_no_step_is_too_long_the_closest_is_named() -> None:
    made = gateway()
    made.answers("orders.step_figures", {"items": [step("link", 9, 10)], "bottleneck": "link"})

    assert "höchstens 9 von 10" in page(made)


def test_before_enough_orders_went_through_no_median_is_told() -> None:
    made = gateway()
    made.answers("orders.step_figures", {"items": [step("link", None, 10)], "bottleneck": None})

    assert "noch zu wenige Bestellungen" in page(made)


def test_what_came_since_the_last_visit_is_counted_and_linked() -> None:
    made = gateway("orders:read", "registrations:read", "mails:manage", new=3)
    made.parts.visits.before = datetime(2026, 11, 20, 16, 5, tzinfo=UTC)

    shown = page(made)

    assert "Fr, 20.11.2026, 17:05 Uhr" in shown
    assert "3 neue Bestellungen" in shown
    assert 'href="/reviews/orders?since=2026-11-20T16%3A05%3A00%2B00%3A00"' in shown
    assert "3 neue Registrierungen" in shown
    assert "3 weitere gescheiterte E-Mails" in shown
    for called in ("orders.turns", "identity.registration_turns", "notify.count_waiting"):
        (asked,) = [arguments for name, arguments, *_ in made.calls.made if name == called]
        assert asked["query"]["since"] == "2026-11-20T16:05:00+00:00"


def test_on_a_first_visit_nothing_is_called_new() -> None:
    made = gateway()

    shown = page(made)

    assert "Ein früherer Besuch ist nicht vermerkt" in shown
    assert "neue Bestellung" not in shown
    (asked,) = [arguments for name, arguments, *_ in made.calls.made if name == "orders.turns"]
    assert asked["query"] == {}


def test_that_nothing_came_since_is_said() -> None:
    made = gateway(new=0)
    made.parts.visits.before = datetime(2026, 11, 20, 16, 5, tzinfo=UTC)

    assert "Seither ist nichts Neues da" in page(made)


def test_what_is_new_of_a_service_that_is_away_is_said_to_be_unknown() -> None:
    made = gateway(new=2)
    made.parts.visits.before = datetime(2026, 11, 20, 16, 5, tzinfo=UTC)
    made.answers("orders.turns", AWAY)

    shown = page(made)

    assert "Neue Bestellungen: gerade nicht bekannt" in shown
    assert "2 neue Registrierungen" in shown


def test_while_visits_cannot_be_noted_the_rest_stands() -> None:
    made = gateway()
    made.parts.visits.before = AWAY

    shown = page(made)

    assert "Seit Ihrem letzten Besuch: gerade nicht erreichbar" in shown
    assert ">41<" in shown


def test_an_editor_sees_what_waits_in_the_catalogue_and_nothing_of_orders() -> None:
    made = gateway("profiles:edit", "agreements:decide")
    one = {"items": [{}], "next": None, "total": 4}
    proposed = {"waiting_for": {"due_on": "2099-12-04"}, "proposed_at": days_ago(15)}
    since = {"since": days_ago(15), "first_due_on": "2099-12-05", "written_by_caller": 1}
    made.answers("catalog.list_drafts", {**one, **since})
    made.answers("catalog.link_queue", one)
    made.answers("contracts.list_proposals", {**one, "items": [proposed]})
    made.answers("contracts.list_renewals", {**one, "items": []})

    shown = page(made)

    assert 'href="/editor/profiles?view=submitted">Eingereichte Steckbriefe' in shown
    assert 'href="/editor/links"' in shown
    returned = shown[shown.index('view=sent_back">Zurückgegebene Steckbriefe') :]
    returned = returned[: returned.index("</tr>")]
    assert "1 davon haben Sie mitgeschrieben" in shown
    assert "Sa, 05.12.2099" in returned
    assert "Arbeitstagen<" in returned
    assert "Wer am Zug ist" not in shown
    assert "Seit Ihrem letzten Besuch" not in shown
    assert made.calls.count("orders.turns") == 0


def test_what_another_has_to_countersign_is_not_counted_as_the_readers_turn() -> None:
    made = gateway(turns=[turn("countersigner", count=2, first_due_on="2020-01-02")])
    made.answers("identity.registration_turns", {"items": [], "new": None})
    made.answers("contracts.list", {"items": [], "next": None, "total": 0})
    turns = made.calls.answers["orders.turns"]
    made.answers("orders.turns", {**turns, "released_by_caller": 2})

    shown = page(made)

    assert "2 davon haben Sie freigegeben" in shown
    assert "Gerade wartet nichts auf Sie" in shown


def test_a_ticket_is_not_counted_beside_its_order() -> None:
    made = gateway("orders:read", "orders:review", "tickets:internal")

    assert "3 Vorgänge warten" in page(made)


def test_what_is_too_late_is_said_first() -> None:
    late = turn("reviewer", overdue=2, first_due_on="2020-01-02")

    shown = page(gateway(turns=[late]))

    assert "einiges ist überfällig" in shown
    assert 'href="/reviews/orders?view=review"><span class="kern-label">Beginnen mit' in shown
    assert "<strong>2</strong>" in shown


def test_a_service_that_is_away_leaves_the_other_queues() -> None:
    made = gateway()
    made.answers("orders.turns", AWAY)

    shown = page(made)

    assert ">41<" in shown
    assert "gerade nicht erreichbar" in shown


def test_support_sees_its_own_queues_only() -> None:
    made = gateway("orders:read", "orders:support", "registrations:read", "mails:manage")

    shown = page(made)

    assert "/reviews/orders?view=support" in shown
    assert 'href="/mails"' in shown
    assert "/countersign" not in shown
    assert "view=unsealed" not in shown
    assert "/reviews/authorities" not in shown


def test_mails_events_and_tickets_are_counted_by_one_question_with_the_oldest() -> None:
    made = gateway("orders:read", "mails:manage", "deliveries:manage", "tickets:internal")

    shown = page(made)

    assert "Arbeitstage" in shown
    for path in ("/mails", "/operator/deliveries", "/operator/tickets"):
        assert f'row"><a href="{path}"' in shown
    asked = sorted(name for name, *_ in made.calls.made if name.startswith("notify."))
    assert asked == ["notify.count_unread", "notify.count_waiting"]


def test_who_is_not_reached_by_mail_is_told_on_the_home_and_how_to_change_it() -> None:
    made = gateway("orders:read")
    made.answers("notify.count_unread", {"count": 3, "most": 100, "is_reached": False})

    shown = page(made)

    assert "Ihre E-Mail-Adresse ist nicht erreichbar" in shown
    assert 'href="/account/mail"' in shown
    assert "3 ungelesen" in shown


def test_messages_nobody_could_handle_are_a_queue_where_there_are_some() -> None:
    made = gateway("orders:read", "parked:manage")
    for service in ("identity", "catalog", "orders", "contracts", "notify"):
        made.answers(f"{service}.list_parked", {"items": [], "next": None, "total": 0})
    calm = page(made)
    waits = {"id": "orders.a", "parked_at": days_ago(0), "cursor": "c"}
    made.answers("orders.list_parked", {"items": [waits], "next": None, "total": 3})

    shown = page(made)

    assert "/operator/parked" not in calm
    assert 'href="/operator/parked"' in shown
    assert "seit heute" in shown


@pytest.mark.parametrize(("there", "said"), [(("orders",), "seit heute"), ((), "–")])
def test_of_services_that_are_away_no_parked_message_is_known(
    there: tuple[str, ...], said: str
) -> None:
    made = gateway("orders:read", "parked:manage")
    waits = {"id": "orders.a", "parked_at": days_ago(0), "cursor": "c"}
    for service in ("identity", "catalog", "orders", "contracts", "notify"):
        page_of = {"items": [waits], "next": None, "total": 1}
        away = Unavailable("service-away")
        made.answers(f"{service}.list_parked", page_of if service in there else away)

    line = page(made).partition('href="/operator/parked"')[2].partition("</tr>")[0]

    assert said in line


def test_an_auditor_looks_without_being_told_to_act() -> None:
    assert "Sie sind am Zug" not in page(gateway("orders:read", "audit:read"))


@pytest.mark.parametrize("grants", [{"self": ["me:read"]}, {"09187162": ["orders:read"]}])
def test_nobody_else_is_shown_it(grants: dict[str, list[str]]) -> None:
    made = gateway()
    known = made.calls.answers["identity.principal"]
    made.answers("identity.principal", {**known, "grants": grants})

    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 403
    assert f'href="{PATH}"' not in made.client.get("/hilfe", headers=SIGNED_IN).text


def test_the_page_speaks_english() -> None:
    shown = page(gateway(), **{"Accept-Language": "en"})

    assert "What waits" in shown
    assert "op-home" not in shown


def left(**facts: Any) -> dict[str, Any]:
    label = "Wer am Zug ist, kann nicht handeln"
    item = {"id": "x1", "flaw": "nobody-able", "label": label, "body": "09187162", "due_on": None,
            "body_name": "Prien a.Chiemsee", "state": "submitted", "state_label": "in Prüfung",
            "role": "body", **facts}  # fmt: skip
    counts = [{"flaw": "nobody-able", "label": label, "count": 2}]
    return {"looked_at": "2026-11-27T10:00:00+00:00", "total": 2, "counts": counts, "items": [item]}


def test_what_would_be_left_lying_is_counted_and_named() -> None:
    made = gateway()
    made.answers("orders.orphaned", left(number="DM-2026-A", due_on="2026-11-20"))
    made.answers("identity.orphaned_registrations", left(id="clerk.1"))

    shown = page(made)

    assert "Wer am Zug ist, kann nicht handeln: 2" in shown
    assert 'href="/orders/x1">DM-2026-A<' in shown
    assert 'href="/reviews/registrations/clerk.1">Prien a.Chiemsee<' in shown


def test_that_nothing_is_left_lying_is_said_too() -> None:
    assert "Alles, was wartet, hat jemanden" in page(gateway())


def test_a_watchdog_that_is_away_is_said_to_be() -> None:
    made = gateway()
    made.answers("orders.orphaned", AWAY)

    shown = page(made)

    assert "Alles, was wartet, hat jemanden" not in shown
    assert ">41<" in shown


SUPPORT = ("orders:read", "orders:support")
CASE = {"id": "o7", "number": "DM-2026-C", "profile_title": {"de": "Gewerbe", "en": "Business"},
        "body_name": "Prien a.Chiemsee", "state_label": {"de": "in Einrichtung", "en": "set up"},
        "waiting_for": {"due_on": "2020-01-02", "task": {"de": "einrichten", "en": "set up"}},
        }  # fmt: skip


def test_support_sees_its_cases_and_which_setup_party_is_late() -> None:
    made = gateway(*SUPPORT)
    made.answers("orders.list", {"items": [CASE], "next": None, "total": 14})
    late = {"vendor": "demo", "count": 3, "first_due_on": "2020-01-02"}
    made.answers("orders.late_setups", {"items": [late]})
    made.answers("catalog.get_vendor", {"name": "Demo IT-Dienst"})

    shown = page(made)

    assert 'href="/reviews/orders/o7"' in shown
    assert "Alle Fälle der Unterstützung ansehen (14)" in shown
    assert 'href="/operator/setups/demo">Demo IT-Dienst</a>' in shown


def test_of_very_many_late_setup_parties_the_first_are_named_with_the_way_to_all() -> None:
    made = gateway(*SUPPORT)
    late = [{"vendor": f"v{n}", "count": 3, "first_due_on": "2020-01-02"} for n in range(60)]
    made.answers("orders.late_setups", {"items": late})

    shown = page(made)

    assert shown.count('href="/operator/setups/') == 20
    assert made.calls.count("catalog.get_vendor") == 20
    assert 'href="/reviews/orders?waiting_for=setup_party"' in shown


def test_nobody_else_is_shown_the_cases_of_support() -> None:
    made = gateway()

    assert "Ihre offenen Fälle" not in page(made)
    assert made.calls.count("orders.list") == 0


def test_the_late_setups_of_a_party_lead_to_the_orders() -> None:
    made = gateway(*SUPPORT)
    made.answers("orders.list", {"items": [CASE], "next": "n2", "total": 31})
    made.answers("catalog.get_vendor", {"name": "Demo IT-Dienst"})

    shown = made.client.get("/operator/setups/demo", headers=SIGNED_IN).text

    assert "Offene Einrichtungen: Demo IT-Dienst" in shown
    assert 'href="/reviews/orders/o7"' in shown
    assert 'href="/operator/setups/demo?cursor=n2"' in shown
    asked = next(made[1]["query"] for made in made.calls.made if made[0] == "orders.list")
    assert asked["waiting_for"] == "setup_party"
    assert (asked["vendor"], asked["sort"]) == ("demo", "due")


ASKED = {
    "id": "o1", "number": "DM-2026-A", "body_name": "Prien", "support_due_on": "2020-01-02",
    "support_since": "2019-12-30T09:00:00+00:00",
    "profile_title": {"de": "Wohngeld", "en": "Housing benefit"},
    "state_label": {"de": "online", "en": "live"},
}  # fmt: skip


def test_requests_for_support_are_a_queue_of_whoever_supports() -> None:
    made = gateway("orders:read", "orders:support")
    made.answers("orders.support_requests", {"items": [ASKED], "next": "c", "total": 2})

    home, listed = page(made), made.client.get("/operator/requests", headers=SIGNED_IN).text

    assert 'href="/operator/requests"' in home
    assert "Arbeitstagen<" in home
    assert "Überfällig" in home
    assert 'href="/reviews/orders/o1"' in listed
    assert "Wohngeld" in listed
    assert "cursor=c" in listed


def test_who_does_not_support_is_not_shown_the_requests() -> None:
    made = gateway("orders:read", "orders:review")

    page(made)

    assert made.calls.count("orders.support_requests") == 0
    assert made.client.get("/operator/requests", headers=SIGNED_IN).status_code == 403


def test_tickets_jira_was_not_told_of_are_shown_with_the_reason_and_their_order() -> None:
    made = gateway("orders:read", "tickets:internal")
    failed = {"order": "o1", "state": "failed", "reason": "HTTP 400", "tries": 12,
              "number": "DM-1", "body_name": "Prien", "issue": None,
              "profile_title": {"de": "Wohngeld", "en": "Housing"}}  # fmt: skip
    made.answers("notify.list_jira", {"items": [failed, {**failed, "profile_title": None}]})

    shown = made.client.get("/operator/tickets/issues", headers=SIGNED_IN).text
    made.answers("notify.list_jira", {"items": []})
    calm = made.client.get("/operator/tickets/issues", headers=SIGNED_IN).text

    for said in ("HTTP 400", "/orders/o1#talk", "Wohngeld", "DM-1", "Prien"):
        assert said in shown
    assert "Jira ist auf dem neuesten Stand" in calm


def test_an_auditor_sees_the_last_check_of_the_trail_and_what_to_do() -> None:
    made = gateway("audit:read", "orders:read")
    run = {
        "id": "r1",
        "state": "broken",
        "started_at": days_ago(1),
        "state_label": {"de": "Fehler gefunden", "en": "fault found"},
        "sentence": {"de": "Zeile 4 wurde nachträglich verändert.", "en": "Line 4 altered."},
    }
    made.answers("identity.list_audit_runs", {"items": [run], "next": None, "total": 1})

    broken = page(made)
    made.answers("identity.list_audit_runs", {"items": [], "next": None, "total": 0})
    never = page(made)

    for said in ("Zeile 4 wurde", 'href="/audit/checks/r1"', 'href="/audit/checks"', "Ergebnis"):
        assert said in broken
    assert "noch nie geprüft" in never
    assert "Ihre Warteschlangen" not in never
