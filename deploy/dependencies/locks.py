"""Lock files: each package's release with the hashes of its archives, made by uv from requirements.

``requirements.txt`` files name what we use ourselves and stay short; the lock beside one names all
that comes with it. pip installs from locks alone, with ``--require-hashes``.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WHOLE = "requirements.lock"
"""All of them together: what set-up installs. The others, for images, take its releases."""
FOLDERS = (
    "services/identity", "services/catalog", "services/orders", "services/contracts",
    "services/notify", "gateway", "gateway/web/assets",
)  # fmt: skip
ONLY_LOCAL = ("deploy/local", "tests")
KUSTOMIZE = "deploy/local/kustomize.lock"
"""A library apart: it declares a later Python than ours and serves on ours all the same."""
APART = ("deploy/images", "deploy/k8s_checkov")
"""Tools with an environment of their own, as others pin their releases too: bills, checkov."""
NPM_LOCKS = ("gateway/web/assets", "tests/browser", "tests/clients")
PYTHON = "3.11"
NAMED = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(\[[a-z0-9,_-]+\])?==(?P<release>[^\s;\\]+)"
)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
Pins = dict[str, str]


def plain(name: str) -> str:
    """Return the one spelling of a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def uv() -> str:
    """Return uv's path: of our environment, or of the machine."""
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if found is None:
        raise SystemExit("dependencies: uv is not installed; make setup-tests brings it")
    return found


def locked(path: Path) -> tuple[Pins, list[str]]:
    """Return the releases a lock file names, and what is wrong: an entry no hash stands for."""
    pins: Pins = {}
    faults: list[str] = []
    for entry in re.split(r"\n(?=\S)", path.read_text().strip()):
        found = NAMED.match(entry)
        if found is None:
            faults.append(f"{path.name}: no exact release in {entry[:60]!r}")
            continue
        pins[plain(found["name"])] = found["release"]
        if HASH.search(entry) is None:
            faults.append(f"{path.name}: {found['name']} has no hash")
    return pins, faults


def wanted(path: Path) -> tuple[Pins, list[str]]:
    """Return what a requirements file and those it includes name, and what is not exact there."""
    pins: Pins = {}
    faults: list[str] = []
    for line in path.read_text().splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("-r "):
            more, wrong = wanted(path.parent / text[3:].strip())
            pins |= more
            faults += wrong
        elif text:
            found = NAMED.fullmatch(text)
            if found is None:
                faults.append(f"{path}: {text!r} names no exact release")
            else:
                pins[plain(found["name"])] = found["release"]
    return pins, faults


def installed(root: Path = ROOT) -> Pins:
    """Return the releases set-up installs."""
    return locked(root / WHOLE)[0] | locked(root / KUSTOMIZE)[0]


def faults(root: Path = ROOT) -> list[str]:
    """Return what is not exact, not hashed, or stands otherwise in a lock than where we name it."""
    whole, found = locked(root / WHOLE)
    found += locked(root / KUSTOMIZE)[1]
    for folder in APART:
        found += _apart(root, folder)
    for folder in (*FOLDERS, *ONLY_LOCAL):
        pins, wrong = wanted(root / folder / "requirements.txt")
        found += wrong + _differing(f"{folder}/requirements.txt", pins, WHOLE, whole)
        if folder in FOLDERS:
            own, wrong = locked(root / folder / WHOLE)
            name = f"{folder}/{WHOLE}"
            found += wrong + _differing(f"{folder}/requirements.txt", pins, name, own)
            found += _differing(name, own, WHOLE, whole)
    for folder in NPM_LOCKS:
        found += [f"{folder}: {name} has no hash" for name, entry in of_npm(root / folder)
                  if "integrity" not in entry]  # fmt: skip
    return [*dict.fromkeys(found)]


def _apart(root: Path, folder: str) -> list[str]:
    name, lock = f"{folder}/requirements.txt", f"{folder}/{WHOLE}"
    pins, wrong = wanted(root / name)
    own, missing = locked(root / lock)
    return wrong + missing + _differing(name, pins, lock, own)


def of_npm(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the packages of a folder's npm lock file with their entries."""
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    return (
        (path.rpartition("node_modules/")[2], entry) for path, entry in packages.items() if path
    )


def _differing(name: str, pins: Pins, other: str, others: Pins) -> list[str]:
    return [
        f"{name} has {package}=={release}, {other} {others.get(package, 'none')}: run make lock"
        for package, release in pins.items()
        if others.get(package) != release
    ]


def write(root: Path = ROOT) -> None:
    """Make all lock files anew; releases stay as they are where requirements allow it."""
    sources = [f"{folder}/requirements.txt" for folder in (*FOLDERS, *ONLY_LOCAL)]
    _compile(root, sources, WHOLE)
    for folder in FOLDERS:
        _compile(root, [f"{folder}/requirements.txt", "-c", WHOLE], f"{folder}/{WHOLE}")
    for folder in APART:
        _compile(root, [f"{folder}/requirements.txt"], f"{folder}/{WHOLE}")


def _compile(root: Path, sources: list[str], output: str) -> None:
    options = ("--quiet", "--generate-hashes", "--no-annotate", "--no-header")
    command = (uv(), "pip", "compile", *options, "--python-version", PYTHON, *sources)
    subprocess.run((*command, "--output-file", output), cwd=root, check=True)
