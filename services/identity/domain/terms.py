"""Versions of the terms of use: which one holds, and who has to accept anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.common.errors import Wrong, invalid_fields


@dataclass(frozen=True)
class Terms:
    """One version, valid until the next one is; ``path`` is where people read it."""

    version: str
    valid_from: date
    title_de: str
    title_en: str
    path: str


VERSIONS = (
    Terms(
        "2026-01",
        date(2026, 1, 1),
        "Nutzungsbedingungen des DigitalMarkts, Fassung vom 1. Januar 2026",
        "Terms of use of DigitalMarkt, version of 1 January 2026",
        "/nutzungsbedingungen/2026-01",
    ),
)


def current(on: date, versions: Sequence[Terms] = VERSIONS) -> Terms:
    """Return the version that holds on this day; LookupError before the first one."""
    begun = [terms for terms in versions if terms.valid_from <= on]
    if not begun:
        raise LookupError(f"no terms of use hold on {on}")
    return max(begun, key=lambda terms: terms.valid_from)


def last_day(on: date, versions: Sequence[Terms] = VERSIONS) -> date | None:
    """Return until which day the version of this day holds; None where no newer one is known."""
    coming = [terms.valid_from for terms in versions if terms.valid_from > on]
    return min(coming) - timedelta(days=1) if coming else None


def is_due(accepted: str | None, on: date, versions: Sequence[Terms] = VERSIONS) -> bool:
    """Tell whether a person who accepted this version has to be asked again."""
    return accepted != current(on, versions).version


def check_accepted(accepted: str | None, on: date, versions: Sequence[Terms] = VERSIONS) -> None:
    """Refuse a registration that accepts anything but the current version."""
    if is_due(accepted, on, versions):
        outdated = Wrong("terms-outdated", version=current(on, versions).version)
        raise invalid_fields([("/terms_version", outdated)])
