"""People with their registrations, by the verbs that make them: most are approved, some wait."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from deploy.bench.filling.sizes import name_id, person_id
from services.identity.domain import authorizing, registering
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.authorities import Basis

Doc = dict[str, Any]
FAMILY = (
    "Huber", "Maier", "Bauer", "Wagner", "Gruber", "Lechner", "Moser", "Fischer", "Schmid",
    "Weber", "Hofer", "Brandl", "Eder", "Stadler", "Kern", "Ostermeier", "Zeller", "Vogel",
    "Reiter", "Winkler", "Haas", "Kaiser", "Seidl", "Müller", "Straßer", "Böhm", "Graf",
)  # fmt: skip
GIVEN = (
    "Anna", "Monika", "Sabine", "Petra", "Julia", "Karin", "Ursula", "Heike", "Alois", "Josef",
    "Markus", "Stefan", "Thomas", "Andreas", "Florian", "Georg", "Bernd", "Klaus", "Eva",
)  # fmt: skip
TOKEN = "bench-token"
OPEN = {0: "draft", 1: "unconfirmed", 2: "submitted", 3: "submitted", 4: "ask-back", 5: "reject"}
"""What becomes of some of every fifty; the others are approved."""
EVERY, SIGNS, ASKS = 50, 3, 97
A_BODY = 10
"""So many people has a body, or more."""


def people(bodies: Sequence[tuple[str, str]], reviewer: str, number: int) -> Iterator[Doc]:
    """Return that many accounts for bodies (key, name), decided by this account."""
    today = datetime.now(UTC)
    for n in range(number):
        turn, place = divmod(n, len(bodies))
        account = _person(n, turn, bodies[place], reviewer, today)
        account.take_news("identity")
        account.version = len(account.registrations) + len(account.authorities) + 1
        yield {**account.to_doc(), "outbox": [], "done": []}


def copies(accounts: Iterable[Doc], kept_at: datetime) -> Iterator[tuple[Doc, Doc]]:
    """Return of each account that is one by now what orders and what notify keep of it."""
    for doc in accounts:
        account = Account.from_doc(doc)
        if account.state is not AccountState.NEW:
            head = {"_id": account.id, "sequence": account.version, "kept_at": kept_at}
            yield {**head, **account.standing()}, {**head, **account.public()}


def _person(n: int, turn: int, body: tuple[str, str], reviewer: str, today: datetime) -> Account:
    """Let one person sign in and register; who waits does so since a few hours.

    It is the ``turn``-th of the body, so that no body has only people who wait.
    """
    fate = OPEN.get((n + turn) % EVERY, "approve")
    waits = fate != "approve"
    at = today - (timedelta(minutes=n % 600) if waits else timedelta(hours=12 + n % 8000))
    given, family = GIVEN[n % len(GIVEN)], FAMILY[n // 3 % len(FAMILY)]
    account = Account(id=person_id(n), name_id=name_id(n), organisation=f"du-bench-{body[0]}",
                      name=f"{given} {family}", created_at=at)  # fmt: skip
    account.sign_in(
        {"name_id": name_id(n), "organisation": account.organisation, "name": account.name,
         "assurance": "substanziell", "given_name": given, "family_name": family}, at,
    )  # fmt: skip
    registration = registering.begin(account, _facts(n, body, given, family), at)
    if fate != "draft":
        registering.submit(account, registration.id, TOKEN, at)
    if fate not in ("draft", "unconfirmed"):
        registering.confirm_email(account, registration.id, TOKEN, at)
    if fate in ("approve", "reject", "ask-back"):
        reason = None if fate == "approve" else "Bitte den Vertretungsplan beilegen."
        registering.decide(account, registration.id, fate, by=reviewer, reason=reason, now=at)
    if fate == "approve" and turn % SIGNS == 0:
        _signs(account, body[0], reviewer, at, asks=n % ASKS == 0)
    return account


def _facts(n: int, body: tuple[str, str], given: str, family: str) -> Doc:
    key, name = body
    return {
        "body": key, "body_name": name, "given_name": given, "family_name": family,
        "office": "Rathaus", "department": "Hauptamt", "phone": "08051 606-0",
        "email": f"{family.lower()}.{n}@{key}.example", "terms_version": "2026-01",
    }  # fmt: skip


def _signs(account: Account, body: str, reviewer: str, at: datetime, *, asks: bool) -> None:
    """Let somebody sign for the body, or ask for it."""
    facts = {"body": body, "basis": Basis.OFFICE, "title": "Erster Bürgermeister",
             "valid_from": date(2024, 1, 1)}  # fmt: skip
    authority = account.request_authority(facts, at)
    if not asks:
        authorizing.decide(account, authority.id, "approve", by=reviewer, now=at)
