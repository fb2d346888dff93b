"""Speak SAML 2.0 with MeinUnternehmenskonto: ask for a sign-in, and judge the answer.

Pure functions: who is asked, what was asked and what time it is are arguments. Keeping used
assertion ids (replay) and pending request ids is the caller's part.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from gateway.saml import encryption, rules
from gateway.saml.refusals import RefusalReason, SignInRefused
from gateway.saml.signature import sign, verified
from gateway.saml.xml import (
    Element,
    add_child,
    certificate_text,
    from_base64,
    instant_text,
    new_element,
    parse,
    to_base64,
    to_text,
    utf8,
)

__all__ = [
    "ArchivedSignIn",
    "Assertion",
    "IdentityProvider",
    "RefusalReason",
    "ServiceProvider",
    "SignInRefused",
    "authn_request",
    "hash_of",
    "new_request_id",
    "read_archived",
    "read_response",
    "request_named",
    "sp_metadata",
]

POST_BINDING = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"


@dataclass(frozen=True)
class IdentityProvider:
    """Who may vouch for a person; pinned in configuration, never fetched."""

    entity_id: str
    sso_url: str
    certificates: tuple[str, ...]


@dataclass(frozen=True)
class ServiceProvider:
    """Who we are towards the identity provider: one key pair signs, another one is sealed to.

    `decryption_keys` are two while the identity provider still seals to the certificate before.
    """

    entity_id: str
    acs_url: str
    private_key_pem: str
    certificate_pem: str
    decryption_keys: tuple[str, ...]
    encryption_certificate_pem: str


@dataclass(frozen=True)
class Assertion:
    """What the identity provider vouches for.

    From `expires_at` on it would be refused, so a used `assertion_id` need not be remembered
    longer. `xml` is the signed answer as it came, `content_key` opens what is sealed in it.
    """

    name_id: str
    organisation: str
    attributes: rules.Attributes
    acting_person: dict[str, str] | None
    assurance: str
    in_response_to: str
    assertion_id: str
    authenticated_at: datetime
    expires_at: datetime
    xml: str
    content_key: bytes

    @property
    def evidence(self) -> dict[str, Any]:
        """Return what proves the sign-in later without a private key, for `read_archived`.

        The signature covers the sealed text; the key of this one text lets anybody read it.
        """
        key = self.content_key.hex()
        return {"xml": self.xml, "content_key": key, "at": self.authenticated_at}


@dataclass(frozen=True)
class ArchivedSignIn:
    """What an archived answer proves: who signed in, when, and for which request."""

    name_id: str
    organisation: str
    acting_person: dict[str, str] | None
    request_id: str
    list_hash: str | None
    authenticated_at: datetime


def new_request_id(document_hash: str | None) -> str:
    """Return an unguessable request id that carries the SHA-256 of what is to be signed."""
    nonce = secrets.token_hex(16)
    if document_hash is None:
        return f"_{nonce}"
    if not re.fullmatch("[0-9a-f]{64}", document_hash):
        raise ValueError("document_hash must be 64 lower-case hexadecimal digits")
    return f"_{document_hash}-{nonce}"


def hash_of(request_id: str) -> str | None:
    """Return the document hash a request id carries, or None for a plain sign-in."""
    match = re.fullmatch("_([0-9a-f]{64})-[0-9a-f]{32}", request_id)
    return match.group(1) if match else None


def authn_request(
    sp: ServiceProvider, idp: IdentityProvider, *, request_id: str, now: datetime
) -> str:
    """Return the signed AuthnRequest, base64, for the form field SAMLRequest."""
    request = new_element(
        "samlp:AuthnRequest",
        ID=request_id,
        Version="2.0",
        IssueInstant=instant_text(now),
        Destination=idp.sso_url,
        ForceAuthn="true",
        ProtocolBinding=POST_BINDING,
        AssertionConsumerServiceURL=sp.acs_url,
    )
    add_child(request, "saml:Issuer", sp.entity_id)
    add_child(request, "ds:Signature", Id="placeholder")
    add_child(request, "samlp:NameIDPolicy", Format=rules.PERSISTENT, AllowCreate="true")
    signed = sign(request, private_key_pem=sp.private_key_pem, certificate_pem=sp.certificate_pem)
    return to_base64(signed)


def sp_metadata(sp: ServiceProvider) -> str:
    """Return the metadata to hand in when this service provider is registered."""
    root = new_element("md:EntityDescriptor", entityID=sp.entity_id)
    descriptor = add_child(
        root,
        "md:SPSSODescriptor",
        AuthnRequestsSigned="true",
        WantAssertionsSigned="false",
        protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol",
    )
    _add_key(descriptor, "signing", sp.certificate_pem)
    sealing = _add_key(descriptor, "encryption", sp.encryption_certificate_pem)
    for algorithm in encryption.KEY_BYTES:
        add_child(sealing, "md:EncryptionMethod", Algorithm=algorithm)
    oaep = add_child(sealing, "md:EncryptionMethod", Algorithm=encryption.RSA_OAEP)
    add_child(oaep, "ds:DigestMethod", Algorithm=encryption.DIGEST_SHA256)
    add_child(oaep, "xenc11:MGF", Algorithm=encryption.MGF_SHA256)
    add_child(sealing, "md:EncryptionMethod", Algorithm=encryption.RSA_OAEP_MGF1P)
    add_child(descriptor, "md:NameIDFormat", rules.PERSISTENT)
    add_child(
        descriptor,
        "md:AssertionConsumerService",
        Binding=POST_BINDING,
        Location=sp.acs_url,
        index="0",
        isDefault="true",
    )
    return to_text(root)


def request_named(encoded: str) -> str | None:
    """Return the request an answer says it is for; nothing of it is proved.

    It only tells which of a browser's own sign-ins the answer is then checked against.
    """
    try:
        return cast("str | None", parse(utf8(from_base64(encoded))).get("InResponseTo"))
    except SignInRefused:
        return None


def read_response(
    encoded: str,
    sp: ServiceProvider,
    *,
    idp: IdentityProvider,
    now: datetime,
    expected_request_id: str,
    allow_test_accounts: bool = False,
) -> Assertion:
    """Return what the form field SAMLResponse proves, or raise SignInRefused.

    The signature comes first; afterwards only what it covers is looked at, and of the person
    only what was sealed in it.
    """
    text = utf8(from_base64(encoded))
    response = verified(parse(text), idp.certificates, now=now)
    rules.check_envelope(
        response,
        issuer=idp.entity_id,
        destination=sp.acs_url,
        request_id=expected_request_id,
        now=now,
    )
    sealed = rules.encrypted_assertion(response)
    key = encryption.content_key(sealed, sp.decryption_keys, recipient=sp.entity_id)
    assertion = parse(utf8(encryption.plaintext(sealed, key)))
    valid_until = _valid_until(assertion, sp, idp=idp, now=now, request_id=expected_request_id)
    attributes = rules.attributes_of(assertion)
    rules.check_account(attributes, allow_test_accounts=allow_test_accounts)
    return Assertion(
        name_id=rules.name_id(assertion),
        organisation=rules.organisation(attributes),
        attributes=attributes,
        acting_person=rules.acting_person(attributes),
        assurance=rules.assurance(attributes),
        in_response_to=expected_request_id,
        assertion_id=rules.assertion_id(assertion),
        authenticated_at=rules.authenticated_at(assertion),
        expires_at=valid_until + rules.SKEW,
        xml=text,
        content_key=key,
    )


def read_archived(record: Mapping[str, Any], certificates: Sequence[str]) -> ArchivedSignIn:
    """Return what `Assertion.evidence` proves, by the identity provider's certificates alone.

    SignInRefused where it proves nothing. The certificates must have been valid at that time.
    """
    response = verified(parse(utf8(record["xml"].encode())), certificates, now=record["at"])
    sealed = rules.encrypted_assertion(response)
    key = bytes.fromhex(record["content_key"])
    assertion = parse(utf8(encryption.plaintext(sealed, key)))
    attributes = rules.attributes_of(assertion)
    request_id = rules.request_of(response, assertion)
    return ArchivedSignIn(
        name_id=rules.name_id(assertion),
        organisation=rules.organisation(attributes),
        acting_person=rules.acting_person(attributes),
        request_id=request_id,
        list_hash=hash_of(request_id),
        authenticated_at=rules.authenticated_at(assertion),
    )


def _valid_until(
    assertion: Element,
    sp: ServiceProvider,
    *,
    idp: IdentityProvider,
    now: datetime,
    request_id: str,
) -> datetime:
    """Return until when the assertion may be handed in, to us and for this request."""
    rules.check_assertion(assertion, issuer=idp.entity_id, now=now)
    conditions_end = rules.check_conditions(assertion, audience=sp.entity_id, now=now)
    subject_ends = rules.check_subject(
        assertion, recipient=sp.acs_url, request_id=request_id, now=now
    )
    rules.check_fresh(assertion, now=now)
    return min(conditions_end, subject_ends)


def _add_key(descriptor: Element, use: str, certificate_pem: str) -> Element:
    key = add_child(descriptor, "md:KeyDescriptor", use=use)
    x509_data = add_child(add_child(key, "ds:KeyInfo"), "ds:X509Data")
    add_child(x509_data, "ds:X509Certificate", certificate_text(certificate_pem))
    return key
