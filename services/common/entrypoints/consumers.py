"""What takes messages from the broker for the entrypoints of one kind."""

from typing import Any

from nameko.extensions import SharedExtension

from services.common.messaging.consumer import Consumer, Source
from services.common.runtime import Runtime


class OnConsumer(SharedExtension):
    """A lane and the entrypoints that take from it."""

    purpose: str

    def __init__(self) -> None:
        self.entrypoints: dict[str, Any] = {}
        super().__init__()

    @property
    def runtime(self) -> Runtime:
        return self.container.config["runtime"]

    def setup(self) -> None:
        name = f"{self.container.service_name}-{self.purpose}"
        uri, again = self.runtime.settings.amqp_uri, self.runtime.queue_found_again
        self.lane = Consumer(uri, name, self.sources, again)
        self.runtime.lanes.append(self.lane)

    def start(self) -> None:
        self._done = self.container.spawn_managed_thread(self.lane.run)

    def stop(self) -> None:
        self.lane.stopping = True
        self._done.wait()

    def sources(self) -> list[Source]:
        raise NotImplementedError
