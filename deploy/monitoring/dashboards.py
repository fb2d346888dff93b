"""Writes Grafana's dashboards: ``python -m deploy.monitoring.dashboards``.

The files in ``dashboards/`` are what is deployed; they are written from the tables below, and a
test holds them together. A panel is a title, a unit of Grafana and what it shows: PromQL by the
legend of its series.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "dashboards"
SCHEMA = 41
"""Grafana 12; later releases read it, too."""
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
WIDE, HIGH, A_ROW = 12, 8, 24
Doc = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """Series over time; ``stacked`` adds them up."""

    title: str
    unit: str
    shows: Mapping[str, str]
    meaning: str = ""
    stacked: bool = False


@dataclass(frozen=True)
class Dashboard:
    """Panels in the order they are read."""

    uid: str
    title: str
    panels: Sequence[Panel]


def quantile(of: float, metric: str, by: str = "", window: str = "5m") -> str:
    """Return the PromQL of a quantile of a histogram."""
    labels = ", ".join(filter(None, ("le", by)))
    return f"histogram_quantile({of}, sum by ({labels}) (rate({metric}_bucket[{window}])))"


def rate(metric: str, by: str, where: str = "") -> str:
    """Return the PromQL of a counter's rate a second."""
    return f"sum by ({by}) (rate({metric}{where}[5m]))"


def top(expression: str) -> str:
    """Return the PromQL of the ten largest."""
    return f"topk(10, {expression})"


FAILED = '{outcome=~"failed|deadline|service-away|service-busy|broker-away|database-away"}'

OVERVIEW = Dashboard("dm-overview", "DigitalMarkt: overview", (
    Panel("Running processes", "short", {"{{job}}": "sum by (job) (up)"}, "0: none is left"),
    Panel("Requests", "reqps", {"{{status}}": rate("http_requests_total", "status")}, stacked=True),
    Panel("Time of requests", "s", {
        "half": quantile(0.5, "http_request_seconds"),
        "19 of 20": quantile(0.95, "http_request_seconds"),
        "99 of 100": quantile(0.99, "http_request_seconds"),
    }),
    Panel("Failing calls", "reqps", {
        "{{service}} {{outcome}}": rate("rpc_calls_total", "service, outcome", FAILED)}),
    Panel("Events that wait to be told", "s", {
        "{{job}}": "max by (job) (events_waiting_oldest_seconds)"}, "age of the oldest"),
    Panel("Parked messages", "short", {
        "{{owner}} {{state}}": "max by (owner, state) (parked_messages)"},
        "waiting: for a person"),
    Panel("Loop lag", "s", {"{{job}}": "max by (job) (loop_lag_seconds)"},
          "how late a process does what is due"),
    Panel("CPU", "short", {
        "{{job}}": "sum by (job) (rate(process_cpu_seconds_total[5m]))"}, "cores"),
    Panel("Memory", "bytes", {"{{job}}": "max by (job) (process_resident_memory_bytes)"},
          "the largest process of each"),
    Panel("Open files", "short", {"{{job}}": "max by (job) (process_open_fds)"}),
    Panel("Starts", "short", {
        "{{job}}": "sum by (job) (changes(process_start_time_seconds[1h]))"}, "within an hour"),
    Panel("Missing indexes", "short", {"{{job}}": "max by (job) (indexes_missing)"}),
))  # fmt: skip

CALLS = Dashboard("dm-rpc", "DigitalMarkt: RPC", (
    Panel("Calls", "reqps", {"{{service}}": rate("rpc_calls_total", "service")}, stacked=True),
    Panel("Failing calls", "reqps", {
        "{{service}} {{outcome}}": rate("rpc_calls_total", "service, outcome", FAILED)}),
    Panel("Refusals", "reqps", {
        "{{outcome}}": top(rate("rpc_calls_total", "outcome", '{outcome!="ok"}'))},
        "what people were told; not an error of ours"),
    Panel("Time of calls", "s", {
        "{{service}}": quantile(0.95, "rpc_call_seconds", "service")},
        "19 of 20, as the gateway waits"),
    Panel("Time of work", "s", {"{{job}}": quantile(0.95, "rpc_seconds", "job")},
          "19 of 20, without the wait in the queue"),
    Panel("Slowest methods", "s", {
        "{{method}}": top(quantile(0.95, "rpc_seconds", "method"))}),
    Panel("Busiest methods", "short", {
        "{{method}}": top("sum by (method) (rate(rpc_seconds_sum[5m]))")},
        "calls at work at any time"),
    Panel("Waiting calls", "short", {
        "{{queue}}": 'max by (queue) (queue_messages{queue=~"rpc-.+"})'}),
    Panel("Replicas that take calls", "short", {
        "{{queue}}": 'max by (queue) (queue_consumers{queue=~"rpc-.+"})'}),
    Panel("Slowest routes", "s", {
        "{{route}}": top(quantile(0.95, "http_request_seconds", "route"))}),
    Panel("Reads of the catalogue", "reqps", {
        "{{outcome}}": rate("catalogue_reads_total", "outcome")}, "held: without a call"),
    Panel("Calls of each replica", "reqps", {
        "{{instance}}": "sum by (instance) (rate(rpc_seconds_count[5m]))"}),
))  # fmt: skip

