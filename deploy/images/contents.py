"""What an image may not hold: secrets, and whatever its process does not need."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from deploy.images.archive import Archive, Entry, Read

EDGE = "edge"
PARTS = {
    "gateway": {"gateway", "services", "services/common"},
    "contracts-worker": {"services", "services/common", "services/contracts"},
    EDGE: {"deploy", "deploy/edge", "services", "services/common"},
}
"""The packages of ours an image holds; those of a service follow from its name."""
USER = "10001:10001"
MEGABYTE = 1_000_000
LARGEST_MB = {"catalog": 220, "gateway": 170, "contracts": 260, "contracts-worker": 260, EDGE: 90}
LARGEST_OF_OTHERS_MB = 150
UNNEEDED = {
    "tests": r"(.*/)?(tests?|testing_data|__tests__)/.*",
    "an installer": r".*/(pip|setuptools|ensurepip|wheel)/.*"
    r"|usr/(local/)?s?bin/(apt.*|dpkg.*|pip.*|npm|npx|easy_install.*)",
    "a compiler or its headers": r"(.*/)?bin/([a-z0-9_-]*-)?(gcc|g[+][+]|cc|c[+][+]|cpp|ld|as|make)"
    r"|(.*/)?(include|pkgconfig)/.*[.](h|pc)|.*[.](a|c|cpp|h|hpp|pyx)",
    "another language's runtime": r"(.*/)?bin/(perl.*|node|ruby|lua.*|bash)",
    "a tool of a whole machine": r"(.*/)?s?bin/(curl|wget|git|ssh|openssl|su|mount|login|passwd)",
    "documentation": r"usr/share/(man|info|locale)/.*|usr/share/doc/(?!.*/copyright$).*/.*"
    r"|app/.*README[.]md",
    "a cache": r"(root|home|tmp)/.*|var/(cache|log|lib/apt)/.*|(.*/)?[.]cache/.*",
    "sources of a build": r"(.*/)?(node_modules|[.]git)(/.*)?|.*[.]pyi"
    r"|app/.*requirements[.](txt|lock)|app/.*/web/assets/.*|(.*/)?Dockerfile",
}
PRIVATE_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+(?:[A-Za-z0-9+/=]{16,}\s+){2}")
KEPT_SECRET = re.compile(
    r"(.*/)?([.]env|[.]?netrc|pip[.]conf|[.]npmrc|[.]pypirc|id_(rsa|ed25519|ecdsa)|.*[.](p12|pfx|key))"
    r"|run/secrets/.*"
)
SECRET_NAME = re.compile(
    r"(^|_)(PASSWORD|PASSPHRASE|SECRET|TOKEN|KEY|KEYS|URI)($|_)", re.IGNORECASE
)
TOLD_IN_ADDRESS = re.compile(r"://[^/\s:@]+:[^/\s@]+@")


def parts_of(image: str) -> set[str]:
    """Return the packages of ours an image is to hold."""
    return PARTS.get(image, {"services", "services/common", f"services/{image}"})


def faults(image: str, archive: Archive) -> list[str]:
    """Return what an image should not hold or be, one sentence each, sorted."""
    found = {*_of_config(archive.config)}
    ours: set[str] = set()
    for entry, read in archive.entries():
        found |= {*_of_entry(entry), *_of_content(entry, read)}
        ours |= _part(entry)
    size = archive.size() / MEGABYTE
    largest = LARGEST_MB.get(image, LARGEST_OF_OTHERS_MB)
    if size > largest:
        found.add(f"it holds {size:.0f} MB, more than {largest}")
    found |= {f"{part} is not code of {image}" for part in ours - parts_of(image)}
    found |= {f"{part} is missing" for part in parts_of(image) - ours}
    return sorted(found)


def _of_entry(entry: Entry) -> Iterator[str]:
    for what, pattern in _UNNEEDED.items():
        if not entry.is_folder and pattern.fullmatch(entry.path):
            yield f"{entry.path} is {what}"
    if entry.is_file and entry.mode & 0o6000:
        yield f"{entry.path} runs with the rights of its owner"
    if entry.mode & 0o002 and (entry.is_file or (entry.is_folder and not entry.mode & 0o1000)):
        yield f"{entry.path} can be written by everyone"
    if entry.path.startswith("app/") and entry.owner != 0:
        yield f"{entry.path} belongs to {entry.owner}, not to root"


def _of_content(entry: Entry, read: Read) -> Iterator[str]:
    if entry.is_file and entry.size and KEPT_SECRET.fullmatch(entry.path):
        yield f"{entry.path} may hold a secret"
    elif entry.is_file and entry.size and PRIVATE_KEY.search(read()):
        yield f"{entry.path} holds a private key"


def _of_config(config: dict[str, Any]) -> Iterator[str]:
    inner = config["config"]
    if inner.get("User") != USER:
        yield f"it runs as {inner.get('User') or 'root'}, not as {USER}"
    for entry in inner.get("Env") or []:
        name, _, value = entry.partition("=")
        if SECRET_NAME.search(name) and value:
            yield f"{name} is set for all processes"
    said = [*(inner.get("Env") or []), *_commands(config.get("history") or [])]
    if any(TOLD_IN_ADDRESS.search(each) for each in said):
        yield "a password stands in its variables or its history"


def _commands(history: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (str(step.get("created_by", "")) for step in history)


def _part(entry: Entry) -> set[str]:
    """Return the package of ours a Python file belongs to, and those above it."""
    if not (entry.path.startswith("app/") and entry.path.endswith(".py")):
        return set()
    top, *below = entry.path.split("/")[1:-1] or ["app"]
    return {top, f"{top}/{below[0]}"} if below and top != "gateway" else {top}


_UNNEEDED = {what: re.compile(pattern) for what, pattern in UNNEEDED.items()}
