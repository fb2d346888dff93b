"""Answers of an identity provider, good by default; every fact and every step can be changed.

Text by text and byte by byte, without signxml and without the gateway's own code: what is built
here proves what is checked there.
"""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from gateway.saml import messages
from tests.saml.sealing import SHA256_OAEP, Transport, sealed
from tests.saml.signing import Signing, signed
from tests.saml.testkeys import KeyPair, a_key_pair

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DOCUMENT_HASH = "ab" * 32
REQUEST_ID = f"_{DOCUMENT_HASH}-{'0' * 32}"
EK = "ek-" + "1" * 40
DU = "du-" + "2" * 40
STATUS = "urn:oasis:names:tc:SAML:2.0:status:"
SUCCESS = f'<p:StatusCode Value="{STATUS}Success"/>'
CANCELLED = (
    f'<p:StatusCode Value="{STATUS}Responder"><p:StatusCode Value="{STATUS}AuthnFailed"/>'
    "</p:StatusCode>"
)
ACTING_PERSON = """<a:Attribute Name="HandelndePerson"><a:AttributeValue
  xmlns:ekona="http://www.elster.de/schema/ekona/saml/extensions"><ekona:Vorname>Erika</ekona:Vorname
  ><ekona:Nachname>Bei&amp;spiel</ekona:Nachname></a:AttributeValue></a:Attribute>"""
ATTRIBUTES = {
    "DatenuebermittlerPseudonymId": "organisation",
    "IstTestkonto": "test",
    "DatenkranzTyp": "kind",
    "PersTyp": "person",
    "ElsterVertrauensniveauIdentifizierung": "identified",
    "ElsterVertrauensniveauAuthentifizierung": "authenticated",
}
ASSERTION = """<a:Assertion xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="{assertion_id}"
  Version="2.0" IssueInstant="{issued}">
  <a:Issuer>{vouching_issuer}</a:Issuer>
  <a:Subject>
    <a:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{name_id}</a:NameID>
    <a:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
      <a:SubjectConfirmationData InResponseTo="{confirmed_request}" Recipient="{recipient}"
        NotOnOrAfter="{confirmed_until}"/>
    </a:SubjectConfirmation>
  </a:Subject>
  <a:Conditions NotBefore="{not_before}" NotOnOrAfter="{until}">
    <a:AudienceRestriction><a:Audience>{audience}</a:Audience></a:AudienceRestriction>
  </a:Conditions>
  <a:AuthnStatement AuthnInstant="{authenticated_at}"/>
  <a:AttributeStatement>
    {attributes}
    {acting_person}
  </a:AttributeStatement>
</a:Assertion>"""
RESPONSE = """<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"
  xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="{response_id}" Version="2.0"
  IssueInstant="{issued}" Destination="{destination}" InResponseTo="{in_response_to}">
  <a:Issuer>{issuer}</a:Issuer><p:Status>{status}</p:Status>
  {content}</p:Response>"""


@dataclass(frozen=True)
class World:
    """Who answers whom, when, and to which request."""

    idp: KeyPair
    sealed_to: str
    issuer: str
    audience: str
    acs_url: str
    request_id: str
    now: datetime


IDP_KEYS, OTHER_KEYS, SP_KEYS, OPENING, OPENING_BEFORE = (a_key_pair(NOW) for _ in range(5))
IDP = messages.IdentityProvider(
    "https://idp.example", "https://idp.example/ekona/sso", (IDP_KEYS.certificate,)
)
SP = messages.ServiceProvider(
    entity_id="https://sp.example",
    acs_url="https://sp.example/saml/acs",
    private_key_pem=SP_KEYS.key,
    certificate_pem=SP_KEYS.certificate,
    decryption_keys=(OPENING.key, OPENING_BEFORE.key),
    encryption_certificate_pem=OPENING.certificate,
)
WORLD = World(
    IDP_KEYS, OPENING.certificate, IDP.entity_id, SP.entity_id, SP.acs_url, REQUEST_ID, NOW
)


def at(moment: datetime, seconds: int = 0) -> str:
    """Return the time so many seconds later, as the identity provider writes it."""
    return (moment + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def facts(world: World, changes: Mapping[str, str]) -> dict[str, str]:
    """Return what a good answer says in this world, with some of it changed."""
    issued = at(world.now)
    return {
        "issuer": world.issuer, "vouching_issuer": world.issuer,
        "destination": world.acs_url, "recipient": world.acs_url, "audience": world.audience,
        "in_response_to": world.request_id, "confirmed_request": world.request_id,
        "issued": issued, "not_before": issued, "authenticated_at": issued,
        "until": at(world.now, 300), "confirmed_until": at(world.now, 300),
        "response_id": f"_{secrets.token_hex(20)}", "assertion_id": f"_{secrets.token_hex(20)}",
        "name_id": EK, "organisation": DU, "test": "false", "kind": "StNr", "person": "NNatPers",
        "identified": "Substanziell", "authenticated": "hoch", "status": SUCCESS,
        "acting_person": ACTING_PERSON, **changes,
    }  # fmt: skip


def assertion(world: World = WORLD, **changes: str) -> str:
    """Return what is sealed in a good answer."""
    told = facts(world, changes)
    attributes = "".join(
        f'<a:Attribute Name="{name}">'
        f"<a:AttributeValue>{told[fact]}</a:AttributeValue></a:Attribute>"
        for name, fact in ATTRIBUTES.items()
    )
    return ASSERTION.format(**told, attributes=attributes)


def response(content: str, world: World = WORLD, **changes: str) -> str:
    """Return an unsigned answer around what is sealed, or anything else."""
    return RESPONSE.format(**facts(world, changes), content=content)


def seal(plaintext: str | bytes, world: World = WORLD, transport: Transport = SHA256_OAEP) -> str:
    """Seal to the service provider."""
    return sealed(plaintext, world.sealed_to, transport=transport)


def sign(text: str, world: World = WORLD, how: Signing | None = None) -> str:
    """Sign as the identity provider does."""
    return signed(text, world.idp, how or Signing())


def good(world: World = WORLD, **changes: str) -> str:
    """Return a sealed and signed answer."""
    return sign(response(seal(assertion(world, **changes), world), world, **changes), world)


def encoded(text: str | bytes) -> str:
    """Return the form field SAMLResponse."""
    octets = text.encode() if isinstance(text, str) else text
    return base64.b64encode(octets).decode()
