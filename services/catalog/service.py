"""Catalog's entrypoints: the use cases, about ten lines each."""

from services.catalog.entrypoints.directory import DirectoryCalls
from services.catalog.entrypoints.help import HelpCalls
from services.catalog.entrypoints.links import LinkCalls
from services.catalog.entrypoints.news import NewsCalls
from services.catalog.entrypoints.profiles import ProfileCalls
from services.catalog.entrypoints.search import SearchCalls
from services.catalog.entrypoints.tables import TableCalls
from services.catalog.link_check.robot import LinkRobot
from services.catalog.repositories.profiles import Profiles
from services.catalog.words import WORDS
from services.common.background import Working
from services.common.base_service import Service
from services.common.entrypoints import Part, on_event
from services.common.events import Event


class CatalogService(
    SearchCalls,
    ProfileCalls,
    DirectoryCalls,
    NewsCalls,
    HelpCalls,
    LinkCalls,
    TableCalls,
    Service,
):
    """Profiles and vendors."""

    name = "catalog"
    words = WORDS
    hearers = ("contracts", "identity", "notify", "orders")
    profiles = Part(Profiles.of)
    runtime = Part(lambda runtime: runtime)
    robot = Working(LinkRobot.of)

    @on_event("orders", "copy.wanted")
    def send_to_orders(self, event: Event) -> None:
        """Send orders its snapshot."""
        self._send(event)

    @on_event("contracts", "copy.wanted")
    def send_to_contracts(self, event: Event) -> None:
        """Send contracts its snapshot."""
        self._send(event)

    @on_event("notify", "copy.wanted")
    def send_to_notify(self, event: Event) -> None:
        """Send notify its snapshot."""
        self._send(event)

    @on_event("identity", "copy.wanted")
    def send_to_identity(self, event: Event) -> None:
        """Send identity its snapshot."""
        self._send(event)

    def _send(self, event: Event) -> None:
        nouns = {
            "profile": self.profiles.states,
            "vendor": self.vendors.states,
            "system": self.systems.states,
        }
        self.runtime.answer_snapshot(event, nouns)
