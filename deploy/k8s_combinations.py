"""Choose the sets of components an overlay is rendered with: few, and yet every pair meets."""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from deploy.k8s_render import K8S

EXCLUDING: tuple[frozenset[str], ...] = (
    frozenset({"cpu-hpa", "keda"}),
    frozenset({"dev-broker", "operators"}),
    frozenset({"dev-database", "operators"}),
)
"""Components that do the same work: only one of each group may be chosen."""

Pair = tuple[tuple[str, bool], tuple[str, bool]]


def component_names(root: Path = K8S) -> tuple[str, ...]:
    """List the components there are."""
    return tuple(sorted(path.parent.name for path in root.glob("components/*/kustomization.yaml")))


def component_sets(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the sets to render: each component alone, then as many together as may meet.

    So every pair of components is seen: both, one of them, none. Sets are taken greedily by how
    many pairs they show that no other did; of those that show as many, the largest.
    """
    known = tuple(names)
    every = [chosen for chosen in _subsets(known) if not _excluded(chosen)]
    shown_by = {chosen: pairs(known, chosen) for chosen in reversed(every)}
    sets = [chosen for chosen in every if len(chosen) == 1]
    left = set().union(*shown_by.values()).difference(*(shown_by[chosen] for chosen in sets))
    while left:
        sets.append(max(shown_by, key=lambda chosen: len(shown_by[chosen] & left)))
        left -= shown_by[sets[-1]]
    return [tuple(sorted(chosen)) for chosen in sets]


def pairs(names: Iterable[str], chosen: frozenset[str]) -> set[Pair]:
    """Return what a set says of each two components: both, one of them, or none."""
    return set(itertools.combinations([(name, name in chosen) for name in names], 2))


def _subsets(names: tuple[str, ...]) -> Iterator[frozenset[str]]:
    sizes = range(len(names) + 1)
    return (frozenset(c) for size in sizes for c in itertools.combinations(names, size))


def _excluded(chosen: frozenset[str]) -> bool:
    return any(len(group & chosen) > 1 for group in EXCLUDING)
