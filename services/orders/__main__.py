"""Start: ``python -m services.orders``."""

import eventlet

eventlet.monkey_patch()

from services.common.run import run  # noqa: E402
from services.orders.service import OrdersService  # noqa: E402

run(OrdersService)
