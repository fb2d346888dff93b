"""What people write for a thing, and which one they mean: nobody is decided for silently."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gateway.web.words import say

MOST_CHOICES = 10


class WrongName(Exception):
    """A name that nothing has, or several; ``said`` tells it, with what can be written instead."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True)
class Called:
    """A thing of a name; ``apart`` is the name with what tells it from others of it."""

    id: str
    apart: str


def same(one: str, other: str) -> bool:
    """Tell whether two names are one, in whatever letters and blanks they are written."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def base_of(name: str) -> str:
    """Return a name without what tells it apart, as ``told_apart`` adds it."""
    stem, bracket, _ = name.strip().removesuffix(")").rpartition(" (")
    return stem if bracket and name.strip().endswith(")") else name.strip()


def told_apart(name: str, by: str) -> str:
    """Return a name with what tells it from others."""
    return f"{name} ({by})" if by else name


def apart_by(facts: Sequence[Sequence[str]]) -> list[str]:
    """Return for each thing what tells it from the others of its name.

    It is the first fact in which all differ, or else as many of the first ones as it takes.
    """
    single = [list(column) for column in zip(*facts, strict=True)]
    joined = [
        [", ".join(one for one in of[:many] if one) for of in facts]
        for many in range(2, len(single) + 1)
    ]
    tried = [*single, *joined]
    return next((one for one in tried if len(set(one)) == len(facts)), tried[-1])


def the_one(
    name: str, alike: Sequence[Called], *, unknown: str, taken: Collection[str] = ()
) -> str:
    """Return the id of the one that is meant; ``unknown`` says that there is none.

    One that is ``taken`` is named already; it makes none of its name the one that is meant.
    """
    exact = [one for one in alike if same(one.apart, name)]
    left = exact if len(exact) == 1 else alike
    if all(one.id in taken for one in left):
        raise WrongName(unknown)
    if len(left) == 1:
        return left[0].id
    choices = "; ".join(sorted(one.apart for one in left[:MOST_CHOICES]))
    raise WrongName(say("ed-several-so-called", name=name, choices=choices))
