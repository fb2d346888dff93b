"""Where identity keeps people, their organisations, mandates, invitations and API clients."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from services.common import clock, paging
from services.common.errors import Conflict
from services.common.messaging.read_copies import copy_of
from services.common.storage.indexes import index
from services.common.storage.mongo import Repository
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.authorities import AuthorityState
from services.identity.domain.clients import Client
from services.identity.domain.invitations import OPEN_FOR_WORKING_DAYS, Invitation
from services.identity.domain.mandates import Mandate, MandateState
from services.identity.domain.registrations import FINAL, Hint, Registration, State
from services.identity.settings import read_settings

Doc = dict[str, Any]

vendors_copy = copy_of("catalog", "vendor")
MOST_HINTS = 5
MOST_LOOKED_AT = 5000
OPEN_STATES = tuple(state.value for state in State if state not in FINAL)


class Accounts(Repository[Account]):
    """People; the id follows from the certificate, so that two sign-ins make one account."""

    kind = Account
    collection_name = "accounts"
    not_found = "account-not-found"

    own_indexes = (
        index("one_per_certificate", "name_id", unique=True),
        index("registrations_by_state", "registrations.state", "_id"),
        index("review_queue", "latest.state", "latest.since", "_id"),
        index("review_queue_of_a_body", "latest.body", "latest.state", "latest.since", "_id"),
        index("by_address", "registrations.email", "_id"),
        index("by_name", "registrations.family_name", "registrations.given_name"),
        index("registrations_by_body", "registrations.body", "_id"),
        index("authorities_by_body_and_id", "authorities.body", "_id"),
        index("by_role", "roles.scope", "_id"),
        index("by_last_sign_in", "state", "last_sign_in_at"),
    )

    def behind(self, name_id: str) -> Account | None:
        """Give the account a certificate leads to: its own, or the one it was re-bound to."""
        account = self.find(account_id(name_id))
        return self.get(account.merged_into) if account and account.merged_into else account

    def queue(self, query: Doc) -> tuple[list[Account], int]:
        """Give the people whose latest registration is open in this state, longest waiting first.

        One query gives the page and the total; both come from the index.
        """
        wanted = {f"latest.{name}": query[name] for name in ("state", "body") if query.get(name)}
        page = {**wanted, **_behind(query["cursor"])} if query["cursor"] else wanted
        counted = {"coll": self.collection_name,
                   "pipeline": [{"$match": wanted}, {"$count": "total"}]}  # fmt: skip
        pipeline = [
            {"$match": page},
            {"$sort": {"latest.since": 1, "_id": 1}},
            {"$limit": query["limit"] + 1},
            {"$unionWith": counted},
        ]
        docs = list(self.collection.aggregate(pipeline))
        total = docs.pop()["total"] if docs and "total" in docs[-1] else 0
        return [Account.from_doc(doc) for doc in docs], total

    def with_registrations(self, query: Doc) -> tuple[list[Account], int]:
        """Give accounts that hold a registration of this state or body."""
        wanted = {name: query[name] for name in ("state", "body") if query.get(name)}
        criteria: Doc = (
            {"registrations": {"$elemMatch": wanted}}
            if wanted
            else {"registrations.state": {"$exists": True}}
        )
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)

    def with_authorities(self, body: str) -> list[Account]:
        """Give those who declared or hold a signing authority for the body."""
        return self.page({"authorities.body": body}, limit=200)

    def members(self, body: str, query: Doc) -> tuple[list[Account], int]:
        """Give one more than the limit of those with a role or an authority, and the total."""
        signing = {"$elemMatch": {"body": body, "state": AuthorityState.APPROVED.value}}
        criteria = {"$or": [{"roles.scope": body}, {"authorities": signing}]}
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)

    def of_body(self, key: str) -> Iterator[str]:
        """Give the ids of all who have to do with the body."""
        paths = ("roles.scope", "authorities.body", "registrations.body")
        for doc in self.collection.find({"$or": [{p: key} for p in paths]}, {"_id": 1}):
            yield doc["_id"]

    def hints(self, account: str, registration: Registration) -> list[Hint]:
        """Give other accounts a reviewer should compare with this registration."""
        by_address = {"registrations.email": registration.email}
        by_name = {
            "registrations.family_name": registration.family_name,
            "registrations.given_name": registration.given_name,
        }
        return [
            Hint(kind, doc["_id"])
            for kind, criteria in (("same_address", by_address), ("same_name", by_name))
            for doc in self.collection.find(
                {**criteria, "_id": {"$ne": account}}, {"_id": 1}
            ).limit(MOST_HINTS)
        ]

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Give the names of these accounts."""
        found = self.collection.find({"_id": {"$in": sorted(set(ids))}}, {"name": 1})
        return {doc["_id"]: doc["name"] for doc in found}

    def unanswered(self, before: datetime) -> list[str]:
        """Give whose question, or address to confirm, has been waiting since before that time."""
        unconfirmed = {"state": State.SUBMITTED.value, "email_confirmed": False}
        asked: list[Doc] = [
            {"latest.state": State.ASKED_BACK.value},
            {"latest.state": State.SUBMITTED.value, "registrations": {"$elemMatch": unconfirmed}},
        ]
        criteria = {"$or": asked, "latest.since": {"$lt": before}}
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1}).limit(100)]

    def unused(self, state: AccountState, before: datetime) -> list[str]:
        """Give accounts of a state nobody has signed in to since that time."""
        criteria = {
            "state": state.value,
            "last_sign_in_at": {"$lt": before},
            "merged_into": None,
        }
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1}).limit(100)]

    def counts(self, id: str, organisation: str) -> bool:
        """Tell whether the account takes a place of this organisation."""
        account = self.find(id)
        return account is not None and account.counts and account.organisation == organisation

    def states(self, after: str = "") -> Iterator[Doc]:
        """Give every account's public state as an item of a snapshot."""
        for doc in self.docs_after(after, {"state": {"$ne": "new"}}):
            account = Account.from_doc(doc)
            yield {"id": account.id, "sequence": account.version, "state": account.public()}


