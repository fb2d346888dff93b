"""What a query says: a form without JavaScript sends every field, blank ones too."""

from urllib.parse import unquote_plus

from werkzeug.datastructures import MultiDict


def given(args: MultiDict[str, str]) -> dict[str, str]:
    """Return the first value of each name; a blank one is as good as none."""
    return {name: value for name, value in args.items() if value.strip()}


def names_in(query_string: str) -> set[str]:
    """Return at least the names with a value, without reading the values."""
    parts = (part.partition("=") for part in query_string.split("&"))
    return {unquote_plus(name) for name, _, value in parts if value}
