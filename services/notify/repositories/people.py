"""How notify looks up people, bodies and vendors: in the copies of what their owners said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from services.common import clock
from services.common.messaging.read_copies import ReadCopy, copy_of
from services.common.storage.indexes import Declared, Stored, index
from services.notify.domain.preferences import Preferences
from services.notify.domain.recipients import may_sign
from services.notify.repositories.leased_queue import ANY_CASE
from services.notify.repositories.preferences import PreferenceLists

Doc = dict[str, Any]

ORDERING = ("member", "officer", "body_admin")
"""The roles in which somebody of a body prepares or places orders."""
MOST_MEMBERS = 100
"""So many members of a joint administration are looked at, more than any has."""

accounts_copy = copy_of("identity", "account")
bodies_copy = copy_of("identity", "body")
vendors_copy = copy_of("catalog", "vendor")


class People(Stored):
    """The directory of recipients, read from the copies."""

    def __init__(
        self, accounts: ReadCopy, bodies: ReadCopy, vendors: ReadCopy, held: PreferenceLists
    ) -> None:
        self._accounts, self._bodies, self._vendors = accounts, bodies, vendors
        self._preferences = held

    @classmethod
    def of(cls, runtime: Any) -> "People":
        """Make the directory of a running process."""
        accounts, bodies = runtime.part(accounts_copy), runtime.part(bodies_copy)
        return cls(accounts, bodies, runtime.part(vendors_copy), runtime.part(PreferenceLists.of))

    def indexes(self) -> Declared:
        """Return those of the look-ups."""
        of_people = (
            index("by_scope", "roles.scope"),
            index("by_signing", "signing.body"),
            index("by_email", "email", collation=ANY_CASE),
        )
        by_joint = index("by_joint_administration", "joint_administration", "_id")
        return [(self._accounts.collection, of_people), (self._bodies.collection, (by_joint,))]

    def account(self, id: str) -> Doc | None:
        """Return a person."""
        return self._accounts.find(id)

    def name_of(self, id: str | None) -> str | None:
        """Return what a person is called, to whom an id may belong; None where nobody is."""
        return (self._accounts.find(id) or {}).get("name") if id else None

    def body(self, key: str) -> Doc | None:
        """Return a body."""
        return self._bodies.find(key)

    def vendor(self, id: str) -> Doc | None:
        """Return a vendor."""
        return self._vendors.find(id)

    def with_role(self, roles: Iterable[str], scope: str) -> list[Doc]:
        """Return the active people who hold one of the roles in this scope."""
        holding = {"$elemMatch": {"role": {"$in": list(roles)}, "scope": scope}}
        return list(self._accounts.collection.find({"roles": holding, "state": "active"}))

    def signatories(self, body: str) -> list[Doc]:
        """Return the active people who may sign today for a body or its joint administration."""
        joint = (self._bodies.find(body) or {}).get("joint_administration")
        places, today = [p for p in (body, joint) if p], clock.local_date(clock.now())
        criteria = {"signing.body": {"$in": places}, "state": "active"}
        people = self._accounts.collection.find(criteria)
        return [person for person in people if may_sign(person, places, today)]

    def signed_for(self, body: str) -> list[str]:
        """Return the bodies a signatory of this one signs for: itself and those it administers."""
        members = self._bodies.collection.find({"joint_administration": body}, {"_id": 1})
        return [body, *(doc["_id"] for doc in members.sort("_id", 1).limit(MOST_MEMBERS))]

    def of_bodies(self, bodies: Sequence[str], *, after: str, limit: int) -> list[str]:
        """Return a page of the active accounts that may order for one of the bodies."""
        holding = {"$elemMatch": {"role": {"$in": list(ORDERING)}, "scope": {"$in": list(bodies)}}}
        criteria = {"roles": holding, "state": "active", "_id": {"$gt": after}}
        found = self._accounts.collection.find(criteria, {"_id": 1}).sort("_id", 1)
        return [doc["_id"] for doc in found.limit(limit)]

    def at_address(self, address: str) -> list[Doc]:
        """Return the people who are reached at an address, however it is spelled."""
        return list(self._accounts.collection.find({"email": address}, collation=ANY_CASE))

    def preferences(self, accounts: Collection[str]) -> Mapping[str, Preferences]:
        """Return what these accounts prefer, without those who have said nothing."""
        return self._preferences.of_accounts(accounts)
