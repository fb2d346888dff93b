"""Start: ``python -m services.contracts``."""

import eventlet

eventlet.monkey_patch()

from services.common.run import run  # noqa: E402
from services.contracts.service import ContractsService  # noqa: E402

run(ContractsService)
