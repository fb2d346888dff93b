"""Catalog's entrypoints: the use cases, about ten lines each."""

from services.catalog.entrypoints.directory import DirectoryCalls
from services.catalog.entrypoints.help import HelpCalls
from services.catalog.entrypoints.links import LinkCalls
from services.catalog.entrypoints.news import NewsCalls
from services.catalog.entrypoints.profiles import ProfileCalls
from services.catalog.entrypoints.search import SearchCalls
from services.catalog.entrypoints.tables import TableCalls
from services.catalog.link_check.robot import LinkRobot
from services.catalog.repositories.directory import Systems, Vendors
from services.catalog.repositories.profiles import Profiles
from services.catalog.words import WORDS
from services.common.background import BackgroundPart
from services.common.base_service import Service
from services.common.entrypoints import Part, Snapshots


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
    snapshots = Snapshots(
        to=("contracts", "identity", "notify", "orders"),
        profile=lambda runtime: runtime.part(Profiles.of).states,
        vendor=lambda runtime: runtime.part(Vendors.of).states,
        system=lambda runtime: runtime.part(Systems.of).states,
    )
    robot = BackgroundPart(LinkRobot.of)
