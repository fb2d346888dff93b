"""Our private keys, loaded once: checking an RSA key takes longer than a whole sign-in."""

from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key


@lru_cache(maxsize=16)
def private_key(pem: str) -> RSAPrivateKey:
    """Return the RSA key in `pem`; ValueError for anything else."""
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except TypeError as failure:
        raise ValueError("the key is protected by a password") from failure
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("not an RSA key")
    return key
