"""What each process counts, in Prometheus' format."""

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

# When a series began says nothing here, and would be a third of them.
disable_created_metrics()  # type: ignore[no-untyped-call]

RPC_SECONDS = Histogram(
    "rpc_seconds",
    "Time from taking a call to its reply",
    ["method", "outcome"],
    buckets=(0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
EVENTS_HEARD = Counter("events_heard_total", "Events handled", ["queue", "outcome"])
EVENT_SECONDS = Histogram(
    "event_seconds",
    "Time a handler took for an event",
    ["queue"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20),
)
EVENT_LAG_S = Histogram(
    "event_lag_seconds",
    "Time from what an event tells to its effect here",
    ["queue"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600, 86_400),
)
EVENTS_PUBLISHED = Counter("events_published_total", "Events confirmed by the broker")
MALFORMED = Counter("malformed_total", "Messages that could not be read", ["queue"])
LOOP_LAG_S = Gauge("loop_lag_seconds", "How late the last half-second pause ended")
QUEUES_MISSING = Gauge("queues_missing", "Queues this process should take from", ["queue"])
QUEUE_MESSAGES = Gauge("queue_messages", "Messages of a queue nobody has taken", ["queue"])
QUEUE_CONSUMERS = Gauge("queue_consumers", "Processes that take from a queue", ["queue"])
EVENTS_WAITING = Gauge("events_waiting", "Events said and not yet held by the broker")
OLDEST_WAITING_S = Gauge("events_waiting_oldest_seconds", "Age of the oldest waiting event")
EVENTS_UNROUTED = Counter("events_unrouted_total", "Events the broker had no queue for", ["type"])
TOPOLOGY_REPAIRED = Counter("topology_repaired_total", "What the keeper found gone", ["name"])
EVENTS_REPEATED = Counter("events_repeated_total", "Events told again on a recount", ["type"])
SNAPSHOT_ITEMS = Gauge(
    "snapshot_items", "Items of the newest snapshot kept so far", ["owner", "noun"]
)
SNAPSHOT_WHOLE_AT = Gauge(
    "snapshot_completed_timestamp_seconds", "When a copy was last whole", ["owner", "noun"]
)
SNAPSHOT_RUNNING = Gauge("snapshot_running", "1 until its last page is kept", ["owner", "noun"])
DOCUMENTS_MISSING = Gauge("documents_missing", "Stated documents the last walk could not read back")
INDEXES_MISSING = Gauge("indexes_missing", "Declared indexes the database does not have yet")
ORPHANED = Gauge(
    "orphaned", "Things that would wait for ever, as the last walk found them", ["noun", "flaw"]
)
