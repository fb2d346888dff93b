"""XML signatures made by hand, so that each of their parts can be wrong."""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from lxml import etree

from tests.saml.testkeys import KeyPair

DS = "http://www.w3.org/2000/09/xmldsig#"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#"
RSA_PSS = f"{MORE_2007}sha256-rsa-MGF1"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = f"{DS}enveloped-signature"
DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": hashlib.sha256,
    f"{DS}sha1": hashlib.sha1,
    f"{MORE}md5": hashlib.md5,
}
SHA256_DIGEST, SHA1_DIGEST, MD5_DIGEST = DIGESTS
SIGNATURE = """<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo
><ds:CanonicalizationMethod Algorithm="{c14n}"/><ds:SignatureMethod Algorithm="{method}"
>{parameters}</ds:SignatureMethod><ds:Reference URI="{uri}"><ds:Transforms>{transforms}
</ds:Transforms><ds:DigestMethod Algorithm="{digest}"/><ds:DigestValue>{value}</ds:DigestValue
></ds:Reference></ds:SignedInfo><ds:SignatureValue/>{key_info}</ds:Signature>"""

By = Callable[[KeyPair, bytes], bytes]


@lru_cache
def _loaded(pem: str) -> RSAPrivateKey:
    key = load_pem_private_key(pem.encode(), None)
    assert isinstance(key, RSAPrivateKey)
    return key


def pss(salt: int = 32, mask: HashAlgorithm | None = None) -> By:
    """Return RSASSA-PSS with SHA-256."""
    padding = PSS(mgf=MGF1(mask or SHA256()), salt_length=salt)
    return lambda keys, octets: _loaded(keys.key).sign(octets, padding, SHA256())


def pkcs1(digest: HashAlgorithm) -> By:
    """Return RSASSA-PKCS1-v1_5."""
    return lambda keys, octets: _loaded(keys.key).sign(octets, PKCS1v15(), digest)


def hmac_of_certificate(keys: KeyPair, octets: bytes) -> bytes:
    """Take the public certificate for a shared secret."""
    return hmac.digest(keys.certificate.encode(), octets, "sha256")


def x509_key_info(certificate: str) -> str:
    """Return the KeyInfo that names a certificate."""
    body = re.sub(r"-----[A-Z ]+-----|\s", "", certificate)
    inner = f"<ds:X509Data><ds:X509Certificate>{body}</ds:X509Certificate></ds:X509Data>"
    return f"<ds:KeyInfo>{inner}</ds:KeyInfo>"


@dataclass(frozen=True)
class Signing:
    """How to sign: the names that are written, and what is really done.

    `of` is the element that is signed and `inside` the one that holds the signature, each by
    its local name.
    """

    method: str = RSA_PSS
    by: By = field(default_factory=pss)
    parameters: str = ""
    digest: str = SHA256_DIGEST
    transforms: tuple[str, ...] = (ENVELOPED, EXCLUSIVE)
    prefixes: str = ""
    key_info: str = ""
    of: str = "Response"
    inside: str = "Response"
    uri: str | None = None


PKCS1_SHA256 = Signing(f"{MORE}rsa-sha256", pkcs1(SHA256()))
PKCS1_SHA1 = Signing(f"{DS}rsa-sha1", pkcs1(SHA1()))
HMAC_SHA256 = Signing(f"{MORE}hmac-sha256", hmac_of_certificate)


def signed(text: str, keys: KeyPair, how: Signing) -> str:
    """Return the document with its signature after the Issuer of the element that holds it."""
    root = etree.fromstring(text)
    element, holder = (root.xpath("//*[local-name()=$n]", n=n)[0] for n in (how.of, how.inside))
    uri = f"#{element.get('ID')}" if how.uri is None else how.uri
    digest = DIGESTS[how.digest](_canonical(element, how.prefixes)).digest()
    signature = etree.fromstring(
        SIGNATURE.format(
            c14n=EXCLUSIVE, method=how.method, parameters=how.parameters, uri=uri,
            transforms="".join(_transform(name, how.prefixes) for name in how.transforms),
            digest=how.digest, value=base64.b64encode(digest).decode(), key_info=how.key_info,
        )
    )  # fmt: skip
    holder.insert(1, signature)
    made = how.by(keys, _canonical(signature[0]))
    signature[1].text = base64.b64encode(made).decode()
    return etree.tostring(root, encoding="unicode")


def _canonical(element: etree._Element, prefixes: str = "") -> bytes:
    named = prefixes.split() or None
    return etree.tostring(
        element, method="c14n", exclusive=True, inclusive_ns_prefixes=named, with_tail=False
    )


def _transform(algorithm: str, prefixes: str) -> str:
    inner = (
        f'<ec:InclusiveNamespaces xmlns:ec="{EXCLUSIVE}" PrefixList="{prefixes}"/>'
        if prefixes and algorithm == EXCLUSIVE
        else ""
    )
    return f'<ds:Transform Algorithm="{algorithm}">{inner}</ds:Transform>'
