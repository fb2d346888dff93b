"""For whom registrations and signing authorities wait: how many, how many too long, since when."""

from datetime import date, datetime
from typing import Any

from services.common import clock
from services.identity.domain.authorities import MOVES, AuthorityState
from services.identity.domain.registration_states import RegistrationState
from services.identity.repositories.accounts import Accounts

Doc = dict[str, Any]
MOST_COUNTED = 5000
"""So many that wait are looked at; beyond it only that there are so many."""
WAITING = (RegistrationState.SUBMITTED.value, RegistrationState.ASKED_BACK.value)
REVIEWER, APPLICANT = "reviewer", "applicant"
AUTHORITY_DAYS = MOVES.turns.waits[AuthorityState.REQUESTED].working_days


def of_registrations(accounts: Accounts, today: date) -> list[Doc]:
    """Return by role what waits of people's latest registrations, found by their state.

    Each has ``count``, how many are ``overdue``, the ``first_due_on``, and ``since`` of the oldest.
    """
    held = accounts.held_counts.get(
        ("registrations", today), lambda: _of_registrations(accounts, today)
    )
    return [dict(one) for one in held]


def _of_registrations(accounts: Accounts, today: date) -> list[Doc]:
    submitted = {"$eq": ["$latest.state", RegistrationState.SUBMITTED.value]}
    reviewed = {"$and": [submitted, _is_confirmed("$last")]}
    due_on, late = "$last.due_on", {"$lt": ["$last.due_on", today.isoformat()]}
    overdue = {"$cond": [{"$and": [{"$gt": [due_on, None]}, late]}, 1, 0]}
    grouped = {
        "_id": {"$cond": [reviewed, REVIEWER, APPLICANT]},
        "count": {"$sum": 1},
        "overdue": {"$sum": overdue},
        "first_due_on": {"$min": due_on},
        "since": {"$min": "$latest.since"},
    }
    found = accounts.collection.aggregate([
        {"$match": {"latest.state": {"$in": list(WAITING)}}},
        {"$limit": MOST_COUNTED},
        {"$project": {"latest": 1, "last": {"$last": "$registrations"}}},
        {"$group": grouped},
        {"$sort": {"_id": -1}},
    ])  # fmt: skip
    return [{"role": one.pop("_id"), **one} for one in found]


def of_authorities(accounts: Accounts, today: date) -> list[Doc]:
    """Return what waits of signing authorities; all of them are the reviewers'."""
    held = accounts.held_counts.get(
        ("authorities", today), lambda: _of_authorities(accounts, today)
    )
    return [dict(one) for one in held]


def _of_authorities(accounts: Accounts, today: date) -> list[Doc]:
    waiting = {"authorities.state": AuthorityState.REQUESTED.value}
    found = accounts.collection.aggregate([
        {"$match": waiting},
        {"$unwind": "$authorities"},
        {"$match": waiting},
        {"$limit": MOST_COUNTED},
        {"$project": {"since": "$authorities.requested_at", "body": "$authorities.body"}},
    ])  # fmt: skip
    return _counted(list(found), today)


def submitted_since(accounts: Accounts, moment: datetime | None) -> int | None:
    """Return how many registrations that wait for reviewers were handed in since then."""
    if moment is None:
        return None
    new = {"latest.state": RegistrationState.SUBMITTED.value, "latest.since": {"$gte": moment}}
    last = {"last": {"$last": "$registrations"}}
    reviewed = {**new, "$expr": {"$let": {"vars": last, "in": _is_confirmed("$$last")}}}
    return accounts.collection.count_documents(reviewed, limit=MOST_COUNTED)


def _is_confirmed(registration: str) -> Doc:
    """Tell of a registration whether its address is confirmed: until then it is no reviewer's."""
    return {"$eq": [f"{registration}.email_confirmed", True]}


def _counted(waiting: list[Doc], today: date) -> list[Doc]:
    if not waiting:
        return []
    due = [str(clock.due_on(one["since"], AUTHORITY_DAYS, one["body"])) for one in waiting]
    overdue = sum(day < today.isoformat() for day in due)
    since = min(one["since"] for one in waiting)
    return [{"role": REVIEWER, "count": len(waiting), "overdue": overdue,
             "first_due_on": min(due), "since": since}]  # fmt: skip
