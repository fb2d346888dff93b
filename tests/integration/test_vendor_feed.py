"""The feed of a vendor's events: no gap and no double, whoever writes, numbers or is killed."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from pymongo import UpdateOne

from services.common import clock
from services.notify.domain.deliveries import PROFILE_PUBLISHED
from services.notify.notifier import Notifier
from services.notify.repositories.deliveries import Deliveries
from services.notify.repositories.vendor_connections import VendorConnections
from services.notify.repositories.vendor_feed import EventsGone, VendorFeed
from services.notify.vendor_fan_out import ProfileNews, VendorFanOut
from tests.integration.catalogue_files import Db
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

Doc = dict[str, Any]

VENDORS = ("eins", "zwei", "drei")
WRITERS, EVENTS_EACH = 6, 30
URL = "https://markt.example"


@pytest.fixture
def feed(database: Db, deliveries: Deliveries) -> VendorFeed:
    """The feeds of all vendors, with their indexes."""
    made = VendorFeed(database)
    made.prepare()
    return made


class KilledAtWork(VendorFeed):
    """Is killed each time after it has written some of its positions."""

    def _write(self, writes: list[UpdateOne]) -> bool:
        super()._write(writes[: random.randrange(len(writes) + 1)])
        raise SystemExit


def record(vendor: str, name: str) -> Doc:
    envelope = {"id": name, "type": PROFILE_PUBLISHED}
    now = clock.now()
    return {"_id": name, "vendor": vendor, "envelope": envelope, "state": "waiting",
            "attempts": 0, "queued_at": now}  # fmt: skip


def read_on(feed: VendorFeed, vendor: str) -> Iterator[str]:
    """Yield the ids of a vendor's events as a consumer reads them, with its cursor."""
    position: int | None = None
    while docs := feed.after(vendor, position, 7):
        yield from (doc["_id"] for doc in docs)
        position = docs[-1]["position"]


def test_writers_and_numberers_side_by_side_leave_no_gap_and_no_double(
    database: Db, deliveries: Deliveries, feed: VendorFeed
) -> None:
    written = threading.Event()

    def write(writer: int) -> None:
        for number in range(EVENTS_EACH):
            vendor = VENDORS[(writer + number) % len(VENDORS)]
            deliveries.put([record(vendor, f"{writer}-{number:03}")])

    def number(kind: type[VendorFeed]) -> None:
        mine = kind(database)
        while not written.is_set():
            try:
                mine.number(mine.unnumbered(20))
            except SystemExit:
                continue

    def read(vendor: str) -> list[str]:
        position, seen = None, list[str]()
        while not written.is_set():
            for doc in feed.after(vendor, position, 5):
                seen.append(doc["_id"])
                position = doc["position"]
        return seen

    with ThreadPoolExecutor(16) as pool:
        readers = {vendor: pool.submit(read, vendor) for vendor in VENDORS}
        for kind in (VendorFeed, VendorFeed, KilledAtWork, KilledAtWork):
            pool.submit(number, kind)
        writers = [pool.submit(write, writer) for writer in range(WRITERS)]
        for writer in writers:
            writer.result()
        written.set()
        seen = {vendor: reader.result() for vendor, reader in readers.items()}
    while feed.number(left := feed.unnumbered(1000)) is False or left:
        pass

    for vendor in VENDORS:
        ids = list(read_on(feed, vendor))
        kept = {doc["_id"] for doc in deliveries.collection.find({"vendor": vendor})}
        assert len(ids) == len(kept) == len(set(ids)) == WRITERS * EVENTS_EACH // len(VENDORS)
        assert set(ids) == kept
        assert seen[vendor] == ids[: len(seen[vendor])]


def test_an_event_reaches_the_feed_through_the_fan_out_once(
    notifier: Notifier, deliveries: Deliveries, feed: VendorFeed
) -> None:
    event, handed = any_event("order.setup_requested"), list[Doc]()
    fan_out = VendorFanOut(feed, deliveries, [handed.extend])
    for _ in range(10):
        notifier.tell_vendors(event, event.data["order"])
        fan_out.round()

    (only,) = feed.after("demo-it-dienst", None, 10)

    assert only["envelope"]["id"] == event.id
    assert [doc["_id"] for doc in handed] == [only["_id"]]


