"""Valid persons and what they hold: accounts, registrations, authorities, mandates, clients."""

from datetime import date
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.common.digests import token_hash
from services.common.principal import Principal
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.authorities import Authority, AuthorityState, Basis
from services.identity.domain.clients import Client
from services.identity.domain.invitations import Invitation, InvitationKind
from services.identity.domain.mandates import Grantee, Mandate, MandateScope
from services.identity.domain.permissions import Role
from services.identity.domain.registrations import Registration
from tests.builders.given import DOCUMENT, MUNICH, NOW, PRIEN, VENDOR, Doc

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
        "token_hash": token_hash(TOKEN),
    }
    return Invitation(**{**facts, **changed})


def client(**changed: Any) -> Client:
    """Return an API client of Prien that may read and place orders."""
    facts: Doc = {
        "id": "k-1",
        "name": "Prien, Ratsinformation",
        "place": PRIEN,
        "scopes": ["orders:read", "orders:write"],
        "secret_hash": token_hash(TOKEN),
        "created_by": "clerk",
        "created_at": NOW,
        "expires_on": date(2027, 11, 20),
    }
    return Client(**{**facts, **changed})
