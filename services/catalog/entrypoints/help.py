"""What catalog answers to questions."""

from typing import Any

from pymongo.errors import PyMongoError

from services.catalog.help.entries import Help, read_help
from services.catalog.repositories.help_texts import HelpTexts
from services.catalog.schemas import help as schemas
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound, Unavailable
from services.common.logs import Log
from services.common.paging import offset_of

log = Log(__name__)
Payload = dict[str, Any]


class HelpCalls:
    """The calls about questions and answers; editors may have put them into other words."""

    help_texts = Part(HelpTexts.of)

    @rpc(public=True, query=schemas.HelpQuery)
    def help(self, query: Payload) -> Payload:
        """Return the entries that answer a question, or those of a page or a group."""
        texts = self._texts()
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
        texts = self._texts()
        entry = texts.entry(entry_id)
        if entry is None:
            raise NotFound("help-not-found")
        titles = {group["id"]: group["title"] for group in texts.groups}
        return {**entry, "group_title": titles[entry["group"]]}

    def _texts(self) -> Help:
        """Return the help as it stands now; while the database is away, as it was shipped."""
        try:
            return read_help().saying(self.help_texts.written())
        except (PyMongoError, Unavailable):
            log.warning("help_as_shipped")
            return read_help()
