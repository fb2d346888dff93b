"""The work on bulk requests: what one of them lacks holds back neither its others nor anybody's."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from services.common import clock
from services.common.errors import Unavailable
from services.orders.bulk import batch as batches
from services.orders.bulk.batch import Batch
from services.orders.bulk.results import placed
from services.orders.bulk.work import BulkWork
from services.orders.domain.bulk_requests import BulkKind, BulkRequest
from services.orders.repositories.bulk import ItemResult
from tests.unit.orders.test_bulk_requests import begun

Doc = dict[str, Any]


class Tried(Batch):
    """Accepts every item, but for one that waits for something."""

    action = "orders.test"
    waits: str | None = None
    seen: list[str]

    def settle(self) -> dict[str, ItemResult]:
        """Act twice on each, first as long as there is time."""
        self.seen = []
        self.each(self._first, bounded=True)
        self.each(self._then)
        return self.results

    def _first(self, item: Doc) -> None:
        if item["_id"] == self.waits:
            raise Unavailable("copy-filling")

    def _then(self, item: Doc) -> ItemResult:
        self.seen.append(item["_id"])
        return placed("o", "DM-1", dry_run=False)


def tried(*ids: str, waits: str | None = None) -> Tried:
    made = Tried(begun(), [{"_id": id} for id in ids])
    made.waits = waits
    return made


def test_an_item_that_must_wait_is_left_and_the_others_are_done() -> None:
    batch = tried("i0", "i1", "i2", waits="i1")

    results = batch.settle()

    assert list(results) == batch.seen == ["i0", "i2"]


def test_a_batch_whose_time_is_over_has_the_results_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batches, "LONGEST_S", 0.0)
    batch = tried("i0", "i1", "i2")

    results = batch.settle()

    assert list(results) == batch.seen == ["i0"]


class Requests:
    """Holds some requests; the first that may go on is the next."""

    def __init__(self, *held: BulkRequest) -> None:
        self.held = {request.id: request for request in held}

    def next_open(self, now: Any) -> BulkRequest | None:
        """Return the first whose time has come."""
        waiting = (r for r in self.held.values() if r.open and r.next_at <= now)
        return next(waiting, None)

    def next_lapsed(self, now: Any) -> BulkRequest | None:
        """Return that none has lapsed."""

    def change(self, id: str, act: Callable[[BulkRequest], None]) -> None:
        """Change it."""
        act(self.held[id])


class Items:
    """Has one open item, whatever is asked; forgets what was wanted when told to."""

    forgotten: tuple[str, ...] = ()

    def forget_wanted(self, request: str) -> None:
        """Note it."""
        self.forgotten += (request,)

    def due(self, request: str, _most: int) -> list[Doc]:
        """Return the item."""
        return [{"_id": f"{request}.0"}]

    def counts(self, _request: str) -> dict[str, int]:
        """Count it."""
        return {"open": 1}

    def settle(self, _results: Any, **_: Any) -> None:
        """Write nothing."""


class Always:
    """A lease that is always had."""

    def take(self, _seconds: float) -> bool:
        """Give it."""
        return True


class Erased:
    """Nobody was erased."""

    def __call__(self, _request: BulkRequest) -> None:
        """Do nothing."""


class Rights:
    """All rights hold."""

    def left_of(self, authority: Any) -> Any:
        """Return them."""
        return authority


def work(requests: Requests, settle: Callable[[BulkRequest], Doc]) -> BulkWork:
    def made(request: BulkRequest, _items: list[Doc]) -> Any:
        return type("Made", (), {"settle": lambda _: settle(request)})()

    kept: Any = (requests, Items(), dict.fromkeys(BulkKind, made), Always(), Rights(), Erased())
    return BulkWork(*kept)


def two() -> Requests:
    first, second = begun(), begun()
    second.id = "b2"
    return Requests(first, second)


@pytest.mark.parametrize("error", [Unavailable("copy-filling"), AutoReconnect(), KeyError()])
def test_a_request_that_raises_lets_the_others_go_on(error: Exception) -> None:
    requests, done = two(), []

    def settle(request: BulkRequest) -> Doc:
        if request.id == "b1":
            raise error
        done.append(request.id)
        return {"b2.0": None}

    both = work(requests, settle)
    rounds = [both.round(), both.round()]

    assert (rounds, done) == ([True, True], ["b2"])
    assert requests.held["b1"].next_at > clock.now() >= requests.held["b2"].next_at


def test_a_request_whose_items_all_wait_is_not_tried_again_at_once() -> None:
    requests = two()
    nothing = work(requests, lambda _: {})

    rounds = [nothing.round() for _ in range(3)]

    assert rounds == [True, True, False]


def test_one_that_is_cancelled_while_it_ends_has_its_items_forgotten_first() -> None:
    request = begun(dry_run=True)
    requests, items = Requests(request), Items()
    kept: Any = (requests, items, {}, Always(), Rights(), Erased())
    ending, read = BulkWork(*kept), replace(request)
    items.due = lambda *_: []  # type: ignore[method-assign]
    request.cancel(clock.now())

    ending._go_on(read)
    still = (request.open, items.forgotten)
    ending.round()

    assert still == (True, ())
    assert (request.open, items.forgotten) == (False, (request.id,))
