"""Many writes at once: what a unique index refused is told apart from what may be lost."""

from collections import defaultdict
from typing import Any

import pytest
from pymongo.errors import BulkWriteError

from services.common.events import Event
from services.common.messaging.read_copies import ReadCopy
from services.common.storage.inserting import insert_new
from tests.shape.sources import modules, shown

REFUSED = {"index": 1, "code": 11000}
UNCONFIRMED = {"code": 64, "errmsg": "waiting for replication timed out"}


class Collection:
    """Answers many writes with errors."""

    def __init__(self, *refused: dict[str, Any], unconfirmed: bool = False) -> None:
        waits = [UNCONFIRMED] if unconfirmed else []
        self.error = BulkWriteError({"writeErrors": [*refused], "writeConcernErrors": waits})

    def insert_many(self, *_: object, **__: object) -> None:
        raise self.error

    bulk_write = insert_many


def test_what_is_there_already_is_told() -> None:
    collection: Any = Collection(REFUSED)

    assert insert_new(collection, [{"_id": "a"}, {"_id": "b"}]) == [{"_id": "b"}]


@pytest.mark.parametrize("refused", [[], [REFUSED]])
def test_what_no_majority_has_confirmed_is_not_written(refused: list[dict[str, Any]]) -> None:
    collection: Any = Collection(*refused, unconfirmed=True)

    with pytest.raises(BulkWriteError):
        insert_new(collection, [{"_id": "a"}, {"_id": "b"}])


def test_states_no_majority_has_confirmed_are_not_taken_as_kept() -> None:
    database: Any = defaultdict(lambda: Collection(unconfirmed=True))
    events = [
        Event(f"{id}:1:0", "owner", "thing.changed", id, 1, {"value": 1}, "corr", {})
        for id in ("a", "b")
    ]

    with pytest.raises(BulkWriteError):
        ReadCopy(database, "owner", "thing").keep_events(events)


def test_nobody_judges_the_errors_of_many_writes_alone() -> None:
    readers = [shown(path) for path in modules("services") if "writeErrors" in path.read_text()]

    assert readers == ["services/common/storage/inserting.py"]
