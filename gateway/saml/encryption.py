"""Open an encrypted assertion: RSA-OAEP for the key, AES-GCM for the content, nothing else.

Only what stands in a verified answer is opened, so that nobody else can try ciphertexts here.
"""

from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm

from gateway.saml.keys import private_key
from gateway.saml.refusals import RefusalReason, SignInRefused
from gateway.saml.xml import (
    Element,
    find_all,
    from_base64,
    malformed,
    only,
    refuse_others,
    text_of,
)

ELEMENT = "http://www.w3.org/2001/04/xmlenc#Element"
KEY_BYTES: Mapping[str, int] = {
    f"http://www.w3.org/2009/xmlenc11#aes{bits}-gcm": bits // 8 for bits in (256, 192, 128)
}
RSA_OAEP = "http://www.w3.org/2009/xmlenc11#rsa-oaep"
RSA_OAEP_MGF1P = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"
DIGEST_SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"
DIGEST_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
MGF_SHA256 = "http://www.w3.org/2009/xmlenc11#mgf1sha256"

# Key transport, its digest and its mask, as they are named -> what they mean. The older name
# fixes the mask to SHA-1, which is not known to weaken OAEP.
TRANSPORTS: Mapping[tuple[str, str, str], tuple[HashAlgorithm, HashAlgorithm]] = {
    (RSA_OAEP, DIGEST_SHA256, MGF_SHA256): (SHA256(), SHA256()),
    (RSA_OAEP_MGF1P, DIGEST_SHA256, ""): (SHA256(), SHA1()),  # noqa: S303
    (RSA_OAEP_MGF1P, DIGEST_SHA1, ""): (SHA1(), SHA1()),  # noqa: S303
    (RSA_OAEP_MGF1P, "", ""): (SHA1(), SHA1()),  # noqa: S303
}
NONCE_BYTES, TAG_BYTES = 12, 16


def content_key(encrypted: Element, keys: Sequence[str], *, recipient: str) -> bytes:
    """Return the key of the content, unwrapped by one of our private `keys` (PEM)."""
    refuse_others(encrypted, "xenc:EncryptedData", "xenc:EncryptedKey")
    if len(find_all(encrypted, ".//xenc:EncryptedKey")) != 1:
        raise malformed("not exactly one encrypted key")
    inside = find_all(encrypted, "xenc:EncryptedData/ds:KeyInfo/xenc:EncryptedKey")
    wrapped = inside[0] if inside else only(encrypted, "xenc:EncryptedKey")
    if wrapped.get("Recipient") not in (None, recipient):
        raise malformed("the key is for another recipient")
    padding = _padding(only(wrapped, "xenc:EncryptionMethod"))
    octets = from_base64(text_of(only(wrapped, "xenc:CipherData/xenc:CipherValue")))
    for pem in keys:
        try:
            return private_key(pem).decrypt(octets, padding)
        except ValueError:
            continue
    raise SignInRefused(RefusalReason.DECRYPTION_FAILED, "no key of ours opens it")


def plaintext(encrypted: Element, key: bytes) -> bytes:
    """Return what `key` opens, proved to be whole by the tag of AES-GCM."""
    sealed = only(encrypted, "xenc:EncryptedData")
    refuse_others(sealed, "xenc:EncryptionMethod", "ds:KeyInfo", "xenc:CipherData")
    if sealed.get("Type") not in (None, ELEMENT):
        raise malformed("the encrypted data is not an element")
    algorithm = str(only(sealed, "xenc:EncryptionMethod").get("Algorithm"))
    if algorithm not in KEY_BYTES:
        raise SignInRefused(RefusalReason.ENCRYPTION_METHOD, algorithm)
    octets = from_base64(text_of(only(sealed, "xenc:CipherData/xenc:CipherValue")))
    if len(key) != KEY_BYTES[algorithm] or len(octets) < NONCE_BYTES + TAG_BYTES:
        raise SignInRefused(RefusalReason.DECRYPTION_FAILED, "key or content has a wrong length")
    try:
        return AESGCM(key).decrypt(octets[:NONCE_BYTES], octets[NONCE_BYTES:], None)
    except InvalidTag as failure:
        raise SignInRefused(RefusalReason.DECRYPTION_FAILED, "the content was changed") from failure


def _padding(method: Element) -> OAEP:
    refuse_others(method, "ds:DigestMethod", "xenc11:MGF")
    named = (
        str(method.get("Algorithm")),
        _algorithm(method, "ds:DigestMethod"),
        _algorithm(method, "xenc11:MGF"),
    )
    if named not in TRANSPORTS:
        raise SignInRefused(RefusalReason.ENCRYPTION_METHOD, " ".join(named))
    digest, mask = TRANSPORTS[named]
    return OAEP(mgf=MGF1(mask), algorithm=digest, label=None)


def _algorithm(method: Element, path: str) -> str:
    elements = find_all(method, path)
    return str(only(method, path).get("Algorithm")) if elements else ""
