"""All databases at one moment, kept where nobody reads them, and brought back as they were."""

import base64
import gzip
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import bson
import pytest
from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import AutoReconnect, OperationFailure

from deploy.backup import __main__ as command
from deploy.backup.archive import Archive
from deploy.backup.dump import HISTORY, dump
from deploy.backup.sealed import BackupKey
from services.common import schema
from services.common.messaging.journal import Journal
from services.common.storage import restoring
from services.common.storage.documents import CHUNK_BYTES, DocumentStore
from services.notify.domain.failures import MailFailure
from services.notify.domain.mails import MailState
from services.notify.repositories.mails import MailFilter
from services.notify.repositories.vendor_feed import EventsGone, VendorFeed
from services.notify.restored import LostTime
from services.orders.repositories.orders import Orders
from tests import builders
from tests.integration.test_notify_mail_support import Office
from tests.unit.notify import samples

Doc = dict[str, Any]
PDF = b"%PDF-1.7\n" + bytes(range(256)) * (CHUNK_BYTES // 128)
KEY, OTHER_KEY = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


class Market:
    """The databases of six owners under a prefix, and the command that works on them."""

    def __init__(self, client: MongoClient[Doc], prefix: str) -> None:
        self.client, self.prefix = client, prefix

    def __getitem__(self, owner: str) -> Database[Doc]:
        return self.client[f"{self.prefix}{owner}"]

    def names(self) -> dict[str, str]:
        return {owner: f"{self.prefix}{owner}" for owner in command.OWNERS}

    def drop(self) -> None:
        for name in self.names().values():
            if self.client[name].list_collection_names():
                self.client.drop_database(name)


@pytest.fixture
def market(mongo_uri: str, dropping: Executor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Market]:
    """Filled databases; the command's settings name them."""
    client: MongoClient[Doc] = MongoClient(mongo_uri, tz_aware=True)
    made = Market(client, f"backup_{uuid.uuid4().hex[:8]}_")
    monkeypatch.setenv("MONGO_URI", mongo_uri)
    monkeypatch.setenv("MONGO_PREFIX", made.prefix)
    monkeypatch.delenv("BACKUP_KEY", raising=False)
    orders = Orders(made["orders"], "orders", lambda *_: None)
    orders.prepare()
    orders.add(builders.order(id="order-1"))
    store = DocumentStore(made["contracts"])
    store.prepare()
    store.put(PDF, "contract.pdf")
    made["gateway"]["sessions"].insert_one({"_id": "signed-in"})
    made["gateway"]["idempotency"].insert_one({"_id": "answered"})
    yield made
    dropping.submit(made.drop)


def run(*arguments: object) -> int:
    return command.main([str(one) for one in arguments])


def test_what_is_written_while_a_dump_runs_is_in_no_database_of_it(
    market: Market, tmp_path: Path
) -> None:
    written: list[str] = []

    def write_everywhere(line: str) -> None:
        written.append(line)
        for owner in command.OWNERS:
            market[owner]["orders"].insert_one({"_id": f"late-{len(written)}", "number": line})

    market["orders"]["orders"].insert_one({"_id": "early", "number": "early"})
    manifest = dump(market.client, market.names(), Archive(tmp_path), write_everywhere)

    kept = {one.path: one.documents for one in manifest.collections}
    assert len(written) == len(kept)
    assert kept["orders/orders"] == 2
    assert "gateway/sessions" not in kept


def test_where_there_is_nothing_at_all_the_name_is_wrong_and_that_is_said(
    market: Market,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MONGO_PREFIX", "mistyped_")

    outcomes = [run(act, tmp_path / "empty") for act in ("dump", "verify", "restore")]

    assert outcomes == [1, 1, 1]
    assert "mistyped_orders" in capsys.readouterr().err
    assert not [name for name in market.client.list_database_names() if "mistyped" in name]


def test_a_restore_gives_back_each_document_file_and_index(market: Market, tmp_path: Path) -> None:
    before = market["orders"]["orders"].find_one({"_id": "order-1"}) or {}
    indexes = market["orders"]["orders"].index_information()

    assert run("dump", tmp_path / "one") == 0
    market.drop()
    assert run("restore", tmp_path / "one") == 0

    after = market["orders"]["orders"].find_one({"_id": "order-1"}) or {}
    assert {**after, "version": 1} == before
    assert market["orders"]["orders"].index_information() == indexes
    (file,) = market["contracts"]["documents.files"].find()
    assert DocumentStore(market["contracts"]).get(file["_id"]) == PDF
    assert market["gateway"]["idempotency"].count_documents({}) == 1
    assert market["gateway"]["sessions"].count_documents({}) == 0


def test_what_is_not_sealed_is_read_by_mongorestore_too(market: Market, tmp_path: Path) -> None:
    run("dump", tmp_path / "one")

    lying = gzip.decompress((tmp_path / "one/gateway/idempotency.bson.gz").read_bytes())

    assert bson.decode_all(lying) == [{"_id": "answered"}]


def test_nothing_is_restored_over_data_unless_told(
    market: Market, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("dump", tmp_path / "one")
    market["orders"]["orders"].insert_one({"_id": "newer", "number": "newer"})

    refused = run("restore", tmp_path / "one")
    is_there = market["orders"]["orders"].find_one({"_id": "newer"})
    told = run("restore", tmp_path / "one", "--over")

    assert (refused, told) == (1, 0)
    assert is_there
    assert f"{market.prefix}gateway.idempotency" in capsys.readouterr().err
    assert market["orders"]["orders"].find_one({"_id": "newer"}) is None


def test_who_may_not_change_what_is_there_does_not_begin(
    market: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OperationFailure("not authorized to execute command update", 13)

    run("dump", tmp_path / "one")
    monkeypatch.setattr(Collection, "update_one", refused)

    assert run("restore", tmp_path / "one", "--over") == 1
    assert market["orders"]["orders"].find_one({"_id": "order-1"})
    assert not restoring.is_under_way(market["orders"])


def test_on_what_a_restore_has_left_half_done_nothing_starts(
    market: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> int:
        raise AutoReconnect("the connection is gone")

    run("dump", tmp_path / "one")
    with monkeypatch.context() as patched:
        patched.setattr(command.new_history, "begin", broken)
        assert run("restore", tmp_path / "one", "--over") == 1
    left = {owner: restoring.is_under_way(market[owner]) for owner in command.OWNERS}
    checked = schema.main(["check", "--service", "orders"])
    again = run("restore", tmp_path / "one", "--over")

    assert left == dict.fromkeys(command.OWNERS, True)
    assert (checked, again) == (1, 0)
    assert not any(restoring.is_under_way(market[owner]) for owner in command.OWNERS)


def damage_first_byte(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[40] ^= 1
    path.write_bytes(whole)


def cut_end(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


@pytest.mark.parametrize("harm", [damage_first_byte, cut_end, Path.unlink])
def test_a_damaged_backup_is_found_and_not_restored(
    market: Market, tmp_path: Path, harm: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    run("dump", tmp_path / "one")
    harm(tmp_path / "one/orders/orders.bson.gz")

    assert run("verify", tmp_path / "one") == 1
    assert run("restore", tmp_path / "one", "--over") == 1
    assert "orders/orders.bson.gz" in capsys.readouterr().err
    assert market["gateway"]["sessions"].count_documents({}) == 1


def test_a_sealed_backup_is_read_with_its_key_only(
    market: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKUP_KEY", KEY)
    run("dump", tmp_path / "one")
    files = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    market.drop()

    monkeypatch.setenv("BACKUP_KEY", OTHER_KEY)
    with_another = run("restore", tmp_path / "one")
    monkeypatch.delenv("BACKUP_KEY")
    without = run("restore", tmp_path / "one")
    monkeypatch.setenv("BACKUP_KEY", KEY)
    with_it = run("restore", tmp_path / "one")

    assert (with_another, without, with_it) == (1, 1, 0)
    assert all(path.suffix == ".sealed" for path in files if path.name != "manifest.json")
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)
    (file,) = market["contracts"]["documents.files"].find()
    assert DocumentStore(market["contracts"]).get(file["_id"]) == PDF


def test_parts_of_a_sealed_file_cannot_be_moved_or_taken_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path, BackupKey(KEY))
    docs = [{"_id": n, "data": uuid.uuid4().bytes * 40_000} for n in range(4)]
    archive.write_docs("a/b", (bson.raw_bson.RawBSONDocument(bson.encode(one)) for one in docs))
    path = tmp_path / "a/b.bson.gz.sealed"
    whole = path.read_bytes()
    path.rename(tmp_path / "a/c.bson.gz.sealed")

    with pytest.raises(ValueError, match="another key, or changed"):
        list(archive.read_docs("a/c"))
    path.write_bytes(whole)
    assert [doc["_id"] for doc in archive.read_docs("a/b")] == [0, 1, 2, 3]


def test_a_dump_that_outlasts_the_servers_memory_says_what_to_set(
    market: Market, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = {"failCommands": ["find"], "errorCode": 239, "appName": "backup"}
    market.client.admin.command("configureFailPoint", "failCommand", mode={"times": 1}, data=gone)

    ended = run("dump", tmp_path / "one")

    assert ended == 1
    assert HISTORY in capsys.readouterr().err
    assert run("verify", tmp_path / "one") == 1


def test_what_happens_after_a_restore_has_other_ids_than_what_was_lost(
    market: Market, tmp_path: Path
) -> None:
    orders = Orders(market["orders"], "orders", lambda *_: None)

    def next_event_id() -> str:
        orders.change("order-1", lambda order: order.say("order.changed"))
        doc = market["orders"]["orders"].find_one({"_id": "order-1"}) or {}
        return str(doc["outbox"][-1]["id"])

    run("dump", tmp_path / "one")
    lost = next_event_id()
    run("restore", tmp_path / "one", "--over")
    once = next_event_id()
    run("restore", tmp_path / "one", "--over")
    twice = next_event_id()

    assert len({lost, once, twice}) == 3


def test_a_vendor_that_had_read_what_is_lost_is_told_to_begin_anew(
    market: Market, tmp_path: Path
) -> None:
    feed = VendorFeed(market["notify"])
    feed.prepare()
    kept = {"vendor": "v", "state": "delivered", "queued_at": datetime.now(UTC)}
    feed.collection.insert_many([{**kept, "_id": n, "position": n} for n in (1, 2)])
    run("dump", tmp_path / "one")

    run("restore", tmp_path / "one", "--over")

    with pytest.raises(EventsGone):
        feed.after("v", 2, 10)
    with pytest.raises(EventsGone):
        feed.after("v", 7, 10)
    assert [doc["_id"] for doc in feed.after("v", None, 10)] == [1, 2]


def test_mails_that_may_have_gone_out_wait_for_a_person(market: Market, tmp_path: Path) -> None:
    office = Office(market["notify"])
    office.notifier.mail(samples.order_event())
    queued = office.mails.collection.count_documents({"state": MailState.QUEUED.value})
    run("dump", tmp_path / "one")

    run("restore", tmp_path / "one", "--over")
    office.sender.round()
    waiting = office.support.page(MailFilter(MailState.FAILED), None, 10)
    first = office.support.send_again(waiting[0]["id"], "eva")
    office.sender.round()

    assert len(waiting) == queued > 0
    assert {mail["reason_code"] for mail in waiting} == {MailFailure.RESTORED.value}
    assert first["state"] == MailState.QUEUED
    assert len(office.relay.taken) == 1


def test_what_was_told_can_be_told_again_for_its_whole_time(market: Market, tmp_path: Path) -> None:
    old = datetime.now(UTC) - timedelta(days=3)
    told = {"told": "2026-11-26T08:00:00.000+00:00", "event": {"id": "a:1:0"}, "at": old}
    market["orders"]["told"].insert_one({"_id": "a:1:0", **told})
    run("dump", tmp_path / "one")

    run("restore", tmp_path / "one", "--over")

    (page,) = Journal(market["orders"], ()).all()
    (note,) = market["orders"]["told"].find()
    assert page == [{"id": "a:1:0"}]
    assert note["at"] > datetime.now(UTC) - timedelta(hours=1)
    assert LostTime.noted_in(market["notify"]).ended is not None
