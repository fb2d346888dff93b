"""Give Compose what Kubernetes gets as Secrets and ConfigMaps: env files, and files to mount."""

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from deploy.compose.services import FILES
from deploy.local.keys import write_private

Objects = dict[str, dict[str, str]]


class Missing(Exception):
    """An object, or a key of one, that a service takes is not among those made."""


def objects_in(folder: Path) -> Objects:
    """Return the data of the Secrets and ConfigMaps in all YAML files of a folder, by name."""
    found: Objects = {}
    for path in sorted(folder.rglob("*.y*ml")):
        for one in yaml.safe_load_all(path.read_text("utf-8")):
            if one and one.get("kind") in ("Secret", "ConfigMap"):
                found.setdefault(one["metadata"]["name"], {}).update(_data(one))
    return found


def write(compose: Mapping[str, Any], objects: Objects, folder: Path) -> list[Path]:
    """Write an env file for each service that takes something, and the files that are mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    written = []
    for name, service in compose["services"].items():
        if taken := service.get("x-taken"):
            lines = [f"{key}={_quoted(_of(objects, at))}" for key, at in taken.items()]
            written.append(_write(folder / f"{name}.env", "\n".join(lines) + "\n"))
    for owner, key, _ in FILES.values():
        path = folder / owner / key
        path.parent.mkdir(exist_ok=True)
        written.append(_write(path, _of(objects, f"{owner}/{key}")))
        # Each is mounted into a container whose user is another than ours.
        path.chmod(0o644)
    return written


def missing(compose: Mapping[str, Any], objects: Objects) -> Iterable[str]:
    """Yield what services take and nobody made, as ``object/key``."""
    wanted = {at for one in compose["services"].values() for at in one.get("x-taken", {}).values()}
    wanted |= {f"{owner}/{key}" for owner, key, _ in FILES.values()}
    held = {f"{name}/{key}" for name, data in objects.items() for key in data}
    return sorted(wanted - held)


def _data(one: Mapping[str, Any]) -> dict[str, str]:
    coded = one.get("data") or {}
    if one["kind"] == "Secret":
        coded = {key: base64.b64decode(value).decode() for key, value in coded.items()}
    return {**coded, **(one.get("stringData") or {})}


def _of(objects: Objects, at: str) -> str:
    name, _, key = at.partition("/")
    try:
        return objects[name][key]
    except KeyError as error:
        raise Missing(f"{at} was not made") from error


def _quoted(value: str) -> str:
    """Return a value as Compose reads it in an env file: in one line, nothing replaced."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return '"' + escaped.replace("\n", "\\n") + '"'


def _write(path: Path, text: str) -> Path:
    write_private(path, text.encode())
    return path
