"""Many mails to one person go as one that lists them: nothing lost, nothing told twice."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.events import Event
from services.notify.domain.pace import Pace
from services.notify.mail_sender import MailSender
from services.notify.mail_support import MailSupport
from services.notify.notifier import Notifier
from services.notify.quiet import Quiet
from services.notify.rendering import MailTemplates, Sender
from services.notify.repositories.leased_queue import ANY_CASE
from services.notify.repositories.mails import Mails
from tests.integration.notify_stores import make_due
from tests.integration.test_notify_mail import Relay
from tests.unit.notify import samples

Doc = dict[str, Any]
TEMPLATES = MailTemplates(Sender("https://markt.example"))
CLERK, LEAD = "sabine@prien.example", "fach@prien.example"


class Post:
    """A sender with its quiet, at a relay in memory."""

    def __init__(self, mails: Mails, per_hour: int = 20) -> None:
        self.mails, self.relay = mails, Relay()
        self.quiet = Quiet(mails, TEMPLATES, Pace(per_hour, 60.0))
        self.sender = MailSender(mails, self.relay, "markt@op.example", quiet=self.quiet)

    def rounds(self) -> None:
        """Send all there is, and what was held, as if its time had come."""
        for _ in range(4):
            while self.sender.round():
                pass
            make_due(self.mails)

    def to(self, address: str) -> list[str]:
        """Return what was sent to an address."""
        taken = self.relay.taken
        return [m.raw.decode() for m in taken if m.recipient.lower() == address]


def ordered(n: int, act: str = "bulk") -> Event:
    """Return an order that was placed in one act with others."""
    event = samples.order_event(sequence=n, id=f"o{n}", number=f"DM-2026-{n:06}")
    return Event(**{**vars(event), "id": f"o{n}:1:0", "correlation_id": act})


def lines(said: Sequence[str]) -> list[str]:
    """Return the numbers of the orders these mails name in their plain German part."""
    return sorted(re.findall(r"DM-2026-\d{6}", "".join(s.partition("English")[0] for s in said)))


def test_a_bulk_order_makes_one_mail_for_each_of_its_people(
    notifier: Notifier, mails: Mails
) -> None:
    post = Post(mails)
    notifier.mail(*(ordered(n) for n in range(1, 31)))

    post.rounds()

    assert len(post.relay.taken) == 3
    (one,) = post.to(CLERK)
    assert [line for line in lines([one]) if line] == [f"DM-2026-{n:06}" for n in range(1, 31)]
    bundles = {doc["_id"] for doc in mails.collection.find({"kind": "bundle"})}
    told = list(mails.collection.find({"kind": "order_received"}))
    assert {doc["state"] for doc in told} == {"sent"}
    assert {doc["bundle"] for doc in told} == bundles
    assert not any({"text", "entry", "held"} & set(doc) for doc in told)
    listed = mails.collection.find_one({"kind": "bundle"}, {"listed": 1})["listed"]  # type: ignore[index]
    assert listed[0] == {"kind": "order_received", "about": {"order": "o1"}}


def test_never_two_hundred_mails_to_one_person_in_an_hour(notifier: Notifier, mails: Mails) -> None:
    post = Post(mails)
    for n in range(1, 201):
        notifier.mail(ordered(n, act=f"act{n}"))

    post.rounds()

    said = post.to(CLERK)
    assert 20 < len(said) < 25
    assert sorted(set(lines(said))) == [f"DM-2026-{n:06}" for n in range(1, 201)]
    assert mails.collection.count_documents({"state": {"$ne": "sent"}}) == 0


def test_the_hour_of_a_person_is_that_of_all_processes(notifier: Notifier, mails: Mails) -> None:
    posts = [Post(mails, per_hour=10) for _ in range(3)]
    for n in range(1, 31):
        notifier.mail(ordered(n, act=f"act{n}"))
        posts[n % 3].sender.round()

    assert sum(len(post.to(CLERK)) for post in posts) == 10
    posts[0].rounds()
    said = [raw for post in posts for raw in post.to(CLERK)]
    assert 10 < len(said) < 15
    assert sorted(set(lines(said))) == [f"DM-2026-{n:06}" for n in range(1, 31)]


def test_what_another_process_is_about_to_send_counts_too(notifier: Notifier, mails: Mails) -> None:
    post = Post(mails, per_hour=4)
    for n in range(1, 5):
        notifier.mail(ordered(n, act=f"act{n}"))
    mails.take(50)
    notifier.mail(ordered(5, act="act5"))

    post.sender.round()

    assert post.to(CLERK) == []
    held = mails.collection.find({"held": {"$exists": True}})
    assert [doc["address"].lower() for doc in held].count(CLERK) == 1


def test_of_two_processes_at_once_only_the_later_one_waits(
    notifier: Notifier, mails: Mails
) -> None:
    for n in range(1, 7):
        notifier.mail(ordered(n, act=f"act{n}"))
    due = mails.collection.count_documents({"address": CLERK}, collation=ANY_CASE)
    batches = [mails.take(9), mails.take(9)]
    quiets = [Quiet(mails, TEMPLATES, Pace(due // 2 + 1, 60.0)) for _ in batches]

    passing = [quiets[n].passing(batches[n]) for n in (1, 0)]

    of_clerk = [doc for docs in passing for doc in docs if doc["address"].lower() == CLERK]
    assert len(of_clerk) == due // 2 + 1


def test_what_is_put_back_keeps_its_place(notifier: Notifier, mails: Mails) -> None:
    for n in range(1, 4):
        notifier.mail(ordered(n, act=f"act{n}"))
    first = mails.take(2)

    mails.put_back(first)

    assert {doc["_id"] for doc in mails.take(2)} == {doc["_id"] for doc in first}


def test_what_waited_alone_goes_as_it_is(notifier: Notifier, mails: Mails) -> None:
    post = Post(mails, per_hour=1)
    notifier.mail(ordered(1, act="one"))
    notifier.mail(ordered(2, act="two"))

    post.rounds()

    assert len(post.to(CLERK)) == 2
    assert mails.collection.count_documents({"kind": "bundle"}) == 0


@pytest.mark.parametrize("step", ["put", "settle"])
def test_broken_off_anywhere_the_same_one_goes_once(
    notifier: Notifier, mails: Mails, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    post = Post(mails)
    notifier.mail(*(ordered(n) for n in range(1, 6)))
    post.sender.round()
    make_due(mails)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mails, step, killed)
        with pytest.raises(KeyboardInterrupt):
            post.sender.round()
    mails.collection.update_many({}, {"$set": {"due_at": clock.now() - timedelta(seconds=1)}})
    post.rounds()

    assert len(post.to(CLERK)) == 1
    assert mails.collection.count_documents({"state": {"$ne": "sent"}}) == 0


def test_two_processes_that_share_what_was_broken_off_lose_nothing(
    notifier: Notifier, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one takes some of those that were to go together, the second one the rest."""
    post = Post(mails)
    notifier.mail(*(ordered(n) for n in range(1, 11)))
    theirs = list(mails.collection.find({"address": LEAD}))
    mine = {"held": "together", "taken": "killed", "bundle": "broken-off"}
    mails.collection.update_many({"address": LEAD}, {"$set": mine})
    halves = [theirs[5:], theirs[:5]]
    for number, half in enumerate(halves):
        ids = {"_id": {"$in": [doc["_id"] for doc in half]}}
        later = clock.now() + timedelta(minutes=1)
        mails.collection.update_many(ids, {"$set": {"taken": f"r{number}", "due_at": later}})

    for number in range(2):
        assert post.quiet.passing(list(mails.collection.find({"taken": f"r{number}"}))) == []
    post.rounds()

    said = post.to(LEAD)
    assert len(said) == 2
    assert lines(said) == [f"DM-2026-{n:06}" for n in range(1, 11)]
    assert mails.collection.count_documents({"state": {"$ne": "sent"}}) == 0


