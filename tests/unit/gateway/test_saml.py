"""What the provider asks for, and what it takes from an answer; hostile ones: tests/saml."""

import base64
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from lxml import etree
from signxml.algorithms import SignatureMethod
from signxml.verifier import SignatureConfiguration, XMLVerifier

from gateway.config import decryption_keys_of
from gateway.saml import messages
from services.common.config import SettingsMissing
from tests.saml.answers import (
    CANCELLED,
    DOCUMENT_HASH,
    DU,
    EK,
    IDP,
    NOW,
    OPENING,
    OPENING_BEFORE,
    OTHER_KEYS,
    REQUEST_ID,
    SP,
    encoded,
    good,
)

NS = {"p": "urn:oasis:names:tc:SAML:2.0:protocol", "a": "urn:oasis:names:tc:SAML:2.0:assertion"}


def read(text: str, *, now: datetime = NOW, **options: bool) -> messages.Assertion:
    return messages.read_response(
        encoded(text), SP, idp=IDP, now=now, expected_request_id=REQUEST_ID, **options
    )


def refusal_of(text: str, *, now: datetime = NOW) -> messages.SignInRefused:
    with pytest.raises(messages.SignInRefused) as refused:
        read(text, now=now)
    return refused.value


def test_a_good_answer_says_who_signed_in() -> None:
    text = good(assertion_id="_assertion")

    assertion = read(text)

    assert (assertion.name_id, assertion.organisation) == (EK, DU)
    assert assertion.acting_person == {"Vorname": "Erika", "Nachname": "Bei&spiel"}
    assert assertion.attributes["DatenkranzTyp"] == "StNr"
    assert assertion.assurance == "substanziell"
    assert (assertion.in_response_to, assertion.assertion_id) == (REQUEST_ID, "_assertion")
    assert assertion.authenticated_at == NOW
    assert assertion.expires_at == NOW + timedelta(minutes=6)
    assert assertion.xml == text


def test_an_absent_acting_person_is_none() -> None:
    text = good(acting_person="")

    assertion = read(text)

    assert assertion.acting_person is None


def test_clocks_may_differ_by_less_than_a_minute() -> None:
    text = good()

    late = read(text, now=NOW + timedelta(seconds=359))
    early = read(text, now=NOW - timedelta(seconds=60))

    assert late == early
    assert refusal_of(text, now=late.expires_at).reason == "expired"


def test_test_accounts_may_be_allowed() -> None:
    text = good(test="true")

    assertion = read(text, allow_test_accounts=True)

    assert assertion.attributes["IstTestkonto"] == "true"


def test_a_cancelled_or_forgotten_sign_in_only_starts_again() -> None:
    cancelled = refusal_of(good(status=CANCELLED))
    forgotten = refusal_of(good(in_response_to="_another"))
    private = refusal_of(good(person="NatPers"))

    assert cancelled.reason == "cancelled"
    assert [r.starts_again for r in (cancelled, forgotten, private)] == [True, True, False]


@pytest.mark.parametrize("reason", messages.RefusalReason)
def test_every_refusal_has_advice_in_both_languages(reason: messages.RefusalReason) -> None:
    advice = messages.SignInRefused(reason).advice

    assert advice.de.endswith(".")
    assert advice.en.endswith(".")


def test_the_reason_of_a_private_account_is_told_and_what_to_use_instead() -> None:
    advice = refusal_of(good(person="NatPers")).advice

    assert "Organisationszertifikat" in advice.de


def test_what_is_not_base64_is_refused() -> None:
    with pytest.raises(messages.SignInRefused) as refused:
        messages.read_response("%%%", SP, idp=IDP, now=NOW, expected_request_id=REQUEST_ID)

    assert refused.value.reason == "malformed"


def test_a_request_is_signed_and_asks_for_a_fresh_sign_in() -> None:
    request = messages.authn_request(SP, IDP, request_id=REQUEST_ID, now=NOW)

    proved = (
        XMLVerifier()
        .verify(
            base64.b64decode(request),
            x509_cert=SP.certificate_pem,
            expect_config=SignatureConfiguration(
                location="./",
                signature_methods=frozenset({SignatureMethod.SHA256_RSA_MGF1}),
                verification_time=NOW,
            ),
        )
        .signed_xml
    )

    assert dict(proved.attrib) == {
        "ID": REQUEST_ID,
        "Version": "2.0",
        "IssueInstant": "2026-11-23T09:00:00Z",
        "Destination": IDP.sso_url,
        "ForceAuthn": "true",
        "ProtocolBinding": messages.POST_BINDING,
        "AssertionConsumerServiceURL": SP.acs_url,
    }
    assert proved.findtext("a:Issuer", namespaces=NS) == SP.entity_id
    order = [etree.QName(child).localname for child in etree.fromstring(base64.b64decode(request))]
    assert order == ["Issuer", "Signature", "NameIDPolicy"]


def test_a_request_id_carries_the_document_hash_and_is_never_the_same() -> None:
    first, second = (messages.new_request_id(DOCUMENT_HASH) for _ in range(2))

    assert first != second
    assert messages.hash_of(first) == DOCUMENT_HASH
    assert messages.hash_of(messages.new_request_id(None)) is None
    with pytest.raises(ValueError, match="64"):
        messages.new_request_id("short")


def test_the_metadata_name_both_certificates_and_the_address() -> None:
    metadata = etree.fromstring(messages.sp_metadata(SP))

    keys = {key.get("use"): certificate_in(key) for key in metadata.iter("{*}KeyDescriptor")}

    assert metadata.get("entityID") == SP.entity_id
    assert metadata.find(".//{*}AssertionConsumerService").get("Location") == SP.acs_url
    assert keys == {
        "signing": x509.load_pem_x509_certificate(SP.certificate_pem.encode()),
        "encryption": x509.load_pem_x509_certificate(OPENING.certificate.encode()),
    }


def test_the_metadata_name_only_ciphers_that_are_opened() -> None:
    metadata = etree.fromstring(messages.sp_metadata(SP))

    named = [m.get("Algorithm").split("#")[1] for m in metadata.iter("{*}EncryptionMethod")]

    assert named == ["aes256-gcm", "aes192-gcm", "aes128-gcm", "rsa-oaep", "rsa-oaep-mgf1p"]


def certificate_in(key: etree._Element) -> x509.Certificate:
    body = key.findtext(".//{*}X509Certificate")
    pem = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
    return x509.load_pem_x509_certificate(pem.encode())


def test_two_decryption_keys_stand_one_after_the_other() -> None:
    keys = decryption_keys_of(OPENING_BEFORE.key + OPENING.key, OPENING.certificate)

    assert keys == (OPENING_BEFORE.key, OPENING.key)


@pytest.mark.parametrize(
    ("keys", "certificate", "sentence"),
    [
        ("", OPENING.certificate, "one or two"),
        (OPENING.key * 3, OPENING.certificate, "one or two"),
        (OPENING.key.replace("MII", "MIJ"), OPENING.certificate, "broken"),
        (OPENING.key, "", "broken"),
        (OPENING.key, OTHER_KEYS.certificate, "belongs to none"),
    ],
)
def test_broken_decryption_keys_end_the_process_with_a_sentence(
    keys: str, certificate: str, sentence: str
) -> None:
    with pytest.raises(SettingsMissing, match=sentence):
        decryption_keys_of(keys, certificate)
