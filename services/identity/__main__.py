"""Start: ``python -m services.identity``."""

import eventlet

eventlet.monkey_patch()

from services.common.run import run  # noqa: E402
from services.identity.service import IdentityService  # noqa: E402

run(IdentityService)
