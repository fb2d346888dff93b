"""What services keep of each other's facts, and give of their own, declared in one line each.

``bodies = ReadCopyOf("identity", "body")`` hears every change of a body and takes the pages of
identity's snapshots; ``Snapshots`` sends such pages to whoever asks.
"""

from collections.abc import Callable, Sequence
from typing import Any

from nameko.extensions import DependencyProvider

from services.common.entrypoints.events import on_event
from services.common.entrypoints.parts import Part
from services.common.events import Event
from services.common.messaging import names
from services.common.messaging.read_copies import ReadCopy, copy_of
from services.common.messaging.snapshots import WANTED, Items
from services.common.runtime import Runtime

Handler = Callable[[Any, Any], None]
STATES_AT_ONCE = 50


class ReadCopyOf(Part[ReadCopy]):
    """The read copy of one noun of another service.

    ``keeps`` and ``fills`` name its two handlers: a queue is named after its handler, and what
    waits in it at a rolling update stays.
    """

    def __init__(
        self, owner: str, noun: str, *, keeps: str | None = None, fills: str | None = None
    ) -> None:
        super().__init__(copy_of(owner, noun))
        self.owner, self.noun = owner, noun
        plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
        self.keeps, self.fills = keeps or f"keep_{noun}", fills or f"fill_{plural}"

    def register(self, service: Any, attribute: str) -> None:
        """Return the service class the two handlers of the copy that this attribute is."""

        def keep(self: Any, events: Sequence[Event]) -> None:
            getattr(self, attribute).keep_events(events)

        def fill(self: Any, event: Event) -> None:
            getattr(self, attribute).keep_page(event)

        page = names.page_type(service.name, self.noun)
        changed = on_event(self.owner, f"{self.noun}.changed", copy=True, at_once=STATES_AT_ONCE)
        _hear(service, self.keeps, changed, keep)
        _hear(service, self.fills, on_event(self.owner, page, copy=True), fill)


class Snapshots(DependencyProvider):
    """What others may copy: ``Snapshots(to=("orders",), chain=lambda runtime: ...)``.

    Each noun names the maker of its items in the order of ids.
    """

    def __init__(self, *, to: tuple[str, ...], **nouns: Callable[[Runtime], Items]) -> None:
        self._askers, self._nouns = to, nouns

    def register(self, service: Any, attribute: str) -> None:
        """Return the service class a handler for each of those who ask."""
        for asker in self._askers:

            def send(self: Any, event: Event) -> None:
                getattr(self, attribute)(event)

            _hear(service, f"send_to_{asker}", on_event(asker, WANTED), send)

    def get_dependency(self, _worker_ctx: Any) -> Callable[[Event], None]:
        """Return what answers the wish for a page."""
        runtime: Runtime = self.container.config["runtime"]

        def answer(wanted: Event) -> None:
            nouns = {noun: make(runtime) for noun, make in self._nouns.items()}
            runtime.answer_snapshot(wanted, nouns)

        return answer


def declared(service: type, kind: type[Any]) -> dict[str, Any]:
    """Return what a service class and its parents declare of a kind, by attribute."""
    return {
        name: member
        for parent in reversed(service.__mro__)
        for name, member in list(vars(parent).items())
        if isinstance(member, kind)
    }


def _hear(service: Any, name: str, decorate: Callable[[Handler], Handler], handle: Handler) -> None:
    handle.__name__ = name
    setattr(service, name, decorate(handle))
