"""Every case of the table gets its verdict, from the gateway's own reading and its real store."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database

from gateway.saml import messages
from gateway.sign_in.store import SignIns
from tests.saml.answers import (
    DOCUMENT_HASH,
    DU,
    EK,
    IDP,
    IDP_KEYS,
    NOW,
    OTHER_KEYS,
    REQUEST_ID,
    SP,
    SP_KEYS,
    WORLD,
    encoded,
    good,
)
from tests.saml.cases import CASES
from tests.saml.making import Case
from tests.saml.verdicts import read, verdict

Doc = dict[str, Any]
MEASURED = 50
ALLOWED_CPU_S = 0.060


@pytest.fixture(scope="module")
def sign_ins(mongo_uri: str) -> Iterator[SignIns]:
    client: MongoClient[Doc] = MongoClient(mongo_uri, tz_aware=True)
    yield SignIns(client["test_saml"])
    client.drop_database("test_saml")
    client.close()


def test_the_table_holds_what_was_promised() -> None:
    hostile = [case for case in CASES if case.hostile]

    assert len(hostile) >= 60
    assert len(CASES) - len(hostile) >= 5
    assert len({case.name for case in CASES}) == len(CASES)
    assert {case.expected for case in hostile} == set(messages.RefusalReason)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_answer_gets_its_verdict(case: Case, sign_ins: SignIns) -> None:
    said = verdict(case, sign_ins)

    assert said == case.expected


def hand_in(mongo_uri: str, name: str, field: str) -> str:
    client: MongoClient[Doc] = MongoClient(mongo_uri, tz_aware=True)
    try:
        SignIns(client[name]).use(read_by(field))
    except messages.SignInRefused as refusal:
        return str(refusal.reason)
    finally:
        client.close()
    return "accepted"


def read_by(field: str) -> messages.Assertion:
    """Read with keys handed over in the field, because another process makes its own."""
    text, certificate, key = field.split("|")
    return messages.read_response(
        text,
        replace(SP, decryption_keys=(key,)),
        idp=replace(IDP, certificates=(certificate,)),
        now=NOW,
        expected_request_id=REQUEST_ID,
    )


def test_one_of_many_processes_accepts_an_answer(mongo_uri: str, database: Database[Doc]) -> None:
    field = "|".join((encoded(good()), IDP_KEYS.certificate, SP.decryption_keys[0]))

    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        said = list(pool.map(hand_in, [mongo_uri] * 8, [database.name] * 8, [field] * 8))

    assert sorted(said) == ["accepted"] + ["replayed"] * 7


def test_either_of_two_pinned_certificates_proves_an_answer_and_a_third_does_not() -> None:
    rolling = replace(IDP, certificates=(IDP_KEYS.certificate, OTHER_KEYS.certificate))

    def said(keys: Any) -> str:
        text = encoded(good(replace(WORLD, idp=keys)))
        try:
            return messages.read_response(
                text, SP, idp=rolling, now=NOW, expected_request_id=REQUEST_ID
            ).name_id
        except messages.SignInRefused as refusal:
            return str(refusal.reason)

    assert [said(keys) for keys in (IDP_KEYS, OTHER_KEYS, SP_KEYS)] == [
        EK, EK, "signature-invalid",
    ]  # fmt: skip


def test_what_is_archived_verifies_alone(database: Database[Doc]) -> None:
    SignIns(database).keep(read(encoded(good())), "a1")
    record = database["assertions"].find_one({})
    assert record is not None

    proved = messages.read_archived(record, (IDP_KEYS.certificate,))

    assert (proved.name_id, proved.organisation) == (EK, DU)
    assert (proved.request_id, proved.list_hash) == (REQUEST_ID, DOCUMENT_HASH)
    assert proved.authenticated_at == NOW
    assert proved.acting_person == {"Vorname": "Erika", "Nachname": "Bei&spiel"}


@pytest.mark.parametrize(
    ("changes", "certificate", "reason"),
    [
        ({}, OTHER_KEYS.certificate, "signature-invalid"),
        ({"content_key": "00" * 32}, IDP_KEYS.certificate, "decryption-failed"),
        ({"content_key": "00" * 16}, IDP_KEYS.certificate, "decryption-failed"),
        ({"xml": good().replace(REQUEST_ID, "_x")}, IDP_KEYS.certificate, "signature-invalid"),
    ],
)
def test_what_was_changed_in_the_archive_proves_nothing(
    changes: dict[str, str], certificate: str, reason: str
) -> None:
    record = {**read(encoded(good())).evidence, **changes}

    with pytest.raises(messages.SignInRefused) as refused:
        messages.read_archived(record, (certificate,))

    assert refused.value.reason == reason


def test_all_failures_to_open_look_the_same_outside() -> None:
    failing = {"decryption-failed", "encryption-method", "malformed", "signature-invalid"}

    advice = {messages.SignInRefused(messages.RefusalReason(reason)).advice for reason in failing}

    assert len(advice) == 1


def test_reading_an_answer_takes_little_of_the_processor(
    record_property: Callable[[str, object], None],
) -> None:
    fields = [encoded(good()) for _ in range(MEASURED)]
    read(fields[0])

    began = time.process_time()
    for field in fields:
        read(field)
    mean_s = (time.process_time() - began) / MEASURED

    record_property("mean_cpu_ms", round(mean_s * 1000, 2))
    print(f"read_response: {mean_s * 1000:.2f} ms of CPU, mean of {MEASURED}")
    assert mean_s < ALLOWED_CPU_S
