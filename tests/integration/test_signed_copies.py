"""A copy handed in on real parts: judged by a process apart, kept, read back and accepted."""

import base64
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.principal import EVERYWHERE, Principal
from services.contracts.domain.contracts import ContractState
from services.contracts.entrypoints.signed_copies import SignedCopyCalls
from services.contracts.rendering import render_contract
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from tests import builders
from tests.builders import MUNICH, PRIEN
from tests.unit.contracts.test_rendering import FACTS
from tests.unit.contracts.test_signed_copies import QUALIFIED, Provider, stated

Doc = dict[str, Any]
BODY = frozenset({"contracts:read", "orders:place"})
CLERK = Principal("clerk", "Sabine Huber", {PRIEN: BODY})
STRANGER = Principal("stranger", "Max Fremd", {MUNICH: BODY})
OPERATOR = Principal(
    "olaf", "Olaf Ordner", {EVERYWHERE: frozenset({"contracts:read", "contracts:countersign"})}
)


@pytest.fixture(scope="module")
def provider() -> Provider:
    """A provider whose certificates count."""
    return Provider()


@pytest.fixture(scope="module")
def offered() -> bytes:
    """The document that is offered."""
    return render_contract(FACTS).pdf


@pytest.fixture
def calls(database: Database[Doc], provider: Provider, offered: bytes) -> Any:
    """The calls, with one contract that is offered."""
    made: Any = SignedCopyCalls()
    made.contracts = Contracts(database, "contracts", lambda *_: None)
    made.documents = ContractDocuments(database)
    made.settings = SimpleNamespace(qualified_roots=provider.roots)
    context.enter(Call())
    made.contracts.add(builders.offered(document_hash=made.documents.put(offered)))
    return made


def as_(caller: Principal) -> None:
    context.enter(Call(principal=caller))


def sent(content: bytes) -> Doc:
    text = base64.b64encode(content).decode()
    return {"content": text, "title": "Zweite Bürgermeisterin", "basis": "deputy"}


def test_a_copy_is_handed_in_read_and_accepted(
    calls: Any, provider: Provider, offered: bytes
) -> None:
    copy = provider.signed(offered, stated(*QUALIFIED))

    as_(CLERK)
    handed_in = calls.hand_in_copy("c1", sent(copy))
    as_(OPERATOR)
    read = calls.signed_copy("c1")
    accepted = calls.accept_copy("c1", {"document_hash": read["sha256"]})

    assert handed_in["signed_copy"]["signer"] == "Vera Vertretung"
    assert handed_in["waiting_for"]["role"] == "reviewer"
    assert base64.b64decode(read["pdf_base64"]) == copy
    assert accepted["state"] == ContractState.SIGNED
    assert accepted["signed_by"]["name"] == "Vera Vertretung"
    assert "judge-copy" not in accepted["waiting_for"]["actions"]


def test_what_is_no_qualified_copy_is_refused_and_nothing_is_kept(
    calls: Any, provider: Provider, offered: bytes
) -> None:
    as_(CLERK)

    with pytest.raises(Invalid) as refused:
        calls.hand_in_copy("c1", sent(provider.signed(offered, None)))

    assert [(pointer, wrong.key) for pointer, wrong in refused.value.wrong] == [
        ("/content", "copy-not-qualified")
    ]
    assert calls.contracts.get("c1").signed_copy is None


def test_only_the_body_hands_in_and_strangers_learn_nothing(calls: Any, offered: bytes) -> None:
    as_(STRANGER)
    with pytest.raises(NotFound, match="contract-not-found"):
        calls.hand_in_copy("c1", sent(offered))
    as_(OPERATOR)
    with pytest.raises(Forbidden):
        calls.hand_in_copy("c1", sent(offered))


def test_without_providers_no_copy_is_taken(calls: Any, offered: bytes) -> None:
    calls.settings = SimpleNamespace(qualified_roots="")
    as_(CLERK)

    with pytest.raises(Conflict, match="signed-copies-not-taken"):
        calls.hand_in_copy("c1", sent(offered))
