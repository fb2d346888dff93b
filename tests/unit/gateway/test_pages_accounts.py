"""The operator's people find accounts, and decide about one where the rules let them."""

from typing import Any

import pytest

from gateway.api.routes import ROUTES
from gateway.web import trail
from gateway.web.operator.accounts import ROLES as OFFERED
from gateway.words.audit_acts import ACTS
from services.common.errors import Conflict
from services.identity.words.labels import ROLES
from services.identity.words.people import PEOPLE
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH = "/accounts"
EVERYTHING = (
    "registrations:read", "registrations:decide", "accounts:manage", "staff:manage",
    "members:manage", "mails:manage", "authorities:decide", "audit:read",
)  # fmt: skip
ANNA: dict[str, Any] = {
    "account": "a4", "name": "Anna Müller", "email": "anna@prien.example", "phone": "08051 1",
    "department": "Bürgerbüro", "shared": False, "state": "active",
    "state_label": {"de": "freigeschaltet", "en": "active"},
    "roles": [
        {"role": "officer", "label": {"de": "Bestellung", "en": "Ordering"}, "place": "09187162",
         "place_name": "Prien"},
        {"role": "support", "label": {"de": "Support", "en": "Support"}, "place": "*",
         "place_name": "BayKommun"},
    ],
    "role_labels": ["Bestellung"],
    "registration": {"id": "a4.1", "body": "09187162", "body_name": "Prien", "state": "approved",
                     "state_label": {"de": "bestätigt", "en": "approved"}},
}  # fmt: skip
LINE = {
    "n": 7, "at": "2026-11-25T09:00:00+00:00", "action": "identity.change_account",
    "said": ["account.suspended", "account.changed"], "actor": "a9", "actor_name": "Nina Prüferin",
}  # fmt: skip


def one(**facts: Any) -> dict[str, Any]:
    return {
        **ANNA, "state_reason": None, "office": "Amt", "created_at": "2026-01-05T09:00:00+00:00",
        "last_sign_in_at": None, "bound_at": None, "former_certificates": 0,
        "organisation_name": "Markt Prien", "asserted_name": "Anna Müller",
        "name_check": "matched", "name_check_label": {"de": "Name belegt", "en": "Name proven"},
        "name_settled": True, "registrations": [ANNA["registration"]], "authorities": [],
        "team": [], "history": [LINE], "acts": ["suspend", "close"], "barred": None,
        "gives_roles": True, "roles_barred": None, "version": 3, **facts,
    }  # fmt: skip


