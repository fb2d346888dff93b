"""Orders' service class: the calls and handlers stand in ``entrypoints``, noun by noun."""

from typing import Any

from services.common.background import BackgroundPart
from services.common.base_service import Service
from services.common.entrypoints import Part
from services.orders.census import census
from services.orders.entrypoints.baskets import BasketCalls
from services.orders.entrypoints.bodies import BodyCalls
from services.orders.entrypoints.bulk import BulkCalls
from services.orders.entrypoints.contacts import ContactCalls
from services.orders.entrypoints.events import OrderEvents
from services.orders.entrypoints.figures import FigureCalls
from services.orders.entrypoints.gaps import GapCalls
from services.orders.entrypoints.orders import OrderCalls
from services.orders.entrypoints.portal_numbers import PortalNumberCalls
from services.orders.entrypoints.reviews import ReviewCalls
from services.orders.entrypoints.setup_figures import SetupFigureCalls
from services.orders.entrypoints.setups import SetupCalls
from services.orders.link_robot import LinkRobot
from services.orders.placing import OrderDesk
from services.orders.profile_changes import ProfileChangeTeller
from services.orders.reminders import reminders, support_reminders
from services.orders.repositories.bodies import SystemsOfBodies
from services.orders.repositories.copies import held_copies_of
from services.orders.repositories.figures import Figures
from services.orders.repositories.orders import Orders
from services.orders.repositories.portal_hosts import PortalHosts
from services.orders.repositories.standings import Standings
from services.orders.repositories.tallied_orders import TalliedOrders
from services.orders.reviews import review_reminders
from services.orders.tally import TallyKeeper
from services.orders.watching import watchdog
from services.orders.words import WORDS


def desk(runtime: Any) -> OrderDesk:
    """Return the desk made from the copies of this process."""
    in_use = runtime.part(SystemsOfBodies.of)
    return OrderDesk(runtime.part(Orders.of), runtime.part(held_copies_of), in_use.provider_of)


class OrdersService(
    OrderCalls,
    ReviewCalls,
    SetupCalls,
    BulkCalls,
    BodyCalls,
    BasketCalls,
    ContactCalls,
    GapCalls,
    FigureCalls,
    SetupFigureCalls,
    PortalNumberCalls,
    OrderEvents,
    Service,
):
    """One service for one body, from the wish to the live link."""

    name = "orders"
    words = WORDS
    hearers = ("catalog", "contracts", "identity", "notify", "orders")
    desk = Part(desk)
    reminders = BackgroundPart(reminders)
    support_reminders = BackgroundPart(support_reminders)
    review_reminders = BackgroundPart(review_reminders)
    able = Part(Standings.of)
    watchdog = BackgroundPart(watchdog)
    census = BackgroundPart(census)
    robot = BackgroundPart(LinkRobot.of)
    portal_hosts = Part(PortalHosts.of)
    tallied = Part(TalliedOrders.of)
    kept_figures = Part(Figures.of)
    tally = BackgroundPart(TallyKeeper.of)
    profile_teller = BackgroundPart(ProfileChangeTeller.of)
