"""Read, sign and verify the XML of SAML messages: nothing here knows what a sign-in means.

This is the only module of the gateway that touches lxml and signxml.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, XMLVerifier

Element = Any  # lxml publishes no types
NAMESPACES = {
    "samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
    "saml": "urn:oasis:names:tc:SAML:2.0:assertion",
    "md": "urn:oasis:names:tc:SAML:2.0:metadata",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
}
MAX_ENCODED_CHARACTERS = 256 * 1024
SIGNATURE_METHOD = SignatureMethod.SHA256_RSA_MGF1

# signxml meets the document before its signature is proved, and a hostile one makes it fail in
# any of these ways.
_VERIFIER_FAILURES = (
    SignXMLException,
    etree.LxmlError,
    ValueError,
    TypeError,
    KeyError,
    NotImplementedError,
)


class SignInRefused(Exception):
    """Say why a sign-in was not accepted: `reason_code` for programs, `sentence` for the person."""

    def __init__(self, reason_code: str, sentence: str) -> None:
        super().__init__(reason_code, sentence)
        self.reason_code = reason_code
        self.sentence = sentence

    @property
    def starts_again(self) -> bool:
        """Tell whether the person only has to start again, without an error page."""
        return self.reason_code in {"cancelled", "request-unknown"}


def new_element(name: str, **attributes: str) -> Element:
    """Return a root element `prefix:Name` that declares its own prefix and `saml`."""
    prefix, _, local = name.partition(":")
    nsmap = {key: NAMESPACES[key] for key in (prefix, "saml")}
    return etree.Element(f"{{{NAMESPACES[prefix]}}}{local}", attributes, nsmap=nsmap)


def add_child(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Append the element `prefix:Name` to `parent` and return it."""
    prefix, _, local = name.partition(":")
    nsmap = {prefix: NAMESPACES[prefix]}
    child = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{local}", attributes, nsmap=nsmap)
    child.text = text
    return child


def to_text(root: Element) -> str:
    """Return the XML of `root` without a declaration."""
    return str(etree.tostring(root, encoding="unicode"))


def to_base64(root: Element) -> str:
    """Return `root` as the value of a form field of the HTTP-POST binding."""
    return base64.b64encode(etree.tostring(root)).decode("ascii")


def from_base64(encoded: str) -> str:
    """Return the XML text of a form field, refusing what is too large, not UTF-8 or has a DTD."""
    if len(encoded) > MAX_ENCODED_CHARACTERS:
        raise SignInRefused("too-large", "The answer of the identity provider is too large.")
    try:
        text = base64.b64decode("".join(encoded.split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError) as failure:
        raise _malformed() from failure
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise SignInRefused("dtd", "The answer contains a document type, which is not allowed.")
    return text


def parse(text: str) -> Element:
    """Return the root of `text`, read as UTF-8 whatever encoding the document claims.

    A claimed UTF-7 or EBCDIC could otherwise hide a DTD from the search in `from_base64`.
    """
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as failure:
        raise _malformed() from failure


def find_all(parent: Element, path: str) -> list[Element]:
    """Return the elements at `path`, which uses the prefixes of NAMESPACES."""
    return list(parent.findall(path, NAMESPACES))


def text_at(parent: Element, path: str) -> str:
    """Return the text of the first element at `path`, or "" where there is none."""
    found = parent.find(path, NAMESPACES)
    return "" if found is None else text_of(found)


def text_of(element: Element) -> str:
    """Return all text inside `element`: a comment in the middle does not cut it short."""
    return str(element.xpath("string()")).strip()


def local_name(element: Element) -> str:
    """Return the name of `element` without its namespace."""
    return str(etree.QName(element).localname)


def instant(text: str | None) -> datetime:
    """Return the aware time of an xs:dateTime; one without a zone is refused."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError as failure:
        raise _malformed() from failure
    if moment.tzinfo is None:
        raise _malformed()
    return moment.astimezone(UTC)


def instant_text(moment: datetime) -> str:
    """Return `moment` as the xs:dateTime SAML expects: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sign(root: Element, *, private_key_pem: str, certificate_pem: str) -> Element:
    """Return `root` with an RSA-PSS signature in place of its `ds:Signature[@Id='placeholder']`."""
    signer = XMLSigner(
        signature_algorithm=SIGNATURE_METHOD,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    )
    return signer.sign(
        root, key=private_key_pem, cert=certificate_pem, reference_uri=root.get("ID")
    )


def verified(root: Element, certificates: Sequence[str], *, now: datetime) -> Element:
    """Return what the signature of `root` covers, proved by one of the pinned `certificates`.

    The result is a fresh copy made from the signed bytes; it must be the whole root.
    """
    _require_rsa_pss(root)
    for certificate in certificates:
        signed = _signed_by(root, certificate, now)
        if signed is not None and signed.tag == root.tag and signed.get("ID") == root.get("ID"):
            return signed
    raise SignInRefused(
        "signature-invalid", "The signature of the identity provider could not be verified."
    )


def certificate_text(certificate_pem: str) -> str:
    """Return the base64 body of a PEM certificate, as ds:X509Certificate wants it."""
    return re.sub(r"-----[A-Z ]+-----|\s", "", certificate_pem)


def _require_rsa_pss(root: Element) -> None:
    methods = find_all(root, "ds:Signature/ds:SignedInfo/ds:SignatureMethod")
    if not methods:
        raise SignInRefused("unsigned", "The answer of the identity provider is not signed.")
    if [method.get("Algorithm") for method in methods] != [SIGNATURE_METHOD.value]:
        raise SignInRefused(
            "signature-method", "The answer is signed with a method that is not accepted."
        )


def _signed_by(root: Element, certificate: str, now: datetime) -> Element | None:
    """Return the signed copy, or None where this certificate does not prove it."""
    expected = SignatureConfiguration(
        location="./",
        signature_methods=frozenset({SIGNATURE_METHOD}),
        digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
        ignore_ambiguous_key_info=True,  # only the pinned certificate counts
        verification_time=now,
    )
    try:
        result = XMLVerifier().verify(
            root, x509_cert=certificate, id_attribute="ID", expect_config=expected
        )
    except _VERIFIER_FAILURES:
        return None
    return None if isinstance(result, list) else result.signed_xml


def _malformed() -> SignInRefused:
    return SignInRefused("malformed", "The answer of the identity provider cannot be read.")
