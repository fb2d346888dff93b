"""A person's way through identity: asked back, approved, replaced, lent rights, erased."""

import io
import json
import zipfile
from typing import Any

import pytest

from deploy.local.client import Person
from deploy.local.ports import wait_until
from deploy.local.system import System
from tests.e2e.people import ASCHAU, ASCHAU_NAME, PROFILE, REASON, People, order_for, put, refused
from tests.journeys import Journeys

MEMBER_OF_VG, VG = "09171114", "091715101"


@pytest.fixture(scope="module")
def people(system: System, journeys: Journeys) -> People:
    """People at the running system."""
    return People(system)


@pytest.fixture(scope="module")
def admin(people: People) -> Person:
    """The municipality's own administrator, approved."""
    return people.registered("admin-aschau", role="body_admin")


@pytest.fixture(scope="module")
def clerk(people: People, admin: Person) -> Person:
    """A clerk of the municipality, asked back once before being approved."""
    person = people.signed_in("clerk-aschau")
    draft = people.draft(person, given_name="Max", family_name="Gruber")
    people.submit(person, draft)
    reviewer = people.signed_in("reviewer")
    path = f"registrations/{draft['id']}"
    reviewer.post(f"{path}/ask-back", {"reason": "Bitte nennen Sie Ihr Amt genauer."})
    asked = person.get(path)
    assert asked["state"] == "asked_back"
    assert asked["waiting_for"]["role"] == "applicant"
    assert "genauer" in people.mail_to(draft["email"], "genauer")
    changed = person.patch(path, {"office": "Einwohnermeldeamt"}, asked["version"])
    assert changed["office"] == "Einwohnermeldeamt"
    person.post(f"{path}/submit")
    assert people.approve(draft)["state"] == "approved"
    return person


def account_of(person: Person) -> str:
    return str(person.get("me")["account"])


def until_refused(person: Person, method: str, path: str, body: Any) -> tuple[int, str]:
    """Wait until a right that was taken is gone: the gateway hears of it by event."""
    seen: list[tuple[int, str]] = []

    def gone() -> bool:
        answer = person.ask(method, path, json=body, headers={"Idempotency-Key": "x" * 30})
        if answer.status_code in (401, 403, 404):
            seen.append((answer.status_code, answer.json()["code"]))
        return bool(seen)

    wait_until(gone, 30, "the right was never taken")
    return seen[-1]


def test_a_person_asked_back_answers_and_is_approved(clerk: Person) -> None:
    me = clerk.get("me")

    assert (me["state"], me["name"]) == ("active", "Max Gruber")
    assert [body["key"] for body in me["bodies"]] == [ASCHAU]


def test_the_reviewer_sees_where_name_and_address_come_from(people: People, clerk: Person) -> None:
    reviewer = people.signed_in("reviewer")

    (seen,) = reviewer.get("registrations", state="approved", body=ASCHAU, limit=1)["items"][:1]

    assert seen["asserted_name"]
    assert seen["name_check"] == "matched"
    assert seen["email_origin"] == "declared"
    assert seen["body_name"] == ASCHAU_NAME


def test_a_further_body_begins_with_what_is_known(people: People, clerk: Person) -> None:
    draft = clerk.post("registrations", {"body": "09187116"})

    assert (draft["family_name"], draft["email_confirmed"]) == ("Gruber", True)
    rejected = clerk.post(f"registrations/{draft['id']}/submit")
    path = f"registrations/{rejected['id']}/reject"
    assert people.signed_in("reviewer").post(path, REASON)["state"] == "rejected"


def roles_of(person: Person) -> set[str]:
    return {role["role"] for role in person.get("me")["roles"]}


