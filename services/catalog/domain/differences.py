"""What differs between two versions of a profile, field by field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

KEYS = {
    "test_accesses": ("kind", "url"),
    "interfaces": ("system", "version"),
    "rollout_guide": ("code",),
    "documents": ("id",),
    "contacts": ("role", "name"),
    "waves": ("id",),
}
"""By what the things of a list are recognised in another version; others by their place."""

CALLED_BY = {
    "test_accesses": ("url",),
    "interfaces": ("system",),
    "rollout_guide": ("title",),
    "documents": ("title",),
    "contacts": ("name",),
    "waves": ("opens_on",),
}
"""By what of it people call such a thing."""

_ABSENT = object()


@dataclass(frozen=True)
class Difference:
    """One value that differs; ``pointer`` names it below the profile."""

    field: str
    pointer: str
    change: str
    before: Any = None
    after: Any = None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return every difference, in the order of the fields."""
    changes: list[Difference] = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name, _ABSENT), after.get(name, _ABSENT)
        inside = list(_compared(name, f"/{name}", *_keyed(name, old, new)))
        reordered = [] if inside or old == new else [_changed(name, old, new)]
        changes += inside + reordered
    return changes


def entry_called(change: Difference, *states: Mapping[str, Any]) -> Any:
    """Return what of it the entry of a list is called by that a change is in; None if in none.

    It is looked for in these facts, in their order.
    """
    _, field, *inside = change.pointer.split("/")
    if field not in KEYS or not inside:
        return None
    key = inside[0].replace("~1", "/").replace("~0", "~")
    entries = (entry for state in states for entry in state.get(field) or ())
    entry: Mapping[str, Any] = next((one for one in entries if _key(field, one) == key), {})
    return next((entry[name] for name in CALLED_BY[field] if entry.get(name)), None)


def _changed(name: str, old: Any, new: Any) -> Difference:
    return Difference(name, f"/{name}", "changed", old, new)


def _keyed(name: str, *lists: Any) -> Iterable[Any]:
    """Turn both lists of things into objects by their keys, where each key occurs once."""
    if name not in KEYS or not all(isinstance(items, list) for items in lists):
        return lists
    keyed = [{_key(name, item): item for item in items} for items in lists]
    return keyed if list(map(len, keyed)) == list(map(len, lists)) else lists


def _key(name: str, item: Mapping[str, Any]) -> str:
    return "|".join(str(item.get(part) or "") for part in KEYS[name])


def _compared(name: str, pointer: str, old: Any, new: Any) -> Iterator[Difference]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            inner = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
            yield from _compared(name, inner, old.get(key, _ABSENT), new.get(key, _ABSENT))
    elif old is _ABSENT:
        yield Difference(name, pointer, "added", after=new)
    elif new is _ABSENT:
        yield Difference(name, pointer, "removed", before=old)
    elif old != new:
        yield Difference(name, pointer, "changed", old, new)
