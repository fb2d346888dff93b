"""Valid aggregates, documents, callers and events; a test names only what matters to it."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import amqp
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.catalog.domain.choices import Status
from services.catalog.domain.profiles import Profile
from services.common.events import Event, read_event
from services.common.principal import Principal
from services.common.storage.aggregates import Aggregate, to_plain
from services.contracts.domain.chains import Agreement, Chain
from services.contracts.domain.contracts import Contract, ContractState, Signature
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.authorities import Authority, AuthorityState, Basis
from services.identity.domain.bodies import Body
from services.identity.domain.clients import Client, secret_hash
from services.identity.domain.invitations import Invitation, InvitationKind, hash_of
from services.identity.domain.mandates import Grantee, Mandate, MandateScope
from services.identity.domain.permissions import Role
from services.identity.domain.registrations import Registration
from services.orders.domain.authorities import Authority as BulkAuthority
from services.orders.domain.bulk_requests import BulkKind, BulkRequest
from services.orders.domain.declarations import Declaration, DeclarationKind, id_of
from services.orders.domain.orders import Actor, Contact, Order
from services.orders.domain.states import OrderState
from services.orders.domain.tasks import Task

Doc = dict[str, Any]

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
PRIEN, MUNICH, AUGSBURG = "09187162", "09162000", "09761000"
JOINT, MEMBERS = "091875111", ["09187118", "09187123"]
PROFILE, VENDOR = "ewa", "demo-it-dienst"
DOCUMENT, OTHER_DOCUMENT = "d" * 64, "e" * 64
CLERK = Actor("clerk", "Sabine Huber")
REVIEWER = Actor("reviewer", "Nina Prüfer")
OTHER_REVIEWER = Actor("reviewer-2", "Olaf Prüfer")
SETUP_PARTY = Actor("daniel", "Daniel Dienst")
TITLE = {"de": "Wohnsitz ummelden", "en": "Change of residence"}
TOKEN = "t0ken-of-the-mail"


def key_pair() -> tuple[str, str]:
    """Return a private and a public key for principals, as PEM."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


def principal(**changed: Any) -> Principal:
    """Return a clerk who may place orders for one municipality."""
    grants = {PRIEN: frozenset({"orders:read", "orders:place", "orders:act"})}
    facts = {"subject": "clerk", "name": "Sabine Huber", "grants": grants, "claims": {}}
    return Principal(**{**facts, **changed})


def contact(name: str = "Eva Fach") -> Contact:
    """Return a contact of an order."""
    return Contact(name, "Einwohneramt", "fach@prien.example", "08051 1")


def task(number: int, code: str = "set-up-service", who: str = "vendor") -> Task:
    """Return an open task of five working days."""
    return Task(number, code, {"de": "Schritt", "en": "Step"}, who, 5)


def order(**changed: Any) -> Order:
    """Return a prepared order of Prien with a setup party."""
    facts: Doc = {
        "id": "o1",
        "number": "DM-2026-ABCDEFGH",
        "body": PRIEN,
        "body_name": "Prien a.Chiemsee",
        "places": [PRIEN],
        "profile": PROFILE,
        "profile_title": TITLE,
        "profile_version": 3,
        "usage": "new",
        "functional_contact": contact(),
        "technical_contact": contact("Tom Technik"),
        "ordered_by": CLERK.id,
        "created_at": NOW,
        "changed_at": NOW,
        "specialist_system": "OK.EWO",
        "setup_by": VENDOR,
        "wanted_on": date(2026, 12, 24),
        "tasks": [task(1), task(2, "store-link", "body"), task(3, "check-link", "operator")],
    }
    return Order(**{**facts, **changed})


def order_in(state: OrderState, **changed: Any) -> Order:
    """Return an order that already is in this state."""
    return order(state=state, **changed)