def test_the_own_administrator_sees_and_changes_the_people(admin: Person, clerk: Person) -> None:
    path = f"bodies/{ASCHAU}/members"

    members = {m["name"]: m for m in admin.get(path)["items"]}
    put(admin, f"{path}/{account_of(clerk)}/roles", {"roles": ["member"]})
    wait_until(lambda: roles_of(clerk) != {"officer"}, 5, "the officer kept the role")
    lowered = roles_of(clerk)
    put(admin, f"{path}/{account_of(clerk)}/roles", {"roles": ["officer"]})
    wait_until(lambda: roles_of(clerk) != lowered, 5, "the member was not made officer again")

    assert members.keys() >= {"Lena Bauer", "Max Gruber"}
    assert lowered == {"member"}
    assert refused(clerk, "PUT", f"{path}/{account_of(admin)}/roles", {"roles": []})[0] == 403


def test_nobody_changes_the_people_of_another_body(admin: Person, people: People) -> None:
    somebody = {"name": "Eva", "email": "eva@x.example", "role": "officer"}

    status, code = refused(admin, "POST", "bodies/09187162/members", somebody)

    assert (status, code) == (403, "not-permitted")


def test_a_suspended_person_does_nothing_with_a_session_opened_before(
    people: People, clerk: Person
) -> None:
    reviewer = people.signed_in("reviewer")
    account = account_of(clerk)

    reviewer.post(f"accounts/{account}/suspend", REASON)
    status, _ = until_refused(clerk, "POST", "orders", {"body": ASCHAU})
    reviewer.post(f"accounts/{account}/resume", REASON)
    clerk.sign_in()

    assert status in (401, 403)
    assert clerk.get("me")["state"] == "active"


def test_a_self_declared_authority_cannot_sign(people: People, clerk: Person) -> None:
    path = f"bodies/{ASCHAU}/signing-authorities"
    declared = {"basis": "deputy", "title": "Vertreter", "valid_from": "2026-01-01"}

    authority = clerk.post(path, declared)
    named = {"contracts": [{"id": "c" + "0" * 24, "document_hash": "0" * 64}]}

    assert authority["state"] == "requested"
    assert refused(clerk, "POST", "signatures", named) == (403, "not-permitted")
    assert refused(clerk, "POST", f"{path}/{authority['id']}/approve") == (403, "not-permitted")


def test_a_clerk_of_a_joint_administration_acts_for_a_member(journeys: Journeys) -> None:
    journey = journeys._journey(VG, "clerk-vg", "signatory-vg", PROFILE)
    journey.clerk_signs_in()
    journey.clerk_registers()
    journey.clerk_is_approved()
    person = journey.person("clerk-vg")
    profiles = [p["id"] for p in person.get("profiles", kind="efa", limit=200)["items"]]
    profile = next(
        p for p in profiles
        if person.get(f"profiles/{p}/orderable", body=MEMBER_OF_VG)["orderable"]
    )  # fmt: skip

    order = person.post("orders", order_for(MEMBER_OF_VG, profile=profile, prepared=True))

    assert (order["body"], order["mandate"]) == (MEMBER_OF_VG, None)
    assert order["history"][0]["on_behalf_of"] == MEMBER_OF_VG
    person.post(f"orders/{order['id']}/withdraw", {"note": "nur ein Versuch"})


@pytest.fixture
def mandate(admin: Person, journeys: Journeys) -> dict[str, Any]:
    """A mandate of Aschau for Munich's people, for one service."""
    journeys.signed_in()
    return dict(admin.post("mandates", {
        "grantor": ASCHAU, "grantee": "09162000", "scope": "order", "services": [PROFILE],
        "valid_from": "2026-01-01", "valid_until": "2027-12-31", "document_hash": "a" * 64,
    }))  # fmt: skip


