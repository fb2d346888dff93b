"""What is counted of vendors' queues; an alarm stands on each."""

from prometheus_client import Gauge

QUEUE_FILLED = Gauge(
    "vendor_queue_filled_ratio", "How full a vendor's queue is; at 1 events wait", ["vendor"]
)
TROUBLED = Gauge("vendor_broker_troubled", "1 while the broker cannot be set up", ["vendor"])
