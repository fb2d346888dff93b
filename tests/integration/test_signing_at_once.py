"""Many signatures at once, late ones and second ones: one counts, and the others change nothing."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.digests import list_digest
from services.common.errors import Conflict, Forbidden
from services.common.principal import EVERYWHERE, Principal
from services.contracts.domain.contracts import ContractState
from services.contracts.entrypoints.signatures import SignatureCalls
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.signing import Signing
from tests import builders
from tests.builders import OTHER_DOCUMENT, PRIEN, REVIEWER
from tests.fakes import PassingTime

Doc = dict[str, Any]
AT_ONCE = 50
LONGEST_S = 60
PDF = b"%PDF-1.7 offered"


class Stores:
    """Contracts and documents, with the act of one person on one contract."""

    def __init__(self, database: Database[Doc]) -> None:
        self.contracts = Contracts(database, "contracts", lambda *_: None)
        self.contracts.prepare()
        self.documents = ContractDocuments(database)
        self.chains = Chains(database, "contracts", lambda *_: None)
        self.chains.add(builders.chain())
        self.hash = self.documents.put(PDF)
        context.enter(Call())

    def item(self, **changed: str) -> Doc:
        return {"id": "c1", "document_hash": self.hash, **changed}

    def sign(self, caller: Principal, *items: Doc) -> list[Doc]:
        """Sign as somebody who has just signed in for exactly this."""
        return self._signing(caller, list(items)).for_body()

    def countersign(self, caller: Principal, *items: Doc) -> list[Doc]:
        return self._signing(caller, list(items)).for_operator()

    def _signing(self, caller: Principal, items: list[Doc]) -> Signing:
        digest = list_digest((item["id"], item["document_hash"]) for item in items)
        fresh = {"list_hash": digest, "at": datetime.now(UTC).isoformat(), "assertion_id": "_a"}
        known = replace(caller, claims={**caller.claims, "fresh": fresh})
        context.enter(Call(principal=known))
        return Signing(self.contracts, self.documents, self.chains, known, items)

    def stored(self) -> Doc:
        return self.contracts.collection.find_one({"_id": "c1"}) or {}


@pytest.fixture
def stores(database: Database[Doc], time: PassingTime) -> Stores:
    """Stores with the file of one document."""
    return Stores(database)


def mayor(account: str = "mayor") -> Principal:
    today = clock.local_date(clock.now())
    authority = {
        "id": f"{account}.s1", "basis": "office", "title": "Bürgermeister", "places": [PRIEN],
        "valid_from": (today - timedelta(days=9)).isoformat(), "valid_until": None,
    }  # fmt: skip
    may = frozenset({"contracts:read", "contracts:sign"})
    return Principal(account, account.title(), {PRIEN: may}, {"authorities": [authority]})


def operator(account: str = "olaf") -> Principal:
    may = frozenset({"contracts:read", "contracts:countersign"})
    return Principal(account, account.title(), {EVERYWHERE: may})


def at_once(acts: list[Callable[[], list[Doc]]]) -> list[Doc]:
    together = Barrier(len(acts))

    def act(one: Callable[[], list[Doc]]) -> Doc:
        together.wait(LONGEST_S)
        (result,) = one()
        return result

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def test_of_fifty_signatures_by_two_people_at_once_one_counts(stores: Stores) -> None:
    stores.contracts.add(builders.offered(document_hash=stores.hash))
    people = [mayor("mayor"), mayor("deputy")]

    results = at_once(
        [lambda who=people[n % 2]: stores.sign(who, stores.item()) for n in range(AT_ONCE)]  # type: ignore[misc]
    )

    assert Counter(r.get("code", "signed") for r in results) == {
        "signed": 1, "contract-wrong-state": AT_ONCE - 1,
    }  # fmt: skip
    signed = stores.contracts.get("c1")
    assert signed.state is ContractState.SIGNED
    told = [event["type"] for event in stores.stored()["outbox"]]
    assert told.count("contract.signed") == 1


def test_a_document_changed_between_view_and_signature_is_not_signed(stores: Stores) -> None:
    stores.contracts.add(builders.offered(document_hash=OTHER_DOCUMENT))
    before = stores.stored()

    (refused,) = stores.sign(mayor(), stores.item())

    assert refused["code"] == "document-changed"
    assert stores.stored() == before


@pytest.mark.parametrize(
    "contract", [builders.signed, builders.concluded], ids=["twice", "after the conclusion"]
)
def test_what_is_signed_already_is_not_signed_again(
    stores: Stores, contract: Callable[..., Any]
) -> None:
    stores.contracts.add(contract(document_hash=stores.hash))
    before = stores.stored()

    (refused,) = stores.sign(mayor(), stores.item())

    assert refused["code"] == "contract-wrong-state"
    assert stores.stored() == before


def test_who_released_does_not_countersign_and_nothing_is_changed(stores: Stores) -> None:
    stores.contracts.add(builders.signed(document_hash=stores.hash))
    before = stores.stored()

    (refused,) = stores.countersign(operator(REVIEWER.id), stores.item())

    assert refused["code"] == "released-by-same-person"
    assert stores.stored() == before


def test_of_fifty_countersignatures_at_once_one_counts_and_one_seal_is_wanted(
    stores: Stores,
) -> None:
    stores.contracts.add(builders.signed(document_hash=stores.hash))

    results = at_once(
        [
            lambda n=n: stores.countersign(operator(f"olaf{n % 2}"), stores.item())  # type: ignore[misc]
            for n in range(AT_ONCE)
        ]
    )

    assert sum(r["ok"] for r in results) == 1
    told = [event["type"] for event in stores.stored()["outbox"]]
    assert (told.count("contract.concluded"), told.count("contract.seal_wanted")) == (1, 1)


@pytest.fixture
def calls(stores: Stores) -> SignatureCalls:
    """The calls of the service on these stores."""
    made: Any = SignatureCalls()
    made.contracts, made.documents = stores.contracts, stores.documents
    made.chains = stores.chains
    return made  # type: ignore[no-any-return]


def test_nobody_is_sent_to_a_sign_in_for_a_list_with_a_bad_one(
    stores: Stores, calls: SignatureCalls
) -> None:
    stores.contracts.add(builders.offered(document_hash=stores.hash))
    context.enter(Call(principal=mayor()))
    good, bad = stores.item(), stores.item(id="c9")

    with pytest.raises(Conflict, match="list-not-signable") as refused:
        calls._signing([good, bad], None, Signing.check_for_body)
    with pytest.raises(Forbidden, match="fresh-sign-in-needed"):
        calls._signing([good], None, Signing.check_for_body)

    assert [one["id"] for one in refused.value.facts["items"]] == ["c9"]
    assert stores.contracts.get("c1").state is ContractState.OFFERED