def test_a_mandate_lets_another_body_order_until_it_is_revoked(
    people: People, admin: Person, journeys: Journeys, mandate: dict[str, Any]
) -> None:
    munich = journeys.signed_in().person("clerk-muenchen")
    wait_until(lambda: bool(munich.get("me")["mandates"]), 35, "the mandate never arrived")

    order = munich.post("orders", order_for(ASCHAU, mandate=mandate["id"], prepared=True))
    admin.post(f"mandates/{mandate['id']}/revoke", REASON)
    refusal = until_refused(munich, "GET", f"orders/{order['id']}", None)

    assert order["mandate"] == mandate["id"]
    assert order["history"][0]["mandate"] == mandate["id"]
    assert refusal[0] in (403, 404)
    assert admin.get(f"mandates/{mandate['id']}")["state"] == "revoked"
    admin.post(f"orders/{order['id']}/withdraw", {"note": "Vollmacht widerrufen"})


def test_the_trail_names_actor_body_and_mandate_and_is_whole(
    people: People, mandate: dict[str, Any], journeys: Journeys
) -> None:
    auditor = people.signed_in("auditor")
    munich = journeys.signed_in().person("clerk-muenchen")
    wait_until(
        lambda: mandate["id"] in {m["id"] for m in munich.get("me")["mandates"]}, 35, "no mandate"
    )
    order = munich.post("orders", order_for(ASCHAU, mandate=mandate["id"], prepared=True))

    def lines() -> list[dict[str, Any]]:
        return list(auditor.get("audit", object=order["id"])["items"])

    wait_until(lambda: bool(lines()), 20, "the act never came into the trail")
    (placed,) = lines()
    munich.post(f"orders/{order['id']}/withdraw", {"note": "nur ein Versuch"})

    assert placed["action"] == "orders.place"
    assert placed["actor"] == account_of(munich)
    assert (placed["on_behalf_of"], placed["mandate"]) == (ASCHAU, mandate["id"])
    kept = {name: value for name, value in placed.items() if not name.endswith("_name")}
    assert placed["actor_name"] == "Aylin Demir"
    assert "Demir" not in json.dumps(kept)
    assert auditor.get("audit/verify")["verdict"] == "whole"


def test_the_auditor_takes_the_trail_home(people: People) -> None:
    auditor = people.signed_in("auditor")

    lines = auditor.read("audit/export").decode().splitlines()

    numbers = [json.loads(line)["n"] for line in lines]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 20


def test_a_team_account_says_who_acts_and_never_signs(people: People) -> None:
    team = people.signed_in("team-landkreis")
    members = [{"name": "Eva Rot", "email": "rot@lra.example"},
               {"name": "Tom Blau", "email": "blau@lra.example"}]  # fmt: skip
    draft = people.draft(
        team, body="09187", given_name="Eva", family_name="Rot", department="Digitalteam",
        functional_mailbox=True, team=members,
    )  # fmt: skip
    people.submit(team, draft)
    people.approve(draft, accept_name=True, reason="Teamkonto des Landkreises")
    order = order_for("09187", profile="infektionsschutzbelehrung", prepared=True)

    before = refused(team, "POST", "orders", order)
    team.post("me/acting", {"member": "t2"})
    placed = team.post("orders", order)
    team.post(f"orders/{placed['id']}/withdraw", {})

    assert before == (403, "not-permitted")
    assert placed["history"][0]["actor_name"].startswith("Tom Blau")
    declared = {"basis": "office", "title": "x", "valid_from": "2026-01-01"}
    assert refused(team, "POST", "bodies/09187/signing-authorities", declared)[0] == 403


def test_a_vendor_comes_in_by_an_invitation_that_works_once(people: People) -> None:
    admin = people.signed_in("admin")
    invited = admin.post("invitations", {
        "kind": "vendor", "vendor": "demo-fachverfahren", "name": "Vera Lang",
        "email": "vera.lang@fachverfahren.example",
    })  # fmt: skip
    text = people.mail_to("vera.lang@fachverfahren.example", "token=")
    token = text.split("token=")[1].split()[0]
    vera, stranger = people.signed_in("guest-vendor"), people.signed_in("double-name")
    path = f"invitations/{invited['id']}/accept"

    vera.post(path, {"token": token})

    wait_until(lambda: vera.get("me")["vendor"] == "demo-fachverfahren", 5, "no role came of it")
    assert refused(stranger, "POST", path, {"token": token}) == (403, "name-differs")


