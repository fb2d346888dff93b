"""What stands in an inbox, who reads it, and what is preferred, on a real database."""

from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock
from services.common.errors import NotFound
from services.common.events import Event
from services.notify.domain.inbox import entries_of
from services.notify.domain.preferences import MailGroup, Preferences
from services.notify.domain.reached import Recipient
from services.notify.entrypoints.events import NotifyHandlers
from services.notify.repositories.inbox import cursor_of
from services.notify.repositories.tickets import Tickets
from tests.integration.test_notify_people import Office
from tests.unit.notify import samples


@pytest.fixture
def office(database: Database[dict[str, Any]]) -> Office:
    return Office(database)


def test_an_event_heard_again_leaves_one_entry_that_stays_read(office: Office) -> None:
    event = samples.order_event()
    office.notifier.mail(event)
    (entry,) = office.inbox.page("clerk", None, 10, unread=True)
    office.inbox.mark_read("clerk", entry["_id"])

    office.notifier.mail(event, event)

    assert office.inbox.count("clerk", unread=False) == 1
    assert office.inbox.count_unread("clerk") == 0


@pytest.fixture
def handlers(database: Database[dict[str, Any]], office: Office) -> Any:
    """What hears of authorities, with two contracts offered and one signed."""
    heard: Any = NotifyHandlers()
    heard.notifier, heard.tickets = office.notifier, Tickets(database, "notify", lambda *_: None)
    heard.people = office.people
    heard.tickets.prepare()
    turn = {"role": "signatory", "due_on": "2026-12-01"}
    for n, state in enumerate(("contract_offered", "contract_offered", "contract_signed")):
        facts = {"contract": f"c{n}", "contract_number": f"SSN-{n}", "waiting_for": turn}
        heard.tickets.follow(samples.order_event(id=f"o{n}", state=state, **facts))
    return heard


def granted_authority(
    body: str = "09187162", *, valid_from: str = "2026-01-01", id: str = "a:1:0"
) -> Event:
    """Return the event of an authority of the mayor."""
    held = {"id": "s1", "title": "Bürgermeister", **samples.signing(body, valid_from)}
    person = samples.account("mayor", "mayor@prien.example", signing=[held])
    return samples.event("authority.granted", {"authority": held, "person": person}, id=id)


def asked_to_sign(office: Office) -> list[str]:
    """Return what the mayor's inbox asks to sign."""
    entries = office.inbox.page("mayor", None, 100, unread=False)
    return sorted(doc["path"] for doc in entries if doc["kind"] == "please_sign")


def test_who_may_sign_from_now_on_finds_what_was_offered_before(
    office: Office, handlers: Any
) -> None:
    granted = granted_authority()

    handlers.tell_person(granted)
    handlers.tell_person(granted)

    entries = office.inbox.page("mayor", None, 10, unread=True)
    asked = {doc["path"]: doc["facts"] for doc in entries if doc["kind"] == "please_sign"}
    assert sorted(asked) == ["/contracts/c0", "/contracts/c1"]
    assert asked["/contracts/c0"]["contract"] == "SSN-0"
    assert asked["/contracts/c0"]["yours"]
    assert asked["/contracts/c0"]["due_on"] == "2026-12-01"
    (mail,) = office.mails.collection.find({"address": "mayor@prien.example"})
    assert "2 Verträge liegen schon zur Unterschrift bereit" in mail["text"]


def test_who_signs_for_a_joint_administration_finds_what_its_members_were_offered(
    office: Office, handlers: Any
) -> None:
    office.bodies.keep("09187162", 1, {"joint_administration": "091875151"})
    office.bodies.keep("09187163", 1, {"joint_administration": None})
    handlers.tickets.follow(
        samples.order_event(id="o9", body="09187163", state="contract_offered", contract="c9")
    )

    handlers.tell_person(granted_authority("091875151"))

    assert asked_to_sign(office) == ["/contracts/c0", "/contracts/c1"]


