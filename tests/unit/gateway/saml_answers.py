"""Answers of an identity provider, good by default; every fact can be changed.

Written without the gateway's own signing code, so that the two prove each other.
"""

import base64
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, SignatureMethod
from signxml.signer import XMLSigner

from gateway import saml

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DOCUMENT_HASH = "ab" * 32
REQUEST_ID = f"_{DOCUMENT_HASH}-{'0' * 32}"
EK = "ek-" + "1" * 40
DU = "du-" + "2" * 40
NS = {"p": "urn:oasis:names:tc:SAML:2.0:protocol", "a": "urn:oasis:names:tc:SAML:2.0:assertion"}
SUCCESS = '<p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>'
CANCELLED = (
    '<p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">'
    '<p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></p:StatusCode>'
)
HIDDEN_ASSERTION = "<p:StatusDetail><a:Assertion/></p:StatusDetail>"
ACTING_PERSON = """<a:Attribute Name="HandelndePerson"><a:AttributeValue
  xmlns:ekona="http://www.elster.de/schema/ekona/saml/extensions"><ekona:Vorname>Erika</ekona:Vorname
  ><ekona:Nachname>Bei&amp;spiel</ekona:Nachname></a:AttributeValue></a:Attribute>"""
FACTS = {
    "issuer": "https://idp.example",
    "vouching_issuer": "https://idp.example",
    "destination": "https://sp.example/saml/acs",
    "recipient": "https://sp.example/saml/acs",
    "audience": "https://sp.example",
    "in_response_to": REQUEST_ID,
    "confirmed_request": REQUEST_ID,
    "issued": "2026-11-23T09:00:00Z",
    "until": "2026-11-23T09:05:00.000Z",
    "name_id": EK,
    "organisation": DU,
    "test": "false",
    "kind": "StNr",
    "person": "NNatPers",
    "identified": "Substanziell",
    "authenticated": "hoch",
    "status": SUCCESS,
    "acting_person": ACTING_PERSON,
}
ATTRIBUTES = {
    "DatenuebermittlerPseudonymId": "organisation",
    "IstTestkonto": "test",
    "DatenkranzTyp": "kind",
    "PersTyp": "person",
    "ElsterVertrauensniveauIdentifizierung": "identified",
    "ElsterVertrauensniveauAuthentifizierung": "authenticated",
}
ASSERTION = """<a:Assertion ID="_assertion" Version="2.0" IssueInstant="{issued}">
  <a:Issuer>{vouching_issuer}</a:Issuer>
  <a:Subject>
    <a:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{name_id}</a:NameID>
    <a:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
      <a:SubjectConfirmationData InResponseTo="{confirmed_request}" Recipient="{recipient}"
        NotOnOrAfter="{until}"/>
    </a:SubjectConfirmation>
  </a:Subject>
  <a:Conditions NotBefore="{issued}" NotOnOrAfter="{until}">
    <a:AudienceRestriction><a:Audience>{audience}</a:Audience></a:AudienceRestriction>
  </a:Conditions>
  <a:AuthnStatement AuthnInstant="{issued}"/>
  <a:AttributeStatement>
    {attributes}
    {acting_person}
  </a:AttributeStatement>
</a:Assertion>"""
RESPONSE = """<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"
  xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0"
  IssueInstant="{issued}" Destination="{destination}" InResponseTo="{in_response_to}">
  <a:Issuer>{issuer}</a:Issuer><p:Status>{status}</p:Status>
  {assertions}</p:Response>"""


def a_key_pair() -> tuple[str, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
    builder = builder.public_key(key.public_key()).not_valid_before(NOW - timedelta(days=1))
    certificate = builder.not_valid_after(NOW + timedelta(days=1)).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


KEY, CERTIFICATE = a_key_pair()
OTHER_KEY, OTHER_CERTIFICATE = a_key_pair()
IDP = saml.IdentityProvider("https://idp.example", "https://idp.example/ekona/sso", (CERTIFICATE,))
SP = saml.ServiceProvider("https://sp.example", FACTS["destination"], OTHER_KEY, OTHER_CERTIFICATE)


def a_response(*, assertions: int = 1, **changes: str) -> str:
    facts = FACTS | changes
    attributes = "".join(
        f'<a:Attribute Name="{name}">'
        f"<a:AttributeValue>{facts[fact]}</a:AttributeValue></a:Attribute>"
        for name, fact in ATTRIBUTES.items()
    )
    assertion = ASSERTION.format(**facts, attributes=attributes)
    return RESPONSE.format(**facts, assertions=assertion * assertions)


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def signed(
    text: str,
    *,
    key: str = KEY,
    certificate: str = CERTIFICATE,
    method: SignatureMethod = SignatureMethod.SHA256_RSA_MGF1,
    reference: str | None = None,
) -> str:
    signer = XMLSigner(
        signature_algorithm=method,
        c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    )
    root = signer.sign(etree.fromstring(text), key=key, cert=certificate, reference_uri=reference)
    return etree.tostring(root, encoding="unicode")
