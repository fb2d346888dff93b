"""What others keep of an account follows each change, whoever forgets to say it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from pymongo.database import Database

from services.common.events import Event, read_event
from services.common.messaging.read_copies import ReadCopy
from services.identity.domain import erasure, rebinding
from services.identity.domain.accounts import Account
from services.identity.domain.registration_states import RegistrationState
from services.identity.repositories.accounts import Accounts, account_id
from tests import builders
from tests.builders import NOW

Db = Database[dict[str, Any]]
Act = Callable[[Account], Any]
NAME_ID = "ek-" + "7" * 40
NEW = account_id(NAME_ID)


def newcomer(accounts: Accounts) -> None:
    """Store a person who replaces a certificate, as nobody else has heard of them."""
    asked = builders.registration(
        id=f"{NEW}.1", state=RegistrationState.SUBMITTED,
        email_confirmed=True, replaces_certificate=True,
    )  # fmt: skip
    accounts.add(builders.newcomer(id=NEW, name_id=NAME_ID, registrations=[asked]))


def heard(told: dict[str, Any]) -> Event:
    return read_event(json.dumps(told, default=str), "identity", told["type"])


def merged(account: Account) -> None:
    rebinding.merge(account, f"{NEW}.1", "clerk", by="nina", now=NOW)


def came_back(account: Account) -> None:
    proven = {"name_id": NAME_ID, "organisation": "du-1", "name": "Eva", "assurance": "hoch"}
    account.sign_in(proven, NOW)


@pytest.mark.parametrize(
    "acts",
    [[merged], [erasure.erase, came_back], [lambda account: account.take_office_quietly()]],
    ids=["merged into another", "erased and come back", "a verb that forgets to say it"],
)
def test_copies_are_as_the_snapshot_says(
    database: Db, monkeypatch: pytest.MonkeyPatch, acts: list[Act]
) -> None:
    def take_office_quietly(account: Account) -> None:
        account.held_roles.hold("officer", builders.PRIEN)
        account.name = "Eva"

    monkeypatch.setattr(Account, "take_office_quietly", take_office_quietly, raising=False)
    accounts = Accounts(database, "identity", lambda *_: None)
    newcomer(accounts)
    if acts[0] is not merged:
        accounts.change(NEW, Account.tell)
    for act in acts:
        accounts.change(NEW, act)

    copies = {noun: ReadCopy(database, "identity", noun) for noun in ("account", "standing")}
    doc = accounts.collection.find_one({"_id": NEW})
    assert doc is not None
    for told in doc["outbox"]:
        if (noun := told["type"].split(".")[0]) in copies and told["type"].endswith(".changed"):
            copies[noun].keep_events([heard(told)])

    for noun, items in (("account", accounts.states()), ("standing", accounts.standings())):
        (item,) = items
        assert copies[noun].find(NEW) == {
            **item["state"], "_id": NEW, "sequence": item["sequence"],
        }  # fmt: skip
