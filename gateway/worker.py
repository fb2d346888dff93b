"""gunicorn's worker, but for what it says itself: refusals are problem+json as everywhere.

What the edge lets through and gunicorn's stricter parser does not, ends before any code of ours is
asked; gunicorn would answer with a page of its own and log the client's address.
"""

import secrets
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import ThreadWorker

from services.common.logs import Log

log = Log(__name__)


class Worker(ThreadWorker):  # type: ignore[misc]
    """Refuses in our words what is no HTTP."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that was not read to its end; the connection ends with it."""
        # Not before: gunicorn's master loads this module, and only workers may load the metrics.
        from gateway.unreadable import answer_of, problem_of

        problem, request_id = problem_of(exc), secrets.token_hex(16)
        if problem.status >= 500:
            log.error("request_failed", trace=exc, request_id=request_id)
        else:
            kind = type(exc).__name__
            log.warning("request_unreadable", status=problem.status, kind=kind, id=request_id)
        try:
            util.write_nonblock(client, answer_of(problem, request_id))
        except OSError:
            log.info("refusal_unread", id=request_id)
