"""Where identity keeps people, with their registrations and signing authorities."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from pymongo.collation import Collation

from services.common import clock, paging
from services.common.reminding import Due, step_index, steps_due
from services.common.storage.indexes import index
from services.common.storage.repository import Repository
from services.identity.domain import authorizing, telling
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.authorities import AuthorityState
from services.identity.domain.registration_states import FINAL, RegistrationState
from services.identity.domain.registrations import Hint, Registration

Doc = dict[str, Any]
MOST_HINTS = 5
MOST_COUNTED = 1000
"""Of the people a list finds; whoever finds more narrows it."""
ALIKE = Collation("de", strength=1)
"""Müller and muller are alike."""
NEXT_STEP = "latest.next_at"
"""When something is said next of the person's open registration."""
NEXT_ENDING = "next_ending_at"
OF_A_TEAM = {"team.0": {"$exists": True}}
HEARD_OF = {"$or": [{"told": True}, {"state": {"$ne": AccountState.NEW.value}}]}
"""Those other services keep copies of."""
LAST = "\uffff"
"""Sorts behind every letter."""
OPEN_STATES = tuple(state.value for state in RegistrationState if state not in FINAL)


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
        index("people_by_name", "name", "_id", collation=ALIKE),
        index("people_by_state", "state", "name", "_id", collation=ALIKE),
        index("people_by_role", "roles.role", "name", "_id", collation=ALIKE),
        index("people_by_place", "roles.scope", "name", "_id", collation=ALIKE),
        index("teams_by_name", "name", "_id", where=OF_A_TEAM, collation=ALIKE),
        index("people_by_family_name", "registrations.family_name", "_id", collation=ALIKE),
        index("people_by_address", "registrations.email", "_id", collation=ALIKE),
        index("registrations_by_body", "registrations.body", "_id"),
        index("authorities_by_body_and_id", "authorities.body", "_id"),
        index("authorities_by_state", "authorities.state", "_id"),
        index("by_role", "roles.scope", "_id"),
        step_index(NEXT_STEP),
        step_index(NEXT_ENDING, "next_ending"),
        index("by_last_sign_in", "state", "last_sign_in_at"),
    )

    def change(self, id: str, act: Callable[[Account], Any]) -> Account:
        """Change a person; what others keep copies of is told whenever it is another."""

        def act_and_tell(account: Account) -> None:
            knew = telling.what_others_know(account)
            act(account)
            telling.tell_if_others(account, knew)

        return super().change(id, act_and_tell)

    def behind(self, name_id: str) -> Account | None:
        """Return the account a certificate leads to: its own, or the one it was re-bound to."""
        account = self.find(account_id(name_id))
        return self.get(account.merged_into) if account and account.merged_into else account

    def queue(self, query: Doc) -> tuple[list[Account], int]:
        """Return the people whose latest registration is open in this state, longest waiting first.

        One query gives the page and the total; both come from the index.
        """
        criteria = {f"latest.{name}": query[name] for name in ("state", "body") if query.get(name)}
        page = {**criteria, **_behind(query["cursor"])} if query["cursor"] else criteria
        counted = {"coll": self.collection_name,
                   "pipeline": [{"$match": criteria}, {"$count": "total"}]}  # fmt: skip
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
        """Return accounts that hold a registration of this state or body, and how many do.

        They are counted up to one more than ``MOST_COUNTED``.
        """
        fits = {name: query[name] for name in ("state", "body") if query.get(name)}
        criteria: Doc = (
            {"registrations": {"$elemMatch": fits}}
            if fits
            else {"registrations.state": {"$exists": True}}
        )
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria, limit=MOST_COUNTED + 1)

    def people(self, query: Doc) -> tuple[list[Account], int]:
        """Return one more than the limit of those that fit, by name, and how many fit.

        They are counted up to one more than ``MOST_COUNTED``.
        """
        criteria = _of_people(query)
        page = {"$and": [criteria, _behind_name(query["cursor"])]} if query["cursor"] else criteria
        docs = self.collection.find(page, collation=ALIKE).sort([("name", 1), ("_id", 1)])
        total = self.collection.count_documents(criteria, limit=MOST_COUNTED + 1, collation=ALIKE)
        return [Account.from_doc(doc) for doc in docs.limit(query["limit"] + 1)], total

    def with_authorities(self, body: str) -> list[Account]:
        """Return those who declared or hold a signing authority for the body."""
        return self.page({"authorities.body": body}, limit=200)

    def authority_requests(self, query: Doc) -> tuple[list[tuple[Account, str]], int]:
        """Return one more than the limit of those that wait for approval, and the total.

        Each is an account with the id of its authority, the longest waiting first.
        """
        waiting = {"authorities.state": AuthorityState.REQUESTED.value}
        counted: list[Doc] = [{"$match": waiting}, {"$unwind": "$authorities"}, {"$match": waiting}]
        at, id = "authorities.requested_at", "authorities.id"
        page = [{"$match": _after(query["cursor"], at, id)}] if query["cursor"] else []
        found = list(self.collection.aggregate([
            *counted, *page, {"$sort": {at: 1, id: 1}}, {"$limit": query["limit"] + 1},
            {"$project": {"of": f"${id}"}},
        ]))  # fmt: skip
        total = list(self.collection.aggregate([*counted, {"$count": "total"}]))
        named = self.collection.find({"_id": {"$in": sorted({doc["_id"] for doc in found})}})
        accounts = {doc["_id"]: Account.from_doc(doc) for doc in named}
        pairs = [(accounts[doc["_id"]], doc["of"]) for doc in found if doc["_id"] in accounts]
        return pairs, total[0]["total"] if total else 0

    def members(self, body: str, query: Doc) -> tuple[list[Account], int]:
        """Return one more than the limit of those with a role or an authority, and the total."""
        signing = {"$elemMatch": {"body": body, "state": AuthorityState.APPROVED.value}}
        criteria = {"$or": [{"roles.scope": body}, {"authorities": signing}]}
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)

    def of_body(self, key: str) -> Iterator[str]:
        """Return the ids of all who have to do with the body."""
        paths = ("roles.scope", "authorities.body", "registrations.body")
        for doc in self.collection.find({"$or": [{p: key} for p in paths]}, {"_id": 1}):
            yield doc["_id"]

    def hints(self, account: str, registration: Registration) -> list[Hint]:
        """Return other accounts a reviewer should compare with this registration."""
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
        """Return the names of these accounts."""
        docs = self.collection.find({"_id": {"$in": sorted(set(ids))}}, {"name": 1})
        return {doc["_id"]: doc["name"] for doc in docs}

    def unanswered(self, before: datetime) -> list[str]:
        """Return whose question, or address to confirm, has been waiting since before that time."""
        unconfirmed = {"state": RegistrationState.SUBMITTED.value, "email_confirmed": False}
        asked: list[Doc] = [
            {"latest.state": RegistrationState.ASKED_BACK.value},
            {
                "latest.state": RegistrationState.SUBMITTED.value,
                "registrations": {"$elemMatch": unconfirmed},
            },
        ]
        criteria = {"$or": asked, "latest.since": {"$lt": before}}
        return [doc["_id"] for doc in self.collection.find(criteria, {"_id": 1}).limit(100)]

    def steps_due(self, now: datetime, after: Due | None, limit: int) -> list[Due]:
        """Return whose registration has something to say by now, the first first."""
        return steps_due(self.collection, NEXT_STEP, now, after, limit)

    def endings_due(self, now: datetime, after: Due | None, limit: int) -> list[Due]:
        """Return whose signing authority ends soon or has ended by now, the first first."""
        return steps_due(self.collection, NEXT_ENDING, now, after, limit)

    def seed(self) -> None:
        """Note when the authorities of an older release end; what has ended is no news.

        Where nothing ends that is noted as well, so that each account is looked at once.
        """
        unnoted: Doc = {NEXT_ENDING: {"$exists": False}}
        unknown = {"authorities.state": AuthorityState.APPROVED.value, **unnoted}
        for doc in list(self.collection.find(unknown, {"_id": 1})):
            one = self.change(doc["_id"], lambda a: authorizing.note_next_ending(a, clock.now()))
            unchanged = {"_id": one.id, "version": one.version, **unnoted}
            self.collection.update_one(unchanged, {"$set": {NEXT_ENDING: None}})

    def open_page(
        self, state: RegistrationState, after: tuple[datetime, str] | None, limit: int
    ) -> list[Account]:
        """Return people whose latest registration is in this state, behind another one."""
        criteria: Doc = {"latest.state": state.value}
        if after is not None:
            since, id = after
            behind = [{"latest.since": {"$gt": since}}, {"latest.since": since, "_id": {"$gt": id}}]
            criteria["$or"] = behind
        found = self.collection.find(criteria).sort([("latest.since", 1), ("_id", 1)])
        return [Account.from_doc(doc) for doc in found.limit(limit)]

    def holds_anywhere(self, roles: Iterable[str]) -> bool:
        """Tell whether somebody active is one of these for the operator."""
        held = {"$elemMatch": {"scope": "*", "role": {"$in": [str(role) for role in roles]}}}
        active = {"roles": held, "state": AccountState.ACTIVE.value}
        return self.collection.find_one(active, {"_id": 1}) is not None

    def of_operator(self, role: str) -> list[Account]:
        """Return those who are this for the operator and active, at most two hundred."""
        held = {"$elemMatch": {"scope": "*", "role": str(role)}}
        active = {"roles.scope": "*", "roles": held, "state": AccountState.ACTIVE.value}
        return self.page(active, limit=200)

    def unused(self, state: AccountState, before: datetime) -> list[str]:
        """Return accounts of a state nobody has signed in to since that time."""
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
        """Return every account's public state as an item of a snapshot."""
        for doc in self.docs_after(after, HEARD_OF):
            account = Account.from_doc(doc)
            yield {"id": account.id, "sequence": account.version, "state": account.public()}

    def standings(self, after: str = "") -> Iterator[Doc]:
        """Return every account's standing as an item of a snapshot."""
        for doc in self.docs_after(after, HEARD_OF):
            account = Account.from_doc(doc)
            yield {"id": account.id, "sequence": account.version, "state": account.standing()}


