"""What identity keeps: the queue by one indexed query, places of an organisation, re-binding."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo import monitoring
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.common import paging
from services.common.errors import Conflict
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.authorities import AuthorityState
from services.identity.domain.registration_states import RegistrationState
from services.identity.domain.teams import TeamMember
from services.identity.repositories import turns
from services.identity.repositories.accounts import (
    ALIKE,
    LAST,
    OF_A_TEAM,
    Accounts,
    account_id,
    cursor_of,
)
from services.identity.repositories.organisations import Organisations
from services.identity.retention import Retention
from services.identity.settings import IdentitySettings
from tests import builders
from tests.builders import NOW, PRIEN, registration

Db = Database[dict[str, Any]]
MANY = 20_000


def accounts(database: Db) -> Accounts:
    repository = Accounts(database, "identity", lambda *_: None)
    repository.prepare()
    return repository


def organisations(database: Db, limit: int) -> Organisations:
    settings = IdentitySettings(accounts_per_organisation=limit)
    runtime: Any = SimpleNamespace(database=database, part=lambda make: settings)
    return Organisations(runtime)


def applicant(number: int, state: RegistrationState = RegistrationState.SUBMITTED) -> Account:
    since = NOW + timedelta(seconds=number * 7919 % 100_003)
    told = {"state": state, "submitted_at": since, "email_confirmed": True}
    held = registration(id=f"a{number:05}.1", **told)
    account = builders.newcomer(
        id=f"a{number:05}", name_id=f"ek-{number:040x}", registrations=[held]
    )
    account.note_latest()
    return account


def stored(account: Account) -> dict[str, Any]:
    return {**account.to_doc(), "outbox": [], "done": []}


@pytest.fixture(scope="module")
def queue(mongo_uri: str) -> Iterator[Accounts]:
    from pymongo import MongoClient

    client: MongoClient[dict[str, Any]] = MongoClient(mongo_uri, tz_aware=True)
    database = client["test_review_queue"]
    repository = accounts(database)
    states = (
        RegistrationState.SUBMITTED,
        RegistrationState.SUBMITTED,
        RegistrationState.SUBMITTED,
        RegistrationState.ASKED_BACK,
    )
    docs = [stored(applicant(n, states[n % 4])) for n in range(MANY)]
    repository.collection.insert_many(docs, ordered=False)
    yield repository
    client.drop_database("test_review_queue")
    client.close()


class Commands(monitoring.CommandListener):
    """Notes what is sent to the database."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        self.sent.append(dict(event.command))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        pass

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        pass


