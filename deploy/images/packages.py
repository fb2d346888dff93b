"""What an image is made of, package by package: Debian's, Python's, and those of the pages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from deploy.images.archive import Archive

STATUS, PYTHON = "var/lib/dpkg/status", "etc/python-version"
METADATA = ".dist-info/METADATA"
PAGES = "gateway/web/assets/package-lock.json"


@dataclass(frozen=True, order=True)
class Package:
    """One package; ``kind`` is that of its package URL (deb, pypi, npm, generic)."""

    kind: str
    name: str
    release: str
    licence: str = ""


def of_image(image: str, archive: Archive, root: Path) -> list[Package]:
    """Return the packages an image holds, sorted; ``root`` is the repository's."""
    found = set(_of_npm(root / PAGES)) if image == "gateway" else set()
    for entry, read in archive.entries():
        if entry.path == STATUS:
            found |= {*of_debian(read().decode())}
        elif entry.path.endswith(METADATA):
            found.add(of_python(read().decode()))
        elif entry.path == PYTHON:
            found.add(Package("generic", "python", read().decode().strip(), "PSF-2.0"))
    return sorted(found)


def of_debian(status: str) -> Iterator[Package]:
    """Yield the packages of a dpkg status file that are installed."""
    for paragraph in status.strip().split("\n\n"):
        told = HeaderParser().parsestr(paragraph)
        if told["Status"] == "install ok installed":
            yield Package("deb", told["Package"], told["Version"])


def of_python(metadata: str) -> Package:
    """Return the package whose METADATA this is."""
    told = HeaderParser().parsestr(metadata)
    free = told["License"] or ""
    licence = told["License-Expression"] or (free if "\n" not in free else "")
    return Package("pypi", told["Name"], told["Version"], licence)


def _of_npm(lock: Path) -> Iterator[Package]:
    for path, entry in json.loads(lock.read_text())["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            yield Package("npm", name, entry["version"], entry.get("license", ""))
