"""Use cases of identity, with what it keeps in memory."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.errors import Forbidden, Invalid, NotFound
from services.common.principal import Principal
from services.common.validation.input import parse
from services.identity.domain.accounts import Account
from services.identity.domain.authorities import AuthorityState
from services.identity.domain.registration_states import RegistrationState
from services.identity.repositories.accounts import account_id
from services.identity.schemas import authorities as schemas
from services.identity.service import IdentityService
from tests import builders
from tests.builders import MUNICH, PRIEN, registration
from tests.fakes import FakeRepository


class Accounts(FakeRepository):
    """Accounts by id."""

    def behind(self, name_id: str) -> Account | None:
        found: Account | None = self.find(account_id(name_id))
        return found

    def with_registrations(self, query: dict[str, Any]) -> tuple[list[Account], int]:
        behind = [a for id, a in sorted(self.held.items()) if id > (query["cursor"] or "")]
        return behind[: query["limit"] + 1], len(self.held)


@pytest.fixture(autouse=True)
def reviewer() -> Iterator[None]:
    everywhere = {"*": frozenset({"registrations:read", "registrations:decide"})}
    context.enter(Call(principal=Principal("nina", "Nina", everywhere)))
    yield
    context.enter(Call())


def service(*accounts: Account) -> Any:
    made: Any = IdentityService()
    made.accounts = Accounts(*accounts)
    made.bodies = SimpleNamespace(find={PRIEN: builders.body()}.get)
    made.mandates = SimpleNamespace(given_to=lambda grantees: [])
    return made


def applicant(id: str, *bodies: str) -> Account:
    held = [
        registration(id=f"{id}.{n}", body=key, state=RegistrationState.SUBMITTED)
        for n, key in enumerate(bodies, start=1)
    ]
    return builders.newcomer(id=id, name_id=f"ek-{id}", registrations=held)


def read_on(identity: Any, **query: Any) -> list[str]:
    seen, cursor = [], None
    while True:
        page = identity.list_registrations({**query, **({"cursor": cursor} if cursor else {})})
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            return seen


def test_nobody_decides_about_the_own_registration() -> None:
    identity = service(applicant("nina", PRIEN))

    with pytest.raises(Forbidden) as refused:
        identity.decide_registration("nina.1", "approve", {})

    assert refused.value.code == "own-registration"


def test_a_registration_of_somebody_else_is_not_found() -> None:
    context.enter(Call(principal=builders.principal()))

    with pytest.raises(NotFound):
        service(applicant("other", PRIEN)).get_registration("other.1")


def test_every_registration_is_on_one_page_of_the_queue() -> None:
    identity = service(applicant("a", PRIEN), applicant("b", PRIEN), applicant("c", PRIEN))

    assert read_on(identity, limit="1") == ["a.1", "b.1", "c.1"]


def test_a_person_with_two_registrations_is_read_whole() -> None:
    identity = service(applicant("a", PRIEN, MUNICH), applicant("b", PRIEN))

    assert read_on(identity, limit="1") == ["a.1", "a.2", "b.1"]


def test_the_queue_of_a_body_holds_no_other_body() -> None:
    identity = service(applicant("a", PRIEN, MUNICH))

    assert read_on(identity, body=PRIEN) == ["a.1"]


def test_a_sign_in_brings_its_own_assurance() -> None:
    name_id, organisation = "ek-" + "1" * 40, "du-" + "1" * 40
    identity = service()
    facts = {"name_id": name_id, "organisation": organisation, "name": "Sabine"}

    identity.sign_in({**facts, "assurance": "substanziell"})
    principal = identity.sign_in({**facts, "assurance": "hoch"})

    assert principal["claims"]["assurance"] == "hoch"


def test_an_authority_does_not_end_before_it_begins() -> None:
    window = {"valid_from": "2026-11-20", "valid_until": "2026-11-19"}

    with pytest.raises(Invalid):
        parse(schemas.AuthorityRequest, {"basis": "office", "title": "Bgm", **window})


def test_a_reviewer_reads_one_authority_with_how_to_reach_its_person() -> None:
    held = registration(id="clerk.1", state=RegistrationState.APPROVED)
    waits = builders.authority(state=AuthorityState.REQUESTED)
    person = builders.account(phone="08051 606-0", registrations=[held], authorities=[waits])
    identity = service(person)
    identity.bodies.named = lambda keys: [builders.body()]
    context.enter(Call(principal=Principal("nina", "Nina", {"*": {"authorities:decide"}})))

    shown = identity.get_authority_request("clerk.s1")

    assert (shown["body_name"], shown["phone"]) == (builders.body().name, "08051 606-0")
    assert (shown["registration"], shown["state"]) == ("clerk.1", "requested")
    with pytest.raises(NotFound):
        identity.get_authority_request("nobody.s1")


def test_nobody_of_a_body_reads_one_authority_of_all() -> None:
    context.enter(Call(principal=Principal("lena", "Lena", {PRIEN: {"authorities:decide"}})))

    with pytest.raises(Forbidden):
        service().get_authority_request("clerk.s1")


def test_a_person_changes_their_own_contact_by_a_call() -> None:
    identity = service(builders.account())
    context.enter(Call(principal=builders.principal()))

    changed = identity.change_contact({"department": "Hauptamt", "phone": "08051 2"})

    assert (changed["department"], changed["phone"]) == ("Hauptamt", "08051 2")


def test_the_organisation_the_last_sign_in_names_is_shown_to_its_person_and_the_reviewers() -> None:
    name_id, organisation = "ek-" + "1" * 40, "du-" + "1" * 40
    identity = service()
    facts = {"name_id": name_id, "organisation": organisation, "name": "Sabine", "assurance": "x"}

    identity.sign_in({**facts, "organisation_name": "Markt Prien a.Chiemsee"})
    account = identity.accounts.get(account_id(name_id))

    assert account.organisation_name == "Markt Prien a.Chiemsee"
