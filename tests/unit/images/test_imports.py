"""What the code of an image imports is among the packages of its lock file."""

import sys
from importlib.metadata import packages_distributions

import grimp
import pytest

from deploy.dependencies.locks import ROOT, WHOLE, locked, plain
from deploy.images.assemble import folder_of
from deploy.images.contents import EDGE
from deploy.local.specs import SERVICES

NOT_IMPORTED = ("services.contracts.evidence.verifier", "gateway.web.assets")
"""Run elsewhere: by who checks evidence, and when an image is built."""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom, lazily or not, down to the packages of others."""
    return grimp.build_graph("services", "gateway", include_external_packages=True)


def imported(graph: grimp.ImportGraph, package: str) -> set[str]:
    """Return the top-level names of others that a package needs, however far down."""
    inside = {m for m in graph.modules if m == package or m.startswith(f"{package}.")}
    waiting = [m for m in inside if not m.startswith(NOT_IMPORTED)]
    found: set[str] = set()
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += graph.find_modules_directly_imported_by(module)
    ours = ("services", "gateway", *sys.stdlib_module_names)
    return {module for module in found if module.partition(".")[0] not in ours}


@pytest.mark.parametrize("process", [*SERVICES, "gateway"])
def test_a_process_has_every_package_it_imports(graph: grimp.ImportGraph, process: str) -> None:
    folder, sources = folder_of(process), packages_distributions()
    pins, _ = locked(ROOT / folder / WHOLE)

    lacking = {
        name
        for name in imported(graph, folder.replace("/", "."))
        if not {plain(each) for each in sources.get(name, [])} & pins.keys()
    }

    assert lacking == set()


def test_the_edge_needs_the_standard_library_alone() -> None:
    parts = ("deploy", "services")
    graph = grimp.build_graph(*parts, include_external_packages=True)
    started = f"deploy.{EDGE}.__main__"

    found = graph.find_upstream_modules(started)

    allowed = {"deploy", "deploy.edge", "services", "services.common", "services.common.config"}
    others = {m for m in found if m.partition(".")[0] not in sys.stdlib_module_names}
    assert others - allowed == set()
