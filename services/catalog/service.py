"""Catalog's service class: the calls and handlers stand in ``entrypoints``, noun by noun."""

from services.catalog.entrypoints.directory import DirectoryCalls
from services.catalog.entrypoints.editorial import EditorialCalls
from services.catalog.entrypoints.events import CatalogEvents
from services.catalog.entrypoints.help import HelpCalls
from services.catalog.entrypoints.help_editing import HelpEditing
from services.catalog.entrypoints.links import LinkCalls
from services.catalog.entrypoints.news import NewsCalls
from services.catalog.entrypoints.profiles import ProfileCalls
from services.catalog.entrypoints.search import SearchCalls
from services.catalog.entrypoints.tables import TableCalls
from services.catalog.link_check.robot import LinkRobot
from services.catalog.opening import opening
from services.catalog.repositories.profiles import Profiles
from services.catalog.words import WORDS
from services.common.background import BackgroundPart
from services.common.base_service import Service
from services.common.entrypoints import Part


class CatalogService(
    SearchCalls,
    ProfileCalls,
    EditorialCalls,
    DirectoryCalls,
    NewsCalls,
    HelpCalls,
    HelpEditing,
    LinkCalls,
    TableCalls,
    CatalogEvents,
    Service,
):
    """Profiles and vendors."""

    name = "catalog"
    words = WORDS
    hearers = ("catalog", "contracts", "identity", "notify", "orders")
    profiles = Part(Profiles.of)
    robot = BackgroundPart(LinkRobot.of)
    opening = BackgroundPart(opening)
