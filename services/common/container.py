"""nameko's container, with as little around each call as there must be."""

import sys
from collections.abc import Callable
from typing import Any

from nameko.containers import ServiceContainer, WorkerContext

from services.common.entrypoints import Part


class Container(ServiceContainer):  # type: ignore[misc]
    """Runs a method with the parts of its service, which are the same for every call.

    nameko asks each of some fifty providers four times a call, and times and words what nobody
    reads: a tenth of what a read of an order cost its service.
    """

    def start(self) -> None:
        """Look up once what never changes."""
        self._parts = {p.attr_name: p.made for p in self.dependencies if isinstance(p, Part)}
        self._others = [p for p in self.dependencies if not isinstance(p, Part)]
        super().start()

    def _run_worker(
        self, worker_ctx: WorkerContext, handle_result: Callable[..., Any] | None
    ) -> None:
        service = worker_ctx.service
        vars(service).update(self._parts)
        for provider in self._others:
            setattr(service, provider.attr_name, provider.get_dependency(worker_ctx))
        for provider in self._others:
            provider.worker_setup(worker_ctx)
        result = exc_info = None
        try:
            method = getattr(service, worker_ctx.entrypoint.method_name)
            result = method(*worker_ctx.args, **worker_ctx.kwargs)
        except Exception:
            exc_info = sys.exc_info()
        if handle_result is not None:
            result, exc_info = handle_result(worker_ctx, result, exc_info)
        for provider in self._others:
            provider.worker_result(worker_ctx, result, exc_info)
        # The failure holds this frame, and with it the worker, until it is forgotten.
        del exc_info
        for provider in self._others:
            provider.worker_teardown(worker_ctx)
