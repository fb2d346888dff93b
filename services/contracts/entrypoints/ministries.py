"""What contracts answers to a ministry about its own services, and to the operator about any."""

import json
from collections.abc import Sequence
from typing import Any

from services.common import context
from services.common.digests import list_digest
from services.common.entrypoints import Part, rpc
from services.common.errors import Forbidden, Wrong, invalid_fields
from services.common.paging import offset_of
from services.common.words import in_language
from services.contracts import ministry_sheet, schemas
from services.contracts.chain_reading import is_inside
from services.contracts.ministry_reading import Concerned, MinistryReading
from services.contracts.words.ministries import code_of

Payload = dict[str, Any]
MINISTRY = "ministry:"
FEW_GAPS = 5
"""So many services with a gap are named; the others are counted."""


class MinistryCalls:
    """The calls about the services of one ministry."""

    ministries = Part(MinistryReading.of)

    @rpc(needs="agreements:read", query=schemas.MinistryQuery)
    def ministry_services(self, query: Payload) -> Payload:
        """Return the services a ministry leads or is a party of, with how their chains stand.

        ``gaps`` are those of all pages whose chain is not whole today: ``total``, the first
        named in ``items``. ``total_is_least`` says that it has more than are looked at, here and
        of what ends.
        """
        concerned = self.ministries.concerned(_asked(query.get("ministry")))
        page = _page(concerned.rows, query, concerned)
        return {"ministry": concerned.party, **page, "gaps": _gaps(concerned)}

    @rpc(needs="agreements:read", query=schemas.MinistryQuery)
    def ministry_ends(self, query: Payload) -> Payload:
        """Return which agreements of its services end, when, and whom each end concerns.

        ``following`` is ``declined``, and ``renew_by`` a day, for the operator alone.
        ``next_break`` is the first end of all pages without a successor; None where all have one.
        """
        concerned = self.ministries.concerned(_asked(query.get("ministry")))
        page, first = _page(concerned.ends, query, concerned), concerned.next_break
        told = [*page["items"], *([first] if first else ())]
        shown = self.ministries.shown(told, concerned.party, context.principal())
        next_break = shown.pop() if first else None
        return {"ministry": concerned.party, **page, "items": shown, "next_break": next_break}

    @rpc(needs="agreements:read", query=schemas.MinistryQuery)
    def export_ministry_ends(self, query: Payload, tables: bool = True) -> Payload:
        """Return the same as lines: rows of the sheet, or items of the list."""
        page, language = self.ministry_ends(query), context.current().language
        items = page["items"]
        shown = ministry_sheet.rows_of(items, language) if tables else in_language(items, language)
        lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in shown]
        revision = list_digest((str(n), line) for n, line in enumerate(lines))
        whole = {"lines": "".join(lines), "next": page["next"], "revision": revision}
        return {**whole, "layout": ministry_sheet.layout(language)}


def _asked(ministry: str | None) -> str:
    """Return which ministry is meant: the caller's own; the operator names any."""
    caller = context.principal()
    scopes = [str(role["scope"]) for role in caller.claims.get("roles") or ()]
    own = [scope.removeprefix(MINISTRY) for scope in scopes if scope.startswith(MINISTRY)]
    if ministry is None and not own:
        raise invalid_fields([("/ministry", Wrong("field-missing"))])
    named = ministry or own[0]
    if not is_inside(caller) and code_of(named) not in map(code_of, own):
        raise Forbidden("not-permitted", permission="agreements:read")
    return named


def _gaps(of: Concerned) -> Payload:
    first = of.gaps[:FEW_GAPS]
    named = [{name: row[name] for name in ("profile", "profile_title")} for row in first]
    return {"items": named, "total": len(of.gaps)}


def _page(rows: Sequence[Any], query: Payload, of: Concerned) -> Payload:
    offset, limit = offset_of(query["cursor"]), query["limit"]
    more = str(offset + limit) if offset + limit < len(rows) else None
    told = {"total": len(rows), "total_is_least": of.is_part}
    return {"items": list(rows[offset : offset + limit]), "next": more, **told}
