"""Sentences for people in the code, found by what gives them away."""

import ast
import re
from collections.abc import Iterator

GLUED = re.compile(r"\w[.!?)…“»]* / \w")
GERMAN = re.compile(
    r"[äöüÄÖÜß]|\b(der|die|das|und|nicht|ist|sind|bitte|Sie|für|mit|eine?|zu|wird|kann)\b"
)
WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
MORE_THAN = 3


def sentences_in(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of what reads like a sentence for people: German, or in two languages."""
    for line, text in _texts(module):
        said = len(WORD.findall(text)) > MORE_THAN
        if said and (GLUED.search(text) or GERMAN.search(text)):
            yield line, text


def _texts(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the texts that are no docstrings; one with values in it is one text."""
    skipped = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr) and id(node) not in skipped:
            skipped |= {id(part) for part in node.values}
            parts = (p.value if isinstance(p, ast.Constant) else "…" for p in node.values)
            yield node.lineno, "".join(map(str, parts))
        elif id(node) not in skipped and isinstance(node, ast.Constant):
            yield node.lineno, str(node.value)
