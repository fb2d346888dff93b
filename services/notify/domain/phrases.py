"""Phrases all mails share: the greeting, whose turn it is until when, and what a day is called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.common import clock
from services.common.words import Text
from services.notify.domain.plain import display_name, one_line
from services.notify.words import letters as words
from services.notify.words import mails

Facts = Mapping[str, Any]

AFTER_CONTRACT = {"offered": "signatory", "signed": "countersigner"}
"""Who is next by the state of a contract whose event does not say it yet."""


@dataclass(frozen=True)
class NextStep:
    """Whose turn it is with what, and until when."""

    yours: bool
    what: Text
    until: Text | None

    @property
    def sentence(self) -> Text:
        """Return it in one sentence."""
        if self.until is None:
            return words.SENTENCE.filled(what=self.what)
        return words.SENTENCE_UNTIL.filled(what=self.what, until=self.until)


def greeting(name: str) -> Text:
    """Return the greeting, by name where there is one."""
    known = display_name(name)
    return words.GREETING.filled(name=known) if known else words.GREETING_WITHOUT_NAME


def next_step(
    facts: Facts, roles: Collection[str] = (), else_to: Text | None = None
) -> NextStep | None:
    """Return whose turn it is and until when, for a reader in these roles; None if nobody's.

    ``else_to`` is what a reader is to do where the event does not say it.
    """
    waiting = _waiting_for(facts)
    if not waiting:
        return None
    yours = waiting["role"] in roles
    turn = words.YOUR_TURN if yours else words.THEIR_TURN.filled(who=_who(waiting["role"], facts))
    act, due_on = both(waiting.get("reason")) or (else_to if yours else None), waiting.get("due_on")
    return NextStep(
        yours,
        words.TURN.filled(turn=turn, act=act) if act else turn,
        words.UNTIL.filled(day=day(due_on)) if due_on else None,
    )


def order_facts(facts: Facts, service: Text) -> list[tuple[Text, str | Text]]:
    """Return the facts every mail about an order shows, each with its label."""
    order, contract = facts.get("order"), facts.get("contract")
    if not order:
        return []
    values = {"service": service, "body": order["body_name"], "number": order["number"]}
    if contract:
        values["contract"] = contract["number"]
    return [(words.FACTS[name], value) for name, value in values.items()]


def why(kind: str, roles: Collection[str]) -> Text:
    """Return why a reader told in these roles gets a mail of this kind."""
    held = (reason for role, reason in words.WHY_AS.items() if role in roles)
    because = words.WHY_OF.get(kind) or next(held, words.WHY_ELSE)
    return words.WHY.filled(why=because)


def both(said: Any) -> Text | None:
    """Return what an event says in both languages or in the one a person wrote; None if nothing."""
    if isinstance(said, Mapping):
        german = str(said.get("de") or "")
        said = Text(german, str(said.get("en") or german))
    elif said:
        said = Text(str(said), str(said))
    return said if said and said.de else None


def word(code: str) -> Text:
    """Return the word for a role, for the scope of a mandate or for the kind of a notice."""
    return mails.CODES.get(code) or Text(code, code)


def day(iso: str) -> Text:
    """Return a day (ISO) with its weekday."""
    return _day(date.fromisoformat(iso))


def moment(iso: str) -> Text:
    """Return a moment (RFC 3339) with its weekday, as clocks in Bavaria show it."""
    here = datetime.fromisoformat(iso).astimezone(clock.LOCAL)
    return words.MOMENT.filled(day=_day(here.date()), time=f"{here:%H:%M}")


def for_services(keys: Collection[str]) -> Text:
    """Return for how many services a mandate holds; none named are all."""
    return mails.ONLY_SOME_SERVICES.filled(count=len(keys)) if keys else mails.ALL_SERVICES


def _day(on: date) -> Text:
    weekday, month = words.WEEKDAYS[on.weekday()], words.MONTHS[on.month - 1]
    return words.DAY.filled(weekday=weekday, day=on.day, month=month, year=str(on.year))


def _who(role: str, facts: Facts) -> Text:
    about = facts.get("order") or facts.get("registration") or {}
    body, setup_party = about.get("body_name"), facts.get("setup_party_name")
    return words.WHO.get(role, words.SOMEBODY).filled(
        body=one_line(body) if body else words.THE_BODY,
        setup_party=one_line(setup_party) if setup_party else words.THE_SETUP_PARTY,
    )


def _waiting_for(facts: Facts) -> Facts | None:
    contract = facts.get("contract") or {}
    if "waiting_for" not in contract and contract:
        role = AFTER_CONTRACT.get(contract["state"])
        return {"role": role} if role else None
    about = contract or facts.get("order") or facts.get("registration") or {}
    waiting: Facts | None = about.get("waiting_for")
    return waiting
