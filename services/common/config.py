"""Settings: one frozen dataclass per process, read from the environment once."""

import os
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar

T = TypeVar("T")


class SettingsMissing(SystemExit):
    """The process cannot start; the message names every missing setting at once."""


class SettingsWrong(SystemExit):
    """The process cannot start with the value of a setting; the message says which and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"setting {name}: {why}"[:300])


def read(kind: type[T], environ: Mapping[str, str] | None = None) -> T:
    """Fill the dataclass: the field ``amqp_uri`` comes from ``AMQP_URI``; numbers, bool parse."""
    source = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    missing: list[str] = []
    for spec in fields(kind):  # type: ignore[arg-type]
        name = spec.name.upper()
        if name in source:
            values[spec.name] = _parse(spec.type, source[name])
        elif spec.default is MISSING:
            missing.append(name)
    if missing:
        raise SettingsMissing(f"missing settings: {', '.join(missing)}")
    return kind(**values)


def _parse(kind: Any, text: str) -> Any:
    if kind is int:
        return int(text)
    if kind is float:
        return float(text)
    if kind is bool:
        return text.lower() in {"1", "true", "yes"}
    return text


@dataclass(frozen=True)
class ServiceSettings:
    """What every service needs; secrets have no default.

    ``topology`` lists the markers (comma separated) that must be declared on the broker
    before this process publishes, and ``heard`` each ``source/type`` a queue is planned for:
    see ``services.common.topology``. ``recount_s`` is how often lost events are looked for:
    see ``services.common.reconciliation``. ``deadlines`` replaces figures of the tables of
    what is waited for (``services.common.deadlines``), ``calendar`` says which days count
    (``services.common.clock``); both are JSON, and empty for ours.
    ``otel_exporter_otlp_endpoint`` is the address of a collector of traces (none: no traces),
    ``otel_traces_sampler_arg`` the share of them it is sent (``services.common.spans``).
    ``smtputf8`` says that the mail relay carries addresses with letters like ä before the @.
    """

    amqp_uri: str
    mongo_uri: str
    mongo_database: str
    principal_public_key: str
    topology: str
    heard: str
    http_port: int
    http_host: str = "0.0.0.0"  # noqa: S104 - a pod is reached on all its addresses
    log_level: str = "INFO"
    recount_s: int = 60
    deadlines: str = ""
    calendar: str = ""
    smtputf8: bool = False
    otel_exporter_otlp_endpoint: str = ""
    otel_traces_sampler_arg: float = 1.0