EVENTS = Dashboard("dm-events", "DigitalMarkt: events and outbox", (
    Panel("Told", "cps", {"{{job}}": rate("events_published_total", "job")}),
    Panel("Handled", "cps", {"{{outcome}}": rate("events_heard_total", "outcome")}, stacked=True),
    Panel("Waiting in the outbox", "short", {"{{job}}": "max by (job) (events_waiting)"}),
    Panel("Oldest in the outbox", "s", {
        "{{job}}": "max by (job) (events_waiting_oldest_seconds)"}),
    Panel("Queue length", "short", {
        "{{queue}}": top('max by (queue) (queue_messages{queue=~"evt-.+"})')}),
    Panel("Lag", "s", {"{{queue}}": top(quantile(0.95, "event_lag_seconds", "queue"))},
          "19 of 20: from what is told to its effect"),
    Panel("Time of handlers", "s", {"{{queue}}": top(quantile(0.95, "event_seconds", "queue"))}),
    Panel("Parked", "short", {
        "{{owner}} {{state}}": "max by (owner, state) (parked_messages)",
        "{{job}} unreadable": "sum by (job) (increase(malformed_total[1h]))"}),
    Panel("Oldest parked", "s", {"{{owner}}": "max by (owner) (parked_oldest_seconds)"}),
    Panel("Told again", "cps", {
        "{{job}} {{type}}": rate("events_repeated_total", "job, type"),
        "{{job}} {{type}} without a queue": rate("events_unrouted_total", "job, type")}),
    Panel("Copies", "short", {
        "{{job}}: {{owner}} {{noun}}": "max by (job, owner, noun) (snapshot_items)",
        "{{job}}: {{owner}} {{noun}} is filled": "max by (job, owner, noun) (snapshot_running)"}),
    Panel("Age of copies as a whole", "s", {
        "{{job}}: {{owner}} {{noun}}":
            "time() - max by (job, owner, noun) (snapshot_completed_timestamp_seconds)"}),
    Panel("Queues that were gone", "short", {
        "{{name}}": "sum by (name) (increase(topology_repaired_total[1h]))",
        "{{job}} misses {{queue}}": "max by (job, queue) (queues_missing) > 0"}),
    Panel("Queues nobody takes from", "short", {
        "{{queue}}": "max by (queue) (queue_consumers) == 0"}),
))  # fmt: skip

OUTGOING = Dashboard("dm-outgoing", "DigitalMarkt: mails and webhooks", (
    Panel("Mails", "cps", {"{{outcome}}": rate("mails_total", "outcome")}, stacked=True),
    Panel("Mails by state", "short", {
        "{{state}}": 'max by (state) (outgoing_items{kind="mail"})'}, "at most 10,000 are counted"),
    Panel("Oldest that is due", "s", {"{{kind}}": "max by (kind) (outgoing_oldest_seconds)"}),
    Panel("Held back", "cps", {"{{why}}": rate("mails_held_total", "why")}),
    Panel("Mailbox", "cps", {"{{folder}}": rate("mailbox_messages_total", "folder")}),
    Panel("Posted to webhooks", "cps", {
        "{{outcome}}": rate("webhook_attempts_total", "outcome")}, stacked=True),
    Panel("Deliveries to webhooks", "short", {
        "{{state}}": 'max by (state) (outgoing_items{kind="webhook_delivery"})'}),
    Panel("Webhooks", "short", {"{{state}}": 'max by (state) (outgoing_items{kind="webhook"})'}),
    Panel("Events on their way to vendors", "short", {
        "{{state}}": 'max by (state) (outgoing_items{kind="delivery"})'}),
    Panel("Vendors' queues", "percentunit", {
        "{{vendor}}": "max by (vendor) (vendor_queue_filled_ratio)",
        "{{vendor}} cannot be set up": "max by (vendor) (vendor_broker_troubled) > 0"}),
))  # fmt: skip

STATES = 'sum by (state) (max by (noun, state, age) (business_items{{noun="{noun}"}}))'
AGES = 'sum by (age) (max by (noun, state, age) (business_items{{noun="{noun}"{states}}}))'
SETUPS = 'state=~"setup_requested|in_setup|setup_failed|awaiting_link"'