def declaration(review_on: date = TODAY + timedelta(days=30)) -> Declaration:
    """Return what Prien declares of a service until a day of review."""
    declared = Declaration(id=id_of(PRIEN, PROFILE), body=PRIEN, profile=PROFILE)
    declared.declare(DeclarationKind.NO_NEED, review_on, 0, by="clerk", now=NOW)
    return declared


def bulk_request(kind: BulkKind = BulkKind.ORDER) -> BulkRequest:
    """Return one that is worked on, for Prien."""
    by = BulkAuthority.of(principal(), frozenset({"orders:place", "orders:read"}), {PRIEN}, NOW)
    request = BulkRequest.begun(
        "b1", kind, dry_run=False, by=by, bodies=[PRIEN], items=2, correlation_id="c", now=NOW
    )
    request.begin(NOW)
    return request


def signature(**changed: Any) -> Signature:
    """Return a mayor's signature under the offered document."""
    facts: Doc = {
        "account": "mayor",
        "name": "Andreas Bürger",
        "at": NOW,
        "document_hash": DOCUMENT,
        "list_hash": "f" * 64,
        "assertion_id": "_a1",
        "signed_in_at": NOW.isoformat(),
        "assurance": "substanziell",
        "authority": "mayor.s1",
        "basis": "office",
        "title": "1. Bürgermeister",
    }
    return Signature(**{**facts, **changed})


def contract(**changed: Any) -> Contract:
    """Return a fresh contract of the order of ``order()``."""
    facts: Doc = {
        "id": "c1",
        "number": "SSN-2026-ABCDEFGH",
        "order": "o1",
        "body": PRIEN,
        "body_name": "Prien a.Chiemsee",
        "profile": PROFILE,
        "profile_title": TITLE,
        "usage": "new",
        "released_by": REVIEWER.id,
        "created_at": NOW,
        "order_summary": to_plain(order_in(OrderState.RELEASED, released_by=REVIEWER.id).summary()),
    }
    return Contract(**{**facts, **changed})


def offered(**changed: Any) -> Contract:
    """Return a contract whose document can be signed."""
    facts: Doc = {
        "state": ContractState.OFFERED,
        "document_hash": DOCUMENT,
        "template_version": "muster-1",
        "offered_at": NOW,
        "facts": {"contract_number": "SSN-2026-ABCDEFGH"},
        "valid_until": date(2028, 12, 31),
    }
    return contract(**{**facts, **changed})


def signed(**changed: Any) -> Contract:
    """Return a contract the body has signed."""
    facts: Doc = {"state": ContractState.SIGNED, "signature": signature()}
    return offered(**{**facts, **changed})


def agreement(level: int, **changed: Any) -> Agreement:
    """Return an open-ended upstream agreement of this level."""
    facts: Doc = {
        "id": f"{PROFILE}-l{level}",
        "level": level,
        "number": f"EFA/2024/000{level}",
        "kind": {1: "provision", 2: "reuse", 3: "sub_reuse"}[level],
        "from_party": "Hamburg",
        "to_party": "BayKommun AöR",
        "valid_from": date(2025, 1, 1),
        "document_hash": "a" * 64,
    }
    return Agreement(**{**facts, **changed})


def chain(*agreements: Agreement, **changed: Any) -> Chain:
    """Return a chain; without agreements named, one of each level."""
    held = list(agreements) or [agreement(level) for level in (1, 2, 3)]
    return Chain(id=PROFILE, **{"agreements": held, **changed})


def registration(**changed: Any) -> Registration:
    """Return a complete draft for Prien."""
    facts: Doc = {
        "id": "clerk.1",
        "changed_at": NOW,
        "body": PRIEN,
        "body_name": "Prien a.Chiemsee",
        "given_name": "Sabine",
        "family_name": "Huber",
        "office": "Rathaus",
        "department": "Einwohneramt",
        "phone": "08051 2",
        "email": "sabine@prien.example",
        "terms_version": "2026-01",
    }
    return Registration(**{**facts, **changed})


