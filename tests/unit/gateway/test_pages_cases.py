"""Support and auditors see everything about one order on one page, over all services."""

from typing import Any

from services.common.errors import Conflict, Unavailable
from tests.unit.gateway.body_fakes import listed, order
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_trail import LINE

PATH = "/cases/o1"
SUPPORT = ("orders:read", "orders:support", "mails:manage", "deliveries:manage")
AUDIT = ("orders:read", "audit:read")
MAIL = {
    "id": "m1", "state": "failed", "state_label": {"de": "gescheitert", "en": "failed"},
    "kind_label": "Vertrag liegt bereit", "name": "Anna Müller", "address": "anna@prien.example",
    "reason": "Der Mailserver kennt diese Adresse nicht.",
    "failed_at": "2026-11-25T09:00:00+00:00", "queued_at": "2026-11-25T08:00:00+00:00",
}  # fmt: skip


def gateway(*permissions: str, **answers: Any) -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": list(permissions)}
    made.answers("identity.principal", {**known, "grants": grants})
    one = {**order("live", None), "id": "o1", "number": "DM-1", "contract": "k1", "setup_by": "v1"}
    way = {
        "vendor": "v1", "vendor_name": "Demo IT-Dienst", "way": "queue", "state": "waiting",
        "state_label": "wartet", "reason": "Die Warteschlange ist voll.", "since": None,
    }  # fmt: skip
    for called, answer in {
        "orders__get": one, "orders__duplicates": listed(),
        "contracts__get": {"id": "k1", "number": "SSN-1", "state_label": "geschlossen"},
        "notify__get_ticket": {"number": "T-1", "state_label": "beim Betreiber"},
        "notify__list_comments": listed(), "notify__list_mails": listed(MAIL),
        "notify__list_waiting_deliveries": listed(way, {**way, "vendor": "other"}),
        "identity__list_audit": listed(LINE), **answers,
    }.items():  # fmt: skip
        made.answers(called.replace("__", "."), answer)
    return made


def shown(made: Gateway) -> str:
    answer = made.client.get(PATH, headers=SIGNED_IN)
    assert answer.status_code == 200
    return answer.text


def resend(made: Gateway) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k"}
    return made.client.post(f"{PATH}/mails/m1/resend", data=form, headers=SIGNED_IN)


def test_support_sees_order_contract_ticket_mails_and_what_waits_for_the_vendor() -> None:
    made = gateway(*SUPPORT)

    page = shown(made)

    for said in ("DM-1", "SSN-1", "T-1", "Vertrag liegt bereit", "kennt diese Adresse nicht",
                 "Die Warteschlange ist voll.", "/reviews/orders/o1"):  # fmt: skip
        assert said in page
    assert page.count("Demo IT-Dienst") == 1
    assert made.calls.count("identity.list_audit") == 0


def test_an_auditor_reads_the_record_of_order_and_contract_and_no_mails() -> None:
    made = gateway(*AUDIT)

    page = shown(made)

    assert "Bestellung freigegeben" in page
    assert "/audit/lines/7" in page
    objects = [given["query"]["object"] for called, given, *_ in made.calls.made
               if called == "identity.list_audit"]  # fmt: skip
    assert sorted(objects) == ["k1", "o1"]
    assert made.calls.count("notify.list_mails") == 0


def test_a_service_that_is_away_leaves_the_other_parts() -> None:
    away = Unavailable("service-away", "Weg.", "[]")

    page = shown(gateway(*SUPPORT, contracts__get=away, notify__list_mails=away))

    assert page.count("gerade nicht erreichbar") == 2
    assert "T-1" in page


def test_a_failed_mail_is_sent_again_from_the_case_once() -> None:
    made = gateway(*SUPPORT, notify__resend_mail=MAIL)

    answers = [resend(made) for _ in range(2)]

    assert [(a.status_code, a.location) for a in answers] == [(303, PATH)] * 2
    assert made.calls.count("notify.resend_mail") == 1


def test_why_it_cannot_be_sent_again_is_said_on_the_case() -> None:
    refusal = Conflict("mail-words-gone", "Der Text ist weg.", "[]")

    answer = resend(gateway(*SUPPORT, notify__resend_mail=refusal))

    assert answer.status_code == 422
    assert "Der Text ist weg." in answer.text


def test_nobody_of_a_body_opens_a_case() -> None:
    made = gateway()

    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 403
