"""Read an uploaded JSON list into records, each saying where it stands."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gateway.tables.kinds import UnreadableFile

MOST_RECORDS = 10_000
NO_ID = "Die Kennung fehlt. / The id is missing."
SAME_ID = "Diese Kennung kommt zweimal vor. / This id occurs twice."
TOO_MANY = "Das sind zu viele Zeilen; bitte die Liste teilen. / Too many rows; split the list."
NO_ROWS = "Die Datei enthält keine Zeilen. / The file holds no rows."
BROKEN_JSON = (
    "Die Datei muss gültiges JSON sein: eine Liste, oder ein Objekt mit der Liste in „items“. / The"
    " file must be valid JSON: a list, or an object with the list in “items”."
)
NO_OBJECT = "Hier wird ein Objekt erwartet. / An object is expected."

Line = dict[str, Any]


def read_json(_layout: dict[str, Any], path: Path) -> Iterator[Line]:
    """Give the lines of a JSON list, or of the ``items`` of an object."""
    try:
        content = json.loads(path.read_bytes(), parse_constant=_refuse)
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("json-broken", BROKEN_JSON) from error
    items = content.get("items") if isinstance(content, dict) else content
    if not isinstance(items, list):
        raise UnreadableFile("json-broken", BROKEN_JSON)
    if len(items) > MOST_RECORDS:
        yield {"problem": {"item": MOST_RECORDS, "detail": TOO_MANY}}
        return
    if not items:
        yield {"problem": {"pointer": "/items", "detail": NO_ROWS}}
    seen: set[str] = set()
    for number, item in enumerate(items):
        id = item.get("id") if isinstance(item, dict) else None
        if not isinstance(item, dict):
            yield {"problem": {"item": number, "detail": NO_OBJECT}}
        elif not isinstance(id, str) or not id.strip() or id in seen:
            sentence = SAME_ID if isinstance(id, str) and id in seen else NO_ID
            yield {"problem": {"item": number, "field": "id", "detail": sentence}}
        else:
            seen.add(id)
            yield {"record": {"id": id, "item": number, "facts": item}}


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
