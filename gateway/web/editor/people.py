"""Who edits: names instead of ids, and who of them may publish what others wrote."""

from collections.abc import Collection, Mapping

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.words import say

EDITORS = api("GET editors")


def editors(frame: Frame) -> dict[str, str]:
    """Return the names of all who edit, by account."""
    return {one["id"]: one["name"] for one in frame.ask(EDITORS)["items"]}


def named(authors: Collection[str], names: Mapping[str, str]) -> list[str]:
    """Return how authors are called; one who edits no more is somebody of before."""
    return [names.get(author) or say("ed-former-editor") for author in authors]


def others(authors: Collection[str], names: Mapping[str, str]) -> list[str]:
    """Return the names of those who may publish: all editors but the authors."""
    return sorted(name for id, name in names.items() if id not in authors)
