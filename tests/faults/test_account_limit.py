"""However many of an organisation register at once, no more accounts come of it than allowed.

`make faults` lets all of them come at once; otherwise most have come before.
"""

import json
import os
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from deploy.local.broker import Broker
from deploy.local.ports import wait_until
from deploy.local.system import System
from services.common import clock, principal
from services.common.principal import Principal
from services.identity.domain import registering
from services.identity.domain.accounts import Account
from services.identity.repositories.accounts import account_id
from tests import builders
from tests.faults.straight import Caller, caller
from tests.journeys import Journeys

LIMIT = 5_000
TOO_MANY = 50
APPLICANTS = int(os.environ.get("ACCOUNT_APPLICANTS", "350"))
"""Who comes at once: so many that the last places and the refusals fall together."""
SEATED = LIMIT + TOO_MANY - APPLICANTS
ORGANISATION = "du-" + "5" * 40
LONGEST_S = 240
AT_ONCE = 1_000


def applicant(number: int) -> Account:
    name_id = f"ek-{number:040x}"
    id = account_id(name_id)
    draft = builders.registration(
        id=f"{id}.1", family_name=f"Huber {number}", email=f"huber{number}@rathaus.example"
    )
    return builders.newcomer(
        id=id, name_id=name_id, organisation=ORGANISATION, registrations=[draft]
    )


def seated(number: int) -> Account:
    """Return one of the organisation who has come before, and waits for a reviewer."""
    account = applicant(number)
    registering.submit(account, f"{account.id}.1", builders.TOKEN, clock.now())
    return account


@pytest.fixture
def applicants(system: System, journeys: Journeys) -> Iterator[list[str]]:
    """People of one organisation with a complete draft each, who are mailed nothing.

    All places but those they may take are taken.
    """
    accounts = [applicant(number) for number in range(APPLICANTS)]
    before = [seated(APPLICANTS + number) for number in range(SEATED)]
    docs = [{**account.to_doc(), "outbox": [], "done": []} for account in (*accounts, *before)]
    stored = journeys.stored("identity")["accounts"]
    stored.insert_many(docs)
    taken = {"_id": ORGANISATION, "taken": SEATED, "seats": [account.id for account in before]}
    journeys.stored("identity")["organisations"].insert_one(taken)
    system.processes.stop("notify")
    yield [account.id for account in accounts]
    waiting = {"organisation": ORGANISATION, "outbox.0": {"$exists": True}}
    wait_until(lambda: stored.count_documents(waiting) == 0, 120, "events wait for ever")
    forget_mails(system.broker)
    of_them = {"subject": {"$in": [doc["_id"] for doc in docs]}}
    journeys.stored("identity")["told"].delete_many(of_them)
    system.start("notify")


def forget_mails(broker: Broker) -> None:
    """Empty notify's queues of registrations: ten thousand mails would hold up all others.

    Identity must forget them too, or it would find them lost and tell them again.
    """
    vhost = quote(broker.vhost, safe="")
    for queue in broker.call("GET", f"queues/{vhost}"):
        if queue["name"].startswith("evt-identity-registration.") and "notify" in queue["name"]:
            broker.call("DELETE", f"queues/{vhost}/{quote(queue['name'], safe='')}/contents")


def submit_all(calling: Caller, system: System, applicants: list[str]) -> Counter[str]:
    """Submit with a thousand calls under way at any time; count the outcomes."""
    key = system.key("principal_private.pem")
    outcomes: Counter[str] = Counter()
    waiting = list(applicants)

    def count(message: Any) -> None:
        outcomes[_outcome(json.loads(message.body))] += 1

    calling.channel.basic_consume(calling.reply_to, no_ack=True, callback=count)
    while outcomes.total() < len(applicants):
        under_way = len(applicants) - len(waiting) - outcomes.total()
        for _ in range(min(len(waiting), AT_ONCE - under_way)):
            submit(calling, waiting.pop(), key)
        calling.channel.connection.drain_events(timeout=LONGEST_S)
    return outcomes


def submit(calling: Caller, id: str, key: str) -> None:
    mine = {"self": frozenset({"registrations:write"})}
    headers = {
        "nameko.principal": principal.sign(Principal(id, "", mine), "identity", key),
        "nameko.deadline": time.time() + LONGEST_S,
        "nameko.request_id": uuid.uuid4().hex,
    }
    body = json.dumps({"args": [], "kwargs": {"registration_id": f"{id}.1"}}).encode()
    calling.send(
        "identity.submit_registration", body, content_type="application/json",
        reply_to=calling.reply_to, correlation_id=id, application_headers=headers,
    )  # fmt: skip


def _outcome(answer: dict[str, Any]) -> str:
    return answer["error"]["exc_args"][0] if answer["error"] else answer["result"]["state"]


def test_fifty_too_many_at_once_end_with_five_thousand(
    system: System, journeys: Journeys, applicants: list[str]
) -> None:
    with caller(system.broker.amqp_uri) as calling:
        outcomes = submit_all(calling, system, applicants)

    stored = journeys.stored("identity")
    submitted = {"organisation": ORGANISATION, "latest.state": "submitted"}
    organisation = stored["organisations"].find_one({"_id": ORGANISATION})
    assert outcomes == {"submitted": APPLICANTS - TOO_MANY, "organisation-full": TOO_MANY}
    assert stored["accounts"].count_documents(submitted) == LIMIT
    assert organisation["taken"] == len(set(organisation["seats"])) == LIMIT
