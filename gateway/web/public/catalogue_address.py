"""The address of the catalogue page: what it asks for, and addresses with one thing changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

PATH = "/leistungen"
FACETS = ("kind", "financing", "topic", "body_kind", "capacity", "ministry", "status", "interface")
"""What is filtered by and counted, in the order it is shown."""
OF_BODY = {"may_order": "orderable_for", "unused": "unused_by", "fits": "works_with_body"}
"""What asks about the body one acts for, and the filter of the API that takes its key."""
FILTERS = ("q", *OF_BODY, *FACETS, "new_since")
SORTS = {"title": "public-sort-title", "-changed_at": "public-sort-newest"}
NAMES = (*FILTERS, "sort", "cursor")
YES = "1"
LIMIT = "20"


@dataclass(frozen=True)
class CatalogueAddress:
    """What the catalogue is asked for, and for which body."""

    asked: Mapping[str, str]
    body: str | None = None

    @classmethod
    def of(cls, given: Mapping[str, str], body: str | None) -> "CatalogueAddress":
        """Return it without what the page does not know; without a body nothing is asked of one."""
        unknown = set(OF_BODY) if body is None else set()
        asked = {name: given[name] for name in NAMES if name in given and name not in unknown}
        return cls(asked, body)

    @property
    def filters(self) -> dict[str, str]:
        """Return what leaves services out."""
        return {name: self.asked[name] for name in FILTERS if name in self.asked}

    @property
    def query(self) -> dict[str, str]:
        """Return the query of the API that gives this page."""
        cursor = {"cursor": self.asked["cursor"]} if "cursor" in self.asked else {}
        marked = {"for_body": self.body} if self.body else {}
        return {**self._of_all_pages(), **cursor, **marked, "limit": LIMIT}

    def file(self, kind: str) -> str:
        """Return the address of exactly this list as a file."""
        return _address(f"{PATH}.{kind}", self._of_all_pages())

    def with_(self, **changed: str | None) -> str:
        """Return the address with these values, beginning at the first page; None takes one out."""
        kept = {name: value for name, value in self.asked.items() if name != "cursor"}
        merged = {**kept, **changed}
        return _address(PATH, {name: value for name, value in merged.items() if value})

    def without(self, names: Iterable[str]) -> str:
        """Return the address without these."""
        return self.with_(**dict.fromkeys(names))

    def _of_all_pages(self) -> dict[str, str]:
        kept = {n: v for n, v in self.asked.items() if n not in OF_BODY and n != "cursor"}
        of_body = {OF_BODY[n]: self.body for n in OF_BODY if n in self.asked and self.body}
        return {**kept, **of_body}


def _address(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
