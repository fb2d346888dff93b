"""Every code somebody may be refused with has a page that explains it."""

import ast
import re
from collections.abc import Iterator

from gateway.problems.explanations import EXPLANATIONS
from services.common.errors import KINDS
from tests.shape.sources import modules, shown, tree

CODE = re.compile(r"[a-z]+(-[a-z]+)*")
RAISING = {*KINDS, "Moves", "invalid_fields", "Problem"}
POSITION = {"Moves": 1, "invalid_fields": 1, "Problem": 1}


def codes() -> Iterator[tuple[str, str]]:
    for path in modules("services", "gateway"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                position = POSITION.get(name, 0)
                if name in RAISING and len(node.args) > position:
                    argument = node.args[position]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, f"{shown(path)}:{node.lineno}"
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "not_found":
                yield ast.literal_eval(node.value), f"{shown(path)}:{node.lineno}"


def test_every_code_is_explained() -> None:
    raised = dict(codes())

    assert {code: at for code, at in raised.items() if code not in EXPLANATIONS} == {}


def test_codes_are_found_at_all() -> None:
    found = {code for code, _ in codes()}

    assert {"order-exists", "registration-wrong-state", "link-invalid", "body-not-found"} <= found
    assert {"principal-invalid", "chain-broken", "document-changed", "changed-meanwhile"} <= found


def test_a_code_is_lower_case_words() -> None:
    assert all(CODE.fullmatch(code) for code, _ in codes())


def test_every_explanation_speaks_both_languages() -> None:
    for code, explained in EXPLANATIONS.items():
        texts = (explained.title.de, explained.title.en, explained.what.de, explained.what.en)

        assert all(texts), code
