"""The orders service that dies once, when an order is stored and nobody told of it yet.

Run as ``python -m tests.faults.dies_before_reply MARK``: the file ``MARK`` says that it did so, and
with which kind of answer; where it is there already, the service goes on as ever.
"""

import eventlet

eventlet.monkey_patch()

import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from services.common.messaging import rpc_messages  # noqa: E402
from services.common.run import run  # noqa: E402
from services.orders.service import OrdersService  # noqa: E402

METHOD = "place"


def main() -> None:
    """Serve orders; the first reply to METHOD is never sent."""
    mark, usual = Path(sys.argv[1]), rpc_messages.reply_message

    def reply(request: rpc_messages.Request, answer: rpc_messages.Answer) -> rpc_messages.Outgoing:
        if request.method == METHOD and not mark.exists():
            mark.write_text("error" if answer.error else "result")
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(request, answer)

    rpc_messages.reply_message = reply
    run(OrdersService)


if __name__ == "__main__":
    main()
