"""Who makes and runs services, which systems they are joined to, and how profiles compare."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate, to_plain

Facts = dict[str, Any]
Text = dict[str, str]

NOT_COMPARED = frozenset(
    {
        "id", "title", "version", "profile_version", "published_at", "changed_at", "links",
        "synonyms", "related", "evidence", "checked_by",
    }
)  # fmt: skip
"""What tells profiles apart without meaning anything for a choice between them."""


class VendorKind(StrEnum):
    """What a vendor does."""

    MANUFACTURER = "manufacturer"
    IT_PROVIDER = "it_provider"
    IT_ASSOCIATION = "it_association"


class ExtraCost(StrEnum):
    """Whether an interface costs the body something of its own."""

    YES = "true"
    NO = "false"
    UNKNOWN = "unknown"


@dataclass(kw_only=True)
class _DirectoryEntry(Aggregate):
    """An entry of the directory, which editors write whole."""

    noun: ClassVar[str]

    name: str
    demo: bool = False

    def change(self, facts: Facts, version: int) -> None:
        """Replace the facts by those based on the version the editor saw."""
        if self.version != version:
            raise Conflict("changed-meanwhile", "changed-since-read")
        for name, value in facts.items():
            setattr(self, name, value)
        self.tell()

    def tell(self) -> None:
        """Say the whole state."""
        self.say(f"{self.noun}.changed", **self.state(self.version + 1))

    def state(self, version: int | None = None) -> Facts:
        """Return everything, as other services keep it."""
        return {**to_plain(self), "version": self.version if version is None else version}


@dataclass(kw_only=True)
class Vendor(_DirectoryEntry):
    """A manufacturer, IT provider or IT association that sets services up."""

    noun = "vendor"

    kind: VendorKind
    email: str
    website: str | None = None

    def public(self) -> Facts:
        """Return what stands in the directory; the mail address is not for everyone."""
        entry = self.state()
        del entry["email"]
        return entry


@dataclass(kw_only=True)
class SpecialistSystem(_DirectoryEntry):
    """A specialist system (Fachverfahren): a product, its versions and who makes it."""

    noun = "system"
    bounds = {"versions": AtMost(100), "description": AtMost(2)}

    manufacturer: str | None = None
    versions: list[str] = field(default_factory=list)
    description: Text | None = None

    def public(self) -> Facts:
        """Return what stands in the directory."""
        return self.state()


def extra_cost_of(interface: Facts) -> ExtraCost:
    """Return the cost of an interface; what is not said is unknown."""
    cost = interface.get("extra_cost")
    return ExtraCost(str(cost).lower()) if isinstance(cost, bool) else ExtraCost.UNKNOWN


def comparison(profiles: Iterable[Facts]) -> Facts:
    """Return the public states field by field, in their order, marked where they differ."""
    states = list(profiles)
    names = dict.fromkeys(name for state in states for name in state if name not in NOT_COMPARED)
    fields = [
        {"field": name, "values": values, "differs": any(v != values[0] for v in values)}
        for name in names
        for values in [[state.get(name) for state in states]]
    ]
    heads = [{name: state.get(name) for name in ("id", "title", "version")} for state in states]
    return {"profiles": heads, "fields": fields}
