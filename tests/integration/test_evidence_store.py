"""Evidence that was given out is found again, each look-up by an index."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.contracts.domain.papers import Paper
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.packages import MOST_COMPARED, GivenPackages
from tests import builders
from tests.builders import DOCUMENT, NOW

Db = Database[dict[str, Any]]


@pytest.fixture
def packages(database: Db) -> GivenPackages:
    """An empty list with its indexes."""
    given = GivenPackages(database)
    given.prepare()
    return given


def test_a_package_is_known_by_its_hash_and_stays_whose_it_was(packages: GivenPackages) -> None:
    packages.note("a" * 64, "c1", NOW)
    packages.note("a" * 64, "c2", NOW)

    assert packages.contract_of("a" * 64) == "c1"
    assert packages.contract_of("b" * 64) is None


def test_the_newest_packages_of_a_contract_are_found_by_an_index(
    packages: GivenPackages, database: Db
) -> None:
    for number in range(MOST_COMPARED + 1):
        packages.note(f"{number:064}", "c1", NOW + timedelta(minutes=number))

    assert packages.of_contract("c1") == [f"{number:064}" for number in range(MOST_COMPARED, 0, -1)]
    found = database["evidence_packages"].find({"contract": "c1"}).sort("made_at", -1)
    assert "IXSCAN" in str(found.explain()["queryPlanner"]["winningPlan"])
    assert "SORT'" not in str(found.explain()["queryPlanner"]["winningPlan"])


def test_a_document_is_known_by_its_hash_by_an_index(database: Db) -> None:
    contracts = Contracts(database, "contracts", lambda *_: None)
    contracts.prepare()
    contracts.add(builders.offered(final=Paper(document_hash="f" * 64)))

    found = (
        contracts.of_document(DOCUMENT), contracts.of_document("b" * 64),
        contracts.of_final_document("f" * 64), contracts.of_final_document(DOCUMENT),
    )  # fmt: skip

    number = "SSN-2026-ABCDEFGH"
    assert [each and each.number for each in found] == [number, None, number, None]
    for name, used in (("document_hash", "by_document"), ("final.document_hash", "by_final")):
        plan = contracts.collection.find({name: DOCUMENT}).explain()
        assert used in str(plan["queryPlanner"]["winningPlan"])
