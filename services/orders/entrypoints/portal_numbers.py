"""What orders answers about the portal's own numbers of a body, which links have taught."""

from dataclasses import replace
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Wrong, invalid_fields
from services.common.principal import EVERYWHERE
from services.orders import schemas
from services.orders.domain.links import checked_link, nobody_knows
from services.orders.domain.portal_numbers import Correction, PortalNumbers, taught_by
from services.orders.link_owners import LinkOwners
from services.orders.repositories.directory import Directory
from services.orders.repositories.portal_numbers import PortalNumberStore

Payload = dict[str, Any]


class PortalNumberCalls:
    """Support reads and corrects what was learnt; links are judged by it from then on."""

    portal_numbers = Part(PortalNumberStore.of)
    link_owners = Part(LinkOwners.of)
    directory = Part(Directory.of)

    @rpc(needs="orders:support")
    def get_portal_numbers(self, body: str) -> Payload:
        """Return the numbers of a body, and which other bodies are known by the same."""
        context.principal().require("orders:support", EVERYWHERE)
        self.directory.check_body(body)
        return self._with_others(self.portal_numbers.of_body(body))

    @rpc(needs="orders:support", payload=schemas.PortalNumbersCorrected)
    def correct_portal_numbers(self, body: str, payload: Payload, version: int) -> Payload:
        """Keep only these numbers, and know the body by those of a link, too."""
        context.principal().require("orders:support", EVERYWHERE)
        self.directory.check_body(body)
        said = Correction(
            payload["keep"], self._vouched_for(payload.get("url"), body), payload["reason"]
        )
        by, now = context.principal().subject, clock.now()
        fresh = PortalNumbers(id=body)
        kept = self.portal_numbers.write(fresh, lambda n: n.correct(said, version, by=by, now=now))
        return self._with_others(kept)

    def _vouched_for(self, url: str | None, body: str) -> str | None:
        """Return the link, or raise Invalid where it names no number or the register's another."""
        if url is None:
            return None
        known = replace(self.link_owners.for_places([body]), by_number=nobody_knows)
        link = checked_link(url, [body], known).url
        if not taught_by(link, body):
            raise invalid_fields([("/url", Wrong("link-names-no-number"))])
        return link

    def _with_others(self, numbers: PortalNumbers) -> Payload:
        told = numbers.public()
        for one in told["numbers"]:
            one["others"] = self.link_owners.named(one["number"], but=numbers.id)
        return told
