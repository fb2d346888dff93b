"""The main job over nothing but HTTP, mail and the vendor's queue."""

import hashlib
import io
import zipfile

import requests

from deploy.local import mails
from deploy.local.evidence_journey import EvidenceJourney
from deploy.local.system import System
from deploy.local.ticket_journey import TicketJourney
from tests.journeys import Journeys


def test_a_new_service_goes_live(journeys: Journeys) -> None:
    journey = journeys.next()

    said = [act() for _, act in journey.steps()[4:]]

    order = journey.wait_for_state("live")
    assert said[-1].endswith("open tasks of others: 0")
    assert [entry["action"] for entry in order["history"]] == [
        "submit", "claim", "release", "offer", "sign", "conclude", "request-setup",
        "acknowledge", "progress", "done", "link",
    ]  # fmt: skip
    assert order["waiting_for"] is None
    assert order["ticket"]
    assert order["contract"]


def test_the_contract_proves_itself_and_a_changed_copy_does_not(
    journeys: Journeys, system: System
) -> None:
    journey = journeys.next(usage="already_productive")
    for _, act in journey.steps()[4:10]:
        act()

    sealed, genuine, altered = (act() for _, act in EvidenceJourney(
        journey, system.trusted()).steps())  # fmt: skip

    assert journey.contract()["number"] in sealed
    assert "genuine" in genuine
    assert genuine.endswith("ECHT")
    assert "altered: in der Datei Vertrag_gesiegelt.pdf" in altered
    assert "VERÄNDERT" in altered
    assert "Siegel" in altered


def test_three_sides_talk_in_one_ticket_by_page_and_by_mail(
    journeys: Journeys, system: System
) -> None:
    journey = journeys.next_in_setup()

    kept, read, asked, answered, thread = (act() for _, act in TicketJourney(
        journey, system.ports["smtp"]).steps())  # fmt: skip

    assert kept == "kept as Netzplan 2026.exe.pdf, application/pdf"
    assert read.endswith("bytes")
    assert f"ticket+{journey.order['id']}-" in asked
    assert answered == "Ab dem 1. Januar. (for body)"
    assert "body reads 4, vendor reads 2" in thread
    file = zipfile.ZipFile(io.BytesIO(journey.person(journey.clerk).read(
        f"orders/{journey.order['id']}/file")))  # fmt: skip
    inside = [name.partition("/")[2] for name in file.namelist()]
    assert "attachments/001-Netzplan 2026.exe.pdf" in inside


def test_a_notice_reaches_the_people_of_a_live_service(journeys: Journeys) -> None:
    journey = journeys.next()
    for _, act in journey.steps()[4:]:
        act()
    order = journey.wait_for_state("live")
    told = {"de": f"Wartung {order['number']}", "en": f"Maintenance {order['number']}"}
    address = order["contacts"]["functional"]["email"]
    journey.mail(address, "ist online")

    journey.person("editor").post("notices", {
        "kind": "outage", "title": told, "text": told, "profiles": [order["profile"]],
        "starts_at": "2026-12-01T18:00:00+01:00",
    })  # fmt: skip

    mail = journey.mail(address, f"Geplante Unterbrechung: {told['de']}")
    assert order["profile_title"]["de"] in mails.text_of(mail)


def test_a_service_in_productive_use_takes_the_short_way(journeys: Journeys) -> None:
    journey = journeys.next(usage="already_productive")

    for _, act in journey.steps()[4:]:
        act()

    order = journey.wait_for_state("live")
    actions = [entry["action"] for entry in order["history"]]
    assert actions == [
        "submit", "claim", "release", "offer", "sign", "conclude", "await-link", "link",
    ]  # fmt: skip


def test_the_document_is_the_one_that_was_signed(journeys: Journeys) -> None:
    journey = journeys.next()
    for act in (journey.clerk_orders, journey.reviewer_releases, journey.contract_is_offered):
        act()
    contract = journey.contract()
    changed = {"id": contract["id"], "document_hash": "0" * 64}

    (refused,) = journey.person(journey.signatory).sign("signatures", [changed])
    journey.signatory_signs()

    assert (refused["ok"], refused["code"]) == (False, "document-changed")
    assert journey.contract()["state"] == "signed"
    number = journey.contract()["number"]
    mail = mails.wait_for_mail(
        journeys.system.mail_dir, lambda m: f"unterschreiben: Vertrag {number}" in m["Subject"]
    )
    carried = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    sha256 = hashlib.sha256(carried[f"{number}.pdf"]).hexdigest()
    assert sha256 == journey.contract()["document_hash"]