def _of_people(query: Doc) -> Doc:
    criteria: Doc = {"merged_into": None, "state": query["state"] or {"$ne": AccountState.ERASED}}
    if text := query["q"]:
        begins = {"$gte": text, "$lt": text + LAST}
        criteria["$or"] = [
            {"name": begins},
            {"registrations": {"$elemMatch": {"family_name": begins}}},
            {"registrations": {"$elemMatch": {"email": begins}}},
        ]
    held = {"role": query["role"], "scope": query["place"]}
    if asked := {name: value for name, value in held.items() if value}:
        criteria["roles"] = {"$elemMatch": asked}
    return criteria | (OF_A_TEAM if query.get("team") else {})


def _behind_name(cursor: str) -> Doc:
    name, last = paging.parts_of(cursor, (str, str))
    return {"$or": [{"name": {"$gt": name}}, {"name": name, "_id": {"$gt": last}}]}


def _behind(cursor: str) -> Doc:
    return _after(cursor, "latest.since", "_id")


def _after(cursor: str, moment: str, id: str) -> Doc:
    at, last = paging.parts_of(cursor, (datetime, str))
    return {"$or": [{moment: {"$gt": at}}, {moment: at, id: {"$gt": last}}]}


def cursor_of_person(account: Account) -> str:
    """Return where the next page of people by name begins."""
    return paging.written(account.name, account.id)


def cursor_of(account: Account) -> str:
    """Return where the next page of the queue begins."""
    if account.latest is None:
        raise ValueError(f"{account.id} has no registration")
    return paging.written(account.latest.since, account.id)


def account_id(name_id: str) -> str:
    """Derive the account's id from the certificate's pseudonym."""
    return "a" + hashlib.sha256(name_id.encode()).hexdigest()[:20]
