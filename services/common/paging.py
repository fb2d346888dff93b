"""Where a list goes on: the one reader and writer of cursors. Callers take them for opaque.

A cursor is input like any other: one that cannot be ours is refused by name, whatever is in it.
"""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from services.common.errors import Invalid, Wrong, invalid_fields
from services.common.validation.fields import FIRST_YEAR, GREATEST, LAST_YEAR, Line, Whole
from services.common.validation.input import InputSchema
from services.common.validation.texts import one_line

LONGEST_CURSOR = 1200
"""Room for the longest name there is, two hundred letters of four bytes each, and an id."""
FARTHEST = 1_000_000
"""How far a list that is counted through can be counted."""
_MOST_DIGITS = len(str(GREATEST))


def unknown_cursor(pointer: str = "/cursor") -> Invalid:
    """Make the refusal of a cursor that is none of ours, in the field it came in."""
    return invalid_fields([(pointer, Wrong("cursor-unknown"))])


def number_of(cursor: str | None, most: int = GREATEST) -> int | None:
    """Return the number a cursor is, or None at the beginning of the list."""
    if cursor is None:
        return None
    if cursor.isascii() and cursor.isdigit() and len(cursor) <= _MOST_DIGITS:
        number = int(cursor)
        if number <= most:
            return number
    raise unknown_cursor()


def offset_of(cursor: str | None) -> int:
    """Return where a list that is counted through goes on."""
    return number_of(cursor, FARTHEST) or 0


def written(*parts: str | int | datetime) -> str:
    """Write a cursor of these parts."""
    plain = [part.isoformat() if isinstance(part, datetime) else part for part in parts]
    return base64.urlsafe_b64encode(json.dumps(plain, ensure_ascii=False).encode()).decode()


def parts_of(cursor: str, kinds: Sequence[type[Any]], pointer: str = "/cursor") -> list[Any]:
    """Return the parts of a written cursor, each of its kind, from the field ``pointer``."""
    try:
        plain = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
        if not isinstance(plain, list):
            raise TypeError(plain)
        return [_read(part, kind) for part, kind in zip(plain, kinds, strict=True)]
    except (ValueError, TypeError, RecursionError) as error:
        raise unknown_cursor(pointer) from error


def newest_first_after(cursor: str, at: str) -> dict[str, Any]:
    """Return the criteria of what is behind a cursor, written of the moment ``at`` and ``_id``."""
    moment, id = parts_of(cursor, (datetime, str))
    return {"$or": [{at: {"$lt": moment}}, {at: moment, "_id": {"$gt": id}}]}


def _read(part: Any, kind: type[Any]) -> Any:
    """Return the part as its kind, or raise ValueError or TypeError."""
    if kind is datetime:
        moment = datetime.fromisoformat(part)
        if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError(part)
        return moment.astimezone(UTC)
    if type(part) is not kind:
        raise TypeError(part)
    if isinstance(part, str):
        return one_line(part)
    if abs(part) > GREATEST:
        raise ValueError(part)
    return part


class PageQuery(InputSchema):
    """What every list takes."""

    limit = Whole(1, 200, load_default=50)
    cursor = Line(LONGEST_CURSOR, load_default=None, allow_none=True)


def listing(items: list[Any], limit: int, cursor_of: Any, total: int) -> dict[str, Any]:
    """Shape a page of a list: ask the repository for ``limit + 1`` items and pass them all."""
    more = len(items) > limit
    page = items[:limit]
    return {"items": page, "next": cursor_of(page[-1]) if more else None, "total": total}
