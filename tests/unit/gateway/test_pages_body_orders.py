"""The page of an order: who is next, what can be done, the stream; each act once, refusals told."""

import base64
import io
from typing import Any

import pytest

from gateway.calls.client import CallFailed
from gateway.web.body.order_steps import BY_LINK
from services.common.errors import Conflict, NotFound, Wrong, invalid_fields
from services.orders.domain import tasks as rollout_tasks
from tests.unit.gateway.body_fakes import (
    PREPARES,
    gateway,
    line,
    listed,
    order,
    refused,
    sent,
    turn,
)
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

ASKED = order(
    "asked_back",
    turn("body", "asked_back", "answer", "withdraw"),
    history=[line("submit"), line("ask-back", "Jule Prüferin", reason="Welche Version?")],
)


def shown(gw: Gateway, path: str = "/orders/o1", **headers: str) -> Any:
    return gw.client.get(path, headers={**SIGNED_IN, **headers})


def post(gw: Gateway, path: str, **values: Any) -> Any:
    return gw.client.post(f"/orders/o1/{path}", data=sent(**values), headers=SIGNED_IN)


def made(gw: Gateway, called: str) -> dict[str, Any]:
    return next(arguments for name, arguments, *_ in gw.calls.made if name == called)


def test_who_is_next_sees_the_question_and_the_one_thing_to_do() -> None:
    text = shown(gateway(orders__get=ASKED)).text

    assert "Sie sind am Zug" in text
    assert "Rückfrage beantworten" in text
    assert "Welche Version?" in text
    assert 'kern-btn--primary" href="/orders/o1/answer"' in text
    assert 'href="/orders/o1/withdraw"' in text


FAILED = order(
    "setup_failed",
    turn("body", "no-licence", "retry"),
    history=[line("failed", "Sven Einrichter", reason="Die Lizenz fehlt.")],
)


def test_what_stands_in_the_way_of_a_setup_is_told_and_settled_by_the_body() -> None:
    gw = gateway(orders__get=FAILED, orders__retry=FAILED)

    text = shown(gw).text
    asked = shown(gw, "/orders/o1/retry").text
    done = post(gw, "retry", text="Die Lizenz ist da.")

    assert "Lizenz beschaffen und Einrichtung neu anstoßen" in text
    assert "Die Lizenz fehlt." in text
    assert 'kern-btn--primary" href="/orders/o1/retry"' in text
    assert "Die Lizenz fehlt." in asked
    assert done.status_code == 303
    assert made(gw, "orders.retry")["payload"] == {"text": "Die Lizenz ist da."}


def test_the_setup_party_can_be_asked_while_it_is_its_turn() -> None:
    waiting = turn("setup_party", "in_setup", "ask-setup", yours=False)
    held = order("in_setup", waiting)
    gw = gateway(orders__get=held, orders__ask_setup=held)

    assert 'href="/orders/o1/ask-setup"' in shown(gw).text
    assert post(gw, "ask-setup", text="Wann?").status_code == 303
    assert made(gw, "orders.ask_setup")["payload"] == {"text": "Wann?"}


def test_who_waits_is_told_who_is_next_and_offered_nothing() -> None:
    waiting = turn("reviewer", "submitted", yours=False)

    text = shown(gateway(orders__get=order("submitted", waiting))).text

    assert "Andere sind am Zug: BayKommun</h2>" in text
    assert "Nächster Schritt dort: Bestellung prüfen. Sie brauchen nichts zu tun." in text
    assert "kern-btn--primary" not in text
    assert "/orders/o1/answer" not in text


def test_the_steps_say_what_is_done_and_what_is_now() -> None:
    waiting = turn("setup_party", "in_setup", yours=False)
    history = [line("submit"), line("release", "Jule Prüferin")]

    text = shown(gateway(orders__get=order("in_setup", waiting, history=history))).text

    assert text.count('class="is-done"') >= 3
    assert "Jule Prüferin, Do, 26.11.2026" in text
    assert "Als erledigt vermerken" in text
    assert 'name="done" value="no"' not in text


def test_a_service_in_use_already_has_no_setup_among_its_steps() -> None:
    waiting = turn("body", "awaiting_link", "link")
    used = order("awaiting_link", waiting, usage="already_productive")

    text = shown(gateway(orders__get=used)).text

    assert "Eingerichtet" not in text
    assert 'href="/orders/o1/link"' in text


