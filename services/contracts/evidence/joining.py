"""The offline verifier as one file: its modules one after the other, in the order of imports."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from services.contracts.evidence import __name__ as evidence
from services.contracts.words.evidence import VERIFIER

MODULES = ("findings", "seals", "copies", "sign_ins", "packages", "command")
FOLDER = Path(__file__).parent / "verifier"
HEAD = '"""{told.de}\n\n{told.en}\n"""'
"""The docstring of the file."""


@cache
def verifier_file() -> bytes:
    """Return the file that goes along in a package; equal sources give equal bytes."""
    modules = [(FOLDER / f"{name}.py").read_text("utf-8") for name in MODULES]
    bodies = ["".join(_without_own_imports(text)) for text in modules]
    return "\n\n".join([HEAD.format(told=VERIFIER), *bodies]).encode()


def _without_own_imports(text: str) -> Iterator[str]:
    """Return the lines of a module but for what it imports of its neighbours, and its docstring."""
    tree = ast.parse(text)
    left_out = {number for node in tree.body for number in _lines_left_out(node)}
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if number not in left_out:
            yield line


def _lines_left_out(node: ast.stmt) -> range:
    own = isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{evidence}.")
    docstring = isinstance(node, ast.Expr) and node.lineno == 1
    end = (node.end_lineno or node.lineno) + 1
    return range(node.lineno, end if own or docstring else node.lineno)


if __name__ == "__main__":
    sys.stdout.buffer.write(verifier_file())
