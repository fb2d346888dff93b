"""Who can act where, by the copy of what accounts may do: roles and authorities, no names."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.indexes import Declared, Stored, index
from services.orders.domain.orphans import SIGNATORY, Able
from services.orders.repositories.copies import standings_copy

Doc = dict[str, Any]


class Standings(Stored):
    """The active accounts' roles and authorities."""

    def __init__(self, copy: ReadCopy) -> None:
        self._accounts, self._is_known = copy.collection, copy.was_filled

    @classmethod
    def of(cls, runtime: Any) -> "Standings":
        """Return those of a running process."""
        return cls(runtime.part(standings_copy))

    def indexes(self) -> Declared:
        """Return those by which scopes are looked up."""
        by_scope = (index("by_scope", "roles.scope"), index("by_signing", "signing.body"))
        return [(self._accounts, by_scope)]

    def able(self, scopes: Collection[str], on: date) -> Able | None:
        """Return by whom roles are held in these scopes on this day: of many, by two of them.

        None until the copy was filled once: before, nobody can be said to be missing.
        """
        if not self._is_known():
            return None
        day, wanted = on.isoformat(), sorted(scopes)
        valid = {
            "signing.body": {"$in": wanted},
            "signing.valid_from": {"$lte": day},
            "$or": [{"signing.valid_until": None}, {"signing.valid_until": {"$gte": day}}],
        }
        roles = self._held("roles", {"roles.scope": {"$in": wanted}}, ("role", "scope"))
        signing = self._held("signing", valid, ("body",))
        return {
            **{(doc["_id"]["role"], doc["_id"]["scope"]): _two_of(doc) for doc in roles},
            **{(SIGNATORY, doc["_id"]["body"]): _two_of(doc) for doc in signing},
        }

    def _held(self, name: str, criteria: Doc, fields: Iterable[str]) -> Iterable[Doc]:
        scope = next(path for path in criteria if path.startswith(name))
        return self._accounts.aggregate(
            [
                {"$match": {scope: criteria[scope], "state": "active"}},
                {"$unwind": f"${name}"},
                {"$match": criteria},
                {
                    "$group": {
                        "_id": {field: f"${name}.{field}" for field in fields},
                        "one": {"$min": "$_id"},
                        "another": {"$max": "$_id"},
                    }
                },
            ]
        )


def _two_of(doc: Doc) -> frozenset[str]:
    return frozenset({doc["one"], doc["another"]})
