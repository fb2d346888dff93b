"""Setups in pages: what a vendor sees, reports, ticks and writes."""

from typing import Any

import pytest

from services.common.errors import Conflict, Invalid, NotFound, Unavailable
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway, back_with

CONTACT = {"name": "Sabine Huber", "department": "Bürgerbüro", "email": "s@prien.example",
           "phone": "08051 606-0"}  # fmt: skip


def order(**facts: Any) -> dict[str, Any]:
    actions = ["acknowledge", "failed", "request-support", "vendor-ask-back"]
    waiting = {
        "role": "setup_party", "due_on": "2099-12-04", "reason": "Sie sind am Zug.",
        "reason_code": "setup_requested", "label": "Die einrichtende Stelle",
        "task": "Einrichtung bestätigen", "yours": True, "actions": actions,
    }  # fmt: skip
    tasks = [
        {"number": 1, "title": {"de": "Einrichten", "en": "Set up"}, "who": "vendor",
         "done": False, "done_at": None, "can_change": True, "due_on": None},
        {"number": 2, "title": {"de": "Beauftragen", "en": "Commission"}, "who": "body",
         "done": True, "done_at": "2026-11-20T09:00:00+00:00", "can_change": True,
         "due_on": None},
    ]  # fmt: skip
    return {
        "id": "o1", "number": "DM-1", "state": "setup_requested", "version": 7, "setup_by": "demo",
        "state_label": "Einrichtung angefragt", "body": "09187162",
        "body_name": "Prien a.Chiemsee", "profile": "wohnsitz",
        "profile_title": {"de": "Wohnsitz", "en": "Residence"}, "waiting_for": waiting,
        "actions": actions, "tasks": tasks, "ticket": "T-DM-1", "link": None, "wanted_on": None,
        "specialist_system": None, "contract_number": "SSN-1",
        "contacts": {"functional": CONTACT, "technical": CONTACT}, **facts,
    }  # fmt: skip


def line(**facts: Any) -> dict[str, Any]:
    return {
        "id": "l1", "at": "2026-11-27T09:00:00+00:00", "kind": "comment", "side": "body",
        "author_name": "Sabine Huber", "text": "Guten Tag", "reason": None, **facts,
    }  # fmt: skip


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "vendor:demo": ["setup:report", "tickets:write"]}
    made.answers("identity.principal", {**known, "grants": grants})
    made.claims(vendor="demo", roles=[])
    made.answers("orders.list", {"items": [order()], "next": None, "total": 1})
    made.answers("orders.get", order())
    ticket = {"number": "T-DM-1", "state_label": {"de": "beim Hersteller", "en": "x"}}
    made.answers("notify.get_ticket", ticket)
    made.answers("notify.list_comments", {"items": [line()], "next": None, "total": 1})
    return made


def read(gateway: Gateway, path: str, language: str = "de") -> Any:
    return gateway.client.get(path, headers={**SIGNED_IN, "Accept-Language": language})


def send(gateway: Gateway, path: str, **typed: str) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k1", **typed}
    return gateway.client.post(path, data=form, headers=SIGNED_IN)


def payload_of(gateway: Gateway, called: str) -> Any:
    (made,) = [made for made in gateway.calls.made if made[0] == called]
    return made[1]["payload"]


def test_the_list_is_of_the_readers_vendor_with_what_is_due_first(gateway: Gateway) -> None:
    page = read(gateway, "/setups").text

    asked = [made[1]["query"] for made in gateway.calls.made if made[0] == "orders.list"]
    assert {query["vendor"] for query in asked} == {"demo"}
    listed = {"vendor": "demo", "waiting_for": "setup_party", "sort": "due", "limit": "25"}
    assert listed in asked
    assert len(asked) == 2, "what is shown is counted with its page"
    assert "Einrichtung bestätigen: Wohnsitz" in page
    assert 'href="/setups/o1"' in page
    assert "kein Auftrag" in page


def test_the_head_says_for_which_vendor_somebody_works(gateway: Gateway) -> None:
    for _ in range(2):
        assert "<strong>Demo IT-Dienst</strong>" in read(gateway, "/setups").text
    assert gateway.calls.count("catalog.get_vendor") == 1


def test_while_the_catalogue_is_away_the_head_still_stands(gateway: Gateway) -> None:
    gateway.answers("catalog.get_vendor", Unavailable("service-away"))

    assert "Ihrem Unternehmen" in read(gateway, "/setups").text


def test_nobody_but_vendors_and_support_has_setups(gateway: Gateway) -> None:
    gateway.claims(vendor=None)

    assert read(gateway, "/setups").status_code == 403


