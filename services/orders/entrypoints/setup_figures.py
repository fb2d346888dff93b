"""What orders answers about the figures of a setup party, to its own people and to support."""

import json
from typing import Any

from services.common import clock, context
from services.common.digests import list_digest
from services.common.entrypoints import Part, rpc
from services.common.errors import Wrong, invalid_fields
from services.common.principal import EVERYWHERE
from services.common.words import in_language
from services.orders import figure_schemas, setup_sheet
from services.orders.domain import setup_figures
from services.orders.held_setup_figures import HeldSetupFigures
from services.orders.parties import SETTING_UP
from services.orders.repositories.setup_counts import MOST_READ, SetupCounts
from services.orders.repositories.targeted_profiles import TargetedProfiles

Payload = dict[str, Any]
VENDOR = "vendor:"


class SetupFigureCalls:
    """The calls about a setup party's own setups."""

    setup_counts = Part(SetupCounts.of)
    held_setup_figures = Part(HeldSetupFigures.of)
    titled = Part(TargetedProfiles.of)

    @rpc(needs=SETTING_UP, query=figure_schemas.SetupFiguresQuery)
    def setup_figures(self, query: Payload) -> Payload:
        """Return how a party's setups stand, how long they took, and each month's.

        What they went through is at most a minute old, how they stand only of very many setups.
        Where it has more than ``read_at_most`` (``is_part``), ``median_days`` and ``failures``
        are of its newest orders only, and ``months`` is null.
        """
        return self._of_party(query)

    @rpc(needs=SETTING_UP, query=figure_schemas.SetupFiguresQuery)
    def export_setup_figures(self, query: Payload, tables: bool = True) -> Payload:
        """Return the same as lines: rows of the sheet, or the figures as one item."""
        told, language = self._of_party(query), context.current().language
        shown = setup_sheet.rows_of(told, language) if tables else [in_language(told, language)]
        lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in shown]
        revision = list_digest((str(n), line) for n, line in enumerate(lines))
        whole = {"lines": "".join(lines), "next": None, "revision": revision}
        return {**whole, "layout": setup_sheet.layout(language)}

    def _of_party(self, query: Payload) -> Payload:
        vendor, today = _asked(query.get("vendor")), clock.local_date(clock.now())
        phases = self.held_setup_figures.phases(self.setup_counts, vendor, today)
        titles = self.titled.titles({phase["_id"]["profile"] for phase in phases})
        return {
            "vendor": vendor,
            "counted_on": today.isoformat(),
            "read_at_most": MOST_READ,
            **setup_figures.standing_told(phases, titles),
            **self.held_setup_figures.courses(self.setup_counts, vendor, today),
        }


def _asked(vendor: str | None) -> str:
    """Return whose figures are asked for: the caller's own; support names anybody's."""
    caller = context.principal()
    if vendor is None:
        own = caller.scopes("setup:report") or []
        if not own:
            raise invalid_fields([("/vendor", Wrong("field-missing"))])
        return own[0].removeprefix(VENDOR)
    if not caller.may("orders:support", EVERYWHERE):
        caller.require("setup:report", f"{VENDOR}{vendor}")
    return vendor
