"""A request becomes one call, and its result an answer."""

import base64
import hashlib
import json
from datetime import UTC, datetime

import pytest

from gateway.calls.client import CallFailed, DeadlinePassed
from services.common.digests import list_digest
from services.common.errors import Conflict, Forbidden, NotFound, Unavailable, invalid_fields
from services.common.words import Text
from tests.saml.testkeys import a_key_pair
from tests.unit.gateway.gateway_fakes import (
    CHANGING,
    SIGNED_IN,
    FakeSignIns,
    Gateway,
    settings,
)

ORDER = {"id": "o1", "state": "submitted", "version": 3}
KEYED = {**CHANGING, "Idempotency-Key": "key-1"}


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


def test_a_call_gets_path_query_payload_constants_and_the_signed_in_person(
    gateway: Gateway,
) -> None:
    gateway.answers("identity.decide_registration", {"id": "r1", "version": 2})

    gateway.client.post("/api/v1/registrations/r1/ask-back", json={"reason": "?"}, headers=CHANGING)

    called, arguments, principal, _ = gateway.calls.made[-1]
    assert called == "identity.decide_registration"
    assert arguments == {
        "registration_id": "r1",
        "verdict": "ask-back",
        "payload": {"reason": "?"},
    }
    assert principal.subject == "a1"
    assert principal.claims["fresh"]["assertion_id"] == "_1"


def test_unknown_query_parameters_are_the_services_to_refuse(gateway: Gateway) -> None:
    gateway.answers("orders.list", {"items": [], "next": None, "total": 0})

    gateway.client.get("/api/v1/orders?body=1&what=ever", headers=SIGNED_IN)

    assert gateway.calls.made[-1][1] == {"query": {"body": "1", "what": "ever"}}


def test_a_new_thing_is_answered_with_its_address(gateway: Gateway) -> None:
    gateway.answers("orders.place", ORDER)

    answer = gateway.client.post("/api/v1/orders", json={}, headers=KEYED)

    assert (answer.status_code, answer.headers["Location"]) == (201, "/api/v1/orders/o1")
    assert answer.headers["ETag"] == '"3"'


def test_one_thing_has_an_etag_and_is_not_sent_again_to_who_knows_it(gateway: Gateway) -> None:
    gateway.answers("orders.get", ORDER)

    first = gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN)
    known = {**SIGNED_IN, "If-None-Match": first.headers["ETag"]}
    second = gateway.client.get("/api/v1/orders/o1", headers=known)

    assert first.headers["ETag"] == '"3"'
    assert (second.status_code, second.data) == (304, b"")


@pytest.mark.parametrize("tag", ['"3"', 'W/"3"', '"3-gzip"', '"3;br"', 'W/"3-0a1b--gzip"'])
def test_a_change_passes_the_version_seen(gateway: Gateway, tag: str) -> None:
    gateway.answers("orders.change_task", ORDER)

    seen = {**CHANGING, "If-Match": tag}
    gateway.client.patch("/api/v1/orders/o1/tasks/2", json={"done": True}, headers=seen)

    arguments = gateway.calls.made[-1][1]
    assert (arguments["number"], arguments["version"]) == (2, 3)


def test_a_change_of_an_old_version_is_a_failed_precondition(gateway: Gateway) -> None:
    gateway.answers("orders.change_contacts", Conflict("changed-meanwhile", "Zu spät.", "[]"))

    seen = {**CHANGING, "If-Match": '"2"'}
    answer = gateway.client.patch("/api/v1/orders/o1/contacts", json={}, headers=seen)

    assert (answer.status_code, answer.json["code"]) == (412, "precondition-failed")


def test_what_happened_to_an_order_since_it_was_read_is_told(gateway: Gateway) -> None:
    late = Conflict("changed-meanwhile", "Zuletzt: so.", "[]", happened={"actor_name": "Rita"})
    gateway.answers("orders.change_contacts", late)

    seen = {**CHANGING, "If-Match": '"2"'}
    answer = gateway.client.patch("/api/v1/orders/o1/contacts", json={}, headers=seen)

    assert (answer.status_code, answer.json["detail"]) == (412, "Zuletzt: so.")
    assert answer.json["happened"]["actor_name"] == "Rita"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotFound("order-not-found", "Fehlt.", "[]"), 404, "order-not-found"),
        (Conflict("order-exists", "Gibt es.", "[]"), 409, "order-exists"),
        (Unavailable("service-away", "Weg.", "[]"), 503, "service-away"),
        (DeadlinePassed("orders.get"), 504, "deadline-passed"),
        (CallFailed("orders.get: Secret"), 500, "internal-error"),
        (RuntimeError("secret"), 500, "internal-error"),
    ],
)
def test_every_kind_of_refusal_is_a_problem(
    gateway: Gateway, error: Exception, status: int, code: str
) -> None:
    gateway.answers("orders.get", error)

    answer = gateway.client.get("/api/v1/orders/o1", headers={**SIGNED_IN, "X-Request-ID": "abc-1"})

    problem = json.loads(answer.data)
    assert answer.status_code == problem["status"] == status
    assert answer.content_type == "application/problem+json"
    assert problem["type"] == f"/problems/{code}"
    assert problem["code"] == code
    assert problem["instance"] == "/api/v1/orders/o1"
    assert problem["correlation_id"] == answer.headers["X-Request-ID"] == "abc-1"
    assert "ecret" not in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_wrong_fields_are_named_by_pointer(gateway: Gateway) -> None:
    gateway.answers("orders.place", invalid_fields([("/body", Text("Fehlt.", "Missing."))]))

    answer = gateway.client.post("/api/v1/orders", json={}, headers=KEYED)

    assert answer.status_code == 422
    assert answer.json["errors"] == [{"pointer": "/body", "detail": "Fehlt."}]