def test_a_setup_offers_what_can_be_reported_and_nothing_else(gateway: Gateway) -> None:
    page = read(gateway, "/setups/o1").text

    assert 'value="acknowledge" checked' in page
    assert 'value="vendor-ask-back"' in page
    assert 'value="done"' not in page
    assert "Guten Tag" in page
    assert "s@prien.example" in page


def test_a_setup_that_waits_for_nobody_takes_no_report(gateway: Gateway) -> None:
    live = order(state="live", state_label="online", waiting_for=None, actions=[])
    gateway.answers("orders.get", live)

    page = read(gateway, "/setups/o1").text

    assert "Der Dienst ist online" in page
    assert 'name="act"' not in page
    assert "Abhaken" not in page


def test_an_order_that_is_no_setup_yet_has_only_a_page_of_its_own(gateway: Gateway) -> None:
    gateway.answers("orders.get", order(state="contract_offered"))

    assert read(gateway, "/setups/o1").location == "/orders/o1"


def test_a_question_of_the_body_is_what_the_setup_party_answers_first(gateway: Gateway) -> None:
    asked = order(state="in_setup")
    asked["waiting_for"] |= {"reason_code": "setup_question"}
    asked["open_point"] = {"kind": "setup_question", "reason": "Welche Version?"}
    asked["actions"] = ["answer-setup", "progress", "vendor-ask-back"]
    gateway.answers("orders.get", asked)

    page = read(gateway, "/setups/o1").text

    assert 'value="answer-setup" checked' in page
    assert "Die Stelle fragt: Welche Version?" in page


@pytest.mark.parametrize(
    ("role", "code", "sentence"),
    [
        ("body", "no-licence", "Die Stelle klärt, was der Einrichtung im Weg steht"),
        ("support", "capacity", "BayKommun klärt, wie es weitergeht."),
    ],
)
def test_who_settles_a_failed_setup_is_told_to_its_party(
    gateway: Gateway, role: str, code: str, sentence: str
) -> None:
    stuck = order(state="setup_failed", actions=["acknowledge", "request-support"])
    stuck["waiting_for"] |= {"role": role, "reason_code": code, "yours": False}
    gateway.answers("orders.get", stuck)

    page = read(gateway, "/setups/o1").text

    assert sentence in page
    assert 'value="acknowledge"' in page
    assert 'value="acknowledge" checked' not in page


@pytest.mark.parametrize(
    ("act", "called", "payload"),
    [
        ("acknowledge", "acknowledge", {"contact_on": "2099-12-01", "note": "Wort"}),
        ("vendor-ask-back", "vendor_ask_back", {"text": "Wort"}),
        ("answer-setup", "answer_setup", {"text": "Wort"}),
        ("progress", "progress", {"note": "Wort"}),
        ("done", "done", {"note": "Wort"}),
        ("failed", "failed", {"reason_code": "capacity", "text": "Wort"}),
    ],
)
def test_each_report_takes_its_own_fields(
    gateway: Gateway, act: str, called: str, payload: dict[str, str]
) -> None:
    gateway.answers(f"orders.{called}", order())

    answer = send(gateway, "/setups/o1", act=act, contact_on="2099-12-01", text="Wort",
                  reason_code="capacity")  # fmt: skip

    assert answer.location == "/setups/o1"
    assert payload_of(gateway, f"orders.{called}") == payload


def test_progress_without_a_word_tells_nobody_anything(gateway: Gateway) -> None:
    answer = send(gateway, "/setups/o1", act="progress", text=" ")

    assert answer.status_code == 422
    assert answer.text.count("Schreiben Sie in einem Satz, wie weit Sie sind.") == 2
    assert gateway.calls.count("orders.progress") == 0


def test_a_report_sent_twice_is_made_once(gateway: Gateway) -> None:
    gateway.answers("orders.progress", order())

    for _ in range(2):
        send(gateway, "/setups/o1", act="progress", text="Wort")

    assert gateway.calls.count("orders.progress") == 1


def test_what_is_wrong_stands_at_its_field_and_the_choice_stays(gateway: Gateway) -> None:
    wrong = '[{"pointer": "/contact_on", "detail": "Dieser Tag ist vorbei."}]'
    gateway.answers("orders.acknowledge", Invalid("invalid", "Falsch.", wrong))

    answer = send(gateway, "/setups/o1", act="acknowledge", contact_on="2020-01-01", text="Wort")

    assert answer.status_code == 422
    assert 'href="#contact_on"' in answer.text
    assert 'value="acknowledge" checked' in answer.text
    assert ">Wort</textarea>" in answer.text


def test_a_report_without_a_kind_asks_for_it(gateway: Gateway) -> None:
    answer = send(gateway, "/setups/o1", text="Wort")

    assert answer.status_code == 422
    assert 'href="#act"' in answer.text


