"""What a figure is, and the arithmetic behind it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Target:
    """What a figure must reach: its ``ratio`` to the reference, or its ``value`` itself."""

    limit: float
    at_least: bool = False
    of: str = "ratio"

    def met_by(self, number: float | None) -> bool:
        """Tell whether this number reaches it."""
        if number is None:
            return False
        return number >= self.limit if self.at_least else number <= self.limit

    def __str__(self) -> str:
        return f"{self.of} {'>=' if self.at_least else '<='} {self.limit:g}"


@dataclass(frozen=True)
class Figure:
    """One measured value, beside its reference where it has one."""

    name: str
    value: float
    unit: str
    target: Target | None = None
    reference: str | None = None
    reference_value: float | None = None
    ratio: float | None = None

    @property
    def met(self) -> bool | None:
        """Tell whether the target is reached; None where there is none."""
        if self.target is None:
            return None
        return self.target.met_by(self.ratio if self.target.of == "ratio" else self.value)

    def plain(self) -> dict[str, Any]:
        """Return it as ``bench.json`` has it, rounded to four digits that count."""
        facts = {
            name: _rounded(value) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }
        facts["target"] = str(self.target) if self.target else None
        return {**facts, "met": self.met}


def compared(
    name: str,
    rounds: Sequence[tuple[float, float]],
    *,
    unit: str,
    reference: str,
    target: Target,
) -> Figure:
    """Make the figure of pairs (value, reference) measured side by side, round by round.

    The ratio is the median of the rounds' own ratios: what disturbs a round disturbs both.
    """
    return Figure(
        name=name,
        value=median(value for value, _ in rounds),
        unit=unit,
        target=target,
        reference=reference,
        reference_value=median(other for _, other in rounds),
        ratio=median(value / other for value, other in rounds),
    )


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that this share (0 to 1) of all does not exceed."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("nothing was measured")
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def bucket_percentile(buckets: Mapping[float, float], share: float) -> float:
    """Return the percentile of a Prometheus histogram: upper bounds with cumulative counts.

    Within its bucket it is interpolated, as Prometheus does.
    """
    bounds = sorted(buckets)
    total = buckets[bounds[-1]] if bounds else 0
    if not total:
        raise ValueError("nothing was measured")
    wanted, below, lower = share * total, 0.0, 0.0
    for bound in bounds:
        if buckets[bound] >= wanted:
            if math.isinf(bound):
                return lower
            return lower + (bound - lower) * (wanted - below) / (buckets[bound] - below)
        below, lower = buckets[bound], bound
    return lower


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines for people."""
    heads = ("figure", "value", "reference", "ratio", "target", "met")
    rows = [heads, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _row(figure: Figure) -> tuple[str, ...]:
    facts = figure.plain()
    reference = f"{facts['reference_value']} ({figure.reference})" if figure.reference else "-"
    met = {True: "yes", False: "NO", None: "-"}[figure.met]
    value = f"{facts['value']} {figure.unit}"
    ratio = str(facts["ratio"]) if figure.ratio is not None else "-"
    return (figure.name, value, reference, ratio, facts["target"] or "-", met)


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
