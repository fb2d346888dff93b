"""Documents of profiles, from the upload at the gateway to the reader."""

import base64
import hashlib
import random
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.integration.catalogue_files import LIST, Catalog, stored
from tests.unit.gateway.gateway_fakes import CHANGING, Gateway

PDF = "application/pdf"
MIB = 1024 * 1024
EWA = "elektronische-wohnsitzanmeldung"
WHERE = f"{LIST}/{EWA}/documents"
TOLD = {"title.de": "Anleitung für Ämter", "title.en": "Guide", "filename": "Anleitung.pdf"}


def pdf(size: int) -> bytes:
    return b"%PDF-1.7\n" + random.Random(1).randbytes(size - 9)


def sent(
    gateway: Gateway, content: bytes, kind: str = PDF, *, told: Any = TOLD, **more: str
) -> TestResponse:
    headers = {**CHANGING, **more}
    return gateway.client.post(
        WHERE, data=content, content_type=kind, query_string=told, headers=headers
    )


@pytest.mark.parametrize("size", [5_000_000, 10 * MIB])
def test_a_large_document_reaches_its_readers_as_it_was(gateway: Gateway, size: int) -> None:
    content = pdf(size)

    added = sent(gateway, content)

    assert added.status_code == 201, added.text
    (_, document) = added.json["facts"]["documents"]
    assert document == {
        "id": hashlib.sha256(content).hexdigest(), "sha256": document["id"], "bytes": size,
        "title": {"de": TOLD["title.de"], "en": "Guide"}, "filename": "Anleitung.pdf",
    }  # fmt: skip
    gateway.client.post(f"{LIST}/{EWA}/submit", headers=CHANGING)
    gateway.sessions.is_now(account="b2")
    gateway.client.post(f"{LIST}/{EWA}/publish", headers=CHANGING)
    read = gateway.client.get(f"{WHERE}/{document['id']}")
    assert (read.status_code, read.mimetype, read.data) == (200, "application/pdf", content)


def test_a_small_document_may_also_come_as_json(gateway: Gateway) -> None:
    payload = {"title": {"de": "A", "en": "B"}, "filename": "a.pdf",
               "content": base64.b64encode(pdf(2000)).decode()}  # fmt: skip

    added = gateway.client.post(WHERE, json=payload, headers=CHANGING)
    told_twice = gateway.client.post(WHERE, json=payload, headers=CHANGING, query_string=TOLD)

    assert (added.status_code, told_twice.status_code) == (201, 422), added.text


@pytest.mark.parametrize(
    ("content", "told", "pointers"),
    [
        (b"PK no PDF", TOLD, ["/content"]), (b"", TOLD, ["/content"]),
        (pdf(99), {}, ["/filename", "/title"]),
        (pdf(99), {"title.de": "A", "filename": "a/b"}, ["/filename", "/title/en"]),
        (pdf(99), {**TOLD, "content": "x"}, ["/content"]),
        (pdf(99), {**TOLD, "ghost": "x"}, ["/ghost"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_document_is_named(
    gateway: Gateway, catalog: Catalog, content: bytes, told: Any, pointers: list[str]
) -> None:
    before = stored(catalog)

    refused = sent(gateway, content, told=told)

    assert refused.status_code == 422, refused.text
    assert sorted(error["pointer"] for error in refused.json["errors"]) == pointers
    assert stored(catalog) == before


def test_a_document_of_more_than_ten_mebibytes_or_of_another_type_is_refused(
    gateway: Gateway, catalog: Catalog
) -> None:
    answers = [sent(gateway, pdf(10 * MIB + 1)), sent(gateway, b"a;b", "text/csv", told={})]

    assert [(a.status_code, a.json["code"]) for a in answers] == [
        (413, "body-too-large"), (415, "media-type-unsupported"),
    ]  # fmt: skip
    assert all(t in answers[1].json["detail"] for t in ("application/json", "application/pdf"))
    assert catalog.made == []


def test_the_same_key_with_another_title_is_another_request(gateway: Gateway) -> None:
    key = {"Idempotency-Key": "k" * 20}
    other = {**TOLD, "title.de": "Anders"}

    answers = [sent(gateway, pdf(99), **key) for _ in range(2)]
    reused = sent(gateway, pdf(99), told=other, **key)

    assert [a.headers.get("Idempotent-Replayed") for a in answers] == [None, "true"]
    assert (reused.status_code, reused.json["code"]) == (422, "idempotency-key-reused")


def test_a_document_whose_first_upload_broke_off_is_whole_after_the_second(
    gateway: Gateway, catalog: Catalog
) -> None:
    content = pdf(300_000)
    sha256 = hashlib.sha256(content).hexdigest()
    chunks = catalog.profiles.collection.database["documents.chunks"]
    chunks.insert_one({"files_id": sha256, "n": 0, "data": content[:1000]})

    added = sent(gateway, content)

    assert added.status_code == 201, added.text
    gateway.client.post(f"{LIST}/{EWA}/submit", headers=CHANGING)
    gateway.sessions.is_now(account="b2")
    gateway.client.post(f"{LIST}/{EWA}/publish", headers=CHANGING)
    assert gateway.client.get(f"{WHERE}/{sha256}").data == content
