"""What catalog answers to questions."""

from typing import Any

from services.catalog.help.entries import read_help
from services.catalog.schemas import help as schemas
from services.common.entrypoints import rpc
from services.common.errors import NotFound
from services.common.paging import offset_of

Payload = dict[str, Any]


class HelpCalls:
    """The calls about questions and answers."""

    @rpc(public=True, query=schemas.HelpQuery)
    def help(self, query: Payload) -> Payload:
        """Return the entries that answer a question, or those of a page or a group."""
        texts = read_help()
        entries = texts.find(**{name: query.get(name) for name in ("q", "page", "group")})
        begin = offset_of(query["cursor"])
        end = begin + query["limit"]
        return {
            "items": entries[begin:end],
            "next": str(end) if end < len(entries) else None,
            "total": len(entries),
            "groups": texts.groups,
        }

    @rpc(public=True)
    def get_help(self, entry_id: str) -> Payload:
        """Return one entry with the title of its group."""
        texts = read_help()
        entry = texts.entry(entry_id)
        if entry is None:
            raise NotFound("help-not-found")
        titles = {group["id"]: group["title"] for group in texts.groups}
        return {**entry, "group_title": titles[entry["group"]]}