def test_a_task_that_waits_is_not_offered(gateway: Gateway) -> None:
    first, *others = order()["tasks"]
    gateway.answers("orders.get", order(tasks=[{**first, "can_change": False}, *others]))

    assert "Abhaken" not in read(gateway, "/setups/o1").text


def test_others_who_are_next_are_named_as_such(gateway: Gateway) -> None:
    waiting = {**order()["waiting_for"], "yours": False, "label": "Die bestellende Stelle",
               "reason_code": "awaiting_link", "task": "Link mitteilen"}  # fmt: skip
    gateway.answers("orders.get", order(state="awaiting_link", waiting_for=waiting))

    assert "Andere sind am Zug: Die bestellende Stelle</h2>" in read(gateway, "/setups/o1").text


def test_a_task_of_ones_own_is_ticked_in_the_version_that_was_seen(gateway: Gateway) -> None:
    gateway.answers("orders.change_task", order())

    send(gateway, "/setups/o1/tasks/1", done="yes", version="7")

    (made,) = [made for made in gateway.calls.made if made[0] == "orders.change_task"]
    assert (made[1]["number"], made[1]["version"]) == (1, 7)
    assert made[1]["payload"] == {"done": True}


def test_a_task_that_was_changed_meanwhile_is_said_above(gateway: Gateway) -> None:
    conflict = Conflict("changed-meanwhile", "Inzwischen geändert.", "[]")
    gateway.answers("orders.change_task", conflict)

    answer = send(gateway, "/setups/o1/tasks/1", done="yes", version="7")

    assert answer.status_code == 422
    assert 'id="errors"' in answer.text


def test_a_message_goes_into_the_thread(gateway: Gateway) -> None:
    gateway.answers("notify.add_comment", line())

    send(gateway, "/setups/o1/comments", message="Guten Morgen")

    assert payload_of(gateway, "notify.add_comment") == {"text": "Guten Morgen"}


@pytest.mark.parametrize(
    ("facts", "marked"),
    [
        ({"by_mail": True, "sender_proven": False}, True),
        ({"by_mail": True, "sender_proven": True}, False),
        ({"by_mail": False, "sender_proven": None}, False),
    ],
)
def test_a_sender_nobody_proved_is_marked_in_both_languages(
    gateway: Gateway, facts: dict[str, Any], marked: bool
) -> None:
    answer = {"items": [line(**facts)], "next": None, "total": 1}
    gateway.answers("notify.list_comments", answer)

    german = read(gateway, "/setups/o1").text
    english = read(gateway, "/setups/o1", "en").text

    assert ("Absender nicht bestätigt" in german) is marked
    assert ("Sender not confirmed" in english) is marked


def test_while_notify_is_away_the_setup_is_there_without_its_thread(gateway: Gateway) -> None:
    gateway.answers("notify.list_comments", Unavailable("service-away"))

    page = read(gateway, "/setups/o1")

    assert page.status_code == 200
    assert "Verlauf und Nachrichten: gerade nicht erreichbar" in page.text


def test_a_thread_that_is_not_there_yet_is_empty(gateway: Gateway) -> None:
    gateway.answers("notify.list_comments", NotFound("ticket-not-found", "Fehlt.", "[]"))

    assert read(gateway, "/setups/o1").status_code == 200


def test_a_setup_in_english_is_english(gateway: Gateway) -> None:
    page = read(gateway, "/setups/o1", "en").text

    assert "Residence: Prien a.Chiemsee" in page
    assert "Tick off" in page
    assert "Abhaken" not in page


def test_a_message_typed_before_a_sign_in_is_there_again(gateway: Gateway) -> None:
    page = back_with(gateway, "/setups/o1", {"message": "Wir melden uns am Montag."})

    assert "Wir melden uns am Montag.</textarea>" in page.text


def test_a_thread_is_read_to_its_end(gateway: Gateway) -> None:
    pages = [
        {"items": [line(text="Erste Seite")], "next": "c", "total": 2},
        {"items": [line(id="l2", text="Zweite Seite")], "next": None, "total": 2},
    ]
    gateway.answers("notify.list_comments", pages)

    text = read(gateway, "/setups/o1").text

    assert "Erste Seite" in text
    assert "Zweite Seite" in text


def test_a_vendor_who_is_not_reached_by_mail_reads_so_above_its_setups(gateway: Gateway) -> None:
    gateway.answers("notify.count_unread", {"count": 0, "most": 100, "is_reached": False})
    told = read(gateway, "/setups").text
    gateway.answers("notify.count_unread", Unavailable("service-away"))

    assert "Ihre E-Mail-Adresse ist nicht erreichbar" in told
    assert "nicht erreichbar" not in read(gateway, "/setups").text
