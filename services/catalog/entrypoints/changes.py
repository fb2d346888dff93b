"""What two states of a profile differ in, told in codes and in words."""

from typing import Any

from services.catalog.domain.differences import Difference, differences, entry_called
from services.catalog.domain.labels import value_in_words
from services.catalog.ozg.names import name_of_key
from services.common.storage.aggregates import to_plain
from services.common.words import Text

Payload = dict[str, Any]


def changes_told(before: Payload, after: Payload) -> list[Payload]:
    """Return what differs, each with the words of its codes and the entry it is in."""
    return [
        {**_in_words(change), "entry": entry_called(change, after, before)}
        for change in differences(before, after)
    ]


def _in_words(change: Difference) -> Payload:
    said = {
        f"{name}_words": _words_of(change, value)
        for name, value in (("before", change.before), ("after", change.after))
    }
    return {**to_plain(change), **said}


def _words_of(change: Difference, value: Any) -> Any:
    """Return a value in words; keys with what the list of keys calls them."""
    if change.field == "leika_keys":
        return [_named_key(key) for key in value or ()] or None
    if change.field == "ozg_id":
        return _named_key(value) if value else None
    return value_in_words(change.field, change.pointer, value)


def _named_key(key: str) -> Text:
    name = name_of_key(key)
    said = f"{name} ({key})" if name else key
    return Text(said, said)