@pytest.mark.parametrize(
    ("state", "act", "end"),
    [
        ("withdrawn", "withdraw", "Die Bestellung ist zurückgezogen"),
        ("rejected", "reject", "Die Bestellung ist abgelehnt"),
        ("terminated", "cancel", "Die Bestellung ist beendet"),
    ],
)
def test_an_ended_order_shows_no_step_to_come(state: str, act: str, end: str) -> None:
    history = [line("submit"), line("release", "Jule Prüferin"), line(act, "Anna Amt")]

    text = shown(gateway(orders__get=order(state, None, history=history))).text
    steps = text[text.index('id="steps"') : text.index('id="contacts"')]

    assert end in steps
    assert "Anna Amt" in steps
    assert steps.count("<li") == 3
    assert "Link mitteilen" not in steps


def test_who_only_reads_ticks_and_writes_nothing() -> None:
    waiting = turn("setup_party", "in_setup", yours=False)

    text = shown(gateway({"orders:read"}, orders__get=order("in_setup", waiting))).text

    assert "Als erledigt vermerken" not in text
    assert "Nachricht senden" not in text
    assert "/orders/o1/contacts" not in text


def test_messages_and_states_stand_in_one_stream_newest_first() -> None:
    comment = {"kind": "comment", "at": "2026-11-27T09:00:00+00:00", "author": "a1",
               "author_name": "Anna Amt", "visibility": "vendor", "text": "Eilt."}  # fmt: skip
    gw = gateway(orders__get=ASKED, notify__list_comments=listed(comment))

    text = shown(gw).text

    assert text.index("Eilt.") < text.index("Bestellung abgeschickt")
    assert "dm-stream__msg--own" in text


def test_without_the_thread_the_order_is_shown_all_the_same() -> None:
    answer = shown(gateway(orders__get=ASKED, notify__list_comments=CallFailed("x")))

    assert answer.status_code == 200
    assert "Nachrichten: gerade nicht erreichbar" in answer.text


def test_a_ticket_that_is_not_there_yet_is_an_empty_thread() -> None:
    answer = shown(gateway(orders__get=ASKED, notify__list_comments=NotFound("not-found")))

    assert answer.status_code == 200
    assert "gerade nicht erreichbar" not in answer.text


def test_a_message_is_sent_once() -> None:
    gw = gateway(orders__get=ASKED, notify__add_comment={"id": "c1"})

    first, again = (post(gw, "comments", text="Danke", visibility="") for _ in range(2))

    assert (first.status_code, first.location, again.status_code) == (303, "/orders/o1", 303)
    assert gw.calls.count("notify.add_comment") == 1
    assert made(gw, "notify.add_comment")["payload"] == {"text": "Danke"}


def test_files_are_kept_before_the_message_that_names_them() -> None:
    gw = gateway(
        orders__get=ASKED, notify__add_attachment=[{"id": "a1"}, {"id": "a2"}],
        notify__add_comment={"id": "c1"},
    )  # fmt: skip
    files = [(io.BytesIO(b"%PDF-1"), "a.pdf"), (io.BytesIO(b"Text"), "b.txt")]

    answer = post(gw, "comments", text="Danke", visibility="", files=files)

    kept = [
        facts["payload"] for call, facts, *_ in gw.calls.made if call == "notify.add_attachment"
    ]
    assert answer.status_code == 303
    assert kept == [
        {"content": base64.b64encode(b"%PDF-1").decode(), "filename": "a.pdf"},
        {"content": base64.b64encode(b"Text").decode(), "filename": "b.txt"},
    ]
    assert made(gw, "notify.add_comment")["payload"]["attachments"] == ["a1", "a2"]


def test_a_refused_file_is_told_at_its_field_and_nothing_is_written() -> None:
    wrong = refused(invalid_fields([("/content", Wrong("field-missing"))]))
    gw = gateway(orders__get=ASKED, notify__add_attachment=wrong)

    answer = post(gw, "comments", text="Danke", files=[(io.BytesIO(b"MZ"), "a.pdf")])
    many = post(gw, "comments", text="Danke", files=[(io.BytesIO(b"1"), "1.txt")] * 6)

    assert (answer.status_code, many.status_code) == (422, 422)
    assert 'id="files-error"' in answer.text
    assert "„a.pdf“: " in answer.text
    assert "höchstens 5 Dateien" in many.text
    assert gw.calls.count("notify.add_comment") == 0


