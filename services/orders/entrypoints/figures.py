"""What orders answers about the spread of services: by area for everyone, by service for some."""

import json
from typing import Any

from services.common import clock, context
from services.common.digests import list_digest
from services.common.entrypoints import Part, rpc
from services.common.errors import Forbidden
from services.common.paging import offset_of
from services.common.principal import EVERYWHERE
from services.common.words import in_language
from services.orders import figure_schemas, figures_sheet
from services.orders.figures_read import FigureReader, without_inner

Payload = dict[str, Any]

READS = ("orders:read", "reuse:read")
"""Of the operator's people; of the ministries'."""
MOST_NAMED = 200
"""So many services are named at once."""


class FigureCalls:
    """The calls about how far services have spread."""

    figures = Part(FigureReader.of)

    @rpc(public=True, query=figure_schemas.AreaFiguresQuery)
    def area_figures(self, profile_id: str, query: Payload) -> Payload:
        """Return how far a service has spread in each area; to everyone without what is inner."""
        found, inner = self._of_profile(profile_id, query), _reads_inner()
        rows = found["items"] if inner else [without_inner(row) for row in found["items"]]
        whole = found["whole"] if inner else without_inner(found["whole"])
        return {**found, "items": rows, "whole": whole, "next": None, "total": len(rows)}

    @rpc(public=True, query=figure_schemas.AreaFiguresQuery)
    def export_area_figures(self, profile_id: str, query: Payload, tables: bool = True) -> Payload:
        """Return the same as lines: rows of the sheet, or items of the list."""
        return _lines(self._of_profile(profile_id, query)["items"], tables, _reads_inner())

    @rpc(needs=READS, query=figure_schemas.ServiceFiguresQuery)
    def service_figures(self, query: Payload) -> Payload:
        """Return how far each service has spread, in Bavaria or one region, by title."""
        rows = self._of_services(query)
        offset, limit = offset_of(query["cursor"]), query["limit"]
        more = str(offset + limit) if offset + limit < len(rows) else None
        return {"items": rows[offset : offset + limit], "next": more, "total": len(rows)}

    @rpc(needs=READS, query=figure_schemas.ServiceFiguresQuery)
    def export_service_figures(self, query: Payload, tables: bool = True) -> Payload:
        """Return the same as lines: rows of the sheet, or items of the list."""
        return _lines(self._of_services(query), tables, inner=True)

    def _of_profile(self, profile_id: str, query: Payload) -> Payload:
        today = clock.local_date(clock.now())
        return self.figures.of_profile(profile_id, query["by"], query["within"], today)

    def _of_services(self, query: Payload) -> list[Payload]:
        if not _reads_inner():
            raise Forbidden("not-permitted", permission="reuse:read")
        named = query["profile"].split(",")[:MOST_NAMED] if "profile" in query else None
        return self.figures.of_services(query["within"], clock.local_date(clock.now()), named)


def _reads_inner() -> bool:
    """Tell whether the caller is of the operator or of a ministry."""
    caller = context.principal()
    return caller.may("orders:read", EVERYWHERE) or caller.may("reuse:read")


def _lines(rows: list[Payload], tables: bool, inner: bool) -> Payload:
    language = context.current().language
    items = rows if inner else [without_inner(row) for row in rows]
    shown = (
        figures_sheet.rows_of(items, inner, language) if tables else in_language(items, language)
    )
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in shown]
    revision = list_digest((str(n), line) for n, line in enumerate(lines))
    whole = {"lines": "".join(lines), "next": None, "revision": revision}
    return {**whole, "layout": figures_sheet.layout(inner, language)}
