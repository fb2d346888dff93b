"""Files one service sends another as the one item of a snapshot's page, named by its key."""

import base64
from collections.abc import Iterable
from typing import Any

Doc = dict[str, Any]
MOST_BYTES = 10 * 1024 * 1024
"""All files of one page together, before they are base64."""


def paper_item(key: str, files: Iterable[tuple[str, bytes]]) -> Doc:
    """Return the item of a page that carries these files (name, content), those that fit."""
    told, size = list[Doc](), 0
    for filename, content in files:
        fits = size + len(content) <= MOST_BYTES
        size += len(content) if fits else 0
        encoded = base64.b64encode(content).decode() if fits else None
        told.append({"filename": filename, "content_base64": encoded})
    return {"id": key, "sequence": 1, "state": {"files": told}}
