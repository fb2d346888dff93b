"""Render the Kubernetes manifests: overlays as they are written, or with other components."""

import asyncio
import functools
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Resource = dict[str, Any]
Variation = tuple[str, tuple[str, ...] | None]
"""An overlay, and the components in the place of its own; None: as it is written."""

K8S = Path(__file__).parent / "k8s"
MONITORING = K8S.with_name("monitoring")
"""Dashboards and alert rules; a component takes them from there."""

# What a component brings for others to connect to; without it, somebody else runs it.
ROLE_OF_COMPONENT = {"dev-broker": "broker", "dev-database": "database"}

_REQUIRED_ROW = re.compile(
    r"^\| (Secret|ConfigMap) \| `([^`]+)` \| ([^|]+) \| ([\w, -]+) \|$", re.MULTILINE
)
EVERYWHERE = "all"


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


def overlays(root: Path = K8S) -> list[Rendering]:
    """Render every overlay as it is written."""
    return rendered(root, [(name, None) for name in overlay_names(root)])


def overlay_names(root: Path = K8S) -> list[str]:
    """List the overlays there are."""
    return sorted(path.parent.name for path in root.glob("overlays/*/kustomization.yaml"))


def rendered(root: Path, wanted: Iterable[Variation]) -> list[Rendering]:
    """Render overlays with the components named, or as they are written; as many as fit at once."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / root.name
        shutil.copytree(root, copy)
        shutil.copytree(MONITORING, copy.with_name(MONITORING.name))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [
                pool.submit(_rendered, copy, number, variation)
                for number, variation in enumerate(wanted)
            ]
            return [job.result() for job in jobs]


def required_objects(
    root: Path = K8S, components: Iterable[str] | None = None
) -> dict[tuple[str, str], frozenset[str]]:
    """Read the table of Secrets and ConfigMaps that must exist from the README.

    Of them those an overlay with these components needs; None: all there are.
    """
    text = (root / "README.md").read_text(encoding="utf-8")
    chosen = None if components is None else {EVERYWHERE, *components}
    return {
        (kind, name): frozenset(re.findall(r"`([^`]+)`", keys))
        for kind, name, keys, needed_by in _REQUIRED_ROW.findall(text)
        if chosen is None or chosen & set(needed_by.split(", "))
    }


def read_yaml(path: Path) -> dict[str, Any]:
    """Parse one YAML file that holds a mapping."""
    parsed: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return parsed


def _rendered(root: Path, number: int, variation: Variation) -> Rendering:
    overlay, components = variation
    folder = root / "overlays" / f"{overlay}-{number}"
    shutil.copytree(root / "overlays" / overlay, folder)
    path = folder / "kustomization.yaml"
    kustomization = read_yaml(path)
    if components is not None:
        kustomization["components"] = [f"../../components/{name}" for name in components]
        path.write_text(yaml.safe_dump(kustomization), encoding="utf-8")
    chosen = component_names_of(kustomization)
    return Rendering(
        name=overlay if components is None else f"{overlay} with {', '.join(chosen) or 'nothing'}",
        complete=components is None,
        kustomization=kustomization,
        resources=tuple(parse(render(folder))),
        required=required_objects(root, chosen),
        elsewhere=frozenset(r for name, r in ROLE_OF_COMPONENT.items() if name not in chosen),
    )


def component_names_of(kustomization: dict[str, Any]) -> tuple[str, ...]:
    """List the components that an overlay chooses."""
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
