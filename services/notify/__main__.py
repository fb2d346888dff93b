"""Start: ``python -m services.notify``."""

import eventlet

eventlet.monkey_patch()

from services.common.run import run  # noqa: E402
from services.notify.service import NotifyService  # noqa: E402

run(NotifyService)
