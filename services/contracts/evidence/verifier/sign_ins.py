"""An archived sign-in: signed by the identity provider, opened by its own key, for this list."""

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from lxml import etree  # type: ignore[import-untyped]
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.verifier import SignatureConfiguration, XMLVerifier

from services.contracts.evidence.verifier.findings import (
    Doc,
    Finding,
    Flaw,
    Trust,
    der_of,
    read_json,
    sha256,
)

SIGN_IN_FORMAT = "digitalmarkt-sign-in-1"
FRESH_FOR = timedelta(minutes=11)
"""So old a sign-in may be at its signature: ten minutes, and one for clocks."""
NONCE_BYTES = 12
Element = Any  # lxml publishes no types
NAMESPACES = {
    "samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
    "saml": "urn:oasis:names:tc:SAML:2.0:assertion",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "xenc": "http://www.w3.org/2001/04/xmlenc#",
}
CONFIRMED = "saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData"
LEVEL = "ElsterVertrauensniveau"


def check_sign_in(
    signature: Doc, record: bytes, document: list[str], trust: Trust | None
) -> Iterator[Finding]:
    """Return what is found about the sign-in behind a signature.

    ``document`` is the contract's id and the hash of what was signed, as lists name it.
    """
    part = f"sign-in-{signature['side']}"
    if not record and signature["sign_in_record"] is None:
        yield Finding(part, "sign-in-missing")
        return
    if sha256(record) != signature["sign_in_record"]:
        raise Flaw("sign-in-other", "SHA-256")
    kept = read_json(record, "sign-in-broken")
    try:
        response, certificate = _signed(kept, trust)
        assertion = _opened(response, bytes.fromhex(kept["content_key"]))
        _check_list(kept, response, assertion, signature, document)
        _check_person(assertion, signature)
    except (KeyError, ValueError, TypeError, etree.LxmlError) as error:
        raise Flaw("sign-in-broken", type(error).__name__) from error
    yield Finding(part, "holds", f"{signature['name']}: {_who(assertion)}")
    if trust is None:
        yield Finding(part, "trust-missing", f"SHA-256 {sha256(der_of(certificate))}")


def _signed(kept: Doc, trust: Trust | None) -> tuple[Element, str]:
    """Return what the identity provider signed, made anew from the signed bytes, and by which key.

    Exactly one signature, over the whole root, and no id twice: else something could stand beside
    what was signed.
    """
    root = _parsed(kept["answer"].encode())
    signatures = root.findall(".//ds:Signature", NAMESPACES)
    ids = root.xpath("//@*[translate(local-name(), 'ID', 'id') = 'id']")
    if len(signatures) != 1 or signatures[0].getparent() is not root or len(ids) != len(set(ids)):
        raise Flaw("sign-in-unproven")
    for certificate in kept["certificates"]:
        signed = _proved(root, certificate, datetime.fromisoformat(kept["at"]))
        if signed is not None:
            if trust is not None and der_of(certificate) not in trust.ders:
                raise Flaw("sign-in-foreign", f"SHA-256 {sha256(der_of(certificate))}")
            return signed, certificate
    raise Flaw("sign-in-unproven")


def _proved(root: Element, certificate: str, at: datetime) -> Element | None:
    expected = SignatureConfiguration(
        location="./",
        signature_methods=frozenset({SignatureMethod.SHA256_RSA_MGF1}),
        digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
        ignore_ambiguous_key_info=True,
        verification_time=at,
    )
    try:
        proved = XMLVerifier().verify(
            root, x509_cert=certificate, id_attribute="ID", expect_config=expected
        )
    except Exception:
        # Whatever a hostile document makes its verifier fail with: it proves nothing.
        return None
    signed = None if isinstance(proved, list) else proved.signed_xml
    whole = signed is not None and (signed.tag, signed.get("ID")) == (root.tag, root.get("ID"))
    return signed if whole else None


def _opened(response: Element, key: bytes) -> Element:
    """Return the assertion that was sealed in the answer, whole by the tag of AES-GCM."""
    if response.tag != f"{{{NAMESPACES['samlp']}}}Response":
        raise Flaw("sign-in-broken")
    (sealed,) = response.findall(".//saml:EncryptedAssertion/xenc:EncryptedData", NAMESPACES)
    (value,) = sealed.findall("xenc:CipherData/xenc:CipherValue", NAMESPACES)
    octets = base64.b64decode(value.text)
    try:
        return _parsed(AESGCM(key).decrypt(octets[:NONCE_BYTES], octets[NONCE_BYTES:], None))
    except Exception as error:
        # A key of another length, or one that does not open it.
        raise Flaw("sign-in-broken", "content_key") from error


def _check_list(
    kept: Doc, response: Element, assertion: Element, signature: Doc, document: list[str]
) -> None:
    """Refuse a sign-in whose request does not carry the digest of a list with this document."""
    lines = sorted(f"{id} {document}\n" for id, document in kept["signed"])
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    request = str(response.get("InResponseTo"))
    confirmed = assertion.find(CONFIRMED, NAMESPACES)
    if not re.fullmatch(f"_{digest}-[0-9a-f]{{32}}", request):
        raise Flaw("sign-in-other", "InResponseTo")
    if confirmed is None or confirmed.get("InResponseTo") != request:
        raise Flaw("sign-in-other", "SubjectConfirmationData")
    if digest != signature["list_hash"]:
        raise Flaw("sign-in-other", "list_hash")
    if document not in kept["signed"]:
        raise Flaw("sign-in-other", "document_hash")


def _check_person(assertion: Element, signature: Doc) -> None:
    """Refuse a sign-in of another time, level or id than the signature states."""
    statement = assertion.find("saml:AuthnStatement", NAMESPACES)
    signed_in = datetime.fromisoformat(str(statement.get("AuthnInstant")))
    levels = {value.lower() for name, value in _attributes(assertion) if name.startswith(LEVEL)}
    lower = "substanziell" if "substanziell" in levels else "hoch"
    told = {
        "assertion_id": assertion.get("ID"),
        "signed_in": signed_in.astimezone(UTC),
        "assurance": lower,
    }
    stated = {**signature, "signed_in": datetime.fromisoformat(signature["signed_in"])}
    for name, value in told.items():
        if stated[name] != value:
            raise Flaw("sign-in-other", name)
    after = datetime.fromisoformat(signature["at"]) - signed_in
    if not -FRESH_FOR <= after <= FRESH_FOR:
        raise Flaw("sign-in-other", "at")


def _who(assertion: Element) -> str:
    """Return who signed in, as the identity provider names them."""
    (person,) = assertion.findall("saml:Subject/saml:NameID", NAMESPACES)
    names = [
        leaf.text
        for leaf in assertion.iter()
        if etree.QName(leaf).localname in ("Vorname", "Nachname") and leaf.text
    ]
    return " ".join([*names, str(person.text).strip()])


def _attributes(assertion: Element) -> Iterator[tuple[str, str]]:
    for attribute in assertion.findall("saml:AttributeStatement/saml:Attribute", NAMESPACES):
        value = attribute.find("saml:AttributeValue", NAMESPACES)
        yield str(attribute.get("Name")), str(value.text or "").strip()


def _parsed(octets: bytes) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(octets, parser)
    if root.getroottree().docinfo.internalDTD is not None or root.xpath("//comment()"):
        raise Flaw("sign-in-broken", "DTD")
    return root