def test_each_of_the_files_may_be_as_large_as_one_but_no_larger() -> None:
    gw = gateway(
        orders__get=ASKED, notify__add_attachment=[{"id": "a1"}, {"id": "a2"}],
        notify__add_comment={"id": "c1"},
    )  # fmt: skip
    largest = bytes(10 * 1024 * 1024)
    whole = [(io.BytesIO(largest), name) for name in ("a.pdf", "b.pdf")]

    taken = post(gw, "comments", text="Danke", files=whole)
    large = post(gw, "comments", text="Bitte", files=[(io.BytesIO(largest + b"1"), "Plan.pdf")])

    assert (taken.status_code, large.status_code) == (303, 422)
    assert "„Plan.pdf“ ist zu groß; eine Datei darf bis 10 MB haben." in large.text
    assert "Bitte" in large.text
    assert gw.calls.count("notify.add_attachment") == 2


def test_the_stream_leads_to_files_and_the_ticket_has_number_and_state() -> None:
    comment = {"kind": "comment", "at": "2026-11-27T09:00:00+00:00", "author": "a1",
               "author_name": "Anna Amt", "visibility": "vendor", "text": "Anbei.",
               "attachments": [{"id": "a1", "name": "Plan <1>.pdf", "bytes": 2048}]}  # fmt: skip
    ticket = {"number": "T-1", "state_label": {"de": "wartet auf die Stelle", "en": "x"}}
    gw = gateway(
        orders__get={**ASKED, "ticket": "T-1"}, notify__list_comments=listed(comment),
        notify__get_ticket=ticket,
    )  # fmt: skip

    text = shown(gw).text

    assert '<a href="/api/v1/orders/o1/attachments/a1" download>Plan &lt;1&gt;.pdf</a>' in text
    assert "Ticket T-1, wartet auf die Stelle" in text


def test_what_the_ticket_asks_and_what_came_by_mail_stand_in_the_stream() -> None:
    asked = {"kind": "status", "at": "2026-11-27T09:00:00+00:00", "code": "order.link_awaited",
             "author": "orders", "text": {"de": "Bitte eintragen.", "en": "x"}}  # fmt: skip
    comment = {"kind": "comment", "at": "2026-11-27T10:00:00+00:00", "author": "mail:1",
               "author_name": "Eva Fach", "visibility": "vendor", "text": "", "by_mail": True,
               "left_out": ["a.exe"]}  # fmt: skip
    gw = gateway(orders__get=ASKED, notify__list_comments=listed(asked, comment))

    text = shown(gw).text

    assert "Bitte eintragen." in text
    assert ", per E-Mail" in text
    assert "Absender nicht bestätigt" in text
    assert "Nicht übernommen: a.exe" in text


def test_the_operator_sees_that_jira_does_not_follow_and_tries_again() -> None:
    jira = {"state": "failed", "state_label": {"de": "nicht nach Jira übertragen", "en": "x"},
            "issue": "DM-7", "reason": "HTTP 401"}  # fmt: skip
    ticket = {"number": "T-1", "state_label": {"de": "offen", "en": "open"}, "jira": jira}
    gw = gateway(
        orders__get={**ASKED, "ticket": "T-1"}, notify__get_ticket=ticket, notify__retry_jira=jira
    )

    text = shown(gw).text
    answer = post(gw, "ticket/retry")

    assert "Jira: nicht nach Jira übertragen (DM-7)" in text
    assert 'action="/orders/o1/ticket/retry"' in text
    assert (answer.status_code, gw.calls.count("notify.retry_jira")) == (303, 1)


def test_outsiders_read_a_message_only_where_that_is_chosen() -> None:
    text = shown(gateway(orders__get=ASKED)).text

    first, second = text.index('<option value="body"'), text.index('<option value="vendor"')
    assert first < second


def test_an_empty_message_is_refused_at_its_field() -> None:
    empty = refused(invalid_fields([("/text", Wrong("field-missing"))]))

    answer = post(gateway(orders__get=ASKED, notify__add_comment=empty), "comments", text="")

    assert answer.status_code == 422
    assert 'id="text-error"' in answer.text


TASK = {"number": 1, "title": {"de": "Zuständigkeit prüfen", "en": "Check"}, "due_on": "2099-12-09"}
AT_THE_VENDOR = turn("setup_party", "setup_requested", yours=False)


def test_a_task_of_ones_own_is_ones_turn_though_others_are_next() -> None:
    text = shown(gateway(orders__get=order("setup_requested", AT_THE_VENDOR, own_task=TASK))).text

    assert "Sie sind am Zug" in text
    assert 'id="turn">Zuständigkeit prüfen</h2>' in text
    assert "Zugleich ist am Zug: Die einrichtende Stelle (Einrichtung bestätigen)." in text
    assert "09.12.2099" in text
    assert "Sie brauchen nichts zu tun" not in text


