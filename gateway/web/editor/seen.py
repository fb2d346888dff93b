"""What a section said when its form was shown: by this, what somebody else changed is told."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.problems.problems import Problem


@dataclass(frozen=True)
class SeenList:
    """A list of entries as it was shown.

    ``of`` has for each entry of the form the digest of what it said, "" for one that is new;
    ``gone`` has those of the entries that were removed here since.
    """

    of: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def shown(self) -> Counter[str]:
        """Return how often each entry stood in the list."""
        return Counter([*(digest for digest in self.of if digest), *self.gone])

    def was(self, number: int) -> str:
        """Return what an entry of the form said; nothing where it is new."""
        return self.of[number] if number < len(self.of) else ""

    def kept(self, numbers: Iterable[int]) -> "SeenList":
        """Return it for a form that has only these entries left."""
        left = list(numbers)
        gone = [was for n, was in enumerate(self.of) if was and n not in left]
        return SeenList([self.was(number) for number in left], [*self.gone, *gone])


@dataclass(frozen=True)
class Seen:
    """Digests of each field, and of each entry of each list."""

    fields: Mapping[str, str]
    lists: Mapping[str, SeenList]

    @classmethod
    def read(cls, text: str) -> "Seen":
        """Return what a form carries; refuse what is none of ours."""
        try:
            read = json.loads(text)
            lists = {
                name: SeenList(_texts(one["of"]), _texts(one["gone"]))
                for name, one in read.get("lists", {}).items()
            }
            return cls(dict(read.get("fields", {})), lists)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise Problem(400, "bad-request") from error

    def written(self) -> str:
        """Return it as a form carries it."""
        lists = {name: {"of": one.of, "gone": one.gone} for name, one in self.lists.items()}
        return json.dumps({"fields": dict(self.fields), "lists": lists}, separators=(",", ":"))

    def list(self, name: str) -> SeenList:
        """Return what was shown of a list; one that was not there is empty."""
        return self.lists.get(name, SeenList())


def _texts(values: Any) -> list[str]:
    return [str(value) for value in values]
