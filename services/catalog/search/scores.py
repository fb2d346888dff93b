"""How well each profile fits: place n of a vector is the profile with number n, 0 is not at all."""

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

Scores = NDArray[numpy.float64]

_LEAST_COVERED = 0.5
"""Of the best covered profile's share of what was typed; who has less is not shown."""

_LITTLE = 1e-9


def none(size: int) -> Scores:
    """Return the scores of so many profiles none of which fits."""
    return numpy.zeros(size)


def count(scores: Scores) -> int:
    """Return how many fit at all."""
    return int(numpy.count_nonzero(scores))


def better(scores: Scores, others: Scores, quality: float = 1.0) -> None:
    """Raise the scores to those others that are higher even as so good."""
    numpy.maximum(scores, others * quality, out=scores)


def in_all(parts: Sequence[Scores]) -> Scores:
    """Return those every part found, with the mean of their scores."""
    every = numpy.logical_and.reduce([part > 0 for part in parts])
    mean: Scores = sum(parts[1:], parts[0]) / len(parts)
    return numpy.where(every, mean, 0.0)


def together(
    of_words: Sequence[tuple[Scores, float]], telling: Sequence[tuple[Scores, float]]
) -> Scores:
    """Add up what each word found by its worth; who lacks words that say much is left out.

    Only the ``telling`` words must be there: the others but help.
    """
    if len(of_words) == 1:
        return of_words[0][0]
    total, covered = none(len(of_words[0][0])), none(len(of_words[0][0]))
    for scores, value in of_words:
        total += scores * value
    for scores, value in telling:
        covered += (scores > 0) * value
    all_told = sum(value for _, value in telling) or 1.0
    full = sum(value for _, value in of_words) or 1.0
    least = max(_LEAST_COVERED * covered.max(initial=0.0), _LITTLE)
    return numpy.where(covered >= least, total * (covered / all_told) ** 2 / full, 0.0)


def best(scores: Scores, most: int | None) -> list[tuple[int, float]]:
    """Return the numbers of those that fit with their scores, the highest first.

    Of more than ``most`` those are given that share the last place's score, too.
    """
    fitting = numpy.flatnonzero(scores)
    if most is not None and len(fitting) > most:
        least = numpy.partition(scores[fitting], -most)[-most]
        fitting = fitting[scores[fitting] >= least]
    order = fitting[numpy.argsort(-scores[fitting])]
    return list(zip(order.tolist(), scores[order].tolist(), strict=True))