def test_a_task_is_no_turn_of_who_may_not_tick_it() -> None:
    gw = gateway({"orders:read"}, orders__get=order("in_setup", AT_THE_VENDOR, own_task=TASK))

    assert "Andere sind am Zug: Die einrichtende Stelle" in shown(gw).text


def test_a_task_that_waits_for_another_step_is_not_offered() -> None:
    waiting = order("in_setup", AT_THE_VENDOR)
    later = {"done": False, "can_change": False, "who": "body"}
    codes = ("test-together", "tell-link")
    tasks = [t | later | {"code": c} for t, c in zip(waiting["tasks"], codes, strict=True)]

    text = shown(gateway(orders__get={**waiting, "tasks": tasks})).text

    assert "Als erledigt vermerken" not in text
    assert "erledigt sich mit dem Schritt „Link mitteilen“" in text


def test_the_pages_know_which_tasks_are_done_by_the_link() -> None:
    assert BY_LINK == rollout_tasks.BY_LINK


def test_a_task_is_ticked_with_the_version_that_was_seen() -> None:
    gw = gateway(orders__get=order("in_setup"), orders__change_task={})

    answer = post(gw, "tasks/1", version="7", done="yes")

    assert answer.status_code == 303
    asked = made(gw, "orders.change_task")
    assert (asked["number"], asked["version"], asked["payload"]) == (1, 7, {"done": True})


@pytest.mark.parametrize(
    ("act", "called", "values"),
    [
        ("answer", "orders.answer", {"text": "Version 8"}),
        ("withdraw", "orders.withdraw", {"note": "Doch nicht"}),
        ("request-support", "orders.request_support", {"text": "Hilfe"}),
        ("link", "orders.report_link", {"url": "https://www.bayernportal.de/x"}),
    ],
)
def test_each_act_is_done_once_and_leads_back(act: str, called: str, values: Any) -> None:
    waiting = turn("body", "asked_back", act)
    gw = gateway(orders__get=order("asked_back", waiting), **{called.replace(".", "__"): ASKED})

    asked = shown(gw, f"/orders/o1/{act}")
    first, again = (post(gw, act, **values) for _ in range(2))

    assert asked.status_code == 200
    assert (first.status_code, first.location, again.location) == (303, "/orders/o1", "/orders/o1")
    assert gw.calls.count(called) == 1
    assert made(gw, called)["payload"] == values


def test_an_act_that_is_not_possible_any_more_leads_to_the_order() -> None:
    answer = shown(gateway(orders__get=order()), "/orders/o1/answer")

    assert (answer.status_code, answer.location) == (303, "/orders/o1")


def test_what_the_state_refuses_is_told_and_nothing_typed_is_lost() -> None:
    ended = {"state_label": "abgelehnt", "last": " Zuletzt: so."}
    wrong = refused(Conflict("order-closed", parameters=ended))
    gw = gateway(orders__get=ASKED, orders__answer=wrong)

    answer = post(gw, "answer", text="Version 8")

    assert answer.status_code == 422
    assert "Die Bestellung ist abgeschlossen (abgelehnt)" in answer.text
    assert "Zuletzt: so." in answer.text
    assert ">Version 8</textarea>" in answer.text


def test_a_newer_version_of_the_service_is_confirmed_before_a_prepared_order_goes_out() -> None:
    changed = refused(Conflict("version-changed", ordered=4, current=5))
    prepared = order("prepared", turn("officer", "prepared", "submit", "withdraw"))
    gw = gateway(orders__get=prepared, orders__submit=[changed, prepared])

    asked = post(gw, "submit")
    done = post(gw, "submit", profile_version="5", form_key="k-2")

    assert asked.status_code == 422
    assert "Neue Version bestätigen und abschicken" in asked.text
    assert 'name="profile_version" value="5"' in asked.text
    assert done.status_code == 303
    payloads = [made[1]["payload"] for made in gw.calls.made if made[0] == "orders.submit"]
    assert payloads == [{}, {"profile_version": 5}]


