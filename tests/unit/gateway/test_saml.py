"""What the service provider asks for, and which answers it believes."""

import base64
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from lxml import etree
from signxml.algorithms import SignatureMethod
from signxml.verifier import SignatureConfiguration, XMLVerifier

from gateway import saml
from tests.unit.gateway.saml_answers import (
    ACTING_PERSON,
    CANCELLED,
    CERTIFICATE,
    DOCUMENT_HASH,
    DU,
    EK,
    HIDDEN_ASSERTION,
    IDP,
    NOW,
    NS,
    OTHER_CERTIFICATE,
    OTHER_KEY,
    REQUEST_ID,
    SP,
    SUCCESS,
    a_response,
    encoded,
    signed,
)


def read(text: str, *, now: datetime = NOW, **options: bool) -> saml.Assertion:
    return saml.read_response(
        encoded(text), SP, idp=IDP, now=now, expected_request_id=REQUEST_ID, **options
    )


def refusal_of(text: str, *, now: datetime = NOW) -> saml.SignInRefused:
    with pytest.raises(saml.SignInRefused) as refused:
        read(text, now=now)
    return refused.value


def test_a_good_answer_says_who_signed_in() -> None:
    text = signed(a_response())

    assertion = read(text)

    assert (assertion.name_id, assertion.organisation) == (EK, DU)
    assert assertion.acting_person == {"Vorname": "Erika", "Nachname": "Bei&spiel"}
    assert assertion.attributes["DatenkranzTyp"] == "StNr"
    assert assertion.assurance == "substanziell"
    assert (assertion.in_response_to, assertion.assertion_id) == (REQUEST_ID, "_assertion")
    assert assertion.authenticated_at == NOW
    assert assertion.expires_at == NOW + timedelta(minutes=6)


def test_an_absent_acting_person_is_none() -> None:
    text = signed(a_response(acting_person=""))

    assertion = read(text)

    assert assertion.acting_person is None


def test_the_archived_answer_verifies_alone_and_covers_the_document_hash() -> None:
    archived = read(signed(a_response())).xml

    proved = XMLVerifier().verify(
        archived.encode(),
        x509_cert=CERTIFICATE,
        expect_config=SignatureConfiguration(location="./", verification_time=NOW),
    )

    assert saml.hash_of(proved.signed_xml.get("InResponseTo")) == DOCUMENT_HASH


def test_a_second_pinned_certificate_is_tried() -> None:
    rolling = replace(IDP, certificates=(OTHER_CERTIFICATE, CERTIFICATE))

    assertion = saml.read_response(
        encoded(signed(a_response())), SP, idp=rolling, now=NOW, expected_request_id=REQUEST_ID
    )

    assert assertion.name_id == EK


@pytest.mark.parametrize(
    ("changes", "reason_code"),
    [
        ({"issuer": "https://evil.example"}, "issuer-wrong"),
        ({"vouching_issuer": "https://evil.example"}, "issuer-wrong"),
        ({"destination": "https://evil.example/saml/acs"}, "destination-wrong"),
        ({"recipient": "https://evil.example/saml/acs"}, "recipient-wrong"),
        ({"audience": "https://evil.example"}, "audience-wrong"),
        ({"in_response_to": "_another"}, "request-unknown"),
        ({"confirmed_request": "_another"}, "request-unknown"),
        ({"until": "2026-11-23T08:59:00Z"}, "expired"),
        ({"issued": "2026-11-23T09:01:01Z"}, "not-yet-valid"),
        ({"issued": "2026-11-23T09:00:00"}, "malformed"),
        ({"identified": "normal"}, "trust-level-low"),
        ({"authenticated": ""}, "trust-level-low"),
        ({"person": "NatPers"}, "natural-person"),
        ({"person": ""}, "natural-person"),
        ({"kind": "IdNr"}, "account-kind"),
        ({"test": "true"}, "test-account"),
        ({"name_id": "someone"}, "identity-malformed"),
        ({"organisation": EK}, "identity-malformed"),
        ({"acting_person": ACTING_PERSON * 2}, "attribute-repeated"),
        ({"status": SUCCESS + HIDDEN_ASSERTION}, "assertion-count"),
        ({"status": CANCELLED}, "cancelled"),
        ({"status": SUCCESS.replace("Success", "Responder")}, "provider-refused"),
    ],
)
def test_a_well_signed_answer_that_breaks_a_rule_is_refused(
    changes: dict[str, str], reason_code: str
) -> None:
    text = signed(a_response(**changes))

    refusal = refusal_of(text)

    assert refusal.reason_code == reason_code
    assert refusal.sentence.endswith(".")


