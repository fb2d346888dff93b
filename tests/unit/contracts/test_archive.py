"""Sign-ins are kept whole with the list they cover, and nothing else is taken for one."""

import hashlib
import json
from typing import Any

import pytest

from services.common.digests import list_digest
from services.common.errors import Forbidden, NotFound
from services.contracts.evidence.archive import SignInArchive
from tests.builders import DOCUMENT, OTHER_DOCUMENT

ITEMS = [{"id": "c2", "document_hash": OTHER_DOCUMENT}, {"id": "c1", "document_hash": DOCUMENT}]


class Shelf:
    """Documents in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, content: bytes, filename: str | None = None) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return sha256

    def get(self, sha256: str) -> bytes:
        if sha256 not in self.files:
            raise NotFound("document-not-found")
        return self.files[sha256]


def archive() -> SignInArchive:
    shelf: Any = Shelf()
    return SignInArchive(shelf)


def sign_in(items: list[dict[str, str]] = ITEMS) -> dict[str, Any]:
    digest = list_digest((item["id"], item["document_hash"]) for item in items)
    answer = f'<Response InResponseTo="_{digest}-{"0" * 32}"/>'
    return {"answer": answer, "content_key": "0102", "at": "2026-11-22T09:00:00+00:00"}


def test_a_sign_in_is_kept_with_the_list_it_covers() -> None:
    shelf = archive()

    kept = shelf.find(shelf.keep(sign_in(), ITEMS))

    assert kept is not None
    record = json.loads(kept)
    assert record["signed"] == [["c1", DOCUMENT], ["c2", OTHER_DOCUMENT]]
    assert {name: record[name] for name in sign_in()} == sign_in()


def test_one_sign_in_is_one_file_in_whatever_order_its_list_is_given() -> None:
    shelf = archive()

    assert shelf.keep(sign_in(), ITEMS) == shelf.keep(sign_in(), ITEMS[::-1])


@pytest.mark.parametrize("handed_over", [None, sign_in(ITEMS[:1])])
def test_nothing_is_signed_without_the_sign_in_for_this_very_list(
    handed_over: dict[str, Any] | None,
) -> None:
    with pytest.raises(Forbidden, match="fresh-sign-in-needed"):
        archive().keep(handed_over, ITEMS)


@pytest.mark.parametrize("kept", [None, "0" * 64])
def test_a_signature_of_before_has_no_sign_in_to_show(kept: str | None) -> None:
    assert archive().find(kept) is None
