"""What callers may send, as the calls of a service state it."""

import functools
import inspect
from collections.abc import Mapping

from services.common import topology
from services.common.entrypoints import Rpc
from services.common.validation.input import InputSchema


@functools.cache
def calls_of(service: str) -> Mapping[str, Rpc]:
    """Return the entrypoint of each call a service answers, by its method's name."""
    methods = inspect.getmembers(topology.service_class(service), inspect.isfunction)
    return {
        name: entrypoint
        for name, method in methods
        for entrypoint in getattr(method, "nameko_entrypoints", ())
        if isinstance(entrypoint, Rpc)
    }


@functools.cache
def input_schemas(service: str) -> Mapping[str, list[tuple[str, type[InputSchema]]]]:
    """Return by method the schemas of its input, each with the argument it is for."""
    return {name: entrypoint.schemas for name, entrypoint in calls_of(service).items()}