def test_the_first_page_of_twenty_thousand_is_one_indexed_query(
    queue: Accounts, mongo_uri: str
) -> None:
    from pymongo import MongoClient

    commands = Commands()
    client: MongoClient[dict[str, Any]] = MongoClient(
        mongo_uri, tz_aware=True, event_listeners=[commands]
    )
    watched = Accounts(client["test_review_queue"], "identity", lambda *_: None)

    page, total = watched.queue({"state": "submitted", "limit": 50, "cursor": None})

    assert (len(page), total) == (51, MANY * 3 // 4)
    (sent,) = [c for c in commands.sent if "aggregate" in c or "find" in c]
    explained = client["test_review_queue"].command(
        "explain",
        {"aggregate": "accounts", "pipeline": sent["pipeline"], "cursor": {}},
        verbosity="executionStats",
    )
    plan = str(explained)
    assert "COLLSCAN" not in plan
    assert "'stage': 'SORT'" not in plan
    first = explained["stages"][0]["$cursor"]["executionStats"]
    assert first["totalDocsExamined"] == 51
    client.close()


def test_the_pages_of_the_queue_hold_everyone_once_the_longest_waiting_first(
    queue: Accounts,
) -> None:
    seen: list[Account] = []
    cursor = None
    while True:
        page, _ = queue.queue({"state": "asked_back", "limit": 200, "cursor": cursor})
        seen += page[:200]
        if len(page) <= 200:
            break
        cursor = cursor_of(page[199])

    waiting = [account.latest.since for account in seen if account.latest]
    assert len({account.id for account in seen}) == len(seen) == MANY // 4
    assert waiting == sorted(waiting)


def test_for_whom_registrations_wait_is_counted_from_those_that_wait_alone(
    queue: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "MOST_COUNTED", MANY)
    day = NOW.date() + timedelta(days=200)

    reviewers, applicants = turns.of_registrations(queue, day)
    new = turns.submitted_since(queue, NOW + timedelta(seconds=50_000))

    assert (applicants["role"], applicants["count"]) == ("applicant", MANY // 4)
    assert (reviewers["role"], reviewers["count"]) == ("reviewer", MANY * 3 // 4)
    assert reviewers["since"] == NOW
    assert new == len([n for n in range(MANY) if n % 4 < 3 and n * 7919 % 100_003 >= 50_000])
    assert turns.submitted_since(queue, None) is None


def test_who_has_not_confirmed_an_address_is_not_new_to_reviewers(database: Db) -> None:
    repository = accounts(database)
    for number, confirmed in enumerate((True, False, True)):
        one = applicant(number)
        one.registrations[-1].email_confirmed = confirmed
        repository.add(one)

    found = {one["role"]: one["count"] for one in turns.of_registrations(repository, NOW.date())}
    new = turns.submitted_since(repository, NOW)

    assert (found["reviewer"], new) == (2, 2)


def test_overdue_is_what_was_due_before_today(database: Db) -> None:
    repository = accounts(database)
    for number, due_on in enumerate(("2026-11-20", "2026-11-24", None)):
        one = applicant(number)
        one.registrations[-1].due_on = date.fromisoformat(due_on) if due_on else None
        repository.add(one)
    asked = builders.authority(state=AuthorityState.REQUESTED, requested_at=NOW)
    repository.add(builders.account(id="a9", name_id="ek-9", authorities=[asked]))
    late = NOW.date() + timedelta(days=30)

    (found,) = turns.of_registrations(repository, date(2026, 11, 24))
    (waiting,) = turns.of_authorities(repository, late)

    assert (found["count"], found["overdue"], found["first_due_on"]) == (3, 1, "2026-11-20")
    assert (waiting["count"], waiting["overdue"], waiting["since"]) == (1, 1, NOW)


@pytest.mark.parametrize("typed", ["müll", "MULLER", "Anna M", "anna.m"])
def test_people_are_found_by_the_beginning_of_name_or_address(database: Db, typed: str) -> None:
    repository = accounts(database)
    held = registration(id="a1.1", family_name="Müller", email="anna.mueller@prien.example")
    repository.add(builders.account(id="a1", name="Anna Müller", registrations=[held]))
    other = registration(id="a2.1", family_name="Huber", email="s.huber@prien.example")
    repository.add(
        builders.account(
            id="a2", name_id=f"ek-{2:040x}", name="Sabine Huber", registrations=[other]
        )
    )

    asked = dict.fromkeys(("state", "role", "place", "cursor"))
    people, total = repository.people({**asked, "q": typed, "limit": 20})

    assert ([account.id for account in people], total) == (["a1"], 1)


def test_looking_for_people_scans_nothing(database: Db) -> None:
    repository = accounts(database)
    begins = {"$gte": "an", "$lt": f"an{LAST}"}
    family_name = {"registrations": {"$elemMatch": {"family_name": begins}}}
    criteria = {"$or": [{"name": begins}, family_name]}

    plan = repository.collection.find(criteria, collation=ALIKE).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_team_accounts_are_found_by_their_index_alone(database: Db) -> None:
    repository = accounts(database)
    member = TeamMember(id="t1", name="Tom", email="tom@landkreis.example")
    repository.add(builders.account(id="a1", name="Digitalteam", team=[member]))
    repository.add(builders.account(id="a2", name_id=f"ek-{2:040x}", name="Sabine Huber"))

    asked = dict.fromkeys(("q", "state", "role", "place", "cursor"))
    teams, total = repository.people({**asked, "team": True, "limit": 20})
    plan = repository.collection.find(OF_A_TEAM, collation=ALIKE).sort("name", 1).explain()

    assert ([account.id for account in teams], total) == (["a1"], 1)
    assert "teams_by_name" in str(plan["queryPlanner"]["winningPlan"])


def test_authorities_that_wait_are_listed_the_longest_waiting_first(database: Db) -> None:
    repository = accounts(database)
    for number in range(5):
        waits = builders.authority(
            id=f"a{number}.s2",
            state=AuthorityState.REQUESTED,
            requested_at=NOW - timedelta(hours=number),
        )
        approved = builders.authority(id=f"a{number}.s1")
        repository.add(builders.account(id=f"a{number}", name_id=f"ek-{number:040x}",
                                        authorities=[approved, waits]))  # fmt: skip

    first, total = repository.authority_requests({"limit": 2, "cursor": None})
    cursor = paging.written(first[1][0].authority(first[1][1]).requested_at, first[1][1])
    second, _ = repository.authority_requests({"limit": 2, "cursor": cursor})

    assert (len(first), total) == (3, 5)
    assert [id for _, id in first[:2] + second[:2]] == ["a4.s2", "a3.s2", "a2.s2", "a1.s2"]


def test_a_place_is_taken_once_by_one_account(database: Db) -> None:
    places = organisations(database, limit=2)

    for _ in range(3):
        places.take_seat("du-1", "a")
    places.take_seat("du-1", "b")

    with pytest.raises(Conflict) as refused:
        places.take_seat("du-1", "c")
    assert refused.value.code == "organisation-full"
    assert not places.has_seat("du-1", "c")


def test_a_place_given_back_twice_is_free_once(database: Db) -> None:
    places = organisations(database, limit=1)
    places.take_seat("du-1", "a")

    for _ in range(2):
        places.give_back("du-1", "a")
    places.take_seat("du-1", "b")

    with pytest.raises(Conflict):
        places.take_seat("du-1", "c")


def test_the_limit_holds_whatever_happens_at_the_same_time(database: Db) -> None:
    places = organisations(database, limit=40)

    def take(number: int) -> bool:
        try:
            places.take_seat("du-1", f"a{number % 60}")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        taken = list(pool.map(take, range(180)))

    held = sum(places.has_seat("du-1", f"a{number}") for number in range(60))
    doc = database["organisations"].find_one({"_id": "du-1"})
    assert doc is not None
    assert held == doc["taken"] == len(doc["seats"]) == 40
    assert sum(taken) >= 40


def test_the_certificate_of_a_merged_account_leads_to_the_earlier_one(database: Db) -> None:
    repository = accounts(database)
    name_id = "ek-" + "7" * 40
    earlier = builders.account()
    new = builders.newcomer(id=account_id(name_id), name_id=name_id, merged_into=earlier.id)
    for account in (earlier, new):
        repository.add(account)

    found = repository.behind(name_id)

    assert found is not None
    assert found.id == earlier.id
    assert repository.behind("ek-" + "8" * 40) is None


def test_a_certificate_makes_one_account(database: Db) -> None:
    repository = accounts(database)
    repository.add(builders.account(id="a1"))

    with pytest.raises(PyMongoError):
        repository.add(builders.account(id="a2"))


def test_the_reviewer_is_told_who_shares_the_address_or_the_name(database: Db) -> None:
    repository = accounts(database)
    repository.add(builders.account(id="same", registrations=[registration(id="same.1")]))
    other = registration(id="o.1", given_name="Josef", email="josef@prien.example")
    repository.add(builders.account(id="other", name_id="ek-x", registrations=[other]))

    hints = repository.hints("clerk", registration())

    assert {(hint.kind, hint.account) for hint in hints} == {
        ("same_address", "same"), ("same_name", "same"),
    }  # fmt: skip


def test_what_is_unused_or_unanswered_is_swept_and_nothing_else(database: Db) -> None:
    repository = accounts(database)
    long_ago = NOW - timedelta(days=4 * 365)
    asked = registration(id="asked.1", state=RegistrationState.ASKED_BACK, changed_at=long_ago,
                         submitted_at=long_ago)  # fmt: skip
    held = {
        "asked": builders.newcomer(registrations=[asked], last_sign_in_at=NOW),
        "unused": builders.newcomer(last_sign_in_at=long_ago),
        "closed": builders.account(state=AccountState.CLOSED, last_sign_in_at=long_ago),
        "active": builders.account(last_sign_in_at=long_ago),
        "new": builders.newcomer(last_sign_in_at=NOW),
    }
    for id, account in held.items():
        account.id, account.name_id = id, f"ek-{id}"
        account.note_latest()
        repository.add(account)
    nothing: Any = SimpleNamespace(forget=lambda now: 0)
    sweeper = Retention(repository, nothing, nothing, settings=IdentitySettings(), lease=nothing)

    sweeper.sweep(NOW)

    states = {id: repository.get(id).state.value for id in held}
    assert states == {
        "asked": "new", "unused": "erased", "closed": "erased", "active": "active", "new": "new",
    }  # fmt: skip
    assert repository.get("asked").registrations[0].state is RegistrationState.REJECTED
    assert PRIEN not in str(repository.get("closed").roles)
