"""Command: ``python -m services.identity.invite PERSONS.json`` lets named people sign in.

The file lists ``persons`` with ``name_id``, ``organisation``, ``display_name``, ``email``
and one of ``operator_role``, ``vendor`` or ``ministry``; others are left out. This is also
how the first administrator comes in. Running it again changes nothing. Where an entry is
wrong it says which and why, ends with 1 and lets nobody in.
"""

import argparse
import json
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from services.common import clock, config, context
from services.common.context import Call
from services.common.principal import Principal
from services.common.runtime import Runtime
from services.common.validation.mail_addresses import deliverable
from services.common.validation.texts import one_line
from services.identity.domain.accounts import Account, RoleAssignment
from services.identity.domain.permissions import OPERATOR_ROLES, Role
from services.identity.repositories.accounts import Accounts, account_id

FACTS = ("name_id", "organisation", "display_name", "email")
Person = dict[str, Any]


class WrongEntry(ValueError):
    """An entry of the file nobody can be let in by."""


def held_by(person: Person) -> RoleAssignment | None:
    """Return the role an entry of the file stands for."""
    if role := person.get("operator_role"):
        if role not in OPERATOR_ROLES:
            raise WrongEntry(f"no operator role: {role}")
        return RoleAssignment(role, "*")
    if vendor := person.get("vendor"):
        return RoleAssignment(Role.VENDOR_MANAGER, f"vendor:{vendor}")
    if ministry := person.get("ministry"):
        return RoleAssignment(Role.MINISTRY_READER, f"ministry:{ministry}")
    return None


def main(arguments: list[str]) -> int:
    """Invite everyone in the file; the running service tells the others."""
    parser = argparse.ArgumentParser(prog="services.identity.invite")
    parser.add_argument("file", type=Path)
    try:
        named = list(_named(json.loads(parser.parse_args(arguments).file.read_text())))
    except ValueError as wrong:
        print(f"nobody is let in: {wrong}")
        return 1
    runtime = Runtime("identity", config.read(config.ServiceSettings))
    context.enter(Call(principal=Principal("command:invite"), action="identity.invite"))
    accounts = Accounts.of(runtime)
    for person, assignment in named:
        _invite(accounts, person, assignment)
    return 0


def _named(file: Any) -> Iterator[tuple[Person, RoleAssignment]]:
    """Yield who is let in and as what; names and addresses as they are kept."""
    persons = file.get("persons") if isinstance(file, dict) else None
    if not isinstance(persons, list):
        raise WrongEntry("the file has no list `persons`")
    for number, person in enumerate(persons, 1):
        try:
            if assignment := held_by(person):
                yield _checked(person), assignment
        except (AttributeError, ValueError) as wrong:
            raise WrongEntry(f"person {number}: {wrong}") from wrong


def _checked(person: Person) -> Person:
    if missing := [name for name in FACTS if not isinstance(person.get(name), str)]:
        raise WrongEntry(f"no {', '.join(missing)}")
    lines = {name: one_line(person[name]) for name in ("display_name", "email")}
    return {**person, **lines, "email": deliverable(lines["email"])}


def _invite(accounts: Accounts, person: Person, assignment: RoleAssignment) -> None:
    id, name, email = account_id(person["name_id"]), person["display_name"], person["email"]
    new = Account(
        id=id,
        name_id=person["name_id"],
        organisation=person["organisation"],
        name=name,
        created_at=clock.now(),
    )
    accounts.add(new)
    context.enter(replace(context.current(), once=uuid.uuid4().hex))

    def enter(account: Account) -> None:
        if account.use_invitation(f"command:{assignment.scope}:{assignment.role}"):
            account.invite(assignment, name=name, email=email)

    accounts.change(id, enter)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
