"""Every permission the services ask for stands in the one table, and nothing else does."""

import ast
from pathlib import Path

from services.common import topology
from services.common.entrypoints import Rpc
from services.identity.domain.permissions import CLIENT_SCOPES, MANDATED, ONESELF, PERMISSIONS
from tests.shape.sources import entrypoints

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "services/identity/domain/permissions.py"
GATEWAY_S_OWN = {"sessions:open"}


def granted() -> set[str]:
    tables = (*PERMISSIONS.values(), *CLIENT_SCOPES.values(), *MANDATED.values())
    return {permission for held in tables for permission in held} | ONESELF


def needed() -> set[str]:
    return {
        permission
        for name in topology.SERVICES
        for _, entrypoint in entrypoints(name, Rpc)
        for permission in entrypoint.needs
    }


def named_in_code() -> set[str]:
    sources = [p for p in ROOT.glob("services/**/*.py") if p != TABLE]
    nodes = [node for p in sources for node in ast.walk(ast.parse(p.read_text()))]
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_every_permission_a_method_needs_can_be_held() -> None:
    assert needed() - granted() == GATEWAY_S_OWN


def test_every_permission_somebody_holds_is_asked_for_somewhere() -> None:
    assert granted() - named_in_code() == set()


def test_what_only_the_gateway_may_is_given_to_no_role() -> None:
    assert not GATEWAY_S_OWN & granted()


def test_a_permission_names_a_noun_and_a_verb() -> None:
    assert all(len(permission.split(":")) == 2 for permission in granted() | needed())
