"""Runs one service process from its first second to its last.

It starts while broker or database are still away and says so; it ends within 25 seconds
of SIGTERM whatever its handlers do, and the broker delivers again what was not settled.
"""

import inspect
import os
import signal
import threading
import time
from typing import Any

import eventlet
from eventlet import hubs
from pymongo.errors import PyMongoError

from services.common import clock, config, health, logs, spans, topology
from services.common.base_service import Service
from services.common.container import Container
from services.common.entrypoints import Part
from services.common.entrypoints.calls import RPC_PREFETCH
from services.common.entrypoints.events import EVENT_WORKERS
from services.common.errors import Unavailable
from services.common.logs import Log
from services.common.messaging import snapshots
from services.common.messaging.publisher import NotConfirmed
from services.common.reconciliation import Recount
from services.common.runtime import Runtime
from services.common.storage import mongo, restoring
from services.common.validation import mail_addresses

log = Log(__name__)

HARD_END_S = 25
SNAPSHOTS_EVERY_S = 5.0


def run(service: type[Service], settings: config.ServiceSettings | None = None) -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = settings or config.read(config.ServiceSettings)
    logs.start(service.name, settings.log_level)
    spans.start(service.name, settings)
    clock.use(clock.read_calendar(settings.calendar))
    mail_addresses.Relay.takes_utf8 = settings.smtputf8
    hubs.get_hub().debug_exceptions = False
    runtime = Runtime(service.name, settings)
    health.serve(settings.http_host, settings.http_port, runtime.ready)
    prepare(service, runtime)
    stop = _stop_signal()
    container = Container(service, config={"runtime": runtime, "max_workers": workers_for(service)})
    container.start()
    eventlet.spawn(_end_with, container, stop)
    runtime.relay.start()
    recount = Recount(
        runtime, [(h.queue, h.source, h.kind) for h in topology.plan_of(service).heard]
    )
    recount.start()
    threading.Thread(target=_fill_copies, args=(runtime,), daemon=True).start()
    log.info("started", port=settings.http_port)
    stop.wait()
    log.info("stopping")
    recount.stop()
    runtime.stop_taking()
    container.stop()
    runtime.stop()
    log.info("stopped")
    os._exit(0)


def prepare(service: type[Service], runtime: Runtime) -> None:
    """Make the service's parts and warm them up, waiting for the database however slow it is.

    Nothing is built here: indexes and first data are a step of their own (``schema``).
    """
    _wait_for_database(runtime)
    for _, part in inspect.getmembers(service, lambda member: isinstance(member, Part)):
        made = runtime.part(part._make)
        if hasattr(made, "warm"):
            _warm(made)
    threading.Thread(target=runtime.watch_indexes, daemon=True, name="indexes").start()


def _wait_for_database(runtime: Runtime) -> None:
    """Wait until it is there, and until no restore is under way in it."""
    pause = 0.2
    while True:
        if not runtime.ping_database():
            log.warning("database_away", next_try_s=pause)
        elif _is_restored(runtime):
            return
        else:
            log.warning("restore_unfinished", next_try_s=pause)
        time.sleep(pause)
        pause = min(pause * 2, 5.0)


def _is_restored(runtime: Runtime) -> bool:
    try:
        return not restoring.is_under_way(runtime.database)
    except (PyMongoError, Unavailable):
        return False


def _warm(part: Any) -> None:
    """Let a part take up what it needs before the first call, as often as it takes."""
    pause = 0.2
    while True:
        try:
            part.warm()
            return
        except (PyMongoError, Unavailable) as error:
            log.warning("start_waits", part=type(part).__name__, reason=type(error).__name__)
        time.sleep(pause)
        pause = min(pause * 2, 5.0)


def workers_for(service: type[Service]) -> int:
    """Return so many workers that no message taken ever waits for one.

    Twice what is worked on at once: after a lost connection the handlers of its messages may
    still run while the broker delivers them again. One more redelivers parked events.
    """
    queues = len(topology.plan_of(service).heard)
    return 2 * (RPC_PREFETCH + EVENT_WORKERS * queues) + 1


def _end_with(container: Any, stop: Any) -> None:
    """End the process when nameko ends the container over an error, so that it is restarted."""
    try:
        container.wait()
    except Exception as error:
        log.error("container_ended", trace=error)
    if not stop.ready():
        os._exit(1)


def _fill_copies(runtime: Runtime) -> None:
    """Ask for snapshots at the start and whenever a queue was gone, and see that they go on."""
    runtime.relay.declared.wait()
    fresh_s: float | None = snapshots.FRESH_S
    waiting: list[Any] = []
    while not runtime.stopping:
        if runtime.copies_wanted.is_set():
            runtime.copies_wanted.clear()
            waiting = list(runtime.copies)
        try:
            with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
                while waiting:
                    waiting[0].fill(fresh_s)
                    waiting.pop(0)
                for copy in runtime.copies:
                    copy.go_on()
            fresh_s = None
        except (NotConfirmed, PyMongoError, Unavailable) as error:
            log.warning("snapshot_waits", reason=str(error)[:100])
        runtime.copies_wanted.wait(1.0 if waiting else SNAPSHOTS_EVERY_S)


def _stop_signal() -> Any:
    """Return an event that SIGTERM sends; from then on the kernel ends the process in time."""
    stop = eventlet.event.Event()

    def begin(*_: object) -> None:
        if not stop.ready():
            signal.alarm(HARD_END_S)
            eventlet.spawn_after(0, stop.send, None)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, begin)
    return stop
