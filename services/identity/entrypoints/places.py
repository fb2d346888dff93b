"""How the places are called in which somebody holds a role."""

from collections.abc import Iterable
from typing import Any

from services.common.errors import Wrong, invalid_fields
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import EVERYWHERE
from services.identity.domain.permissions import VENDOR, roles_at
from services.identity.words.labels import MINISTRIES, ROLES

OPERATOR = "BayKommun"
MINISTRY = "ministry:"
_BY_CODE = {code.casefold(): name for code, name in MINISTRIES.items()}


def names_of_places(scopes: Iterable[str], bodies: Any, vendors: ReadCopy) -> dict[str, str]:
    """Return the name of each body, vendor (``vendor:<id>``), ministry, and the operator (``*``).

    All bodies are asked for at once, and so are all vendors; what is unknown goes by its key.
    """
    asked = set(scopes)
    names = {scope: scope.partition(":")[2] or scope for scope in asked} | {EVERYWHERE: OPERATOR}
    for scope in asked:
        if scope.startswith(MINISTRY) and (known := _BY_CODE.get(names[scope].casefold())):
            names[scope] = known.de
    held = vendors.find_many(names[s] for s in asked if s.startswith(VENDOR))
    names |= {f"{VENDOR}{id}": str(one.get("name") or id) for id, one in held.items()}
    keys = sorted(scope for scope in asked if ":" not in scope and scope != EVERYWHERE)
    return names | {body.id: str(body.name) for body in (bodies.named(keys) if keys else ())}


def check_roles(place: str, roles: Iterable[str], pointer: str) -> None:
    """Refuse roles nobody can hold at this body or vendor."""
    possible = roles_at(place)
    if set(roles) - possible:
        named = [ROLES[role] for role in sorted(possible)]
        raise invalid_fields([(pointer, Wrong("role-not-here", roles=named))])
