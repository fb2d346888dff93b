"""Where identity keeps how many accounts each organisation has."""

from collections.abc import Iterator
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from services.common.errors import Conflict
from services.identity.settings import read_settings

Doc = dict[str, Any]


class Organisations:
    """How many accounts each organisation has: one document each, so that the limit holds.

    ``seats`` names the accounts, so that taking a place twice takes one.
    """

    def __init__(self, runtime: Any) -> None:
        self._collection: Collection[Doc] = runtime.database["organisations"]
        self._limit = runtime.part(read_settings).accounts_per_organisation

    def take_seat(self, organisation: str, account: str) -> None:
        """Take a place of the organisation, or raise Conflict where all are taken."""
        free = {"_id": organisation, "seats": {"$ne": account}, "taken": {"$lt": self._limit}}
        taking = {"$push": {"seats": account}, "$inc": {"taken": 1}}
        try:
            self._collection.update_one(free, taking, upsert=True)
        except DuplicateKeyError:
            if not self.has_seat(organisation, account):
                raise Conflict("organisation-full", most=self._limit) from None

    def give_back(self, organisation: str, account: str) -> None:
        """Give the place back; again changes nothing."""
        seat = {"_id": organisation, "seats": account}
        self._collection.update_one(seat, {"$pull": {"seats": account}, "$inc": {"taken": -1}})

    def has_seat(self, organisation: str, account: str) -> bool:
        """Tell whether the account has a place."""
        seat = {"_id": organisation, "seats": account}
        return self._collection.find_one(seat, {"_id": 1}) is not None

    def all_seats(self) -> Iterator[tuple[str, list[str]]]:
        """Return every organisation with the accounts that have a place."""
        for doc in self._collection.find({}, {"seats": 1}):
            yield doc["_id"], doc["seats"]
