"""A form is taken before anything is asked, or what was typed is lost where a session had ended."""

import ast

import pytest

from tests.shape.sources import modules, shown, tree

ASKING = ("ask", "permitted", "signed_in")


def asked_before_taking(module: ast.Module) -> list[str]:
    """Return the methods that ask something before they take the form that was sent."""
    methods = (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))
    return [method.name for method in methods if _asks_first(method)]


def _asks_first(method: ast.FunctionDef) -> bool:
    calls = sorted(
        (node.lineno, node.col_offset, node.func.attr)
        for node in ast.walk(method)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )
    taken = [at for *at, name in calls if name == "sent"]
    return bool(taken) and any(
        at < taken[0] and name.startswith(ASKING) for *at, name in calls
    )  # fmt: skip


def test_a_form_is_taken_first() -> None:
    found = {shown(path): asked_before_taking(tree(path)) for path in modules("gateway/web")}

    assert {path: methods for path, methods in found.items() if methods} == {}


@pytest.mark.parametrize("asks", ["permitted('x')", "ask(ONE)", "signed_in()", "ask_all(a=b)"])
def test_asking_first_is_found(asks: str) -> None:
    late = f"def do(self):\n    self.frame.{asks}\n    form = self.frame.sent(FIELDS)\n"
    early = f"def do(self):\n    form = self.frame.sent(FIELDS)\n    self.frame.{asks}\n"

    assert asked_before_taking(ast.parse(late)) == ["do"]
    assert asked_before_taking(ast.parse(early)) == []
