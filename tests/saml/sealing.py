"""Encrypted assertions made by hand, with good and with bad ciphers."""

import base64
import os
from dataclasses import dataclass, replace

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import (
    MGF1,
    OAEP,
    AsymmetricPadding,
    PKCS1v15,
)
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256

XENC = "http://www.w3.org/2001/04/xmlenc#"
XENC11 = "http://www.w3.org/2009/xmlenc11#"
SHA256_DIGEST = f'<ds:DigestMethod Algorithm="{XENC}sha256"/>'
SHA1_DIGEST = '<ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/>'
SEALED = """<a:EncryptedAssertion xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion"
  xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"
  xmlns:xenc11="http://www.w3.org/2009/xmlenc11#"><xenc:EncryptedData Type="{type}"
  ><xenc:EncryptionMethod Algorithm="{cipher}"/><ds:KeyInfo>{inside}</ds:KeyInfo>{content}
  </xenc:EncryptedData>{beside}</a:EncryptedAssertion>"""
KEY = """<xenc:EncryptedKey{recipient}><xenc:EncryptionMethod Algorithm="{algorithm}"
  >{parameters}</xenc:EncryptionMethod>{content}</xenc:EncryptedKey>"""
RETRIEVED = '<ds:RetrievalMethod URI="#key"/>'


@dataclass(frozen=True)
class Transport:
    """How the content and its key are sealed: what is written, and what is really done."""

    algorithm: str
    parameters: str
    padding: AsymmetricPadding
    cipher: str = f"{XENC11}aes256-gcm"
    key_bytes: int = 32
    type: str = f"{XENC}Element"
    recipient: str = ""
    beside: bool = False
    keys: int = 1


SHA256_OAEP = Transport(
    f"{XENC11}rsa-oaep",
    f'{SHA256_DIGEST}<xenc11:MGF Algorithm="{XENC11}mgf1sha256"/>',
    OAEP(mgf=MGF1(SHA256()), algorithm=SHA256(), label=None),
)
MGF1P = Transport(f"{XENC}rsa-oaep-mgf1p", "", OAEP(mgf=MGF1(SHA1()), algorithm=SHA1(), label=None))
MGF1P_NAMED = replace(MGF1P, parameters=SHA1_DIGEST)
MGF1P_SHA256 = replace(
    MGF1P,
    parameters=SHA256_DIGEST,
    padding=OAEP(mgf=MGF1(SHA1()), algorithm=SHA256(), label=None),
)
OAEP_SHA1 = replace(MGF1P, algorithm=f"{XENC11}rsa-oaep")
RSA_1_5 = Transport(f"{XENC}rsa-1_5", "", PKCS1v15())
AES128 = replace(SHA256_OAEP, cipher=f"{XENC11}aes128-gcm", key_bytes=16)
AES192 = replace(SHA256_OAEP, cipher=f"{XENC11}aes192-gcm", key_bytes=24)
CBC = replace(SHA256_OAEP, cipher=f"{XENC}aes256-cbc")
CBC128 = replace(SHA256_OAEP, cipher=f"{XENC}aes128-cbc", key_bytes=16)


def sealed(plaintext: str | bytes, certificate: str, *, transport: Transport = SHA256_OAEP) -> str:
    """Return the EncryptedAssertion."""
    octets = plaintext.encode() if isinstance(plaintext, str) else plaintext
    content_key = os.urandom(transport.key_bytes)
    public_key = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    wrapped = KEY.format(
        recipient=transport.recipient and f' Recipient="{transport.recipient}"',
        algorithm=transport.algorithm,
        parameters=transport.parameters,
        content=_cipher_data(public_key.encrypt(content_key, transport.padding)),
    )
    keys = wrapped * transport.keys
    seal = _cbc if transport.cipher.endswith("cbc") else _gcm
    return SEALED.format(
        type=transport.type,
        cipher=transport.cipher,
        content=_cipher_data(seal(content_key, octets)),
        inside=RETRIEVED if transport.beside else keys,
        beside=keys if transport.beside else "",
    )


def _gcm(key: bytes, octets: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, octets, None)


def _cbc(key: bytes, octets: bytes) -> bytes:
    vector, missing = os.urandom(16), 16 - len(octets) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    padded = octets + bytes(missing - 1) + bytes([missing])
    return vector + encryptor.update(padded) + encryptor.finalize()


def _cipher_data(octets: bytes) -> str:
    text = base64.b64encode(octets).decode()
    return f"<xenc:CipherData><xenc:CipherValue>{text}</xenc:CipherValue></xenc:CipherData>"
