"""Other people's accounts on the real store: found by index, one with what was done about it."""

from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Forbidden, Invalid, NotFound
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.identity.domain.accounts import Account, AccountState, RoleAssignment
from services.identity.domain.permissions import PERMISSIONS, Role
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.audit import AuditTrail
from services.identity.service import IdentityService
from tests import builders
from tests.builders import PRIEN
from tests.unit.identity.trails import recorded

Db = Database[dict[str, Any]]
PLACES = ("*", PRIEN, "vendor:demo-it-dienst", "ministry:stmi")


@pytest.fixture
def identity(database: Db) -> Any:
    """The service with real stores, people at four places, and who looks at them."""
    made: Any = IdentityService()
    made.accounts = Accounts(database, "identity", lambda *_: None)
    made.trail = AuditTrail(database)
    for stored in (made.accounts, made.trail):
        stored.prepare()
    made.bodies = SimpleNamespace(named=lambda keys: [builders.body()] if keys == [PRIEN] else [])
    made.vendors = ReadCopy(database, "catalog", "vendor")
    made.vendors.keep("demo-it-dienst", 1, {"name": "Demo IT-Dienst"})
    for n, name in enumerate(("Ödön", "ober", "Anna", "Zora")):
        made.accounts.add(person(f"p{n}", name, RoleAssignment("officer", PLACES[n])))
    reads("nina", Role.REVIEWER)
    return made


def person(id: str, name: str, *roles: RoleAssignment, **facts: Any) -> Account:
    return builders.account(id=id, name_id=f"ek-{id}", name=name, roles=list(roles), **facts)


def reads(subject: str, role: str) -> None:
    """Let this person of the operator make the next calls."""
    caller = Principal(subject, subject, {"*": PERMISSIONS[role]})
    context.enter(Call(principal=caller, action="test"))


def names(identity: Any, **query: str) -> list[str]:
    """Return the names of all pages."""
    found: list[str] = []
    cursor: str | None = None
    while True:
        page = identity.find_accounts({**query, **({"cursor": cursor} if cursor else {})})
        found += [one["name"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            return found


def test_people_are_read_by_name_whatever_its_accents_page_by_page(identity: Any) -> None:
    assert names(identity, limit="1") == ["Anna", "ober", "Ödön", "Zora"]


def test_they_are_narrowed_by_state_role_place_and_beginning(identity: Any) -> None:
    identity.accounts.add(person("s", "Otto", state=AccountState.SUSPENDED))
    identity.accounts.add(person("e", "Oskar", state=AccountState.ERASED))

    assert names(identity, state="suspended") == ["Otto"]
    assert names(identity, q="od") == ["Ödön"]
    assert names(identity, place="vendor:demo-it-dienst") == ["Anna"]
    assert names(identity, role="officer", place="*") == ["Ödön"]
    assert names(identity, role="admin") == []


def test_a_role_and_its_place_belong_together(identity: Any) -> None:
    both = (RoleAssignment("admin", "*"), RoleAssignment("officer", "09162000"))
    identity.accounts.add(person("b", "Bert", *both))

    assert names(identity, role="admin", place="09162000") == []
    assert names(identity, role="officer", place="09162000") == ["Bert"]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({}, "name: 1"), ({"state": "suspended"}, "state: 1"),
        ({"role": "admin"}, "roles.role: 1"), ({"place": "*"}, "roles.scope: 1"),
    ],
)  # fmt: skip
def test_each_list_has_its_index(
    identity: Any, database: Db, query: dict[str, str], keys: str
) -> None:
    rows = [
        person(f"m{n}", f"Name {n}", RoleAssignment("officer", PRIEN)).to_doc() for n in range(300)
    ]
    database["accounts"].insert_many([{**row, "outbox": [], "done": []} for row in rows])
    database.command("profile", 2)

    identity.find_accounts({**query, "limit": "2"})

    database.command("profile", 0)
    (looked,) = database["system.profile"].find({"command.find": "accounts"})
    assert f"IXSCAN {{ {keys}" in looked["planSummary"]
    assert looked["docsExamined"] < 20
    assert not looked.get("hasSortStage")


def test_places_go_by_their_names(identity: Any) -> None:
    items = identity.find_accounts({})["items"]

    named = {one["name"]: one["roles"][0]["place_name"] for one in items}
    assert named == {
        "Ödön": "BayKommun", "ober": builders.body().name, "Anna": "Demo IT-Dienst",
        "Zora": "Ministerium des Innern, für Sport und Integration",
    }  # fmt: skip


def test_one_account_has_its_history_with_names_and_nothing_that_opens_it(identity: Any) -> None:
    identity.trail.append(*(recorded(n, object="p1", actor="p2/t1") for n in range(3)), recorded(9))

    one = identity.get_account("p1")

    assert [(line["n"], line["actor_name"]) for line in one["history"]] == [
        (3, "Anna"), (2, "Anna"), (1, "Anna")
    ]  # fmt: skip
    assert "ek-p1" not in str(one)
    assert one["acts"] == ["suspend", "close"]


@pytest.mark.parametrize(
    ("role", "account", "acts", "barred"),
    [
        (Role.ADMIN, "p0", ["suspend", "close"], None),
        (Role.REVIEWER, "p0", [], "nur die Administration"),
        (Role.SUPPORT, "p1", [], "Prüfung und Administration"),
        (Role.REVIEWER, "nina", [], "das eigene Konto"),
    ],
)
def test_who_may_decide_is_said_before_the_button(
    identity: Any, role: str, account: str, acts: list[str], barred: str | None
) -> None:
    identity.accounts.add(person("nina", "Nina", RoleAssignment(role, PRIEN)))
    reads("nina", role)

    one = identity.get_account(account)

    assert one["acts"] == acts
    assert (barred in one["barred"].de) if barred else one["barred"] is None
    assert one["gives_roles"] == (role == Role.ADMIN)


def test_what_cannot_be_asked_for_is_refused(identity: Any) -> None:
    for query in ({"q": "A"}, {"state": "x"}, {"role": "x"}, {"cursor": "x"}, {"limit": "51"}):
        with pytest.raises(Invalid):
            identity.find_accounts(query)
    with pytest.raises(NotFound):
        identity.get_account("nobody")
    reads("edda", Role.EDITOR)
    with pytest.raises(Forbidden):
        identity.get_account("p1")
