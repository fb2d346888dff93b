"""How gunicorn serves the gateway: a few processes of many threads, no greenlets."""

import os
import shutil
import tempfile
from typing import Any

from gateway.callers.held_sessions import MARK_FILE, make_mark
from gateway.config import THREADS, WORKERS, GatewaySettings
from services.common.config import read

# Read here too: what is missing or broken ends the master with one sentence, not worker after
# worker.
settings = read(GatewaySettings)
read_too = (
    settings.identity_provider, settings.service_provider, settings.token_keys,
    settings.cross_origin,
)  # fmt: skip

bind = f"{settings.http_host}:{settings.http_port}"
workers = WORKERS
worker_class = "gateway.worker.Worker"
threads = THREADS
preload_app = False
timeout = 60
graceful_timeout = 25
keepalive = 30
limit_request_line = 8190
forwarded_allow_ips = ""
backlog = 2048
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
proc_name = "gateway"

# Set before any worker imports prometheus_client, which then writes its values here, where
# every worker finds those of the others.
METRICS_DIR = tempfile.mkdtemp(prefix="gateway-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = METRICS_DIR
# Where the workers tell each other that a session has changed.
os.environ[MARK_FILE] = make_mark(METRICS_DIR)
control_socket_disable = True
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "services.common.logs.JsonLines", "process": "gateway"}},
    "handlers": {
        "lines": {"class": "gateway.monitoring.log_writer.LogWriter", "formatter": "lines"}
    },
    "loggers": {"gunicorn.error": {"handlers": ["lines"], "propagate": False}},
    "root": {"handlers": ["lines"], "level": "INFO"},
}


def on_starting(server: Any) -> None:
    """Open the inner port once, for all workers; whichever is free answers there."""
    from services.common import health

    server.inner = health.listen(settings.inner_host, settings.inner_port)


def post_fork(server: Any, worker: Any) -> None:
    """Hand the inner port on."""
    worker.inner = server.inner


def post_worker_init(worker: Any) -> None:
    """Answer health and metrics in threads that no request can use up."""
    from gateway.front import Front
    from gateway.monitoring.metrics import rendered
    from services.common import health

    if isinstance(worker.wsgi, Front):
        health.answer(worker.inner, worker.wsgi.readiness.state, rendered)


def child_exit(_server: Any, worker: Any) -> None:
    """Take the gauges of an ended worker out of the sum."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Leave nothing behind."""
    shutil.rmtree(METRICS_DIR, ignore_errors=True)
