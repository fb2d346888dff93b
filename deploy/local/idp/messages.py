"""Read an AuthnRequest and write the sealed and signed answer, as MeinUnternehmenskonto does.

Shares no code with the gateway on purpose: two ends written apart prove each other.
"""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker
from signxml.algorithms import CanonicalizationMethod, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, XMLVerifier

from deploy.local.idp.sealing import sealed

Element = Any  # lxml publishes no types
SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol"
SAML = "urn:oasis:names:tc:SAML:2.0:assertion"
DS = "http://www.w3.org/2000/09/xmldsig#"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EKONA = "http://www.elster.de/schema/ekona/saml/extensions"
STATUS = "urn:oasis:names:tc:SAML:2.0:status:"
BASIC = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"
TYPES = {"Unternehmensanschrift": "ekona:AdresseType", "HandelndePerson": "ekona:PersonType"}
VALID_FOR = timedelta(minutes=5)
RSA_PSS = SignatureMethod.SHA256_RSA_MGF1

P = ElementMaker(namespace=SAMLP, nsmap={"saml2p": SAMLP, "saml2": SAML})
A = ElementMaker(namespace=SAML, nsmap={"saml2": SAML})
V = ElementMaker(namespace=SAML, nsmap={"saml2": SAML, "ekona": EKONA, "xsi": XSI})
K = ElementMaker(namespace=EKONA, nsmap={"ekona": EKONA})


class RequestRefused(ValueError):
    """Say what is wrong with an AuthnRequest."""


@dataclass(frozen=True)
class Envelope:
    """What every answer to one request repeats."""

    issuer: str
    audience: str
    acs_url: str
    request_id: str
    now: datetime


def read_request(encoded: str, *, certificate_pem: str) -> Element:
    """Return what the signature of the AuthnRequest covers."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(base64.b64decode(encoded, validate=True), parser)
        request = _signed_part(root, certificate_pem)
    except (ValueError, etree.LxmlError, SignXMLException) as failure:
        raise RequestRefused(f"The AuthnRequest cannot be accepted: {failure}") from failure
    if request.tag != f"{{{SAMLP}}}AuthnRequest" or not request.get("ID"):
        raise RequestRefused("This is not an AuthnRequest.")
    return request


def success(
    envelope: Envelope, *, name_id: str, attributes: Mapping[str, Any], sealed_to: str
) -> Element:
    """Return the unsigned answer that vouches for a person, sealed to a certificate (PEM)."""
    assertion = _assertion(envelope, name_id=name_id, attributes=attributes)
    return _response(
        envelope,
        P.Status(P.StatusCode(Value=f"{STATUS}Success")),
        A.EncryptedAssertion(sealed(etree.tostring(assertion), certificate_pem=sealed_to)),
    )


def cancelled(envelope: Envelope) -> Element:
    """Return the unsigned answer for somebody who pressed Cancel."""
    reason = P.StatusCode(Value=f"{STATUS}AuthnFailed")
    code = P.StatusCode(reason, Value=f"{STATUS}Responder")
    return _response(envelope, P.Status(code, P.StatusMessage("Authentifizierung abgebrochen")))


def signed(response: Element, *, private_key_pem: str, certificate_pem: str) -> str:
    """Return the answer as SAMLResponse: RSA-PSS over the whole Response, then base64."""
    signer = XMLSigner(
        signature_algorithm=RSA_PSS,
        c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    )
    root = signer.sign(response, key=private_key_pem, cert=certificate_pem)
    return base64.b64encode(etree.tostring(root)).decode("ascii")


def _signed_part(root: Element, certificate_pem: str) -> Element:
    expected = SignatureConfiguration(location="./", signature_methods=frozenset({RSA_PSS}))
    result = XMLVerifier().verify(root, x509_cert=certificate_pem, expect_config=expected)
    return result.signed_xml


def _response(envelope: Envelope, *content: Element) -> Element:
    return P.Response(
        A.Issuer(envelope.issuer),
        etree.Element(f"{{{DS}}}Signature", nsmap={"ds": DS}, Id="placeholder"),
        *content,
        ID=_new_id(),
        Version="2.0",
        IssueInstant=_instant(envelope.now),
        Destination=envelope.acs_url,
        InResponseTo=envelope.request_id,
    )


def _assertion(envelope: Envelope, *, name_id: str, attributes: Mapping[str, Any]) -> Element:
    statement = A.AttributeStatement(*(_attribute(*pair) for pair in attributes.items()))
    until = _instant(envelope.now + VALID_FOR)
    return A.Assertion(
        A.Issuer(envelope.issuer),
        _subject(envelope, name_id, until),
        A.Conditions(
            A.AudienceRestriction(A.Audience(envelope.audience)),
            NotBefore=_instant(envelope.now),
            NotOnOrAfter=until,
        ),
        _authentication(envelope),
        statement,
        ID=_new_id(),
        Version="2.0",
        IssueInstant=_instant(envelope.now),
    )


def _subject(envelope: Envelope, name_id: str, until: str) -> Element:
    confirmed = A.SubjectConfirmationData(
        InResponseTo=envelope.request_id, NotOnOrAfter=until, Recipient=envelope.acs_url
    )
    return A.Subject(
        A.NameID(name_id, Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
        A.SubjectConfirmation(confirmed, Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"),
    )


def _authentication(envelope: Envelope) -> Element:
    context = A.AuthnContextClassRef("urn:oasis:names:tc:SAML:2.0:ac:classes:X509")
    return A.AuthnStatement(
        A.AuthnContext(context),
        AuthnInstant=_instant(envelope.now),
        SessionIndex=_new_id(),
    )


def _attribute(name: str, value: str | Mapping[str, str]) -> Element:
    if isinstance(value, str):
        return A.Attribute(A.AttributeValue(value), Name=name, NameFormat=BASIC)
    parts = [K(part, text) for part, text in value.items()]
    structured = V.AttributeValue(*parts, {f"{{{XSI}}}type": TYPES[name]})
    return A.Attribute(structured, Name=name, NameFormat=BASIC)


def _new_id() -> str:
    return f"_{secrets.token_hex(20)}"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