@pytest.mark.parametrize("body", ["{", "[1]", "NaN", '{"a": NaN}', '{"a": "\\ud800"}', "[" * 5000])
def test_a_body_that_is_no_json_object_is_refused(gateway: Gateway, body: str) -> None:
    answer = gateway.client.post(
        "/api/v1/orders", data=body, content_type="application/json", headers=KEYED
    )

    assert (answer.status_code, answer.json["code"]) == (422, "json-broken")
    assert answer.json["errors"][0]["pointer"] == ""


def test_another_media_type_and_too_large_a_body_are_refused(gateway: Gateway) -> None:
    form = gateway.client.post("/api/v1/orders", data={"a": "b"}, headers=KEYED)
    large = gateway.client.post("/api/v1/orders", json={"a": "b" * 64 * 1024}, headers=KEYED)

    assert (form.status_code, form.json["code"]) == (415, "media-type-unsupported")
    assert (large.status_code, large.json["code"]) == (413, "body-too-large")


def test_a_route_without_input_refuses_members(gateway: Gateway) -> None:
    answer = gateway.client.post("/api/v1/registrations/r1/submit", json={"x": 1}, headers=CHANGING)

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/x"


def test_a_principal_is_remembered_but_asked_anew_where_it_must_be_fresh(
    gateway: Gateway,
) -> None:
    gateway.answers("orders.get", ORDER)
    gateway.answers("orders.release", ORDER)

    for _ in range(3):
        gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN)
    asked_for_reads = gateway.calls.count("identity.principal")
    gateway.client.post("/api/v1/orders/o1/release", json={}, headers=CHANGING)

    assert asked_for_reads == 1
    assert gateway.calls.count("identity.principal") == 2


def test_a_refusal_by_a_remembered_principal_is_checked_against_a_new_one(
    gateway: Gateway,
) -> None:
    gateway.answers("orders.get", ORDER)
    gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN)
    old = gateway.calls.answers["identity.principal"]
    gateway.answers("orders.claim", [Forbidden("not-permitted", "Nein.", "[]"), ORDER])

    gateway.answers("identity.principal", {**old, "grants": {"*": ["orders:review"]}})
    answer = gateway.client.post("/api/v1/orders/o1/claim", json={}, headers=CHANGING)

    assert answer.status_code == 200
    assert gateway.calls.made[-1][2].may("orders:review", "anywhere")


def test_an_unchanged_principal_is_refused_once(gateway: Gateway) -> None:
    gateway.answers("orders.claim", Forbidden("not-permitted", "Nein.", "[]"))
    gateway.answers("orders.get", ORDER)
    gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN)

    answer = gateway.client.post("/api/v1/orders/o1/claim", json={}, headers=CHANGING)

    assert answer.status_code == 403
    assert gateway.calls.count("orders.claim") == 1


def test_signing_without_a_fresh_sign_in_says_where_to_sign_in_for_this_list(
    gateway: Gateway,
) -> None:
    gateway.answers("contracts.sign", Forbidden("fresh-sign-in-needed", "Bitte anmelden.", "[]"))
    contracts = [{"id": "c2", "document_hash": "b" * 64}, {"id": "c1", "document_hash": "a" * 64}]

    answer = gateway.client.post("/api/v1/signatures", json={"contracts": contracts}, headers=KEYED)

    digest = list_digest([("c1", "a" * 64), ("c2", "b" * 64)])
    assert (answer.status_code, answer.json["code"]) == (403, "fresh-sign-in-needed")
    assert answer.json["sign_in_url"] == f"http://market.example/login?sign={digest}&next=/"


