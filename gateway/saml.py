"""Speak SAML 2.0 with MeinUnternehmenskonto: ask for a sign-in, and judge the answer.

Pure functions: who is asked, what was asked and what time it is are arguments. Keeping used
assertion ids (replay) and pending request ids is the caller's part.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from gateway import saml_rules as rules
from gateway.saml_xml import (
    SignInRefused,
    add_child,
    certificate_text,
    from_base64,
    instant_text,
    new_element,
    parse,
    sign,
    to_base64,
    to_text,
    verified,
)

__all__ = [
    "Assertion",
    "IdentityProvider",
    "ServiceProvider",
    "SignInRefused",
    "authn_request",
    "hash_of",
    "new_request_id",
    "read_response",
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
    """Who we are towards the identity provider."""

    entity_id: str
    acs_url: str
    private_key_pem: str
    certificate_pem: str


@dataclass(frozen=True)
class Assertion:
    """What the identity provider vouches for.

    `xml` is the signed answer as it came, for the archive; from `expires_at` on it would be
    refused, so a used `assertion_id` need not be remembered longer.
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
    key_info = add_child(add_child(descriptor, "md:KeyDescriptor", use="signing"), "ds:KeyInfo")
    x509_data = add_child(key_info, "ds:X509Data")
    add_child(x509_data, "ds:X509Certificate", certificate_text(sp.certificate_pem))
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

    The signature comes first; afterwards only the element it covers is looked at.
    """
    text = from_base64(encoded)
    response = verified(parse(text), idp.certificates, now=now)
    rules.check_envelope(
        response,
        issuer=idp.entity_id,
        destination=sp.acs_url,
        request_id=expected_request_id,
        now=now,
    )
    assertion = rules.only_assertion(response)
    rules.check_issuer(assertion, idp.entity_id)
    valid_until = min(
        rules.check_conditions(assertion, audience=sp.entity_id, now=now),
        rules.check_subject(
            assertion, recipient=sp.acs_url, request_id=expected_request_id, now=now
        ),
    )
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
        authenticated_at=rules.authenticated_at(assertion, now=now),
        expires_at=valid_until + rules.SKEW,
        xml=text,
    )