def authority(**changed: Any) -> Authority:
    """Return an approved signing authority for Prien."""
    facts: Doc = {
        "id": "clerk.s1",
        "body": PRIEN,
        "basis": Basis.OFFICE,
        "title": "1. Bürgermeister",
        "valid_from": date(2026, 1, 1),
        "requested_at": NOW,
        "state": AuthorityState.APPROVED,
    }
    return Authority(**{**facts, **changed})


def account(**changed: Any) -> Account:
    """Return an active officer of Prien."""
    facts: Doc = {
        "id": "clerk",
        "name_id": "ek-" + "0" * 40,
        "organisation": "du-" + "0" * 40,
        "name": "Sabine Huber",
        "created_at": NOW,
        "state": AccountState.ACTIVE,
        "email": "sabine@prien.example",
        "assurance": "substanziell",
        "given_name": "Sabine",
        "family_name": "Huber",
        "asserted_given_name": "Sabine",
        "asserted_family_name": "Huber",
        "terms_version": "2026-01",
        "roles": [RoleAssignment(Role.OFFICER, PRIEN)],
    }
    return Account(**{**facts, **changed})


def newcomer(**changed: Any) -> Account:
    """Return an account that has signed in once and has no role."""
    return account(**{"state": AccountState.NEW, "email": None, "roles": [], **changed})


def mandate(**changed: Any) -> Mandate:
    """Return a mandate of Prien that lets Munich's people order everything."""
    facts: Doc = {
        "id": "m1",
        "grantor": PRIEN,
        "grantor_name": "Prien a.Chiemsee",
        "grantee": MUNICH,
        "grantee_kind": Grantee.BODY,
        "grantee_name": "München",
        "scope": MandateScope.ORDER,
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
        "granted_by": "mayor",
        "granted_at": NOW,
        "document_hash": DOCUMENT,
    }
    return Mandate(**{**facts, **changed})


def invitation(**changed: Any) -> Invitation:
    """Return an open invitation of a vendor's person."""
    facts: Doc = {
        "id": "i1",
        "kind": InvitationKind.VENDOR,
        "scope": f"vendor:{VENDOR}",
        "scope_name": VENDOR,
        "role": Role.VENDOR_MANAGER,
        "name": "Daniel Dienst",
        "email": "daniel@dienst.example",
        "invited_by": "olaf",
        "invited_at": NOW,
        "expires_on": date(2026, 12, 20),
        "token_hash": hash_of(TOKEN),
    }
    return Invitation(**{**facts, **changed})


def client(**changed: Any) -> Client:
    """Return an API client of Prien that may read and place orders."""
    facts: Doc = {
        "id": "k-1",
        "name": "Prien, Ratsinformation",
        "place": PRIEN,
        "scopes": ["orders:read", "orders:write"],
        "secret_hash": secret_hash(TOKEN),
        "created_by": "clerk",
        "created_at": NOW,
        "expires_on": date(2027, 11, 20),
    }
    return Client(**{**facts, **changed})


def body(**changed: Any) -> Body:
    """Return the municipality of Prien."""
    facts: Doc = {
        "id": PRIEN,
        "name": "Prien a.Chiemsee",
        "official_name": "Prien a.Chiemsee, M",
        "designation": "Markt",
        "kind": "municipality",
        "may_register": True,
        "region": "091",
        "edition": "2023-11-30",
        "district": "09187",
        "district_name": "Landkreis Rosenheim",
        "address": {"seat": "Prien a.Chiemsee", "postcode": "83209", "town": "Prien a.Chiemsee"},
    }
    return Body(**{**facts, **changed})


def joint_administration(**changed: Any) -> Body:
    """Return a joint administration of two municipalities."""
    facts: Doc = {"id": JOINT, "name": "Verwaltungsgemeinschaft Breitbrunn", "members": MEMBERS}
    return body(**{**facts, "kind": "joint_administration", **changed})


def body_doc(**changed: Any) -> Doc:
    """Return Prien as other services keep it."""
    return {**body().to_doc(), "sequence": 1, **changed}


