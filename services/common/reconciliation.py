"""Finds what got lost on the way, and has it told again: each hearer counts with each speaker.

Once a minute every service says to those it hears from how many of their events it heard in
certain minutes, and a digest of which. Where the speaker's journal says otherwise, it tells the
events of that minute again, under their old ids: what was heard already has no second effect.
Each minute is counted at growing ages, for as long as the journal goes back, so whatever is
lost, a count or a repetition too, is found by the next.
"""

import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import amqp
from pymongo.errors import PyMongoError

from services.common.errors import Unavailable
from services.common.events import Event, envelope
from services.common.logs import Log
from services.common.messaging import log_lines, names
from services.common.messaging.connection import open_line
from services.common.messaging.journal import KEPT_S, Span, counted, repeated
from services.common.messaging.names import COUNTED
from services.common.messaging.publisher import NotRouted
from services.common.runtime import Runtime
from services.common.storage import mongo

log = Log(__name__)
Doc = dict[str, Any]

CATCH_UP = 30
"""How many spans back a process looks that was away."""
MOST_REPEATED = 1_000
LONGEST_S = 30.0
STOP_S = 2.0


class Recount:
    """Counts, as long as this process holds the lease, what this service has heard."""

    def __init__(
        self,
        runtime: Runtime,
        heard: Sequence[tuple[str, str, str]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._runtime, self._clock = runtime, clock
        self._heard = [one for one in heard if is_counted(one[2])]
        self._every_s = float(runtime.settings.recount_s)
        self._lease = runtime.lease("recount")
        self._counted_up_to = self._index() - CATCH_UP
        self._gone: dict[str, int] = {}
        self._ended = threading.Event()

    def start(self) -> None:
        """Begin in the background."""
        threading.Thread(target=self._run, name="recount", daemon=True).start()

    def stop(self) -> None:
        """End, and let the next process count at once."""
        self._ended.set()
        with suppress(PyMongoError, Unavailable), mongo.bounded(STOP_S):
            self._lease.release()

    def round(self) -> None:
        """Say what was heard in the spans that are due."""
        now = self._index()
        spans = list(self._due(now))
        if not spans:
            return
        with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
            if not self._lease.take(3 * self._every_s):
                return
        self._runtime.relay.declared.wait(LONGEST_S)
        caught_up = self._caught_up(now)
        back = {queue: since for queue, since in self._gone.items() if queue in caught_up}
        if back:
            spans.insert(0, (self._iso(min(back.values()) - 2), self._iso(now - 1)))
        for source in sorted({source for _, source, _ in self._heard}):
            try:
                self._say(source, spans, caught_up)
            except (PyMongoError, Unavailable, OSError) as error:
                log.warning("recount_waits", source=source, reason=type(error).__name__)
        self._gone = {queue: at for queue, at in self._gone.items() if queue not in back}
        self._counted_up_to = now

    def _run(self) -> None:
        while not self._ended.wait(self._every_s / 4):
            try:
                self.round()
            except Exception as error:
                log.warning("recount_waits", reason=type(error).__name__)

    def _index(self) -> int:
        return int(self._clock() // self._every_s)

    def _due(self, now: int) -> Iterator[Span]:
        """Return the spans that are two, three, five, nine ... old now, or were meanwhile."""
        first = max(self._counted_up_to + 1, now - CATCH_UP)
        due = {index - age for index in range(first, now + 1) for age in self._ages()}
        for index in sorted(due):
            yield self._iso(index), self._iso(index + 1)

    def _ages(self) -> Iterator[int]:
        step = 1
        while step * self._every_s < KEPT_S / 2:
            yield 1 + step
            step *= 2

    def _iso(self, index: int) -> str:
        then = datetime.fromtimestamp(index * self._every_s, UTC)
        return then.isoformat(timespec="milliseconds")

    def _caught_up(self, now: int) -> set[str]:
        """Return the queues in which nothing waits: what is on its way is not lost.

        One that is gone is remembered: when it is back, all the time since is counted.
        """
        kinds = set()
        settings, name = self._runtime.settings, f"{self._runtime.service}-recount"
        with open_line(settings.amqp_uri, name) as line:
            for queue, _, _ in self._heard:
                try:
                    with line.channel() as channel:
                        if channel.queue_declare(queue, passive=True).message_count == 0:
                            kinds.add(queue)
                except amqp.NotFound:
                    self._gone.setdefault(queue, now)
        return kinds

    def _say(self, source: str, spans: Sequence[Span], caught_up: set[str]) -> None:
        queues = {q: kind for q, of, kind in self._heard if of == source and q in caught_up}
        if not queues:
            return

        def heard_in(spans: Sequence[Span]) -> list[Doc] | None:
            with mongo.bounded(mongo.DEFAULT_TIMEOUT_S):
                return self._runtime.ledger.heard(spans, queues)

        for part, heard in countable(heard_in, spans):
            self._say_heard(source, part, queues, heard)

    def _say_heard(
        self, source: str, spans: Sequence[Span], queues: Mapping[str, str], heard: Sequence[Doc]
    ) -> None:
        ids: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for doc in heard:
            ids[doc["queue"], _span_of(doc["told"], spans)].append(doc["event"])
        counts = [
            {"kind": kind, "heard": [counted(ids[queue, n]) for n in range(len(spans))]}
            for queue, kind in queues.items()
        ]
        said = {"source": source, "spans": [list(span) for span in spans], "counts": counts}
        service = self._runtime.service
        event = envelope(
            service, COUNTED, said, subject=f"{service}-{source}", version=1,
            number=uuid.uuid4().hex,
        )  # fmt: skip
        self._runtime.publisher.publish(names.events_exchange(service), [event])


def tell_again(runtime: Runtime, event: Event) -> None:
    """Compare what a hearer counted with the journal, and tell again what it may have missed."""
    if event.data.get("source") != runtime.service:
        return
    spans, counts = event.data["spans"], event.data["counts"]
    kinds = {count["kind"] for count in counts}
    missed: dict[str, None] = {}
    for part, told in countable(lambda spans: runtime.journal.ids(spans, kinds), spans):
        missed |= dict.fromkeys(_missed(part, told, counts, spans.index(part[0])))
    say_again(runtime, list(missed)[:MOST_REPEATED], event.source)


def _missed(
    spans: Sequence[Span], told: Sequence[Doc], counts: Sequence[Doc], first: int
) -> Iterator[str]:
    """Return what was told in these spans of a count, but for what the hearer counted alike.

    ``first`` is the number of the first span.
    """
    ids: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for doc in told:
        ids[doc["kind"], _span_of(doc["told"], spans)].append(doc["_id"])
    for count in counts:
        for number in range(len(spans)):
            here = ids[count["kind"], number]
            if counted(here) != count["heard"][first + number]:
                yield from here


def countable(
    find: Callable[[Sequence[Span]], list[Doc] | None], spans: Sequence[Span]
) -> Iterator[tuple[Sequence[Span], list[Doc]]]:
    """Return what is found in the spans, in as few parts as can be counted at once."""
    notes = find(spans)
    if notes is not None:
        yield spans, notes
    elif len(spans) > 1:
        half = len(spans) // 2
        yield from countable(find, spans[:half])
        yield from countable(find, spans[half:])
    else:
        log.warning("recount_too_much", since=spans[0][0])


def say_again(runtime: Runtime, ids: Sequence[str], hearer: str) -> None:
    """Tell these events once more, under their old ids."""
    events = runtime.journal.events(ids)
    if events:
        log.warning("events_repeated", hearer=hearer, count=len(events))
        publish_again(runtime.publisher, runtime.service, events)


def publish_again(publisher: Any, service: str, events: Sequence[Doc]) -> frozenset[str]:
    """Publish what the journal gave; return the types no queue takes, which are counted again."""
    unrouted: frozenset[str] = frozenset()
    try:
        publisher.publish(names.events_exchange(service), events)
    except NotRouted as error:
        unrouted = error.routing_keys
        log.error("repeat_unrouted", types=sorted(unrouted))
    for event in events:
        if event["type"] not in unrouted:
            log_lines.event_said(event, again=True)
    repeated(events)
    return unrouted


def is_counted(kind: str) -> bool:
    """Tell whether lost events of this type are found: pages of copies are asked for anew."""
    return not kind.startswith("copy.") and kind != COUNTED


def _span_of(told: str, spans: Iterable[Span]) -> int:
    return next(n for n, (since, until) in enumerate(spans) if since <= told < until)
