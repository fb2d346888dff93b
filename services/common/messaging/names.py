"""Names of queues and exchanges on the broker; both ends of a wire derive them here."""

RPC_EXCHANGE = "nameko-rpc"
REPLY_PREFIX = "rpc.reply-"
"""Where every caller waits; a service may write to nothing else on the RPC exchange."""

COUNTED = "news.counted"
"""The event by which a hearer says what it heard; see ``services.common.reconciliation``."""


def rpc_queue(service: str) -> str:
    """Return the queue that holds the calls of a service."""
    return f"rpc-{service}"


def events_exchange(service: str) -> str:
    """Return the topic exchange on which a service speaks."""
    return f"{service}.events"


def event_queue(source: str, kind: str, service: str, handler: str) -> str:
    """Return the durable queue of one handler."""
    return f"evt-{source}-{kind}--{service}.{handler}"


def page_type(asker: str, noun: str) -> str:
    """Return the event type that carries pages of a snapshot to one asker."""
    return f"copy.page.{asker}.{noun}"
