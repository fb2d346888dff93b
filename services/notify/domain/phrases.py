"""Phrases all mails share: the greeting, whose turn it is until when, and what a day is called."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from services.common.words import Text
from services.notify.domain.plain import display_name, one_line
from services.notify.words import mails as words

Facts = Mapping[str, Any]

AFTER_CONTRACT = {"offered": "signatory", "signed": "countersigner"}
"""Who is next by the state of a contract whose event does not say it yet."""


def greeting(name: str) -> Text:
    """Return the greeting, by name where there is one."""
    known = display_name(name)
    return words.GREETING.filled(name=known) if known else words.GREETING_WITHOUT_NAME


def next_step(facts: Facts, roles: Collection[str] = ()) -> Text | None:
    """Return whose turn it is and until when, for a reader in these roles; None if nobody's."""
    waiting = _waiting_for(facts)
    if not waiting:
        return None
    theirs = words.THEIR_TURN.filled(who=_who(waiting["role"], facts))
    act, due_on = both(waiting.get("reason")), waiting.get("due_on")
    return words.NEXT_STEP.filled(
        turn=words.YOUR_TURN if waiting["role"] in roles else theirs,
        act=words.ACT.filled(act=act) if act else words.NOTHING,
        until=words.UNTIL.filled(day=day(due_on)) if due_on else words.NOTHING,
    )


def order_facts(order: Facts | None, service: Text) -> list[tuple[Text, str | Text]]:
    """Return the facts every mail about an order shows, each with its label."""
    if not order:
        return []
    values = {
        "number": order["number"],
        "service": service,
        "body": order["body_name"],
    }
    return [(words.FACTS[name], value) for name, value in values.items()]


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
    return words.CODES.get(code) or Text(code, code)


def day(iso: str) -> Text:
    """Return a day (ISO) with its weekday."""
    on = date.fromisoformat(iso)
    return words.DAY.filled(weekday=words.WEEKDAYS[on.weekday()], date=on)


def moment(iso: str) -> Text:
    """Return a moment (RFC 3339) as clocks in Bavaria show it."""
    return Text("{moment}", "{moment}").filled(moment=datetime.fromisoformat(iso))


def for_services(keys: Collection[str]) -> Text:
    """Return for how many services a mandate holds; none named are all."""
    return words.ONLY_SOME_SERVICES.filled(count=len(keys)) if keys else words.ALL_SERVICES


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
