"""Settings only identity has: figures an operator may want to change."""

from dataclasses import dataclass
from typing import Any

from services.common import config


@dataclass(frozen=True)
class IdentitySettings:
    """How many accounts an organisation can have (ID-5), and how long unused ones are kept.

    A sign-in that led to no account is forgotten after ``unused_days``, a closed account
    is erased ``closed_days`` after its last sign-in; both are assumed figures.
    """

    accounts_per_organisation: int = 5000
    unused_days: int = 180
    closed_days: int = 1095


def read_settings(_runtime: Any) -> IdentitySettings:
    """Read them once per process: ``runtime.part(read_settings)``."""
    return config.read(IdentitySettings)
