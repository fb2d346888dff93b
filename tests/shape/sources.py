"""The sources of this project as the tests of its shape read them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from services.common import topology

ROOT = Path(__file__).parents[2]
SERVICES = topology.SERVICES
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def modules(*folders: str) -> list[Path]:
    """List the modules below these folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def shown(path: Path) -> str:
    """Name a file from the root of the project."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """Parse a module once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def strings(node: ast.AST) -> Iterator[str]:
    """Yield the texts in the code, without docstrings."""
    documented = {id(n.value) for n in ast.walk(node) if isinstance(n, ast.Expr)}
    for inner in ast.walk(node):
        if not isinstance(inner, ast.Constant) or id(inner) in documented:
            continue
        if isinstance(inner.value, str):
            yield inner.value


def words(text: str) -> set[str]:
    """Split an identifier or a text into its lower-case words."""
    return {word.lower() for word in WORD.findall(text)}


def entrypoints(service: str, kind: type[Any]) -> Iterator[tuple[str, Any]]:
    """Yield method name and entrypoint of this kind, as the service class declares them."""
    found = topology.service_class(service)
    for name in dir(found):
        for entrypoint in getattr(getattr(found, name), "nameko_entrypoints", ()):
            if isinstance(entrypoint, kind):
                yield name, entrypoint


def section(readme: str, title: str) -> str:
    """Return what stands below a heading of a README."""
    _, _, rest = readme.partition(f"\n## {title}\n")
    return rest.partition("\n## ")[0]
