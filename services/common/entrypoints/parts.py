"""What a service class is given: the call it works on, and parts made once per process."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from nameko.extensions import DependencyProvider

from services.common import context
from services.common.context import Call
from services.common.runtime import Runtime
from services.common.storage.mongo import bounded

T = TypeVar("T")


class CallContext(DependencyProvider):
    """Puts the call into the worker's context and a bound on its database calls."""

    def worker_setup(self, worker_ctx: Any) -> None:
        call = worker_ctx.data.get("call", Call())
        context.enter(call)
        worker_ctx.bounded = bounded(call.remaining_s)
        worker_ctx.bounded.__enter__()

    def worker_teardown(self, worker_ctx: Any) -> None:
        worker_ctx.bounded.__exit__(None, None, None)

    def get_dependency(self, worker_ctx: Any) -> Call:
        return worker_ctx.data.get("call", Call())


class Part(DependencyProvider, Generic[T]):
    """A part of the service made once per process from its runtime: ``orders = Part(Orders.of)``.

    A method of the service is given what the maker makes, and the type checker knows it.
    """

    def __init__(self, make: Callable[[Runtime], T]) -> None:
        self._make = make

    if TYPE_CHECKING:

        def __get__(self, service: Any, owner: Any) -> T: ...

    def bind(self, container: Any, attr_name: str) -> Any:
        bound = super().bind(container, attr_name)
        bound.made = container.config["runtime"].part(self._make)
        return bound

    def get_dependency(self, worker_ctx: Any) -> Any:
        return self.made
