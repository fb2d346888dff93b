"""What people prefer, one document per account that has said something."""

from collections.abc import Collection
from typing import Any, Self

from pymongo.collection import Collection as Kept
from pymongo.database import Database

from services.common.storage.indexes import Declared, Stored
from services.notify.domain.preferences import UNSAID, Preferences

Doc = dict[str, Any]


class PreferenceLists(Stored):
    """The documents ``{_id: account, language, without_mail}``."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection: Kept[Doc] = database["preferences"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make them for a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return none: they are found by the account alone."""
        return []

    def of_account(self, account: str) -> Preferences:
        """Return what an account prefers."""
        return self.of_accounts([account]).get(account, UNSAID)

    def keep(self, account: str, preferred: Preferences) -> None:
        """Keep it in the place of what was preferred before."""
        off = sorted(preferred.without_mail)
        said = {"language": preferred.language, "without_mail": off}
        self.collection.replace_one({"_id": account}, said, upsert=True)

    def forget(self, account: str) -> None:
        """Delete what an account prefers."""
        self.collection.delete_one({"_id": account})

    def of_accounts(self, accounts: Collection[str]) -> dict[str, Preferences]:
        """Return what these accounts prefer, without those that have said nothing."""
        if not accounts:
            return {}
        docs = self.collection.find({"_id": {"$in": sorted(accounts)}})
        return {doc["_id"]: Preferences.of_doc(doc) for doc in docs}
