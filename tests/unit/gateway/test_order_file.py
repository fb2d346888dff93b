"""The file of an order: what its reader sees of it, as one ZIP that is sent while it is written."""

import base64
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest

from services.common.errors import NotFound, Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/api/v1/orders/o1/file"
PDF = b"%PDF-1.7 contract"
FOLDER = "DM-2026-000123"
ORDER = {
    "id": "o1", "number": FOLDER, "state": "live", "profile": "ewa", "profile_version": 3,
    "changed_at": "2026-11-20T08:00:00+00:00", "link": "https://portal.example/1",
    "contract": "c1", "history": [{"action": "submit"}], "tasks": [],
}  # fmt: skip


def page(*names: str, after: str | None = None) -> dict[str, Any]:
    return {"items": [{"text": f"{name} ä"} for name in names], "next": after, "total": 3}


def document(content: bytes) -> dict[str, str]:
    digest = hashlib.sha256(content).hexdigest()
    return {"pdf_base64": base64.b64encode(content).decode(), "sha256": digest, "filename": "x"}


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    made.answers("orders.get", ORDER)
    made.answers("orders.history", [page("a", "b", after="2"), page("c")])
    made.answers("notify.list_comments", page("Hallo"))
    made.answers("contracts.get", {"id": "c1", "state": "concluded", "document_hash": "0" * 64})
    made.answers("contracts.document", document(PDF))
    content = {"title": {"de": "Ummelden"}, "documents": [{"id": "d1"}]}
    made.answers("catalog.get_version", {"number": 3, "content": content})
    made.answers("catalog.get_document", document(b"%PDF guide"))
    return made


def unpacked(gateway: Gateway) -> dict[str, bytes]:
    answer = gateway.client.get(PATH, headers=SIGNED_IN)
    assert answer.content_type == "application/zip"
    assert f'filename="{FOLDER}.zip"' in answer.headers["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.get_data()))
    return {name.removeprefix(f"{FOLDER}/"): archive.read(name) for name in archive.namelist()}


def test_facts_history_messages_contract_and_documents_are_in_it(gateway: Gateway) -> None:
    files = unpacked(gateway)

    assert list(files) == [
        "order.json", "links.json", "history.jsonl", "messages.jsonl", "contract.json",
        "contract.pdf", "service.json", "documents/01.pdf", "index.json",
    ]  # fmt: skip
    lines = [json.loads(line)["text"] for line in files["history.jsonl"].decode().splitlines()]
    assert lines == ["a ä", "b ä", "c ä"]
    assert files["contract.pdf"] == PDF
    assert json.loads(files["links.json"])["link"] == ORDER["link"]
    assert "history" not in json.loads(files["order.json"])


def test_files_of_the_thread_lie_in_a_folder_in_its_order(gateway: Gateway) -> None:
    thread = page("Hallo", "Anbei")
    named = [{"id": "a1", "name": "Plan.pdf"}, {"id": "a2", "name": "Plan.pdf"}]
    thread["items"][1]["attachments"] = named
    gateway.answers("notify.list_comments", thread)
    contents = [{"content_base64": base64.b64encode(b).decode()} for b in (b"one", b"two")]
    gateway.answers("notify.get_attachment", contents)

    files = unpacked(gateway)

    assert files["attachments/001-Plan.pdf"] == b"one"
    assert files["attachments/002-Plan.pdf"] == b"two"


def test_of_a_signed_contract_the_evidence_is_in_it(gateway: Gateway) -> None:
    contract = {"id": "c1", "document_hash": "0" * 64, "signed_by": {"name": "Anna Amt"}}
    gateway.answers("contracts.get", contract)
    gateway.answers("contracts.evidence", {"zip_base64": base64.b64encode(b"PK proof").decode()})

    files = unpacked(gateway)

    assert files["evidence.zip"] == b"PK proof"


def test_the_index_names_every_file_with_its_length_and_digest(gateway: Gateway) -> None:
    files = unpacked(gateway)

    index = json.loads(files.pop("index.json"))
    assert (index["order"], index["as_of"]) == (FOLDER, ORDER["changed_at"])
    assert {one["path"]: (one["bytes"], one["sha256"]) for one in index["files"]} == {
        path: (len(content), hashlib.sha256(content).hexdigest()) for path, content in files.items()
    }


def test_the_same_order_makes_the_same_file(gateway: Gateway) -> None:
    gateway.answers("orders.history", page("a"))
    first = gateway.client.get(PATH, headers=SIGNED_IN).get_data()

    assert gateway.client.get(PATH, headers=SIGNED_IN).get_data() == first


def test_what_is_none_of_the_reader_s_side_is_not_asked_for_or_left_out(gateway: Gateway) -> None:
    seen = {name: value for name, value in ORDER.items() if name != "contract"}
    gateway.answers("orders.get", seen)
    gateway.answers("notify.list_comments", NotFound("ticket-not-found", "Nein.", "[]"))

    files = unpacked(gateway)

    assert not files.keys() & {"contract.json", "contract.pdf", "messages.jsonl"}
    assert gateway.calls.count("contracts.get") == 0


def test_one_page_or_document_is_asked_for_at_a_time(gateway: Gateway) -> None:
    answer = gateway.client.get(PATH, headers=SIGNED_IN, buffered=False)

    next(iter(answer.response))

    assert gateway.calls.count("orders.history") == 1
    assert gateway.calls.count("contracts.document") == 0


def test_who_is_away_is_known_before_the_file_begins(gateway: Gateway) -> None:
    gateway.answers("contracts.get", Unavailable("service-away", "Weg.", "[]"))

    answer = gateway.client.get(PATH, headers=SIGNED_IN)

    assert answer.status_code == 503


def test_a_failure_in_the_middle_does_not_look_like_the_end(gateway: Gateway) -> None:
    gateway.answers("contracts.document", Unavailable("service-away", "Weg.", "[]"))

    answer = gateway.client.get(PATH, headers=SIGNED_IN)

    with pytest.raises(Unavailable):
        answer.get_data()


def test_an_order_of_others_has_no_file(gateway: Gateway) -> None:
    gateway.answers("orders.get", NotFound("order-not-found", "Nein.", "[]"))

    answer = gateway.client.get(PATH, headers=SIGNED_IN)

    assert (answer.status_code, answer.json["code"]) == (404, "order-not-found")


def test_a_file_of_the_thread_is_kept_and_never_shown(gateway: Gateway) -> None:
    content = base64.b64encode(b"<b>").decode()
    told = {"media_type": "text/plain", "sha256": "a" * 64, "filename": 'Plan "ä".txt'}
    gateway.answers("notify.get_attachment", {"content_base64": content, **told})

    answer = gateway.client.get("/api/v1/orders/o1/attachments/a1", headers=SIGNED_IN)

    assert answer.get_data() == b"<b>"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''Plan%20%22%C3%A4%22.txt"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
