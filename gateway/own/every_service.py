"""The same question to every service at once; who does not answer in time is missed by nobody."""

import contextvars
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from gateway.callers.principals import Calls
from gateway.calls.client import CallFailed, DeadlinePassed
from services.common.errors import Unavailable
from services.common.principal import Principal

SERVICES = ("identity", "catalog", "orders", "contracts", "notify")
NOT_ANSWERED = (Unavailable, DeadlinePassed, CallFailed)
_POOL = ThreadPoolExecutor(2 * len(SERVICES), "every-service")


def answers_of(
    calls: Calls, method: str, arguments: Mapping[str, Any], principal: Principal
) -> dict[str, Any]:
    """Return each service's answer; None of one that did not answer in time.

    The client of the calls bounds how long each is waited for.
    """

    def ask(service: str) -> Any:
        return calls.call(service, method, arguments=dict(arguments), principal=principal)

    asked = {
        service: _POOL.submit(contextvars.copy_context().run, ask, service) for service in SERVICES
    }
    return {service: _result(answer) for service, answer in asked.items()}


def _result(answer: "Future[Any]") -> Any:
    try:
        return answer.result()
    except NOT_ANSWERED:
        return None
