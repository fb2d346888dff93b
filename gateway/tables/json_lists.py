"""Read an uploaded JSON list into records, each saying where it stands."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gateway.tables.kinds import UnreadableFile

MOST_RECORDS = 10_000
NO_ID = "id-missing"
SAME_ID = "id-twice"
TOO_MANY = "rows-too-many"
NO_ROWS = "rows-missing"
BROKEN_JSON = "list-broken"
NO_OBJECT = "no-object"

Line = dict[str, Any]


def read_json(_layout: dict[str, Any], path: Path) -> Iterator[Line]:
    """Return the lines of a JSON list, or of the ``items`` of an object."""
    try:
        content = json.loads(path.read_bytes(), parse_constant=_refuse)
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("json-broken", BROKEN_JSON) from error
    items = content.get("items") if isinstance(content, dict) else content
    if not isinstance(items, list):
        raise UnreadableFile("json-broken", BROKEN_JSON)
    if len(items) > MOST_RECORDS:
        yield {"problem": {"item": MOST_RECORDS, "key": TOO_MANY}}
        return
    if not items:
        yield {"problem": {"pointer": "/items", "key": NO_ROWS}}
    seen: set[str] = set()
    for number, item in enumerate(items):
        id = item.get("id") if isinstance(item, dict) else None
        if not isinstance(item, dict):
            yield {"problem": {"item": number, "key": NO_OBJECT}}
        elif not isinstance(id, str) or not id.strip() or id in seen:
            key = SAME_ID if isinstance(id, str) and id in seen else NO_ID
            yield {"problem": {"item": number, "field": "id", "key": key}}
        else:
            seen.add(id)
            yield {"record": {"id": id, "item": number, "facts": item}}


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
