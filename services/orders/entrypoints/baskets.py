"""What orders answers about the basket of a body: what its people mean to order."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.orders import schemas
from services.orders.baskets import BasketReader, act_on
from services.orders.domain.baskets import Basket
from services.orders.entrypoints.access import actor
from services.orders.repositories.baskets import Baskets
from services.orders.repositories.directory import Directory

Payload = dict[str, Any]
READS, FILLS = "orders:read", "orders:prepare"


class BasketCalls:
    """Read by whoever reads the orders of the body, filled by whoever may prepare them."""

    baskets = Part(Baskets.of)
    basket_reader = Part(BasketReader.of)
    directory = Part(Directory.of)

    @rpc(needs=READS)
    def get_basket(self, body: str) -> Payload:
        """Return what lies in the basket of a body, at what cost, and what may not be ordered."""
        context.principal().require(READS, body)
        return self._shown(self.baskets.of_body(body))

    @rpc(needs=FILLS, payload=schemas.BasketFilled)
    def set_basket(self, body: str, payload: Payload, version: int) -> Payload:
        """Let exactly these services lie in the basket."""
        profiles, by = payload["profiles"], actor()
        self.directory.check_listed(body, profiles)
        held = self.baskets.of_body(body).profiles
        act_on(body, *sorted(set(held) ^ set(profiles)))

        def fill(basket: Basket) -> None:
            basket.change(profiles, version, by, clock.now())
            self.basket_reader.let_go(basket)

        return self._shown(self.baskets.change_of(body, fill))

    @rpc(needs=FILLS, payload=schemas.BasketItem)
    def put_into_basket(self, body: str, payload: Payload) -> Payload:
        """Put a service into the basket; one that lies there stays as it is."""
        profile, by = payload["profile"], actor()
        act_on(body, profile)
        self.directory.check_body(body)
        self.directory.check_profile(profile)

        def put(basket: Basket) -> None:
            self.basket_reader.let_go(basket)
            basket.put(profile, by, clock.now())

        return self._shown(self.baskets.change_of(body, put))

    @rpc(needs=FILLS)
    def take_from_basket(self, body: str, profile: str) -> Payload:
        """Take a service out of the basket, if it is in."""
        act_on(body, profile)
        return self._shown(self.baskets.change_of(body, lambda basket: basket.take(profile)))

    def _shown(self, basket: Basket) -> Payload:
        return self.basket_reader.shown(basket, clock.local_date(clock.now()))