def test_a_program_acts_by_its_own_token_until_it_is_revoked(system: System, admin: Person) -> None:
    made = admin.post("clients", {"name": "Ratsinfo", "scope": ASCHAU, "scopes": ["orders:read"]})
    program = Person(system.gateway_url)
    grant = {"grant_type": "client_credentials"}
    secret = (made["client_id"], made["client_secret"])

    answer = program.browser.post(f"{system.gateway_url}/oauth/token", data=grant, auth=secret)
    program.browser.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    listed = program.get("orders", body=ASCHAU)
    admin.post(f"clients/{made['client_id']}/revoke")
    again = program.browser.post(f"{system.gateway_url}/oauth/token", data=grant, auth=secret)
    del program.browser.headers["Authorization"]

    assert answer.json()["expires_in"] == 600
    assert listed["items"] is not None
    assert (again.status_code, again.json()["error"]) == (401, "invalid_client")
    assert "client_secret" not in str(admin.get("clients"))


def test_a_replaced_certificate_opens_the_account_and_the_old_one_does_not(
    people: People, clerk: Person
) -> None:
    account = account_of(clerk)
    again = people.signed_in("clerk-aschau-new")
    draft = people.draft(again, replaces_certificate=True, email="clerk-aschau@aschau.example",
                         given_name="Max", family_name="Gruber")  # fmt: skip
    people.submit(again, draft)
    reviewer = people.signed_in("reviewer")
    seen = reviewer.get(f"registrations/{draft['id']}")

    reviewer.post(f"accounts/{account}/rebind", {"registration": draft["id"]})
    again.sign_in()

    assert {hint["account"] for hint in seen["hints"]} == {account}
    assert account_of(again) == account
    refusal = people.sign_in_page("clerk-aschau")
    assert refusal.status_code == 403
    assert "Zertifikat" in refusal.text


def test_open_orders_go_from_one_person_to_another(
    people: People, admin: Person, clerk: Person
) -> None:
    again = people.signed_in("clerk-aschau-new")
    contact = {"name": "Max Gruber", "department": "Bürgerbüro", "phone": "1",
               "email": "clerk-aschau@aschau.example"}  # fmt: skip
    order = again.post("orders", order_for(ASCHAU, functional_contact=contact, prepared=True))

    admin.post(f"bodies/{ASCHAU}/hand-over",
               {"from_account": account_of(again), "to_account": account_of(admin)})  # fmt: skip

    def contact_now() -> str:
        return str(admin.get(f"orders/{order['id']}")["functional_contact"]["name"])

    wait_until(lambda: contact_now() != "Max Gruber", 20, "the contact was not handed over")
    assert contact_now() == "Lena Bauer"
    admin.post(f"orders/{order['id']}/withdraw", {"note": "nur ein Versuch"})


def test_a_person_takes_the_own_data_home_and_is_forgotten(people: People) -> None:
    person = people.signed_in("clerk-aschau-new")
    account = account_of(person)

    archive = zipfile.ZipFile(io.BytesIO(person.read("me/export")))
    told = person.post("me/erase", {"confirm": True})

    own = json.loads(archive.read("identity/account.json"))
    assert {"index.json", "orders/orders.json", "notify/mails.json"} <= set(archive.namelist())
    assert own["family_name"] == "Gruber"
    assert "token_hash" not in str(own)
    assert {kept["what"] for kept in told["kept"]} == {"contracts", "audit"}
    stored = Journeys(people.system).stored("identity")["accounts"].find_one({"_id": account})
    assert "Gruber" not in str({**stored, "outbox": []})
    status, _ = refused(person, "GET", "me")
    assert status == 401
