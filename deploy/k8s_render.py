"""Render the Kubernetes manifests: every overlay, with every combination of components."""

import asyncio
import functools
import importlib.util
import itertools
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Resource = dict[str, Any]

K8S = Path(__file__).parent / "k8s"

# What a component brings for others to connect to; without it, somebody else runs it.
ROLE_OF_COMPONENT = {"dev-broker": "broker", "dev-database": "database"}

_REQUIRED_ROW = re.compile(r"^\| (Secret|ConfigMap) \| `([^`]+)` \| (.+) \|$", re.MULTILINE)


class RendererMissing(SystemExit):
    """Nothing on this machine can render a kustomization; the message says what to install."""


class RenderingFailed(Exception):
    """A kustomization does not render; the message is the renderer's own."""


@dataclass(frozen=True)
class Rendering:
    """One rendered overlay.

    ``required`` are the documented objects made by hand: (kind, name) to keys. ``elsewhere``
    are the roles of pods that another party runs. ``complete`` is an overlay as it is written.
    """

    name: str
    complete: bool
    kustomization: dict[str, Any]
    resources: tuple[Resource, ...]
    required: dict[tuple[str, str], frozenset[str]]
    elsewhere: frozenset[str] = frozenset()


def renderings(root: Path = K8S) -> Iterator[Rendering]:
    """Yield every overlay as it is written, then with every other set of components."""
    for overlay in sorted(path.parent for path in root.glob("overlays/*/kustomization.yaml")):
        own = _component_names(read_yaml(overlay / "kustomization.yaml"))
        yield _rendered(root, overlay.name, own, complete=True)
        for chosen in component_sets(root):
            if set(chosen) != set(own):
                yield _rendered(root, overlay.name, chosen, complete=False)


def component_sets(root: Path = K8S) -> list[tuple[str, ...]]:
    """List every subset of the components, from none to all."""
    names = sorted(path.parent.name for path in root.glob("components/*/kustomization.yaml"))
    sizes = range(len(names) + 1)
    return [chosen for size in sizes for chosen in itertools.combinations(names, size)]


def required_objects(root: Path = K8S) -> dict[tuple[str, str], frozenset[str]]:
    """Read the table of Secrets and ConfigMaps that must exist from the README."""
    text = (root / "README.md").read_text(encoding="utf-8")
    rows = _REQUIRED_ROW.findall(text)
    return {(kind, name): frozenset(re.findall(r"`([^`]+)`", keys)) for kind, name, keys in rows}


def read_yaml(path: Path) -> dict[str, Any]:
    """Parse one YAML file that holds a mapping."""
    parsed: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return parsed


def _rendered(
    root: Path, overlay: str, components: tuple[str, ...], *, complete: bool
) -> Rendering:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / "k8s"
        shutil.copytree(root, copy)
        path = copy / "overlays" / overlay / "kustomization.yaml"
        kustomization = read_yaml(path)
        kustomization["components"] = [f"../../components/{name}" for name in components]
        path.write_text(yaml.safe_dump(kustomization), encoding="utf-8")
        resources = parse(render(path.parent))
    label = overlay if complete else f"{overlay} with {', '.join(components) or 'no component'}"
    absent = frozenset(ROLE_OF_COMPONENT) - set(components)
    return Rendering(
        name=label,
        complete=complete,
        kustomization=kustomization,
        resources=tuple(resources),
        required=required_objects(root),
        elsewhere=frozenset(ROLE_OF_COMPONENT[name] for name in absent),
    )


def _component_names(kustomization: dict[str, Any]) -> tuple[str, ...]:
    return tuple(Path(entry).name for entry in kustomization.get("components", []))


def parse(text: str) -> list[Resource]:
    """Split rendered YAML into resources."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [document for document in yaml.load_all(text, Loader=loader) if document]


def render(directory: Path) -> str:
    """Return the YAML of one kustomization, by whichever renderer this machine has."""
    command = renderer()
    if not command:
        return _render_in_process(directory)
    done = subprocess.run(
        [*command, str(directory)], capture_output=True, text=True, check=False, timeout=60
    )
    if done.returncode != 0:
        raise RenderingFailed(done.stderr.strip())
    return done.stdout


@functools.cache
def renderer() -> tuple[str, ...]:
    """Name the command that renders: ``kubectl kustomize``, ``kustomize build``, or none.

    None means the Python package ``pykustomize``, which brings kustomize as a library.
    """
    if _kubectl_knows_components():
        return ("kubectl", "kustomize")
    if shutil.which("kustomize"):
        return ("kustomize", "build")
    if importlib.util.find_spec("pykustomize"):
        return ()
    raise RendererMissing(
        "k8s-check needs kubectl 1.24 or newer, or kustomize 4 or newer, or: "
        "pip install --no-deps --ignore-requires-python pykustomize==0.1.4"
    )


def _kubectl_knows_components() -> bool:
    """Debian's own kubectl 1.20 embeds kustomize 2, which knows no components and reports none."""
    if not shutil.which("kubectl"):
        return False
    done = subprocess.run(
        ["kubectl", "version", "--client", "-o", "json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode == 0 and "kustomizeVersion" in json.loads(done.stdout)


def _render_in_process(directory: Path) -> str:
    pykustomize = importlib.import_module("pykustomize")
    try:
        text: str = asyncio.run(pykustomize.build(directory)).yaml
    except pykustomize.KustomizeError as refusal:
        raise RenderingFailed(str(refusal)) from refusal
    return text