def gateway(*permissions: str, **facts: Any) -> Gateway:
    """Return a gateway whose reader works for the operator, with one account to look at."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": list(permissions or EVERYTHING)}
    made.answers("identity.principal", {**known, "grants": grants})
    listed = {"items": [ANNA], "next": "c1", "total": 1000, "total_is_least": True}
    made.answers("identity.find_accounts", listed)
    made.answers("identity.get_account", one(**facts))
    made.answers("notify.list_mails", {"items": [], "next": None, "total": 0})
    return made


def get(made: Gateway, path: str = PATH) -> Any:
    return made.client.get(path, headers=SIGNED_IN)


def post(made: Gateway, path: str, **typed: Any) -> Any:
    typed = {"csrf_token": CSRF, "form_key": "k", **typed}
    return made.client.post(path, data=typed, headers=SIGNED_IN)


def asked(made: Gateway, call: str) -> dict[str, Any]:
    return dict([arguments for called, arguments, *_ in made.calls.made if called == call][-1])


def test_people_are_listed_with_what_they_are_and_the_way_on() -> None:
    made = gateway()

    shown = get(made, f"{PATH}?state=suspended&role=officer&q=An").text

    assert asked(made, "identity.find_accounts")["query"] == {
        "q": "An", "role": "officer", "state": "suspended", "limit": "25",
    }  # fmt: skip
    for said in ("Anna Müller", 'href="/accounts/a4"', "/accounts?place=09187162", "Prien",
                 "state=suspended&amp;cursor=c1", "über 1.000"):  # fmt: skip
        assert said in shown


def test_team_accounts_have_a_view_of_their_own() -> None:
    made = gateway()

    shown = get(made, f"{PATH}?team=true").text

    assert asked(made, "identity.find_accounts")["query"] == {"team": "true", "limit": "25"}
    assert '<a href="/accounts?team=true" aria-current="page">Teamkonten' in shown
    assert "team=true&amp;cursor=c1" in shown
    assert 'href="/accounts?state=active"' in shown


def test_one_letter_is_too_little_and_asks_nobody() -> None:
    made = gateway()

    assert "mindestens zwei Zeichen" in get(made, f"{PATH}?q=A").text
    assert made.calls.count("identity.find_accounts") == 0


def test_an_account_shows_its_person_what_is_open_and_its_history_in_words() -> None:
    shown = get(gateway(), f"{PATH}/a4").text

    for said in ("anna@prien.example", "Konto gesperrt", "Nina Prüferin", "Gerade ist niemand",
                 "/bodies/09187162/members/a4", "/accounts/a4/roles?place=%2A",
                 "/accounts/a4/decide/suspend", "/audit/story/a4"):  # fmt: skip
        assert said in shown
    assert "identity.change_account" not in shown


def test_why_somebody_may_not_decide_stands_in_the_place_of_the_buttons() -> None:
    made = gateway(barred=PEOPLE["own-account"], acts=[], gives_roles=False,
                   roles_barred=PEOPLE["roles-by-admins"])  # fmt: skip

    shown, decision = get(made, f"{PATH}/a4").text, get(made, f"{PATH}/a4/decide/suspend").text

    for page in (shown, decision):
        assert "Über das eigene Konto entscheidet jemand anderes." in page
    assert "/decide/" not in shown
    assert "<textarea" not in decision
    assert "vergibt nur die Administration" in shown


def test_a_decision_carries_its_reason_and_acts_once() -> None:
    made = gateway()
    made.answers("identity.change_account", {})

    answers = [post(made, f"{PATH}/a4/decide/suspend", reason="Weil.") for _ in range(2)]

    assert [(a.status_code, a.location) for a in answers] == [(303, f"{PATH}/a4")] * 2
    assert made.calls.count("identity.change_account") == 1
    sent = asked(made, "identity.change_account")
    assert (sent["action"], sent["payload"]) == ("suspend", {"reason": "Weil."})


def test_a_refused_decision_keeps_the_reason() -> None:
    made = gateway()
    refusal = Conflict("account-wrong-state", PEOPLE["account-wrong-state"], "[]")
    made.answers("identity.change_account", refusal)

    answer = post(made, f"{PATH}/a4/decide/close", reason="Ausgeschieden.")

    assert answer.status_code == 422
    assert "Ausgeschieden." in answer.text
    assert post(made, f"{PATH}/a4/decide/nonsense", reason="x").status_code == 404


def test_roles_at_the_operator_are_offered_as_held_and_replaced_whole() -> None:
    made = gateway()
    made.answers("identity.set_operator_roles", {})

    shown = get(made, f"{PATH}/a4/roles?place=*").text
    done = post(made, f"{PATH}/a4/roles", place="*", roles=["auditor"])

    assert 'value="support" checked' in shown
    assert "nie sich selbst" in shown
    assert done.status_code == 303
    payload = asked(made, "identity.set_operator_roles")["payload"]
    assert payload == {"scope": "*", "roles": ["auditor"]}
    assert get(made, f"{PATH}/a4/roles?place=vendor:x").status_code == 404


def test_the_members_of_a_team_are_named_a_line_each() -> None:
    team = [
        {"id": "t1", "name": "Ute Eins", "email": "u@prien.example", "active": True},
        {"id": "t2", "name": "Max Zwei", "email": "m@prien.example", "active": False},
    ]
    made = gateway(team=team)
    made.answers("identity.set_team", {})

    shown = get(made, f"{PATH}/a4/team").text
    done = post(made, f"{PATH}/a4/team", members="Ute Eins, u@prien.example\nAda Drei, a@b.example")

    assert "Ute Eins, u@prien.example" in shown
    assert "Max Zwei" not in shown
    assert done.status_code == 303
    names = [m["name"] for m in asked(made, "identity.set_team")["payload"]["members"]]
    assert names == ["Ute Eins", "Ada Drei"]
    assert get(gateway(), f"{PATH}/a4/team").status_code == 404


def test_support_reads_accounts_and_sees_no_sessions() -> None:
    made = gateway("registrations:read", "mails:manage", barred=PEOPLE["accounts-by-reviewers"])

    shown = get(made, f"{PATH}/a4").text

    assert "Offene Sitzungen" not in shown
    assert "entscheiden Prüfung und Administration" in shown


@pytest.mark.parametrize("path", [PATH, f"{PATH}/a4", f"{PATH}/a4/decide/suspend"])
def test_nobody_else_sees_accounts(path: str) -> None:
    assert get(gateway("orders:read"), path).status_code == 403


def test_whose_sessions_are_open_is_told_to_who_decides_about_accounts() -> None:
    made = gateway("registrations:read")

    refused = get(made, "/api/v1/accounts/a4/sessions")
    told = get(gateway(), "/api/v1/accounts/a4/sessions")

    assert (refused.status_code, refused.json["code"]) == (403, "not-permitted")
    assert told.json["items"] == []


def test_everything_people_can_do_has_words_in_the_trail() -> None:
    calls = {f"{route.service}.{route.call}" for route in ROUTES if route.unsafe}

    assert calls - ACTS.keys() == set()


@pytest.mark.parametrize(
    ("facts", "said", "who"),
    [
        ({}, "Konto gesperrt", "Nina Prüferin"),
        ({"said": [], "actor_name": None}, "Stand des Kontos geändert", "Gelöschte oder"),
        ({"action": "orders.event", "said": [], "actor": "service:orders", "actor_name": None},
         "Folge eines Ereignisses", "System"),
        ({"actor": "command:invite", "actor_name": None}, "Konto gesperrt", "Betrieb"),
        ({"action": "x.y", "said": ["z"], "actor": "k-1", "actor_name": None},
         "Andere Änderung", "Technischer Zugang"),
    ],
)  # fmt: skip
def test_a_line_is_read_in_words(facts: dict[str, Any], said: str, who: str) -> None:
    line = {**LINE, **facts}

    assert trail.act_of(line).de == said
    actor = trail.actor_of(line)
    assert (actor if isinstance(actor, str) else actor.de).startswith(who)


def test_every_role_has_its_choice() -> None:
    assert set(OFFERED) == set(ROLES) - {"signatory", "applicant", "invited"}
