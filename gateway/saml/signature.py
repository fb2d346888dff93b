"""Sign what we ask, and prove who signed what we are answered: RSASSA-PSS and nothing else.

The method's name fixes all its parameters: SHA-256, MGF1 with SHA-256, a salt of 32 bytes
(RFC 6931, 2.3.10).
"""

from collections.abc import Sequence
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, XMLVerifier

from gateway.saml.keys import private_key
from gateway.saml.refusals import RefusalReason, SignInRefused
from gateway.saml.xml import Element, find_all, only, refuse_others

SIGNATURE_METHOD = SignatureMethod.SHA256_RSA_MGF1
CANONICALIZATION = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
TRANSFORMS = ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", CANONICALIZATION.value]

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


def sign(root: Element, *, private_key_pem: str, certificate_pem: str) -> Element:
    """Return `root` with an RSA-PSS signature in place of its `ds:Signature[@Id='placeholder']`."""
    signer = XMLSigner(
        signature_algorithm=SIGNATURE_METHOD,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=CANONICALIZATION,
    )
    return signer.sign(
        root, key=private_key(private_key_pem), cert=certificate_pem, reference_uri=root.get("ID")
    )


def verified(root: Element, certificates: Sequence[str], *, now: datetime) -> Element:
    """Return what the signature of `root` covers, proved by one of the pinned `certificates`.

    The result is a fresh copy made from the signed bytes: the whole root without its signature.
    """
    _require_one_place(root)
    _require_whole_root(root)
    for certificate in certificates:
        signed = _signed_by(root, certificate, now)
        if signed is not None and signed.tag == root.tag and signed.get("ID") == root.get("ID"):
            return signed
    raise SignInRefused(RefusalReason.SIGNATURE_INVALID)


def _require_one_place(root: Element) -> None:
    """Refuse a second signature, one further down, and an id that two elements carry."""
    signatures = find_all(root, ".//ds:Signature")
    if not signatures:
        raise SignInRefused(RefusalReason.UNSIGNED)
    if len(signatures) != 1 or signatures[0].getparent() is not root:
        raise SignInRefused(RefusalReason.SIGNATURE_MISPLACED, "not one signature of the whole")
    ids = root.xpath("//@*[translate(local-name(), 'ID', 'id') = 'id']")
    if len(ids) != len(set(ids)):
        raise SignInRefused(RefusalReason.SIGNATURE_MISPLACED, "an id stands twice")


def _require_whole_root(root: Element) -> None:
    """Refuse a signature that is not made exactly as agreed, or not over all of `root`."""
    signature = only(root, "ds:Signature")
    refuse_others(signature, "ds:SignedInfo", "ds:SignatureValue", "ds:KeyInfo")
    signed_info = only(signature, "ds:SignedInfo")
    method = only(signed_info, "ds:SignatureMethod")
    _require_method(method, SIGNATURE_METHOD.value)
    _require_method(only(signed_info, "ds:CanonicalizationMethod"), CANONICALIZATION.value)
    reference = only(signed_info, "ds:Reference")
    _require_method(only(reference, "ds:DigestMethod"), DigestAlgorithm.SHA256.value)
    transforms = find_all(reference, "ds:Transforms/ds:Transform")
    if [transform.get("Algorithm") for transform in transforms] != TRANSFORMS or len(method):
        raise SignInRefused(RefusalReason.SIGNATURE_METHOD, "transforms or parameters")
    if not root.get("ID") or reference.get("URI") != f"#{root.get('ID')}":
        raise SignInRefused(RefusalReason.SIGNATURE_MISPLACED, "signs another element")


def _require_method(element: Element, algorithm: str) -> None:
    if element.get("Algorithm") != algorithm:
        raise SignInRefused(RefusalReason.SIGNATURE_METHOD, str(element.get("Algorithm")))


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
