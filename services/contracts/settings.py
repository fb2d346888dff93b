"""Settings only contracts has."""

from dataclasses import dataclass
from typing import Any

from services.common import config


@dataclass(frozen=True)
class ContractsSettings:
    """``qualified_roots`` are the certificates (PEM) of those whose qualified signatures count.

    Without any, a copy that was signed elsewhere cannot be handed in.
    """

    qualified_roots: str = ""


def read_settings(_runtime: Any) -> ContractsSettings:
    """Read them once per process: ``runtime.part(read_settings)``."""
    return config.read(ContractsSettings)
