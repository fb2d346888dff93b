"""Goes on with accepted imports whose gateway has stopped asking."""

from typing import Any, Self

from services.catalog.tables.importing import ProfileImports
from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.logs import Log
from services.common.principal import Principal
from services.common.storage.leases import Lease

log = Log(__name__)

LEASE_S = 30.0


class ImportFinisher:
    """Stores what is left of an import, in one process at a time."""

    def __init__(self, imports: ProfileImports, lease: Lease) -> None:
        self._imports, self._lease = imports, lease
        self.loop = BackgroundTask("imports", self.round)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(ProfileImports.of), runtime.lease("imports"))

    def round(self) -> bool:
        """Store for a moment; tell whether there may be more at once."""
        with database_bound():
            waiting = self._imports.unfinished(clock.now())
            if waiting is None or not self._lease.take(LEASE_S):
                return False
            caller = Principal("service:catalog")
            context.enter(Call(principal=caller, action="catalog.finish_import"))
            progress = self._imports.store(waiting)
            goes_on = bool(progress["state"] == "storing")
            if goes_on:
                self._imports.hand_over(waiting)
        log.info("import_resumed", id=waiting, stored=progress["stored"])
        return goes_on
