"""What schemathesis makes of the description is answered as it says, and never by 5xx.

As everybody, an officer with a real order, a reviewer and a vendor's program. One example of each
kind for some of the reading operations; where ``API_EXAMPLES`` says how many, of all operations,
on a system of their own, since nothing there is as it was afterwards.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from deploy.local.client import ApiError, Person
from deploy.local.system import System
from services.identity.domain.permissions import CLIENT_SCOPES_AT
from tests.api_clients import VENDOR, access, client
from tests.api_fuzzing import Caller, Fuzzing
from tests.e2e.people import order_for
from tests.journeys import Journeys
from tests.matrix.asking import things_of
from tests.reaper import reaped

EXAMPLES = int(os.environ.get("API_EXAMPLES", "0"))
EVERY = 25
"""Of the reading operations every 25th is asked where not all are."""
ALL_SCOPES = sorted(CLIENT_SCOPES_AT["vendor"])
ENDS = ("identity_erase_me", "gateway_revoke_sessions")
"""After these a caller is nobody any more, so that they come last."""
LISTS = {
    "account_id": "accounts", "registration_id": "registrations", "mandate_id": "mandates",
    "contract_id": "contracts", "agreement_id": "agreements", "notice_id": "notices",
    "system_id": "specialist-systems", "entry_id": "help", "mail_id": "mails",
    "edition": "editions", "run_id": "levy/runs", "client_id": "clients", "watch_id": "watches",
    "bulk_id": "bulk-orders", "webhook_id": "webhooks", "import_id": "imports",
}  # fmt: skip
"""Where the ids of a parameter are listed."""


@pytest.fixture(scope="module")
def asked(request: pytest.FixtureRequest) -> Iterator[Journeys]:
    """Journeys on the system that is asked: the lane's for reading, else one of its own."""
    if not EXAMPLES:
        yield request.getfixturevalue("journeys")
        return
    with reaped() as folder:
        system = System(folder)
        system.start_servers()
        system.up()
        yield Journeys(system)


def program(server: str, client: tuple[str, str]) -> requests.Session:
    """Return a session with the token of an API client."""
    session = requests.Session()
    form = {"grant_type": "client_credentials"}
    granted = session.post(f"{server}/oauth/token", data=form, auth=client, timeout=20).json()
    session.headers["Authorization"] = f"Bearer {granted['access_token']}"
    return session


def known_to(person: Person, ids: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the ids everybody is given, and those of what the person sees in lists."""
    found = dict(ids)
    for name, path in LISTS.items():
        try:
            items = person.get(path, limit=3)["items"]
        except ApiError:
            continue
        if seen := [str(one[key]) for one in items for key in ("id", name) if key in one]:
            found.setdefault(name, seen)
    return found


@pytest.fixture(scope="module")
def callers(asked: Journeys) -> list[Caller]:
    given = access(asked)
    journey, clerk = given.journey, given.clerk
    facts = {"profile": journey.profile, "costs_acknowledged": True}
    order = clerk.post("orders", {**order_for(journey.body), **facts})
    ids = {
        "order_id": [order["id"]], "key": [journey.body], "body": [journey.body],
        "profile_id": [journey.profile], "profile": [journey.profile], "vendor_id": [VENDOR],
    }  # fmt: skip
    names = {"officer": journey.clerk, "reviewer": "reviewer"}
    theirs = given.theirs
    if EXAMPLES:
        _, things, _ = things_of(asked)
        ids = {name: [*ids.get(name, ()), value] for name, value in things.items()}
        names["admin"] = "admin"
        theirs = client(journey.person("vendor-fachverfahren"), f"vendor:{VENDOR}", *ALL_SCOPES)
    server = journey.place.gateway
    people = {role: journey.person(name) for role, name in names.items()}
    for person in people.values():
        person.browser.headers["X-CSRF-Token"] = person.csrf
    return [
        Caller("anonymous", requests.Session(), ids),
        *(Caller(name, one.browser, known_to(one, ids)) for name, one in people.items()),
        Caller("vendor", program(server, theirs), ids),
    ]


def chosen(document: dict[str, Any]) -> list[str]:
    """Return the operations to be asked."""
    every = [
        (method, one["operationId"])
        for item in document["paths"].values()
        for method, one in item.items()
    ]
    if EXAMPLES:
        return sorted((name for _, name in every), key=lambda name: name in ENDS)
    return [name for method, name in every if method == "get"][::EVERY]


def test_answers_are_as_described_and_never_5xx(asked: Journeys, callers: list[Caller]) -> None:
    server = asked.system.gateway_url
    document = requests.get(f"{server}/api/v1/openapi.json", timeout=20).json()

    report = Fuzzing(document, server, EXAMPLES or 1).run(callers, chosen(document))

    print("\n".join(report.shares()))
    print("answered by 2xx: {} of {} operations".format(*report.reached))
    assert report.faults == {}, "\n\n".join(report.faults.values())
