"""Command: ``python -m services.identity.invite PERSONS.json`` lets named people sign in.

The file lists ``persons`` with ``name_id``, ``organisation``, ``display_name``, ``email``
and one of ``operator_role``, ``vendor`` or ``ministry``; others are left out. This is also
how the first administrator comes in. Running it again changes nothing.
"""

import json
import sys
import uuid
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


def held_by(person: dict[str, Any]) -> RoleAssignment | None:
    """Return the role an entry of the file stands for."""
    if role := person.get("operator_role"):
        if role not in OPERATOR_ROLES:
            raise ValueError(f"no operator role: {role}")
        return RoleAssignment(role, "*")
    if vendor := person.get("vendor"):
        return RoleAssignment(Role.VENDOR_MANAGER, f"vendor:{vendor}")
    if ministry := person.get("ministry"):
        return RoleAssignment(Role.MINISTRY_READER, f"ministry:{ministry}")
    return None


def main(arguments: list[str]) -> int:
    """Invite everyone in the file; the running service tells the others."""
    persons = json.loads(Path(arguments[0]).read_text())["persons"]
    runtime = Runtime("identity", config.read(config.ServiceSettings))
    context.enter(Call(principal=Principal("command:invite"), action="identity.invite"))
    accounts = Accounts.of(runtime)
    for person in persons:
        if assignment := held_by(person):
            _invite(accounts, person, assignment)
    return 0


def _invite(accounts: Accounts, person: dict[str, Any], assignment: RoleAssignment) -> None:
    id, name = account_id(person["name_id"]), one_line(person["display_name"])
    email = deliverable(one_line(person["email"]))
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