def test_an_authority_that_is_renewed_asks_for_no_signature_twice(
    office: Office, handlers: Any
) -> None:
    contract = {"order": samples.order(id="o0"), "contract": {"id": "c0"}}
    mayor = Recipient("mayor@prien.example", "Mayor", account="mayor")
    now = clock.now()
    before = entries_of(samples.order_event(), "please_sign", "contract", mayor, contract, now)
    office.inbox.put(before)

    handlers.tell_person(granted_authority())
    handlers.tell_person(granted_authority(id="a:2:0"))

    assert asked_to_sign(office) == ["/contracts/c0", "/contracts/c1"]


def test_whose_authority_begins_later_is_not_asked_yet(office: Office, handlers: Any) -> None:
    handlers.tell_person(granted_authority(valid_from="2999-01-01"))

    assert asked_to_sign(office) == []
    (mail,) = office.mails.collection.find({"address": "mayor@prien.example"})
    assert "liegen schon" not in mail["text"]


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Mehr als 50 Verträge liegen"), ("en", "More than 50 contracts")]
)
def test_of_more_contracts_than_are_counted_the_mail_says_that_there_are_more(
    office: Office, handlers: Any, language: str, said: str
) -> None:
    office.known.preferred["mayor"] = Preferences(language)
    facts = {"state": "contract_offered", "contract": "c"}
    more = [samples.order_event(id=f"p{n}", **facts) for n in range(49)]
    handlers.tickets.follow_all(more)

    handlers.tell_person(granted_authority())

    (mail,) = office.mails.collection.find({"address": "mayor@prien.example"})
    assert said in mail["text"]


def test_what_is_not_mailed_stands_in_the_inbox_all_the_same(office: Office) -> None:
    office.known.preferred["clerk"] = Preferences(without_mail=frozenset({MailGroup.PROGRESS}))

    office.notifier.mail(samples.order_event())

    addresses = {doc["address"].lower() for doc in office.mails.collection.find()}
    assert addresses == samples.BODY_PEOPLE - {"sabine@prien.example"}
    assert office.inbox.count_unread("clerk") == 1


def test_an_inbox_is_read_page_by_page_and_by_nobody_else(office: Office) -> None:
    for number in range(1, 6):
        office.notifier.mail(samples.order_event(sequence=number))

    first = office.inbox.page("clerk", None, 2, unread=False)
    rest = office.inbox.page("clerk", cursor_of(first[-1]), 10, unread=False)

    assert len({doc["_id"] for doc in (*first, *rest)}) == 5
    assert office.inbox.page("mayor", None, 10, unread=False) == []
    with pytest.raises(NotFound):
        office.inbox.mark_read("mayor", first[0]["_id"])


def test_everything_until_a_moment_is_marked_as_read(office: Office) -> None:
    office.notifier.mail(samples.order_event(sequence=1))
    (seen,) = office.inbox.page("clerk", None, 10, unread=True)
    office.notifier.mail(samples.order_event(sequence=2))

    marked = office.inbox.mark_all_read("clerk", seen["at"])

    assert (marked, office.inbox.count_unread("clerk")) == (1, 1)


def test_preferences_are_kept_told_and_forgotten_with_the_inbox(office: Office) -> None:
    office.preferences.keep("clerk", Preferences("en", frozenset({MailGroup.NOTICES})))
    office.notifier.mail(samples.order_event())

    files = office.files.export("clerk", None)
    held = office.people.preferences(["clerk", "nobody"])
    office.files.forget("clerk", "Sabine Huber", None)

    assert held == {"clerk": Preferences("en", frozenset({MailGroup.NOTICES}))}
    assert files["notify/preferences.json"]["language"] == "en"
    assert [entry["order"] for entry in files["notify/inbox.json"]["items"]] == ["DM-2026-000123"]
    assert office.preferences.of_account("clerk") == Preferences()
    assert office.inbox.count("clerk", unread=False) == 0