def test_a_clerk_without_authority_cannot_sign(journeys: Journeys) -> None:
    journey = journeys.next()
    for act in (journey.clerk_orders, journey.reviewer_releases, journey.contract_is_offered):
        act()
    contract = journey.contract()
    shown = {"id": contract["id"], "document_hash": contract["document_hash"]}

    answer = journey.person(journey.clerk).ask(
        "POST", "signatures", json={"contracts": [shown]}, headers={"Idempotency-Key": "clerk"}
    )

    assert answer.status_code == 403
    assert journey.contract()["state"] == "offered"


def test_who_released_may_not_countersign(journeys: Journeys) -> None:
    journey = journeys.next()
    for act in (journey.clerk_orders, journey.reviewer_releases, journey.contract_is_offered):
        act()
    journey.signatory_signs()
    contract = journey.contract()
    shown = {"id": contract["id"], "document_hash": contract["document_hash"]}

    (refused,) = journey.person("reviewer").sign("countersignatures", [shown])

    assert refused["code"] == "released-by-same-person"
    assert journey.contract()["state"] == "signed"


def test_strangers_see_nothing_of_an_order(journeys: Journeys) -> None:
    journey = journeys.next()
    journey.clerk_orders()
    path = f"orders/{journey.order['id']}"

    other = journey.person("vendor-it-dienst").ask("GET", path)
    nobody = requests.get(f"{journeys.system.gateway_url}/api/v1/{path}", timeout=5)

    assert other.status_code == 404
    assert nobody.status_code == 401
    assert nobody.headers["Content-Type"].startswith("application/problem+json")


def test_a_reviewer_may_ask_back_and_the_body_answers(journeys: Journeys) -> None:
    journey = journeys.next()
    journey.clerk_orders()
    path = f"orders/{journey.order['id']}"

    asked = journey.person("reviewer").post(f"{path}/ask-back", {"reason": "Welches Verfahren?"})
    answered = journey.person(journey.clerk).post(f"{path}/answer", {"text": "OK.EWO 4"})
    rejected = journey.person("reviewer").post(f"{path}/reject", {"reason": "Doppelt"})

    assert (asked["state"], asked["waiting_for"]["role"]) == ("asked_back", "body")
    assert answered["state"] == "submitted"
    assert rejected["state"] == "rejected"
    assert rejected["waiting_for"] is None


def test_a_failed_setup_waits_for_whom_its_reason_names(
    journeys: Journeys,
) -> None:
    journey = journeys.next_in_setup()
    vendor, path = journey.person("vendor-fachverfahren"), f"orders/{journey.order['id']}"

    clerk = journey.person(journey.clerk)

    failed = vendor.post(f"{path}/failed", {"reason_code": "no-licence"})
    retried = clerk.post(f"{path}/retry", {"text": "Lizenz da"})
    asked = clerk.post(f"{path}/ask-setup", {"text": "Wann?"})
    answered = vendor.post(f"{path}/answer-setup", {"text": "Morgen"})
    busy = vendor.post(f"{path}/failed", {"reason_code": "capacity"})
    again = journey.person("support").post(f"{path}/request-setup", {"note": "Neuer Anlauf"})

    assert (failed["state"], failed["waiting_for"]["role"]) == ("setup_failed", "body")
    assert (retried["state"], retried["waiting_for"]["role"]) == ("setup_requested", "setup_party")
    assert asked["waiting_for"]["reason_code"] == "setup_question"
    assert answered["waiting_for"]["reason_code"] == "setup_requested"
    assert (busy["state"], busy["waiting_for"]["role"]) == ("setup_failed", "support")
    assert again["state"] == "setup_requested"
    journey.mail(f"{journey.vendor}@example.org", "hat eine Frage zur Einrichtung")
