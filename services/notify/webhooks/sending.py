"""Posts what waits for webhooks: each webhook in threads of its own, so none delays another."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from prometheus_client import Counter as Metric
from pymongo.errors import PyMongoError

from services.common.background import BackgroundTask, database_bound
from services.common.errors import Unavailable
from services.common.logs import Log
from services.notify.domain.webhook_deliveries import Attempt, WebhookDeliveryState, WebhookFailure
from services.notify.domain.webhook_schedule import (
    Health,
    any_chance,
    next_pause,
    retry_after_s,
)
from services.notify.domain.webhooks import DisabledReason, Webhook, WebhookState
from services.notify.repositories.vendor_feed import VendorFeed
from services.notify.repositories.webhook_deliveries import WebhookDeliveries, webhook_deliveries
from services.notify.repositories.webhooks import Webhooks
from services.notify.secrets_box import SecretsBox
from services.notify.webhooks.posting import WebhookPoster, poster_of
from services.notify.webhooks.settings import read_settings

log = Log(__name__)
Doc = dict[str, Any]

BATCH = 40
SLOTS = 4
"""So many batches of one webhook are under way in one process."""
MOST_AT_ONCE = 400
"""Of all webhooks: a batch waits for a receiver nearly all of its time."""
NOTED_AFTER_S = 0.5
LONGEST_BEGUN_S = 10.0
"""No POST of at most 15 s is begun later in a lease of 30 s, lest it outlive it."""
LONGEST_STOP_S = 5.0
LOOKS_FOR_HELD_EVERY_S = 60.0
POSTED = Metric("webhook_attempts_total", "POSTs to webhooks by what came of them", ["outcome"])


class _Loop(BackgroundTask):
    """Ends with the batches that are under way."""

    def __init__(self, act: Callable[[], bool], wait_until_idle: Callable[[float], bool]) -> None:
        super().__init__("webhooks", act)
        self._wait_until_idle = wait_until_idle

    def stop(self) -> None:
        """Begin nothing more, and wait for what is under way for some seconds."""
        super().stop()
        self._wait_until_idle(LONGEST_STOP_S)


class WebhookSender:
    """Takes what is due in batches of one webhook each.

    Killed between a POST and noting it, at most a batch is posted again under the same
    ``webhook-id``. A webhook at which one attempt after the other fails rests in between.
    """

    def __init__(
        self, webhooks: Webhooks, deliveries: WebhookDeliveries, feed: VendorFeed,
        poster: WebhookPoster, chance: Callable[[], float] = any_chance,
    ) -> None:  # fmt: skip
        self._webhooks, self._deliveries, self._feed = webhooks, deliveries, feed
        self.poster, self._chance = poster, chance
        self._busy, self._lock = Counter[str](), threading.Lock()
        self._asked_again: set[str] = set()
        self._rests: dict[str, datetime] = {}
        self._looked_at = float("-inf")
        self.loop = _Loop(self.round, self.wait_until_idle)

    @classmethod
    def of(cls, runtime: Any) -> "WebhookSender":
        """Make the one of a running process."""
        poster = poster_of(runtime.part(read_settings))
        return cls(
            runtime.part(Webhooks.of),
            runtime.part(webhook_deliveries),
            runtime.part(VendorFeed.of),
            WebhookPoster(poster, runtime.part(SecretsBox.of)),
        )

    def round(self) -> bool:
        """Begin a batch of every webhook something is due for."""
        with database_bound():
            now, due = self._deliveries.now(), self._deliveries.webhooks_due()
            self._resume_enabled()
        self._rests = {id: until for id, until in self._rests.items() if until > now}
        for id in due:
            if id not in self._rests:
                self._begin(id, most=1)
        return False

    def wake(self) -> None:
        """Say that something is due."""
        self.loop.wake()

    def reserve(self, id: str) -> bool:
        """Keep room for one batch of a webhook that rests not; tell whether there was any."""
        with self._lock:
            full = self._busy[id] >= SLOTS or self._busy.total() >= MOST_AT_ONCE
            if full or self.loop.stopping or id in self._rests:
                return False
            self._busy[id] += 1
            return True

    def give_back(self, id: str) -> None:
        """Give up the room for a batch, and begin one that was asked for meanwhile."""
        with self._lock:
            self._busy[id] -= 1
            self._busy += Counter()
            asked = id in self._asked_again
        if asked:
            self._begin(id, SLOTS)

    def hand_over(self, webhook: Webhook, docs: list[Doc], records: dict[str, Doc]) -> None:
        """Post what this process has just kept and leased, in the room reserved for it."""
        last = time.monotonic() + LONGEST_BEGUN_S
        batch = _Batch(self, webhook, Health(), docs, records, last)
        work = (webhook.id, batch.send)
        threading.Thread(target=self._guarded, args=work, name="webhook", daemon=True).start()

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait until no batch is under way; tell whether that came true in time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self._busy.total():
                return True
            time.sleep(0.005)
        return False

    def _resume_enabled(self) -> None:
        """Send what is held for an enabled webhook: kept as it was just being enabled."""
        if time.monotonic() - self._looked_at < LOOKS_FOR_HELD_EVERY_S:
            return
        self._looked_at = time.monotonic()
        for id in self._deliveries.webhooks_held():
            known = self._webhooks.to_send(id)
            if known and known[0].state is WebhookState.ENABLED:
                self._deliveries.resume(id, [WebhookDeliveryState.HELD])

    def _begin(self, id: str, most: int) -> None:
        """Begin a batch beside those under way, up to ``most`` of this webhook."""
        with self._lock:
            if self._busy[id] >= most:
                self._asked_again.add(id)
                return
            if self._busy.total() >= MOST_AT_ONCE or self.loop.stopping:
                return
            self._asked_again.discard(id)
            self._busy[id] += 1
        work = (id, lambda: self._look_for(id))
        threading.Thread(target=self._guarded, args=work, name="webhook", daemon=True).start()

    def _look_for(self, id: str) -> None:
        if self._send_batch(id):
            self._asked_again.add(id)

    def _guarded(self, id: str, work: Callable[[], Any]) -> None:
        """Do the work of one batch; whatever happens, its room is given back."""
        try:
            work()
        except (PyMongoError, Unavailable) as error:
            log.warning("webhook_waits", webhook=id, reason=type(error).__name__)
        except Exception as error:
            log.error("webhook_failed", trace=error, webhook=id)
        finally:
            self.give_back(id)

    def _send_batch(self, id: str) -> bool:
        """Send a batch; tell whether there may be more at once."""
        with database_bound():
            known = self._webhooks.to_send(id)
            if known is None:
                self._deliveries.forget(id)
                return False
            webhook, health = known
            if webhook.state is not WebhookState.ENABLED:
                self._deliveries.hold_idle(id)
                return False
            if health.rests_until and health.rests_until > self._deliveries.now():
                self._rests[id] = health.rests_until
                return False
            last = time.monotonic() + LONGEST_BEGUN_S
            # One that fails is tried with one delivery at a time.
            docs = self._deliveries.take_of(id, 1 if health.failures else BATCH)
            records = self._feed.by_ids(doc["record"] for doc in docs if "record" in doc)
        if not docs:
            return False
        if len(docs) == BATCH:
            self._begin(id, SLOTS)
        return _Batch(self, webhook, health, docs, records, last).send()

    def posted(self, webhook: Webhook, doc: Doc, envelope: Doc) -> Attempt:
        """Post one of a batch."""
        attempt = self.poster.post(webhook, doc["_id"], envelope, self._deliveries.now())
        outcome = attempt.failure.value if attempt.failure else "arrived"
        POSTED.labels(outcome).inc()
        log.info(
            "webhook_posted", webhook=webhook.id, vendor=webhook.vendor, delivery=doc["_id"],
            event_id=doc["event"], type=doc["type"], outcome=outcome, status=attempt.status,
            duration_ms=attempt.duration_ms,
        )  # fmt: skip
        return attempt

    def note_arrived(self, webhook: str, done: list[tuple[Doc, Attempt]], *, healed: bool) -> None:
        """Note what arrived."""
        with database_bound():
            self._deliveries.arrived(done)
            if healed:
                self._webhooks.arrived(webhook)

    def note_failed(self, webhook: Webhook, doc: Doc, attempt: Attempt) -> bool:
        """Note what did not arrive, and disable where it is time; tell whether to go on."""
        with database_bound():
            now = self._deliveries.now()
            if attempt.failure is WebhookFailure.EVENT_GONE:
                self._deliveries.failed(doc, attempt, None)
                return True
            wished = retry_after_s(attempt.retry_after, now)
            pause = next_pause(doc["attempts"] + 1, wished, self._chance())
            health = self._webhooks.failed(webhook.id, now)
            self._deliveries.failed(doc, attempt, pause)
            if attempt.failure is WebhookFailure.GONE:
                self._disable(webhook, DisabledReason.GONE, now)
            elif pause is None or health.is_given_up(now):
                self._disable(webhook, DisabledReason.EXHAUSTED, now)
            elif health.rests_until is not None:
                self._rests[webhook.id] = health.rests_until
            else:
                return True
            return False

    def note_unfit(self, doc: Doc, error: Exception) -> None:
        """Give up one that nobody can post as it is kept, which is no failure of its webhook."""
        log.error("webhook_delivery_unfit", delivery=doc["_id"], trace=error)
        with database_bound():
            attempt = Attempt(self._deliveries.now(), 0, WebhookFailure.UNFORESEEN)
            self._deliveries.failed(doc, attempt, None)

    def _disable(self, webhook: Webhook, reason: DisabledReason, now: datetime) -> None:
        self._webhooks.change(webhook.id, lambda known: known.disable(reason, now))
        self._deliveries.hold_all(webhook.id)

    def put_back(self, docs: list[Doc]) -> None:
        """Leave what was not begun for another batch."""
        with suppress(PyMongoError, Unavailable), database_bound():
            self._deliveries.put_back(docs)


class _Batch:
    """Deliveries of one webhook, one after the other, within their lease."""

    def __init__(
        self, sender: WebhookSender, webhook: Webhook, health: Health, docs: list[Doc],
        records: dict[str, Doc], last: float,
    ) -> None:  # fmt: skip
        self._sender, self._webhook, self._left, self._records = sender, webhook, docs, records
        self._failing, self._last = bool(health.failures), last
        self._done: list[tuple[Doc, Attempt]] = []
        self._noted_at = time.monotonic()

    def send(self) -> bool:
        """Send all there is time for; tell whether the webhook may be sent more at once."""
        goes_on = True
        try:
            while goes_on and self._left and self._has_time():
                goes_on = self._guarded(self._left.pop(0))
        finally:
            self._note()
            if self._left:
                self._sender.put_back(self._left)
        return goes_on

    def _has_time(self) -> bool:
        return time.monotonic() < self._last and not self._sender.loop.stopping

    def _guarded(self, doc: Doc) -> bool:
        """Send one; where it raises it holds up none of the others."""
        try:
            return self._send_one(doc)
        except (PyMongoError, Unavailable):
            raise
        except Exception as error:
            self._sender.note_unfit(doc, error)
            return True

    def _send_one(self, doc: Doc) -> bool:
        record = self._records.get(doc.get("record", ""))
        if record is None:
            attempt = Attempt(doc["queued_at"], 0, WebhookFailure.EVENT_GONE)
        else:
            attempt = self._sender.posted(self._webhook, doc, record["envelope"])
        if not attempt.arrived:
            self._note()
            self._failing = True
            return self._sender.note_failed(self._webhook, doc, attempt)
        self._done.append((doc, attempt))
        if time.monotonic() - self._noted_at > NOTED_AFTER_S:
            self._note()
        return True

    def _note(self) -> None:
        """Note those sent since the last time in one write: a killed process sends them again."""
        done, self._done = self._done, []
        if done:
            healed, self._failing = self._failing, False
            self._sender.note_arrived(self._webhook.id, done, healed=healed)
        self._noted_at = time.monotonic()
