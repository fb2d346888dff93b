"""Encrypt an assertion to the service provider: AES-256-GCM, its key by RSA-OAEP with SHA-256."""

import base64
import os
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from lxml.builder import ElementMaker

Element = Any  # lxml publishes no types
XENC = "http://www.w3.org/2001/04/xmlenc#"
XENC11 = "http://www.w3.org/2009/xmlenc11#"
DS = "http://www.w3.org/2000/09/xmldsig#"
NONCE_BYTES = 12

E = ElementMaker(namespace=XENC, nsmap={"xenc": XENC})
F = ElementMaker(namespace=XENC11, nsmap={"xenc11": XENC11})
D = ElementMaker(namespace=DS, nsmap={"ds": DS})


def sealed(plaintext: bytes, *, certificate_pem: str) -> Element:
    """Return the EncryptedData that only the owner of the certificate can open."""
    key, nonce = AESGCM.generate_key(256), os.urandom(NONCE_BYTES)
    content = nonce + AESGCM(key).encrypt(nonce, plaintext, None)
    return E.EncryptedData(
        E.EncryptionMethod(Algorithm=f"{XENC11}aes256-gcm"),
        D.KeyInfo(_wrapped(key, certificate_pem)),
        _cipher(content),
        Type=f"{XENC}Element",
    )


def _wrapped(key: bytes, certificate_pem: str) -> Element:
    public_key = x509.load_pem_x509_certificate(certificate_pem.encode()).public_key()
    if not isinstance(public_key, RSAPublicKey):
        raise TypeError("the certificate to seal to must hold an RSA key")
    octets = public_key.encrypt(key, OAEP(mgf=MGF1(SHA256()), algorithm=SHA256(), label=None))
    method = E.EncryptionMethod(
        D.DigestMethod(Algorithm=f"{XENC}sha256"),
        F.MGF(Algorithm=f"{XENC11}mgf1sha256"),
        Algorithm=f"{XENC11}rsa-oaep",
    )
    return E.EncryptedKey(method, _cipher(octets))


def _cipher(octets: bytes) -> Element:
    return E.CipherData(E.CipherValue(base64.b64encode(octets).decode("ascii")))
