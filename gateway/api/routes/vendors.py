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
    get("broker-accesses/{vendor_id}", "notify.get_vendors_broker_access",
        "One vendor's access, and who barred it when and why"),
    post("broker-accesses/{vendor_id}/deny", "notify.deny_broker_access",
         "End a vendor's access for it, saying why, and let it ask for none",
         schema="notify.BrokerAccessDenied"),
    post("broker-accesses/{vendor_id}/allow", "notify.allow_broker_access",
         "Let a vendor ask for access again", schema="notify.Nothing"),
)  # fmt: skip

WAITING = (
    get("waiting-deliveries", "notify.list_waiting_deliveries",
        "Each way to a vendor on which events wait or nothing is sent", filters=PAGE),
    post("waiting-deliveries/queues/{vendor_id}/retry", "notify.retry_queue_deliveries",
         "Publish what waits for a vendor's queue now", schema="notify.Nothing"),
    post("waiting-deliveries/webhooks/{webhook_id}/retry", "notify.retry_webhook_deliveries",
         "Post to a webhook again, beginning with what was held or given up",
         schema="notify.Nothing"),
    get("waiting-messages", "notify.count_waiting",
        "How many mails, ways to vendors and tickets wait for the operator, and since when",
        filters=("since",)),
)  # fmt: skip

VENDORS: tuple[Route, ...] = (*BROKER, *WAITING)
