"""A few items of a bulk request, done each by itself, in the name of the person who asked."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from pymongo.errors import PyMongoError

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Refusal, Unavailable
from services.common.logs import Log
from services.common.principal import NOBODY
from services.orders.bulk.results import broken, refused
from services.orders.domain.bulk_requests import BulkRequest
from services.orders.repositories.bulk import ItemResult

log = Log(__name__)
PORTION = 10
"""So many items are looked at before the other work of the process has its turn."""
LONGEST_S = 5.0
"""After this no further item is begun; what is done by then gets its results."""
Doc = dict[str, Any]


class Batch(ABC):
    """Results by item; an item without one is left for the next batch.

    Each item is a call of its own, as if the person had made it: its id names the effect, what
    is said carries the person, the delegation used, and the bulk request as its cause.
    """

    action: ClassVar[str]

    def __init__(self, request: BulkRequest, items: list[Doc]) -> None:
        self.request, self.items = request, items
        self.results: dict[str, ItemResult] = {}
        self._put_off: set[str] = set()
        self._ends_at = time.monotonic() + LONGEST_S
        authority = request.authority
        self._may_act = authority is not None
        self._principal = authority.principal() if authority else NOBODY

    @abstractmethod
    def settle(self) -> dict[str, ItemResult]:
        """Do what is wanted, or only try it, and return the results."""

    def left(self) -> Iterator[Doc]:
        """Return the items that have no result yet and are not left for the next batch."""
        ended = self.results.keys() | self._put_off
        return (item for item in self.items if item["_id"] not in ended)

    def each(self, act: Callable[[Doc], ItemResult | None], *, bounded: bool = False) -> None:
        """Act on each item that is left; what is refused has its result by that.

        A ``bounded`` act is begun only while there is time, but for one item always.
        """
        for number, item in enumerate(list(self.left())):
            if number % PORTION == 0:
                time.sleep(0)  # others have their turn
            if bounded and number and time.monotonic() >= self._ends_at:
                self._put_off.add(item["_id"])
            else:
                self._act(item, act)

    def _act(self, item: Doc, act: Callable[[Doc], ItemResult | None]) -> None:
        """Act on an item; what may pass by itself leaves it for the next batch."""
        context.enter(self._call(item))
        try:
            result = self._result(item, act)
        except Unavailable as error:
            log.warning("bulk_item_waits", item=item["_id"], reason=error.code)
            self._put_off.add(item["_id"])
        else:
            if result is not None:
                self.results[item["_id"]] = result

    def check(self, _item: Doc) -> None:
        """Refuse what is cancelled, and whom nothing may be done for any more."""
        if self.request.is_stopped():
            raise Conflict("bulk-cancelled")
        if not self._may_act:
            raise Forbidden("bulk-rights-ended")

    def _result(self, item: Doc, act: Callable[[Doc], ItemResult | None]) -> ItemResult | None:
        try:
            return act(item)
        except Refusal as refusal:
            return refused(refusal)
        except PyMongoError:
            raise
        except Exception as error:
            log.error("bulk_item_failed", trace=error, item=item["_id"])
            return broken()

    def _call(self, item: Doc) -> Call:
        return Call(
            correlation_id=self.request.correlation_id,
            causation_id=self.request.id,
            once=item["_id"],
            principal=self._principal,
            action=self.action,
        )
