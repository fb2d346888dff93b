"""In which order files are handed to the lanes, so that both cores work until the end.

First what needs no system: none idles beside it. Then what works most, the browser, turn about
with what waits most, the faults, of both the longest first. Short files end it, so that the lanes
end together.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

LONGEST = (
    "tests/browser/test_walk.py",
    "tests/faults/test_killed.py",
    "tests/browser/test_main_job.py",
    "tests/integration/test_tables.py",
)
BROWSER, FAULTS = "tests/browser/", "tests/faults/"


def in_order(files: dict[str, bool]) -> list[str]:
    """Return the files in the order they are to begin; the value says what needs a system."""
    alone = [file for file, needs_system in files.items() if not needs_system]
    longest = [file for file in LONGEST if file in files]
    rest = [file for file in files if file not in {*alone, *longest}]
    turns = turn_about(_below(BROWSER, rest), _below(FAULTS, rest))
    return list(dict.fromkeys((*alone, *longest, *turns, *rest)))


def turn_about(*lists: list[str]) -> Iterator[str]:
    """Yield the first of each, then the second of each, for as long as there are any."""
    return (file for file in chain.from_iterable(zip_longest(*lists)) if file is not None)


def _below(folder: str, files: Iterable[str]) -> list[str]:
    return [file for file in files if file.startswith(folder)]