def test_a_published_profile_is_told_to_connected_vendors_and_to_no_others(
    database: Db, deliveries: Deliveries, feed: VendorFeed
) -> None:
    connected = VendorConnections(database)
    for vendor in VENDORS[1:]:
        connected.note(vendor, "feed")
    wanting = [{"_id": VENDORS[0], "wanted": True}, {"_id": "fremd", "wanted": False}]
    database["broker_accesses"].insert_many(wanting)
    heading = {"profile": "ewa", "title": {"de": "Ummelden", "en": "Moving"}, "profile_version": 2}
    event = samples.event("profile.published", {**heading, "reason": None})

    for _ in range(2):
        ProfileNews(deliveries, connected, URL).tell(event)
        VendorFanOut(feed, deliveries).round()

    told = [doc for vendor in (*VENDORS, "fremd") for doc in feed.after(vendor, None, 10)]
    assert [doc["vendor"] for doc in told] == list(VENDORS)
    assert told[0]["envelope"]["data"] == {
        "profile": {
            "id": "ewa", "title": heading["title"], "version": 2,
            "resource": f"{URL}/api/v1/profiles/ewa", "page": f"{URL}/leistungen/ewa",
        }
    }  # fmt: skip


def test_what_waits_for_no_queue_is_set_aside_and_comes_back_with_the_queue(
    notifier: Notifier, deliveries: Deliveries
) -> None:
    event = any_event("order.setup_requested")
    notifier.tell_vendors(event, event.data["order"])

    deliveries.set_aside(deliveries.take(10))
    set_aside = deliveries.count_due(10)
    deliveries.bring_back("demo-it-dienst")

    assert set_aside == 0
    assert [doc["vendor"] for doc in deliveries.take(10)] == ["demo-it-dienst"]


def test_old_events_go_and_a_reader_behind_them_is_told_so(
    deliveries: Deliveries, feed: VendorFeed
) -> None:
    deliveries.put([record("eins", f"e{number}") for number in range(5)])
    deliveries.put([record("eins", "newest")])
    feed.number(feed.unnumbered(10))

    retired = feed.retire(clock.now() + timedelta(seconds=1), 10)

    assert retired == 5
    assert [doc["_id"] for doc in feed.after("eins", None, 10)] == ["newest"]
    assert [doc["_id"] for doc in feed.after("eins", 5, 10)] == ["newest"]
    with pytest.raises(EventsGone):
        feed.after("eins", 2, 10)
    deliveries.put([record("eins", "next")])
    feed.number(feed.unnumbered(10))
    assert [doc["position"] for doc in feed.after("eins", 6, 10)] == [7]


def test_vendors_who_were_told_one_thing_long_ago_hold_up_nothing(
    deliveries: Deliveries, feed: VendorFeed
) -> None:
    for vendor in ("eins", "zwei", "drei"):
        deliveries.put([record(vendor, f"only-{vendor}")])
    feed.number(feed.unnumbered(10))
    deliveries.put([record("vier", f"e{number}") for number in range(4)])
    feed.number(feed.unnumbered(10))
    before = clock.now() + timedelta(seconds=1)

    retired = [feed.retire(before, 2) for _ in range(3)]

    assert retired == [2, 1, 0]
    assert [doc["_id"] for doc in feed.after("vier", None, 10)] == ["e3"]
    assert [doc["_id"] for doc in feed.after("eins", None, 10)] == ["only-eins"]


def test_of_an_order_that_goes_on_it_stays_known_what_its_vendor_was_told_last(
    notifier: Notifier, deliveries: Deliveries, feed: VendorFeed
) -> None:
    for sequence in (4, 5):
        event = samples.order_event("order.changed", sequence=sequence, state="live")
        notifier.tell_vendors(event, event.data["order"])
    deliveries.put([record("demo-it-dienst", "later")])
    feed.number(feed.unnumbered(10))
    feed.retire(clock.now() + timedelta(seconds=1), 10)

    stub = deliveries.collection.find_one({"sequence": 5}) or {}
    ended = samples.order_event("order.terminated", sequence=9, state="terminated")
    notifier.tell_vendors(ended, ended.data["order"])
    feed.number(feed.unnumbered(10))

    assert "data" not in stub["envelope"]
    assert [doc["_id"] for doc in deliveries.take(10)] == [
        "later",
        f"{ended.subject}:end:demo-it-dienst:5",
    ]
    assert deliveries.collection.count_documents({"sequence": 4}) == 0
    last = feed.after("demo-it-dienst", 3, 10)[-1]
    assert last["envelope"]["type"] == "de.digitalmarkt.order.terminated.v1"
