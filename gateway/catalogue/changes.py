"""Hears that the catalogue changed, and looks at its revision from time to time as a net."""

import threading

from gateway.callers.principals import ANONYMOUS, Calls
from gateway.calls.client import CallFailed, DeadlinePassed
from gateway.calls.subscriber import Subscriber, Subscription
from gateway.catalogue.cache import CatalogueCache
from services.common.errors import Refusal
from services.common.logs import Log
from services.common.messaging import names

log = Log(__name__)

HEARD = ["profile.#", "vendor.#", "system.#"]
LOOK_EVERY_S = 30.0


class CatalogueChanges:
    """Clears the cache of this process whenever it may be out of date."""

    def __init__(self, uri: str, cache: CatalogueCache, calls: Calls) -> None:
        self._cache, self._calls = cache, calls
        self._stopping = threading.Event()
        subscription = Subscription(
            queue_prefix="gateway-",
            exchange=names.events_exchange("catalog"),
            keys=lambda _: HEARD,
            take=lambda _: cache.clear(),
            begun=lambda _: cache.clear(),
            lost=lambda: None,
        )
        self._listener = Subscriber(uri, "gateway-catalogue", subscription)

    def start(self) -> None:
        """Listen and look from threads of their own."""
        self._listener.start()
        threading.Thread(target=self._look_on, daemon=True, name="revision").start()

    def stop(self) -> None:
        """End both."""
        self._listener.stopping = True
        self._stopping.set()

    def look(self) -> None:
        """Compare the revision; while the catalogue is away, what is held stays."""
        try:
            answer = self._calls.call("catalog", "revision", arguments={}, principal=ANONYMOUS)
        except (Refusal, DeadlinePassed, CallFailed) as error:
            log.info("revision_unknown", reason=str(error)[:100])
            return
        self._cache.see(answer["revision"])

    def _look_on(self) -> None:
        while not self._stopping.wait(LOOK_EVERY_S):
            try:
                self.look()
            except Exception as error:
                log.error("look_failed", trace=error)