BUSINESS = Dashboard("dm-business", "DigitalMarkt: business", (
    Panel("Orders by state", "short", {"{{state}}": STATES.format(noun="order")}, stacked=True),
    Panel("Open orders by age", "short", {
        "{{age}}": AGES.format(
            noun="order", states=', state!~"live|rejected|withdrawn|terminated"')},
        "since they were placed: up to a day, a week, a month, older", stacked=True),
    Panel("Setups by state", "short", {
        "{{state}}": "sum by (state) (max by (noun, state, age) "
                     f'(business_items{{noun="order", {SETUPS}}}))'}, stacked=True),
    Panel("Setups by age of the order", "short", {
        "{{age}}": AGES.format(noun="order", states=f", {SETUPS}")}, stacked=True),
    Panel("Contracts by state", "short", {
        "{{state}}": STATES.format(noun="contract")}, stacked=True),
    Panel("Open contracts by age", "short", {
        "{{age}}": AGES.format(noun="contract", states=', state=~"drafted|offered|signed"')},
        stacked=True),
    Panel("Tickets", "short", {"{{state}}": STATES.format(noun="ticket")}, stacked=True),
    Panel("Overdue", "short", {
        "{{noun}} {{state}}": "max by (noun, state) (business_overdue) > 0"}),
    Panel("What would wait for ever", "short", {
        "{{noun}} {{flaw}}": "max by (noun, flaw) (orphaned)"}),
    Panel("Documents that cannot be read", "short", {"missing": "max(documents_missing)"}),
    Panel("Age of these figures", "s", {
        "{{owner}}": "time() - max by (owner) (census_timestamp_seconds)"}),
))  # fmt: skip

DASHBOARDS = (OVERVIEW, CALLS, EVENTS, OUTGOING, BUSINESS)


def rendered(dashboard: Dashboard) -> Doc:
    """Return a dashboard as Grafana reads it."""
    return {
        "uid": dashboard.uid,
        "title": dashboard.title,
        "tags": ["digitalmarkt"],
        "schemaVersion": SCHEMA,
        "version": 1,
        "editable": False,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "timezone": "browser",
        "graphTooltip": 1,
        "annotations": {"list": []},
        "links": [_link()],
        "templating": {"list": [_datasource()]},
        "panels": [_panel(place, panel) for place, panel in enumerate(dashboard.panels)],
    }


def _link() -> Doc:
    return {"type": "dashboards", "tags": ["digitalmarkt"], "asDropdown": True, "title": "Others",
            "includeVars": True, "keepTime": True}  # fmt: skip


def _datasource() -> Doc:
    return {"name": "datasource", "type": "datasource", "query": "prometheus", "label": "Source",
            "current": {}, "hide": 0, "refresh": 1}  # fmt: skip


def _panel(place: int, panel: Panel) -> Doc:
    x, y = WIDE * place % A_ROW, WIDE * place // A_ROW * HIGH
    drawn = {"fillOpacity": 20 if panel.stacked else 0,
             "stacking": {"mode": "normal" if panel.stacked else "none"}}  # fmt: skip
    return {
        "id": place + 1,
        "type": "timeseries",
        "title": panel.title,
        "description": panel.meaning,
        "datasource": SOURCE,
        "gridPos": {"h": HIGH, "w": WIDE, "x": x, "y": y},
        "fieldConfig": {
            "defaults": {"unit": panel.unit, "min": 0, "custom": drawn}, "overrides": [],
        },
        "options": {
            "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True},
            "tooltip": {"mode": "multi", "sort": "desc"},
        },
        "targets": list(_targets(panel.shows)),
    }  # fmt: skip


def _targets(shows: Mapping[str, str]) -> Iterable[Doc]:
    for number, (legend, expression) in enumerate(shows.items()):
        yield {"refId": chr(ord("A") + number), "datasource": SOURCE, "expr": expression,
               "legendFormat": legend, "range": True}  # fmt: skip


def text_of(dashboard: Dashboard) -> str:
    """Return the file of a dashboard."""
    return json.dumps(rendered(dashboard), indent=2, ensure_ascii=False) + "\n"


def path_of(dashboard: Dashboard) -> Path:
    """Return where the file lies."""
    return FOLDER / f"{dashboard.uid.removeprefix('dm-')}.json"


def main() -> int:
    """Write all files."""
    FOLDER.mkdir(exist_ok=True)
    for dashboard in DASHBOARDS:
        path_of(dashboard).write_text(text_of(dashboard))
    return 0


if __name__ == "__main__":
    sys.exit(main())
