"""The metrics of all worker processes in Prometheus' text format, written cheaply.

The library's own way parses the name of every value of every process anew at each scrape; with
a histogram per route that took 25 to 150 ms, in a process that answers people. Here values are
summed by their raw names, and each name is read once in the life of the process.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector

SUMMED = ("counter", "histogram")
MOST_NAMES = 65_536


@dataclass(frozen=True)
class SampleName:
    """What a value is called: of which family, under which sample name and labels.

    ``bound`` is the upper bound of a bucket, None for what is no bucket.
    """

    family: str
    meaning: str
    sample: str
    labels: str
    bound: str | None

    def line(self, value: float) -> str:
        """Return the value as a line."""
        labels = self.labels
        if self.bound is not None:
            labels = f'{labels},le="{self.bound}"' if labels else f'le="{self.bound}"'
        return f"{self.sample}{{{labels}}} {value}\n" if labels else f"{self.sample} {value}\n"


@lru_cache(MOST_NAMES)
def name_of(key: str) -> SampleName:
    """Read a name as the library writes it into its files."""
    family, sample, labels, meaning = json.loads(key)
    bound = labels.pop("le", None)
    pairs = ",".join(f'{label}="{_escaped(value)}"' for label, value in sorted(labels.items()))
    return SampleName(family, _escaped(meaning), sample, pairs, bound)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def exposed(folder: Path) -> bytes:
    """Return the metrics kept in the files of this folder."""
    lines = [line for kind in SUMMED for line in _summed(folder, kind)]
    registry = CollectorRegistry()
    registry.register(_Gauges(folder))  # type: ignore[arg-type]
    return "".join(lines).encode() + generate_latest(registry)


class _Gauges:
    """What is not summed is rare, and left to the library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> list[Metric]:
        files = [str(path) for path in self._folder.glob("gauge_*.db")]
        return list(MultiProcessCollector.merge(files))  # type: ignore[no-untyped-call]


def _summed(folder: Path, kind: str) -> Iterator[str]:
    """Write one kind of metric, family by family."""
    families: dict[str, list[tuple[SampleName, float]]] = {}
    for key, value in _sums(folder, kind).items():
        name = name_of(key)
        families.setdefault(name.family, []).append((name, value))
    for family, values in families.items():
        sample = f"{family}_total" if kind == "counter" else family
        yield f"# HELP {sample} {values[0][0].meaning}\n# TYPE {sample} {kind}\n"
        yield from _lines(values)


def _sums(folder: Path, kind: str) -> dict[str, float]:
    sums: dict[str, float] = {}
    for path in sorted(folder.glob(f"{kind}_*.db")):
        values = MmapedDict.read_all_values_from_file(str(path))  # type: ignore[no-untyped-call]
        for key, value, _, _ in values:
            sums[key] = sums.get(key, 0.0) + value
    return sums


def _lines(values: list[tuple[SampleName, float]]) -> Iterator[str]:
    """Write the values of a family; buckets stand in rising order and are told cumulatively."""
    below: dict[str, float] = {}
    for name, value in values:
        if name.bound is None:
            yield name.line(value)
            continue
        below[name.labels] = count = below.get(name.labels, 0.0) + value
        yield name.line(count)
        if name.bound == "+Inf":
            counted = SampleName(
                name.family, name.meaning, f"{name.family}_count", name.labels, None
            )
            yield counted.line(count)
