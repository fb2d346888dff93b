"""How much a filled system holds, and the ids of what it holds."""

import hashlib
from dataclasses import dataclass

from services.identity.repositories.accounts import account_id
from services.orders.repositories.numbers import id_of, number_of

YEAR = 2026


@dataclass(frozen=True)
class Sizes:
    """How many there are of each; one registration makes one account."""

    registrations: int = 20_000
    orders: int = 200_000
    lines: int = 1_000_000


def name_id(n: int) -> str:
    """Return the pseudonym of the certificate of person ``n``."""
    return "ek-" + hashlib.sha256(f"bench-{n}".encode()).hexdigest()[:40]


def person_id(n: int) -> str:
    """Return the account of person ``n``."""
    return account_id(name_id(n))


def order_id(n: int) -> str:
    """Return the id of order ``n``."""
    return id_of(f"bench-{n}")


def order_code(n: int) -> str:
    """Return what the numbers of order ``n``, its contract and its ticket end in."""
    return number_of(order_id(n), YEAR).rpartition("-")[2]