def test_whoever_signs_hands_over_the_sign_in_that_covers_the_list() -> None:
    proof = {"answer": "<Response/>", "content_key": "0102", "at": "2026-11-22T09:00:00+00:00"}
    pinned = a_key_pair(datetime.now(UTC)).certificate
    gateway = Gateway(sign_ins=FakeSignIns(_1=proof), settings=settings(idp_certificates=pinned))
    gateway.answers("contracts.sign", {"items": []})
    payload = {"contracts": [{"id": "c1", "document_hash": "a" * 64}]}
    covering = {"list_hash": "f" * 64, "at": proof["at"], "assertion_id": "_1"}

    for key, fresh in (("k1", covering), ("k2", {**covering, "list_hash": None}), ("k3", {})):
        gateway.sessions.is_now(fresh=fresh)
        headers = {**KEYED, "Idempotency-Key": key}
        gateway.client.post("/api/v1/signatures", json=payload, headers=headers)

    handed_over = [arguments["sign_in"] for called, arguments, *_ in gateway.calls.made
                   if called == "contracts.sign"]  # fmt: skip
    assert handed_over == [{**proof, "certificates": [pinned]}, None, None]


def test_an_answer_with_a_secret_is_not_kept(gateway: Gateway) -> None:
    gateway.answers("identity.create_client", {"client_id": "k-1", "client_secret": "s"})

    answer = gateway.client.post("/api/v1/clients", json={}, headers=KEYED)

    assert answer.json["client_secret"] == "s"
    assert gateway.records.held == {}


def test_me_adds_what_the_session_may_do(gateway: Gateway) -> None:
    gateway.answers("identity.me", {"id": "a1", "name": "Anna Amt"})

    me = gateway.client.get("/api/v1/me", headers=SIGNED_IN).json

    assert me["csrf_token"] == CHANGING["X-CSRF-Token"]
    assert me["bodies"] == [{"key": "09187162", "permissions": ["orders:place"]}]
    assert me["roles"] == [{"role": "officer", "scope": "09187162"}]


def test_a_document_comes_with_its_digest(gateway: Gateway) -> None:
    pdf = b"%PDF-1.7"
    sha256 = hashlib.sha256(pdf)
    result = {
        "pdf_base64": base64.b64encode(pdf).decode(),
        "sha256": sha256.hexdigest(),
        "filename": "Vertrag Ä/1.pdf",
    }
    gateway.answers("contracts.document", result)

    answer = gateway.client.get("/api/v1/contracts/c1/document", headers=SIGNED_IN)

    assert (answer.data, answer.content_type) == (pdf, "application/pdf")
    assert answer.headers["Digest"] == f"sha-256={base64.b64encode(sha256.digest()).decode()}"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Vertrag___1.pdf"'


def test_a_stranger_asks_as_anonymous_and_a_person_as_themselves(gateway: Gateway) -> None:
    gateway.answers("orders.orderable", {"orderable": True})

    for headers in ({}, SIGNED_IN):
        gateway.client.get("/api/v1/profiles/p1/orderable?body=09187162", headers=headers)

    asked = [principal.subject for called, _, principal, _ in gateway.calls.made
             if called == "orders.orderable"]  # fmt: skip
    assert asked == ["anonymous", "a1"]


def asked_for_principals(gateway: Gateway) -> int:
    gateway.answers("orders.get", ORDER)
    gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN)
    return gateway.calls.count("identity.principal")


def test_who_changed_something_at_identity_is_asked_for_anew(gateway: Gateway) -> None:
    gateway.answers("identity.accept_terms", {"accepted": True})
    before = asked_for_principals(gateway)

    gateway.client.post("/api/v1/me/accept-terms", json={}, headers=CHANGING)

    assert asked_for_principals(gateway) == before + 1


def test_what_was_refused_or_changed_elsewhere_leaves_the_principal_remembered(
    gateway: Gateway,
) -> None:
    gateway.answers("identity.accept_terms", Conflict("terms-outdated", "Nein.", "[]"))
    gateway.answers("orders.claim", ORDER)
    before = asked_for_principals(gateway)

    gateway.client.post("/api/v1/me/accept-terms", json={}, headers=CHANGING)
    gateway.client.post("/api/v1/orders/o1/claim", json={}, headers=CHANGING)

    assert asked_for_principals(gateway) == before


@pytest.mark.parametrize("given", ["q=bauen&kind=&topic=", "q=bauen&kind=%20&topic=+", "q=bauen"])
def test_a_blank_filter_of_a_form_is_none(given: str) -> None:
    gateway = Gateway()
    gateway.answers("catalog.search", {"items": [], "revision": 1})

    gateway.client.get(f"/api/v1/profiles?{given}")

    assert gateway.calls.made[0][1] == {"query": {"q": "bauen"}}


def test_a_blank_one_of_several_values_is_none() -> None:
    gateway = Gateway()
    gateway.answers("catalog.compare", {"profiles": [], "fields": []})

    gateway.client.get("/api/v1/profiles/compare?id=&id=a&id=b")

    assert gateway.calls.made[0][1] == {"query": {"id": "a,b"}}
