"""Every metric a process exposes: what alerts and dashboards may name.

A histogram also has the samples ``_bucket``, ``_sum`` and ``_count``. A label's values come from
the program, never from a person: names of routes, methods, queues, states, services; a vendor is
its id.
"""

from collections.abc import Iterator
from dataclasses import dataclass

SERVICES = ("identity", "catalog", "orders", "contracts", "notify")
WORKER, KEEPER, GATEWAY = "contracts-worker", "topology", "gateway"
HEARING = (*SERVICES, WORKER)
PROCESSES = (*HEARING, KEEPER, GATEWAY)
COUNTER, GAUGE, HISTOGRAM = "counter", "gauge", "histogram"


@dataclass(frozen=True)
class Metric:
    """One metric: what it says, by which labels it is told apart, which processes set it."""

    name: str
    kind: str
    labels: tuple[str, ...]
    processes: tuple[str, ...]
    meaning: str

    @property
    def samples(self) -> tuple[str, ...]:
        """Return the names of its series."""
        if self.kind != HISTOGRAM:
            return (self.name,)
        return tuple(f"{self.name}_{part}" for part in ("bucket", "sum", "count"))


METRICS = (
    Metric("http_requests_total", COUNTER, ("method", "route", "status"), (GATEWAY,),
           "Answered requests"),
    Metric("http_request_seconds", HISTOGRAM, ("route",), (GATEWAY,),
           "Time from a whole request to its answer"),
    Metric("catalogue_reads_total", COUNTER, ("outcome",), (GATEWAY,),
           "Reads of the catalogue that its cache held, fetched, or gave outdated"),
    Metric("rpc_calls_total", COUNTER, ("service", "method", "outcome"), (GATEWAY,),
           "Calls to services, by their outcome: ok, the code of a refusal, deadline, failed"),
    Metric("rpc_call_seconds", HISTOGRAM, ("service",), (GATEWAY,),
           "Time a caller waited for a service: its queue and its work"),
    Metric("rpc_seconds", HISTOGRAM, ("method", "outcome"), SERVICES,
           "Time a service worked on a call, from taking it to the reply"),
    Metric("events_heard_total", COUNTER, ("queue", "outcome"), HEARING,
           "Events dealt with: applied, known, refused, parked, replayed"),
    Metric("event_seconds", HISTOGRAM, ("queue",), HEARING, "Time a handler took for an event"),
    Metric("event_lag_seconds", HISTOGRAM, ("queue",), HEARING,
           "Time from what an event tells to its effect; of a copy's queues the lag of the copy"),
    Metric("events_published_total", COUNTER, (), HEARING, "Events the broker holds"),
    Metric("events_waiting", GAUGE, (), HEARING, "Events of the outbox the broker has not yet"),
    Metric("events_waiting_oldest_seconds", GAUGE, (), HEARING, "Age of the oldest of them"),
    Metric("events_unrouted_total", COUNTER, ("type",), HEARING,
           "Events kept back, as no queue was there for them"),
    Metric("events_repeated_total", COUNTER, ("type",), SERVICES,
           "Events told again, as a hearer had counted fewer"),
    Metric("malformed_total", COUNTER, ("queue",), HEARING, "Messages nobody can read"),
    Metric("queues_missing", GAUGE, ("queue",), HEARING,
           "1 while a queue this process takes from is gone"),
    Metric("queue_messages", GAUGE, ("queue",), (KEEPER,), "Messages of a queue nobody has taken"),
    Metric("queue_consumers", GAUGE, ("queue",), (KEEPER,), "Processes that take from a queue"),
    Metric("topology_repaired_total", COUNTER, ("name",), (KEEPER,),
           "Queues and exchanges that were gone and are declared again"),
    Metric("snapshot_items", GAUGE, ("owner", "noun"), SERVICES,
           "Items of the newest snapshot of a copy kept so far"),
    Metric("snapshot_running", GAUGE, ("owner", "noun"), SERVICES, "1 while a copy is filled"),
    Metric("snapshot_completed_timestamp_seconds", GAUGE, ("owner", "noun"), SERVICES,
           "When a copy was last compared as a whole; daily"),
    Metric("parked_messages", GAUGE, ("owner", "state"), SERVICES,
           "Messages that could not be handled: waiting for a person, or retrying"),
    Metric("parked_oldest_seconds", GAUGE, ("owner",), SERVICES, "Age of the oldest of them"),
    Metric("census_timestamp_seconds", GAUGE, ("owner",), SERVICES,
           "When parked messages, things and what is outgoing were counted last"),
    Metric("business_items", GAUGE, ("noun", "state", "age"), ("orders", "contracts", "notify"),
           "Orders, contracts and tickets by state and by age since they began"),
    Metric("business_overdue", GAUGE, ("noun", "state"), ("orders", "notify"),
           "Orders and tickets whose due day is over"),
    Metric("orphaned", GAUGE, ("noun", "flaw"), ("identity", "orders"),
           "Things that would wait for ever"),
    Metric("documents_missing", GAUGE, (), ("contracts",),
           "Documents of contracts that could not be read back"),
    Metric("outgoing_items", GAUGE, ("kind", "state"), ("notify",),
           "Mails, vendor events, deliveries to webhooks and webhooks by state"),
    Metric("outgoing_oldest_seconds", GAUGE, ("kind",), ("notify",),
           "For how long the oldest of what is to be sent is due"),
    Metric("mails_total", COUNTER, ("outcome",), ("notify",), "Mails sent, failed, put off"),
    Metric("mails_held_total", COUNTER, ("why",), ("notify",),
           "Mails kept back for a while to spare a domain or a person"),
    Metric("mailbox_messages_total", COUNTER, ("folder",), ("notify",),
           "Messages of the mailbox by where they went"),
    Metric("webhook_attempts_total", COUNTER, ("outcome",), ("notify",),
           "POSTs to webhooks by what came of them"),
    Metric("vendor_queue_filled_ratio", GAUGE, ("vendor",), ("notify",),
           "How full a vendor's queue is; at 1 events wait"),
    Metric("vendor_broker_troubled", GAUGE, ("vendor",), ("notify",),
           "1 while a vendor's place on the broker cannot be set up"),
    Metric("loop_lag_seconds", GAUGE, (), (*HEARING, KEEPER),
           "How late a pause of half a second ended: a process held up answers nobody"),
    Metric("indexes_missing", GAUGE, (), (*SERVICES, GATEWAY),
           "Declared indexes the database does not have yet"),
    Metric("process_cpu_seconds_total", COUNTER, (), (*HEARING, KEEPER), "CPU time of a process"),
    Metric("process_resident_memory_bytes", GAUGE, (), (*HEARING, KEEPER), "Its memory"),
    Metric("process_start_time_seconds", GAUGE, (), (*HEARING, KEEPER), "When it began"),
    Metric("process_open_fds", GAUGE, (), (*HEARING, KEEPER), "Its open files and sockets"),
)  # fmt: skip

OF_THE_PLATFORM = ("python_", "process_")
"""How metrics begin that the library adds about the interpreter."""


def of_process(process: str) -> Iterator[Metric]:
    """Return the metrics a process sets."""
    return (metric for metric in METRICS if process in metric.processes)


def names() -> frozenset[str]:
    """Return the names of all series."""
    return frozenset(sample for metric in METRICS for sample in metric.samples)
