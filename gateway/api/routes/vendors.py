"""Routes about how vendors hear of what happens: their access to the broker."""

from gateway.api.route import Route
from gateway.api.routes.rows import PAGE, get, post

ENDING = ("at_once",)

BROKER = (
    get("vendor/broker", "notify.get_broker_access",
        "Where one's vendor connects to, and how its access stands"),
    post("vendor/broker", "notify.ask_for_broker",
         "Ask for a queue; the secret of its user is shown once",
         schema="notify.BrokerAccessAsked", status=201, secret=True),
    post("vendor/broker/rotate-secret", "notify.rotate_broker_secret",
         "Change the secret; the one before works for a day more, or ends at once",
         schema="notify.BrokerSecretRotated", secret=True),
    Route("DELETE", "vendor/broker", "notify", "end_broker_access",
          "End the access once the queue is read empty, or at once", query=True, filters=ENDING),
    get("broker-accesses", "notify.list_broker_accesses",
        "All vendors' access to the broker, and how full their queues are", filters=PAGE),
    Route("DELETE", "broker-accesses/{vendor_id}", "notify", "end_vendors_broker_access",
          "End a vendor's access in its place", query=True, filters=ENDING),
)  # fmt: skip

VENDORS: tuple[Route, ...] = BROKER
