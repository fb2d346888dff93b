"""The keys of access tokens: one that signs, and former ones that still check."""

import re
from dataclasses import dataclass

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from services.common.config import SettingsMissing

CURVE = "P-256"
PUBLIC_PEM = re.compile(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)


@dataclass(frozen=True)
class TokenKeys:
    """``signing`` is named in every token by its thumbprint; ``checking`` holds it as well."""

    signing: ECKey
    checking: KeySet


def token_keys_of(private_key: str, former_public_keys: str) -> TokenKeys:
    """Return the keys in these PEM texts, or end the process saying what is wrong."""
    signing = _p256(private_key, "TOKEN_PRIVATE_KEY")
    if not signing.is_private:
        raise SettingsMissing("TOKEN_PRIVATE_KEY holds a public key")
    former = PUBLIC_PEM.findall(former_public_keys)
    if former_public_keys.strip() and not former:
        raise SettingsMissing("TOKEN_FORMER_PUBLIC_KEYS holds no public key in PEM")
    others = [_p256(pem, "TOKEN_FORMER_PUBLIC_KEYS") for pem in former]
    return TokenKeys(signing, KeySet([signing, *others]))


def _p256(pem: str, setting: str) -> ECKey:
    try:
        key = ECKey.import_key(pem)
    except (JoseError, ValueError) as error:
        raise SettingsMissing(f"{setting} holds no EC key in PEM") from error
    if key.curve_name != CURVE:
        raise SettingsMissing(f"{setting} is on another curve than {CURVE}")
    key.ensure_kid()
    return key
