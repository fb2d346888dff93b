"""Entity tags: naming a version, and judging If-None-Match and If-Match."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from gateway.language import DEFAULT
from gateway.problems.problems import Problem
from services.common import context

TAG = re.compile(r'(?:W/)?"([^"]*?)(?:(?:--?|;)(?:gzip|br|deflate|zstd)){0,2}"')
"""A tag as it comes back: a proxy that compresses makes it weak, or adds what it did; two may."""
VERSION = re.compile(r"([0-9]{1,15})(?:-[0-9a-z]+)?")


def tag_of_bytes(body: bytes) -> str:
    """Return the strong tag of exactly these bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def tag_of(result: Any, body: bytes) -> str | None:
    """Return the tag of one thing, by its version where it has one; lists have none.

    Each language has a tag of its own, the German one is the version alone.
    """
    if not isinstance(result, Mapping) or "items" in result:
        return None
    if isinstance(result.get("version"), int):
        language = context.current().language
        return f'"{result["version"]}{"" if language == DEFAULT else f"-{language}"}"'
    return tag_of_bytes(body)


def tag_of_cached(result: Any, body: bytes) -> str:
    """Return a tag that names the version and changes with every byte of the answer."""
    digest = hashlib.sha256(body).hexdigest()[:16]
    version = result.get("version") if isinstance(result, Mapping) else None
    return f'"{version}-{digest}"' if isinstance(version, int) else f'"{digest}"'


def is_known(etag: str, if_none_match: str | None) -> bool:
    """Tell whether the client has this answer already."""
    if not if_none_match:
        return False
    known = [_own(tag) for tag in if_none_match.split(",")]
    return "*" in known or _own(etag) in known


def _own(tag: str) -> str:
    """Return what we put into a tag; another text as it is."""
    match = TAG.fullmatch(tag.strip())
    return match.group(1) if match else tag.strip()


def version_from(if_match: str | None) -> int:
    """Return the version a change was based on, or refuse it."""
    if not if_match:
        raise Problem(428, "precondition-required")
    match = VERSION.fullmatch(_own(if_match)) if TAG.fullmatch(if_match.strip()) else None
    if match is None:
        raise Problem(412, "precondition-failed")
    return int(match.group(1))
