"""Every method of every service, tried by every role over the broker, does as the table says."""

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.local.system import System
from services.common.principal import Principal
from services.identity.domain.permissions import ONESELF, PERMISSIONS
from tests.faults.straight import Caller, caller, headers_for
from tests.shape.rights import EVERYONE, GATEWAY, RIGHTS, ROLES

NOWHERE = "09999999"
"""The key of no body: whoever may call there changes nothing."""


@pytest.fixture(scope="module")
def calling(system: System) -> Iterator[Caller]:
    """A caller past the gateway."""
    with caller(system.broker.amqp_uri) as connected:
        yield connected


def principal_of(role: str) -> Principal:
    grants = {"self": ONESELF}
    if role in ROLES:
        grants[NOWHERE] = PERMISSIONS[role]
    if role == GATEWAY:
        grants = {"*": frozenset({"sessions:open"})}
    return Principal(f"probe-{role}", role, grants)


def tried(calling: Caller, system: System, called: str, role: str) -> str:
    """Call with an argument no method takes; give the code of the refusal."""
    service, _, method = called.partition(".")
    headers = headers_for(system, service, principal_of(role))
    answer: dict[str, Any] = calling.call(service, method, headers, no_such_argument=1)
    return str(answer["error"]["exc_args"][0])


@pytest.mark.parametrize("called", RIGHTS)
def test_a_method_is_refused_to_exactly_those_who_lack_the_right(
    calling: Caller, system: System, called: str
) -> None:
    everybody = (*ROLES, EVERYONE, GATEWAY)

    codes = {role: tried(calling, system, called, role) for role in everybody}

    admitted = {role for role, code in codes.items() if code == "arguments-invalid"}
    assert admitted == set(RIGHTS[called])
    assert {codes[role] for role in codes.keys() - admitted} <= {"not-permitted"}
