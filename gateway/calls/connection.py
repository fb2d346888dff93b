"""Connections to the broker.

They are the kernel's bounded lines, without silent reconnects: what was open on a lost
connection must be told so.
"""

from typing import Any

from services.common.errors import Unavailable
from services.common.logs import Log
from services.common.messaging.connection import LOST, BrokerConnection, open_line

log = Log(__name__)

TICK_S = 0.5
CONNECT_TIMEOUT_S = 2
SEND_TIMEOUT_S = 1.0


def connect(uri: str, name: str, **options: Any) -> BrokerConnection:
    """Return an open line that shows up on the broker under this name."""
    return open_line(uri, name, connect_s=CONNECT_TIMEOUT_S, write_s=SEND_TIMEOUT_S, **options)


def broker_away(why: str) -> Unavailable:
    """Make the refusal for a broker that cannot be talked to."""
    return Unavailable("broker-away", parameters={"why": why})


def check_open(connection: Any) -> None:
    """Raise where the connection is gone: py-amqp would silently open another one."""
    if not connection.connected:
        raise ConnectionResetError("the connection is gone")


def note_failure(error: Exception, event: str, line: str) -> None:
    """Log why a line is opened anew: a lost broker is to be expected, the rest is a defect."""
    if isinstance(error, LOST):
        log.warning("broker_away", line=line, reason=type(error).__name__)
    else:
        log.error(event, trace=error, line=line)
