"""Read and write the XML of SAML messages: nothing here knows what a sign-in means."""

import base64
import binascii
import re
from datetime import UTC, datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from gateway.saml.refusals import RefusalReason, SignInRefused

Element = Any  # lxml publishes no types
NAMESPACES = {
    "samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
    "saml": "urn:oasis:names:tc:SAML:2.0:assertion",
    "md": "urn:oasis:names:tc:SAML:2.0:metadata",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "xenc": "http://www.w3.org/2001/04/xmlenc#",
    "xenc11": "http://www.w3.org/2009/xmlenc11#",
}
MAX_ENCODED_CHARACTERS = 256 * 1024
OUR_TIME = range(1900, 2200)


def name_of(name: str) -> str:
    """Return `prefix:Name` as lxml writes the tag of such an element."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def new_element(name: str, **attributes: str) -> Element:
    """Return a root element `prefix:Name` that declares its own prefix and `saml`."""
    nsmap = {key: NAMESPACES[key] for key in (name.partition(":")[0], "saml")}
    return etree.Element(name_of(name), attributes, nsmap=nsmap)


def add_child(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Append the element `prefix:Name` to `parent` and return it."""
    prefix = name.partition(":")[0]
    nsmap = {prefix: NAMESPACES[prefix]}
    child = etree.SubElement(parent, name_of(name), attributes, nsmap=nsmap)
    child.text = text
    return child


def to_text(root: Element) -> str:
    """Return the XML of `root` without a declaration."""
    return str(etree.tostring(root, encoding="unicode"))


def to_base64(root: Element) -> str:
    """Return `root` as the value of a form field of the HTTP-POST binding."""
    return base64.b64encode(etree.tostring(root)).decode("ascii")


def from_base64(encoded: str) -> bytes:
    """Return the bytes behind a form field or a cipher value, refusing what is too large."""
    if len(encoded) > MAX_ENCODED_CHARACTERS:
        raise SignInRefused(RefusalReason.TOO_LARGE)
    try:
        return base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError) as failure:
        raise malformed("not base64") from failure


def utf8(octets: bytes) -> str:
    """Return the XML text in `octets`, refusing what is not UTF-8 or has a DTD."""
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError as failure:
        raise malformed("not UTF-8") from failure
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise SignInRefused(RefusalReason.DTD)
    return text


def parse(text: str) -> Element:
    """Return the root of `text`, read as UTF-8 whatever encoding the document claims.

    A claimed UTF-7 or EBCDIC could otherwise hide a DTD from the search in `utf8`. A comment or
    processing instruction splits the text around it in two, so a document with one is refused.
    """
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as failure:
        raise malformed("not XML") from failure
    if root.getroottree().docinfo.internalDTD is not None:
        raise SignInRefused(RefusalReason.DTD)
    if root.xpath("//comment() | //processing-instruction()"):
        raise SignInRefused(RefusalReason.COMMENT)
    return root


def find_all(parent: Element, path: str) -> list[Element]:
    """Return the elements at `path`, which uses the prefixes of NAMESPACES."""
    return list(parent.findall(path, NAMESPACES))


def only(parent: Element, path: str) -> Element:
    """Return the one element at `path`; where there is none or another, nobody guesses."""
    elements = find_all(parent, path)
    if len(elements) != 1:
        raise malformed(f"{len(elements)} of {path}")
    return elements[0]


def refuse_others(parent: Element, *names: str) -> None:
    """Refuse a child of `parent` that is none of `names`: what is not known is not ignored."""
    known = {name_of(name) for name in names}
    for child in parent:
        if child.tag not in known:
            raise SignInRefused(RefusalReason.ELEMENT_UNKNOWN, local_name(child))


def text_of(element: Element) -> str:
    """Return the text of `element`, refusing one that holds more than text."""
    if len(element):
        raise malformed(f"{local_name(element)} holds elements")
    return str(element.text or "").strip()


def local_name(element: Element) -> str:
    """Return the name of `element` without its namespace."""
    return str(etree.QName(element).localname)


def instant(text: str | None) -> datetime:
    """Return the aware time of an xs:dateTime; one without a zone, or not of our time, is refused.

    At the edges of the calendar neither the zone nor the tolerance could be reckoned with.
    """
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError as failure:
        raise malformed("not a time") from failure
    if moment.tzinfo is None:
        raise malformed("a time without zone")
    if moment.year not in OUR_TIME:
        raise malformed("a time beyond the calendar")
    return moment.astimezone(UTC)


def instant_text(moment: datetime) -> str:
    """Return `moment` as the xs:dateTime SAML expects: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def certificate_text(certificate_pem: str) -> str:
    """Return the base64 body of a PEM certificate, as ds:X509Certificate wants it."""
    return re.sub(r"-----[A-Z ]+-----|\s", "", certificate_pem)


def malformed(detail: str) -> SignInRefused:
    """Return the refusal of an answer that is not built as agreed."""
    return SignInRefused(RefusalReason.MALFORMED, detail)
