"""What catalog answers to editors about the help: what it says, and whose words these are."""

from typing import Any

from services.catalog.domain.help_texts import UNCHANGED, HelpText
from services.catalog.help.entries import read_help
from services.catalog.repositories.help_texts import HelpTexts, said_by
from services.catalog.schemas import help as schemas
from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound
from services.common.storage.aggregates import to_plain

Payload = dict[str, Any]


class HelpEditing:
    """The calls that change what an answer says, and give the shipped one back."""

    help_texts = Part(HelpTexts.of)

    @rpc(needs="profiles:edit")
    def list_help_texts(self) -> Payload:
        """Return all entries in their order, each with who has changed it; and their groups."""
        known, help = self.help_texts.known(), read_help()
        items = [_line(entry, known.get(entry["id"])) for entry in help.entries]
        return {"items": items, "next": None, "total": len(items), "groups": help.groups}

    @rpc(needs="profiles:edit")
    def get_help_text(self, entry_id: str) -> Payload:
        """Return what an entry says now, what it was shipped with, and the version to change."""
        return _whole(_shipped(entry_id), self.help_texts.find(entry_id))

    @rpc(needs="profiles:edit", payload=schemas.HelpWords)
    def change_help(self, entry_id: str, payload: Payload, version: int) -> Payload:
        """Let an entry say something else, for who has seen this version (0 of a shipped one)."""
        entry, by = _shipped(entry_id), context.principal().subject
        stored = self.help_texts.write(entry, payload, by=by, now=clock.now(), seen=version)
        return _whole(entry, stored)

    @rpc(needs="profiles:edit", payload=schemas.HelpReset)
    def reset_help(self, entry_id: str, payload: Payload) -> Payload:
        """Let an entry say again what it was shipped with."""
        entry, by, seen = _shipped(entry_id), context.principal().subject, payload["version"]
        return _whole(entry, self.help_texts.reset(entry_id, by=by, now=clock.now(), seen=seen))


def _shipped(id: str) -> Payload:
    entry = read_help().entry(id)
    if entry is None:
        raise NotFound("help-not-found")
    return entry


def _line(entry: Payload, text: HelpText | None) -> Payload:
    """Return an entry as the editors' list shows it."""
    is_changed = text is not None and text.question is not None
    said = said_by(text) if text else {}
    return {
        **{name: {**entry, **said}[name] for name in ("id", "group", "question", "updated_on")},
        "is_changed": is_changed,
        "is_overtaken": text is not None and text.is_overtaken_by(entry),
        "changed_by": text.changed_by if text else None,
        "changed_at": to_plain(text.changed_at) if text else None,
        "version": text.version if text else UNCHANGED,
    }


def _whole(entry: Payload, text: HelpText | None) -> Payload:
    said = said_by(text) if text else {}
    shipped = {name: entry[name] for name in ("question", "answer")}
    return {**_line(entry, text), "answer": {**entry, **said}["answer"], "shipped": shipped}
