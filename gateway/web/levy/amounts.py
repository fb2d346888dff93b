"""Exact amounts as a reader sees them, and shares of a whole as bars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gateway.web.frame.formats import EUROS, language
from services.common.words import written

Doc = Mapping[str, Any]
CENTS = 100
BAR = 1000
"""How wide a bar is drawn."""
THINNEST, GAP = 4, 3


@dataclass(frozen=True)
class Segment:
    """A part of a bar: where it begins and how wide it is; ``own`` is what the reader bears."""

    x: int
    width: int
    own: bool


def exact_euros(amount: Doc) -> str:
    """Return an amount with its cents: 14.768,10… Euro; the dots say that it goes on."""
    exact = fraction_of(amount)
    cents = exact.numerator * CENTS // exact.denominator
    number: int | Decimal = cents // CENTS
    if exact.denominator != 1:
        number = Decimal(cents).scaleb(-2)
    more = "" if CENTS % exact.denominator == 0 else "…"
    told = written(number, language()) + more
    return EUROS.filled(number=told).in_language(language())


def fraction_of(amount: Doc) -> Fraction:
    """Return the exact amount."""
    return Fraction(f"{amount['numerator']}/{amount['denominator']}")


def percent(part: Fraction, whole: Fraction) -> str:
    """Return a share in per cent, with as many decimals as tell it from nothing."""
    share = part * 100 / whole if whole else Fraction(0)
    decimals = (
        0 if share >= 10 or share.denominator == 1 else (2 if share >= Fraction(1, 10) else 4)
    )
    number = Decimal(round(share * 10**decimals)).scaleb(-decimals)
    return f"{written(number, language())} %"


def segments(parts: Iterable[tuple[Fraction, bool]]) -> list[Segment]:
    """Return the parts of a whole side by side, with a gap; what is too thin is drawn as a line."""
    listed = list(parts)
    whole = sum((part for part, _ in listed), Fraction(0)) or Fraction(1)
    drawn, x = [], Fraction(0)
    for part, own in listed:
        width = max(round(part * BAR / whole), THINNEST if part else 0)
        begin = min(round(x * BAR / whole), BAR - width)
        is_last = begin + width >= BAR or not part
        drawn.append(Segment(begin, width if is_last else max(width - GAP, THINNEST), own))
        x += part
    return drawn