def _behind(cursor: str) -> Doc:
    at, id = paging.parts_of(cursor, (datetime, str))
    later = {"latest.since": {"$gt": at}}
    return {"$or": [later, {"latest.since": at, "_id": {"$gt": id}}]}


def cursor_of(account: Account) -> str:
    """Give where the next page of the queue begins."""
    if account.latest is None:
        raise ValueError(f"{account.id} has no registration")
    return paging.written(account.latest.since, account.id)


def account_id(name_id: str) -> str:
    """Derive the account's id from the certificate's pseudonym."""
    return "a" + hashlib.sha256(name_id.encode()).hexdigest()[:20]


class Organisations:
    """How many accounts each organisation has: one document each, so that the limit holds.

    ``seats`` names the accounts, so that taking a place twice takes one.
    """

    def __init__(self, runtime: Any) -> None:
        self._collection: Collection[Doc] = runtime.database["organisations"]
        self._limit = runtime.part(read_settings).accounts_per_organisation

    def take_seat(self, organisation: str, account: str) -> None:
        """Take a place of the organisation, or raise Conflict where all are taken."""
        limit = self._limit
        free = {"_id": organisation, "seats": {"$ne": account}, "taken": {"$lt": limit}}
        taking = {"$push": {"seats": account}, "$inc": {"taken": 1}}
        try:
            self._collection.update_one(free, taking, upsert=True)
        except DuplicateKeyError:
            if not self.has_seat(organisation, account):
                raise Conflict(
                    "organisation-full",
                    f"Ihre Organisation hat schon {limit} Konten; mehr sind nicht vorgesehen. Bitte"
                    " wenden Sie sich an projekt@baykommun.bayern. / The organisation is full.",
                ) from None

    def give_back(self, organisation: str, account: str) -> None:
        """Give the place back; again changes nothing."""
        held = {"_id": organisation, "seats": account}
        self._collection.update_one(held, {"$pull": {"seats": account}, "$inc": {"taken": -1}})

    def has_seat(self, organisation: str, account: str) -> bool:
        """Tell whether the account has a place."""
        held = {"_id": organisation, "seats": account}
        return self._collection.find_one(held, {"_id": 1}) is not None

    def all_seats(self) -> Iterator[tuple[str, list[str]]]:
        """Give every organisation with the accounts that have a place."""
        for doc in self._collection.find({}, {"seats": 1}):
            yield doc["_id"], doc["seats"]


