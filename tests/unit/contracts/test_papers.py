"""The paper of a contract is kept beside its other facts, as before it had a name."""

from services.contracts.domain.contracts import Contract
from services.contracts.domain.papers import MOST_ATTEMPTS, Paper
from tests import builders
from tests.builders import DOCUMENT

FACTS = {"contract_number": "SSN-1"}


def test_a_contract_is_kept_as_releases_before_read_it() -> None:
    doc = builders.offered(facts=FACTS).to_doc()

    assert (doc["facts"], doc["document_hash"], doc["attempts"]) == (FACTS, DOCUMENT, 0)
    assert "paper" not in doc
    assert Contract.from_doc(doc) == builders.offered(facts=FACTS)


def test_a_contract_kept_before_attempts_were_counted_is_read() -> None:
    doc = builders.offered().to_doc()
    del doc["attempts"], doc["failure"], doc["failure_detail"]

    assert Contract.from_doc(doc).paper == builders.offered().paper


def test_only_other_facts_give_a_paper_new_attempts() -> None:
    paper = Paper()
    paper.fix(FACTS)
    begun = [paper.begin() for _ in range(MOST_ATTEMPTS + 1)]

    paper.fix(FACTS)
    again = paper.begin()
    paper.fix({"contract_number": "SSN-2"})

    assert begun == [True] * MOST_ATTEMPTS + [False]
    assert (again, paper.begin()) == (False, True)


def test_a_paper_fails_once_until_its_facts_are_fixed_again() -> None:
    paper = Paper(facts=FACTS)

    told = [paper.fail("document-refused", "/body"), paper.fail("document-broke-off")]

    assert told == [True, False]
    assert (paper.failure, paper.failure_detail) == ("document-refused", "/body")
    assert not paper.awaits(FACTS)
    paper.fix(FACTS)
    assert paper.awaits(FACTS)


def test_a_paper_tells_how_far_its_making_is() -> None:
    paper = Paper()
    told = [paper.progress()["step"]]
    paper.fix(FACTS)
    told.append(paper.progress()["step"])
    paper.begin()
    told.append(paper.progress()["step"])
    begun = paper.progress()["attempt"]
    paper.fail("document-refused")
    told.append(paper.progress()["step"])
    paper.forget()
    paper.made(DOCUMENT, "muster-3")
    told.append(paper.progress()["step"])

    assert told == ["not_drafted", "waiting", "in_work", "failed", "made"]
    assert begun == 1