def joint_doc(**changed: Any) -> Doc:
    """Return the joint administration as other services keep it."""
    return {**joint_administration().to_doc(), "sequence": 1, **changed}


def profile(**changed: Any) -> Profile:
    """Return a published EfA profile in the municipalities' own sphere."""
    facts: Doc = {
        "id": PROFILE,
        "version": 3,
        "title": TITLE,
        "summary": TITLE,
        "kind": "efa",
        "status": Status.PUBLISHED,
        "changed_at": NOW,
        "leika_keys": ["99115005104000"],
        "ozg_id": "10124",
        "topic": "Umzug",
        "life_situation": "Wohnen",
        "ministry": "StMI",
        "operating_authority": "Hamburg",
        "technical_operator": VENDOR,
        "target_kinds": ["municipality", "independent_city", "joint_administration"],
        "capacities": [],
        "sphere": "own",
        "financing": {"kind": "levy"},
        "maturity": {"model": "2.0", "value": 4},
        "trust_level": "substantial",
        "release": {"status": "orderable", "from_date": "2025-07-01"},
        "demo": True,
        "evidence": "demo",
        "data_protection": TITLE,
        "valid_from": "2025-01-01",
        "profile_version": 3,
        "published_at": NOW,
        "published_by": "nina",
        "rollout_guide": [
            {"code": "set-up-service", "title": TITLE, "who": "vendor", "duration_workdays": 5}
        ],
    }
    return Profile(**{**facts, **changed})


def profile_doc(**changed: Any) -> Doc:
    """Return the profile as other services keep it."""
    return {**profile().public(), "_id": PROFILE, "sequence": 3, **changed}


def chain_doc(**changed: Any) -> Doc:
    """Return a whole chain as other services keep it."""
    return {**chain().public(), "_id": PROFILE, "sequence": 1, **changed}


def news(aggregate: Aggregate, source: str) -> list[Doc]:
    """Return what the aggregate would tell the world, after a trip through JSON."""
    aggregate.version += 1
    told: list[Doc] = json.loads(json.dumps(aggregate.take_news(source)))
    return told


def kinds(aggregate: Aggregate, source: str = "test") -> list[str]:
    """Return only the types of what the aggregate would tell."""
    return [told["type"] for told in news(aggregate, source)]


def heard(aggregate: Aggregate, source: str) -> list[Event]:
    """Return the aggregate's news as the others read them."""
    return [read_event(json.dumps(t), source, t["type"]) for t in news(aggregate, source)]


def envelope(**changed: Any) -> Doc:
    """Return a readable event envelope."""
    facts: Doc = {
        "specversion": "1.0",
        "id": "o1:1:0",
        "source": "orders",
        "type": "order.submitted",
        "subject": "o1",
        "time": NOW.isoformat(),
        "datacontenttype": "application/json",
        "data": {"order": {"id": "o1"}},
        "sequence": 1,
        "correlationid": "trace-1",
    }
    return {**facts, **changed}


def event(**changed: Any) -> Event:
    """Return an event as a handler sees it."""
    raw = envelope(**changed)
    return read_event(json.dumps(raw), raw["source"], raw["type"])


def call_message(body: object = None, **changed: Any) -> amqp.Message:
    """Return a raw RPC message to ``orders.get``; ``headers`` may be anything."""
    properties: Doc = {
        "content_type": "application/json",
        "reply_to": "rpc.reply-1",
        "correlation_id": "call-1",
        "application_headers": changed.pop("headers", {}),
    }
    routing_key = changed.pop("routing_key", "orders.get")
    if not isinstance(body, (str, bytes)):
        body = json.dumps({"args": [], "kwargs": {}} if body is None else body)
    kept = {k: v for k, v in {**properties, **changed}.items() if v is not None}
    message = amqp.Message(body, **kept)
    message.delivery_info = {"routing_key": routing_key}
    return message
