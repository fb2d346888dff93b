"""Where identity keeps accounts and bodies."""

import hashlib
from collections.abc import Iterator
from typing import Any

from services.common.mongo import Repository
from services.identity.domain.accounts import Account
from services.identity.domain.bodies import Body, body_of, query_terms
from services.identity.register.edition import read_bodies


class Bodies(Repository[Body]):
    """The register; loaded once per edition, the same rows again change nothing."""

    kind = Body
    collection_name = "bodies"
    not_found = "body-not-found"

    def prepare(self) -> None:
        super().prepare()
        self.collection.create_index([("terms", 1), ("_id", 1)], name="by_term")
        self.collection.create_index([("kind", 1), ("_id", 1)], name="by_kind")
        self.collection.create_index([("district", 1), ("_id", 1)], name="by_district")
        self.collection.create_index([("capacities.capacity", 1), ("_id", 1)], name="by_capacity")
        self.load()

    def load(self) -> None:
        """Insert the rows of the register that are not there yet."""
        held = {doc["_id"] for doc in self.collection.find({}, {"_id": 1})}
        rows = [row for row in read_bodies() if row["key"] not in held]
        new = [{**body_of(row).to_doc(), "outbox": [], "done": []} for row in rows]
        if new:
            self.collection.insert_many(new, ordered=False)

    def search(self, query: dict[str, Any]) -> tuple[list[Body], int]:
        """Give one item more than the limit, and how many there are in all."""
        found = _criteria(query)
        page = self.page(found, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(found)

    def states(self) -> Iterator[dict[str, Any]]:
        """Give every body as an item of a snapshot."""
        for doc in self.collection.find({}, {"terms": 0, "outbox": 0, "done": 0}).sort("_id", 1):
            id, version = doc.pop("_id"), doc.pop("version")
            yield {"id": id, "sequence": version, "state": {"key": id, **doc}}


def _criteria(query: dict[str, Any]) -> dict[str, Any]:
    criteria: list[dict[str, Any]] = []
    if text := query.get("q"):
        if text.isdigit():
            criteria.append({"_id": {"$gte": text, "$lt": text + "~"}})
        else:
            criteria += [{"terms": {"$gte": t, "$lt": t + "~"}} for t in query_terms(text)]
    for name, field in (("kind", "kind"), ("district", "district")):
        if value := query.get(name):
            criteria.append({field: value})
    if capacity := query.get("capacity"):
        criteria.append({"capacities.capacity": capacity})
    return {"$and": criteria} if criteria else {}


class Accounts(Repository[Account]):
    """People; the id follows from the certificate, so that two sign-ins make one account."""

    kind = Account
    collection_name = "accounts"
    not_found = "account-not-found"

    def prepare(self) -> None:
        super().prepare()
        self.collection.create_index("name_id", name="one_per_certificate", unique=True)
        self.collection.create_index(
            [("registrations.state", 1), ("_id", 1)], name="registrations_by_state"
        )
        self.collection.create_index("authorities.body", name="authorities_by_body")

    def with_registrations(self, query: dict[str, Any]) -> tuple[list[Account], int]:
        """Give accounts that hold a registration of this state or body."""
        wanted = {name: query[name] for name in ("state", "body") if query.get(name)}
        criteria = (
            {"registrations": {"$elemMatch": wanted}}
            if wanted
            else {"registrations.state": {"$exists": True}}
        )
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)

    def with_authorities(self, body: str) -> list[Account]:
        """Give those who declared or hold a signing authority for the body."""
        return self.page({"authorities.body": body}, limit=200)

    def states(self) -> Iterator[dict[str, Any]]:
        """Give every account's public state as an item of a snapshot."""
        for doc in self.collection.find({"state": {"$ne": "new"}}).sort("_id", 1):
            account = Account.from_doc(doc)
            yield {"id": account.id, "sequence": account.version, "state": account.public()}


def account_id(name_id: str) -> str:
    """Derive the account's id from the certificate's pseudonym."""
    return "a" + hashlib.sha256(name_id.encode()).hexdigest()[:20]
