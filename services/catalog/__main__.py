"""Start: ``python -m services.catalog``."""

import eventlet

eventlet.monkey_patch()

from services.catalog.service import CatalogService  # noqa: E402
from services.common.run import run  # noqa: E402

run(CatalogService)