class Mandates(Repository[Mandate]):
    """Who may act for whom."""

    kind = Mandate
    collection_name = "mandates"
    not_found = "mandate-not-found"

    own_indexes = (
        index("given_to", "grantee", "state"),
        index("of_grantee", "grantee", "_id"),
        index("given_by", "grantor", "_id"),
        index("granted_by", "granted_by", "_id"),
    )

    def given_to(self, grantees: list[str]) -> list[Mandate]:
        """Give what is granted to the person or one of the bodies."""
        criteria = {"grantee": {"$in": grantees}, "state": MandateState.GRANTED.value}
        return [Mandate.from_doc(doc) for doc in self.collection.find(criteria)]

    def of_places(self, places: list[str] | None, query: Doc) -> tuple[list[Mandate], int]:
        """Give one more than the limit of those given by or to one of the places, and the total."""
        among = {"$in": places} if places is not None else {"$exists": True}
        criteria: Doc = {"$or": [{"grantor": among}, {"grantee": among}]}
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)

    def of_person(self, account: str) -> list[Mandate]:
        """Give every mandate the person was given or granted, whatever became of it."""
        criteria = {"$or": [{"grantee": account}, {"granted_by": account}]}
        return [Mandate.from_doc(doc) for doc in self.collection.find(criteria)]

    def of_body(self, key: str) -> list[str]:
        """Give the ids of all mandates of the body, on either side."""
        criteria = {"$or": [{"grantor": key}, {"grantee": key}]}
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1})]

    def states(self, after: str = "") -> Iterator[Doc]:
        """Give every mandate as an item of a snapshot."""
        for doc in self.docs_after(after):
            mandate = Mandate.from_doc(doc)
            yield {"id": mandate.id, "sequence": mandate.version, "state": mandate.public()}


class Invitations(Repository[Invitation]):
    """Who was asked to come in."""

    kind = Invitation
    collection_name = "invitations"
    not_found = "invitation-not-found"

    own_indexes = (
        index("by_scope", "scope", "_id"),
        index("by_account", "accepted_by"),
        index("by_end", "expires_on"),
    )

    def ids(self, criteria: Doc) -> list[str]:
        """Give the ids of the invitations that fit."""
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1})]

    def sent_within_an_hour(self, invitation: Invitation) -> int:
        """Count those to its address in the hour before it; the day of their end finds them."""
        since = invitation.invited_at - timedelta(hours=1)
        first = clock.due_on(since, OPEN_FOR_WORKING_DAYS).isoformat()
        lately = {"expires_on": {"$gte": first}, "invited_at": {"$gt": since}}
        found = self.collection.find(lately, {"email": 1}).limit(MOST_LOOKED_AT)
        wanted = invitation.email.lower()
        return sum(doc["email"].lower() == wanted for doc in found)

    def forget(self, now: datetime) -> int:
        """Delete those that ended long ago, and give how many."""
        ended = (now - timedelta(days=90)).date().isoformat()
        return self.collection.delete_many({"expires_on": {"$lt": ended}}).deleted_count


class Clients(Repository[Client]):
    """Programs with a secret of their own."""

    kind = Client
    collection_name = "clients"
    not_found = "client-not-found"

    own_indexes = (index("by_place", "place", "_id"), index("by_account", "created_by"))