@pytest.mark.parametrize("assertions", [0, 2])
def test_there_must_be_exactly_one_assertion(assertions: int) -> None:
    text = signed(a_response(assertions=assertions))

    refusal = refusal_of(text)

    assert refusal.reason_code == "assertion-count"


def test_clocks_may_differ_by_less_than_a_minute() -> None:
    text = signed(a_response())

    late = read(text, now=NOW + timedelta(seconds=359))
    early = read(text, now=NOW - timedelta(seconds=60))

    assert late == early
    assert refusal_of(text, now=late.expires_at).reason_code == "expired"


def test_test_accounts_may_be_allowed() -> None:
    text = signed(a_response(test="true"))

    assertion = read(text, allow_test_accounts=True)

    assert assertion.attributes["IstTestkonto"] == "true"


def test_a_cancelled_or_forgotten_sign_in_only_starts_again() -> None:
    cancelled = refusal_of(signed(a_response(status=CANCELLED, assertions=0)))
    forgotten = refusal_of(signed(a_response(in_response_to="_another")))
    tampered = refusal_of(signed(a_response()).replace("Erika", "Erich"))

    assert cancelled.reason_code == "cancelled"
    assert [r.starts_again for r in (cancelled, forgotten, tampered)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "reason_code"),
    [
        (a_response(), "unsigned"),
        (signed(a_response()).replace(EK, "ek-" + "3" * 40), "signature-invalid"),
        (signed(a_response(), key=OTHER_KEY, certificate=OTHER_CERTIFICATE), "signature-invalid"),
        (signed(a_response(), method=SignatureMethod.RSA_SHA256), "signature-method"),
        (signed(a_response(), method=SignatureMethod.SHA512_RSA_MGF1), "signature-method"),
        (signed(a_response(), reference="_assertion"), "signature-invalid"),
        ("<!DOCTYPE p:Response>" + signed(a_response()), "dtd"),
        ('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>', "malformed"),
        ("not XML", "malformed"),
        ("<!-- -->" * 40_000, "too-large"),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_an_answer_that_is_not_proved_is_refused_unread(text: str, reason_code: str) -> None:
    refusal = refusal_of(text)

    assert refusal.reason_code == reason_code


def test_a_good_answer_wrapped_into_a_forged_one_is_refused() -> None:
    good = etree.fromstring(signed(a_response()))
    forged = etree.fromstring(a_response(name_id="ek-" + "3" * 40).replace("_response", "_forged"))
    forged.append(good[-1])
    etree.SubElement(forged, f"{{{NS['p']}}}Extensions").append(good)

    refusal = refusal_of(etree.tostring(forged, encoding="unicode"))

    assert refusal.reason_code == "signature-invalid"


def test_what_is_not_base64_is_refused() -> None:
    with pytest.raises(saml.SignInRefused) as refused:
        saml.read_response("%%%", SP, idp=IDP, now=NOW, expected_request_id=REQUEST_ID)

    assert refused.value.reason_code == "malformed"


def test_a_request_is_signed_and_asks_for_a_fresh_sign_in() -> None:
    request = saml.authn_request(SP, IDP, request_id=REQUEST_ID, now=NOW)

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
        "ProtocolBinding": saml.POST_BINDING,
        "AssertionConsumerServiceURL": SP.acs_url,
    }
    assert proved.findtext("a:Issuer", namespaces=NS) == SP.entity_id
    order = [etree.QName(child).localname for child in etree.fromstring(base64.b64decode(request))]
    assert order == ["Issuer", "Signature", "NameIDPolicy"]


def test_a_request_id_carries_the_document_hash_and_is_never_the_same() -> None:
    first, second = (saml.new_request_id(DOCUMENT_HASH) for _ in range(2))

    assert first != second
    assert saml.hash_of(first) == DOCUMENT_HASH
    assert saml.hash_of(saml.new_request_id(None)) is None
    with pytest.raises(ValueError, match="64"):
        saml.new_request_id("short")


def test_the_metadata_name_the_certificate_and_the_address() -> None:
    metadata = etree.fromstring(saml.sp_metadata(SP))

    certificate = metadata.findtext(".//{*}X509Certificate")

    assert metadata.get("entityID") == SP.entity_id
    assert metadata.find(".//{*}AssertionConsumerService").get("Location") == SP.acs_url
    pem = f"-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n"
    assert x509.load_pem_x509_certificate(pem.encode()) == x509.load_pem_x509_certificate(
        SP.certificate_pem.encode()
    )