def test_contacts_are_changed_by_who_acts_for_the_body() -> None:
    gw = gateway(orders__get=order(), orders__change_contacts={})
    values = {f"{side}_{name}": "x@amt.example" if name == "email" else "X"
              for side in ("functional", "technical")
              for name in ("name", "department", "email", "phone")}  # fmt: skip

    form = shown(gw, "/orders/o1/contacts")
    answer = post(gw, "contacts", version="7", **values)

    assert 'name="functional_email" value="ina@amt.example"' in form.text
    assert answer.status_code == 303
    asked = made(gw, "orders.change_contacts")
    assert asked["version"] == 7
    assert asked["payload"]["technical_contact"]["email"] == "x@amt.example"
    preparing = gateway(PREPARES, orders__get=order())
    assert shown(preparing, "/orders/o1/contacts").location == "/orders/o1"


def test_contacts_that_were_changed_meanwhile_can_be_sent_again() -> None:
    gw = gateway(orders__get=order(version=8),
                 orders__change_contacts=refused(Conflict("changed-meanwhile")))  # fmt: skip

    answer = post(gw, "contacts", version="7", functional_name="Ina")

    assert answer.status_code == 422
    assert 'name="version" value="8"' in answer.text
    assert 'value="Ina"' in answer.text


def test_a_live_service_shows_its_link_and_an_ended_order_why() -> None:
    live = order("live", link="https://www.bayernportal.de/x", actions=["link"])
    ended = order("rejected", history=[line("submit"), line("reject", reason="Falsche Stelle.")])

    of_live, of_ended = (shown(gateway(orders__get=o)).text for o in (live, ended))

    assert 'href="https://www.bayernportal.de/x"' in of_live
    assert "Link ändern" in of_live
    assert "Die Bestellung ist abgelehnt" in of_ended
    assert "Falsche Stelle." in of_ended


def test_the_whole_history_is_read_page_by_page() -> None:
    page = {"items": [line("submit")], "next": "50", "total": 70}

    text = shown(gateway(orders__get=order(), orders__history=page), "/orders/o1/history").text

    assert "Bestellung abgeschickt" in text
    assert 'href="?cursor=50"' in text


def test_an_order_of_others_is_not_there() -> None:
    assert shown(gateway(orders__get=refused(NotFound("order-not-found")))).status_code == 404


def test_the_page_is_there_in_english() -> None:
    text = shown(gateway(orders__get=ASKED), **{"Accept-Language": "en"}).text

    assert "It is your turn" in text
    assert "Question asked" in text
    assert "Residence registration" in text


def test_a_setup_that_failed_says_why_and_who_settles_it() -> None:
    failed = line("failed", "Vera Einrichterin", reason="Eine Lizenz fehlt.")
    waiting = turn("support", "setup_failed", yours=False)

    text = shown(gateway(orders__get=order("setup_failed", waiting, history=[failed]))).text

    assert "Vera Einrichterin meldet:" in text
    assert "Eine Lizenz fehlt." in text
    assert "Andere sind am Zug: BayKommun" in text


def test_what_was_done_by_a_mandate_says_so() -> None:
    history = [line("submit", mandate="m1")]

    assert "Ina Beispiel, in Vollmacht" in shown(gateway(orders__get=order(history=history))).text


@pytest.mark.parametrize(
    ("role", "code", "act", "path"),
    [
        ("reviewer", "submitted", "release", "/reviews/orders/o1"),
        ("support", "setup_failed", "take-over", "/reviews/orders/o1"),
        ("setup_party", "in_setup", "done", "/setups/o1"),
        ("signatory", "contract_offered", "sign", "/contracts/c1"),
    ],
)
def test_who_works_elsewhere_on_it_is_led_there(role: str, code: str, act: str, path: str) -> None:
    shown_order = order(code, turn(role, code, act), contract="c1", released_by=None)

    assert f'kern-btn--primary" href="{path}"' in shown(gateway(orders__get=shown_order)).text


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"step": "waiting", "attempt": 0}, "Der Vertrag steht zur Ausfertigung an."),
        ({"step": "in_work", "attempt": 2}, "(Versuch 2 von 3)"),
        ({"step": "failed", "attempt": 3}, None),
    ],
)
def test_how_far_the_contract_is_stands_in_its_step(document: Any, said: str | None) -> None:
    released = order("released", turn("document_worker", "released"))
    gw = gateway(
        {"orders:read", "contracts:read"},
        orders__get=released,
        contracts__list=listed({"document": document}),
    )

    text = shown(gw).text

    assert ("Stand neu laden" in text) is (said is not None)
    assert said is None or said in text
    assert made(gw, "contracts.list")["query"]["order"] == "o1"
