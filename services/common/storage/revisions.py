"""What tells that nothing in a collection has changed, for what is worked out from all of it."""

from collections.abc import Hashable, Sequence
from typing import Any

from pymongo.collection import Collection

from services.common.storage.indexes import Index, hinted

Doc = dict[str, Any]


def revision_of(collection: Collection[Doc], stamps: Index) -> Hashable:
    """Return how many documents there are, and sum and newest of each stamp; read off the index.

    ``stamps`` is an index of fields that grow with each change of their document, as
    ``version`` does: with the same revision, each document is the same.
    """
    group: Doc = {"_id": None, "count": {"$sum": 1}}
    for name, _ in stamps.keys:
        group |= {f"sum_{name}": {"$sum": f"${name}"}, f"newest_{name}": {"$max": f"${name}"}}

    def read(hint: Sequence[tuple[str, int]] = ()) -> list[Doc]:
        by_index: Doc = {"hint": dict(hint)} if hint else {}
        return list(collection.aggregate([{"$group": group}], **by_index))

    return tuple(tuple(found.items()) for found in hinted(read, stamps))
