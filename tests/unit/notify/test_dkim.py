"""A signed mail is verified by another library, and a changed one is not."""

import base64
from types import SimpleNamespace
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from deploy.local.keys import private_pem
from services.common.config import SettingsWrong
from services.notify.dkim_signing import DkimSigner
from services.notify.domain.messages import message_of
from services.notify.mailing_settings import MailingSettings
from tests.unit.notify.test_messages import SENDER, mail
from tests.unit.notify.test_return_paths import PATHS

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = private_pem(KEY).decode()


def dns(name: bytes, timeout: float = 5) -> bytes:
    """Answer as the name server of the sender's domain does."""
    assert name == b"2026._domainkey.op.example."
    public = KEY.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def signer(**given: Any) -> DkimSigner | None:
    told = {"dkim_selector": "2026", "dkim_key": PEM, **given}
    settings = MailingSettings("Markt <markt@op.example>", **told)
    return DkimSigner.of(SimpleNamespace(part=lambda _make: settings))


@pytest.fixture
def signed() -> bytes:
    made = signer()
    assert made is not None
    return made.signed(message_of(mail('Müller, "Eva"'), SENDER, PATHS)).raw


def test_a_signed_mail_is_verified_by_the_key_in_the_dns(signed: bytes) -> None:
    assert dkim.verify(signed, dnsfunc=dns)


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        (b"Subject: Wort", b"Subject: Wart"),
        (b"Reply-To: <ticket+", b"Reply-To: <ticket-"),
        (b"markt@op.example", b"markt@op.exampel"),
        (b"\r\nWort", b"\r\nWart"),
    ],
)
def test_a_mail_changed_on_its_way_is_not(signed: bytes, said: bytes, changed: bytes) -> None:
    assert said in signed

    assert not dkim.verify(signed.replace(said, changed), dnsfunc=dns)


def test_no_header_is_added_that_was_signed_as_missing_once_and_the_domain_is_ours(
    signed: bytes,
) -> None:
    head = signed.partition(b"\r\nDate:")[0].replace(b"\r\n ", b"")

    assert b"d=op.example;" in head
    assert b"c=relaxed/relaxed;" in head


def test_without_a_key_nothing_is_signed() -> None:
    assert signer(dkim_key="") is None


@pytest.mark.parametrize("key", ["no key", PEM.replace("A", "B", 5)[:400]])
def test_a_key_that_cannot_sign_ends_the_process_at_its_start(key: str) -> None:
    with pytest.raises(SettingsWrong, match="DKIM_KEY"):
        signer(dkim_key=key)