@pytest.mark.parametrize("entry", [None, {}])
def test_what_cannot_be_listed_goes_alone_and_holds_no_other(
    notifier: Notifier, mails: Mails, entry: Doc | None
) -> None:
    post = Post(mails)
    notifier.mail(*(ordered(n) for n in range(1, 4)))
    post.sender.round()
    change: Doc = {"$set": {"entry": entry}} if entry is not None else {"$unset": {"entry": ""}}
    mails.collection.update_one({"address": LEAD, "held": {"$exists": True}}, change)

    post.rounds()

    assert len(post.to(LEAD)) == 3
    assert len(post.relay.taken) == 5
    told = list(mails.collection.find({"address": LEAD}))
    assert [(doc["state"], "bundle" in doc) for doc in told] == [("sent", False)] * 3


def test_mails_sent_again_after_they_could_not_be_written_go_as_one(
    notifier: Notifier, mails: Mails
) -> None:
    events = [ordered(n) for n in range(1, 4)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(notifier._templates, "write", None)
        notifier.mail(*events)
    support, post = MailSupport(mails, TEMPLATES), Post(mails)

    for doc in list(mails.collection.find({"state": "failed"})):
        support.send_again(doc["_id"], "sam")
    post.rounds()

    assert len(post.relay.taken) == 3
    (one,) = post.to(CLERK)
    assert len(lines([one])) == 3


def test_a_mail_alone_costs_no_call_of_the_database(notifier: Notifier, mails: Mails) -> None:
    post = Post(mails)
    notifier.mail(ordered(1))
    batch = mails.take(50)
    mails.collection = None  # type: ignore[assignment]

    assert post.quiet.passing(batch) == batch
