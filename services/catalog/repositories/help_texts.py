"""Where catalog keeps the texts that editors have put in the place of shipped answers."""

from datetime import datetime
from typing import Any

from services.catalog.domain.help_texts import UNCHANGED, HelpText, fingerprint_of
from services.common.clock import local_date
from services.common.errors import Conflict
from services.common.storage.repository import Repository

Doc = dict[str, Any]


class HelpTexts(Repository[HelpText]):
    """One document for each entry that somebody has ever changed."""

    kind = HelpText
    collection_name = "help_texts"
    not_found = "help-not-found"

    def written(self) -> dict[str, Doc]:
        """Return what changed entries say and since when, by id; there are as many as entries."""
        docs = self.collection.find({"question": {"$ne": None}})
        return {doc["_id"]: said_by(HelpText.from_doc(doc)) for doc in docs}

    def known(self) -> dict[str, HelpText]:
        """Return all that were ever changed, by id."""
        return {doc["_id"]: HelpText.from_doc(doc) for doc in self.collection.find({})}

    def write(self, shipped: Doc, texts: Doc, *, by: str, now: datetime, seen: int) -> HelpText:
        """Let a shipped entry say something else, for who has seen this version of it."""
        id, instead_of = shipped["id"], fingerprint_of(shipped)
        if seen == UNCHANGED:
            new = HelpText(id=id, **texts, changed_by=by, changed_at=now, instead_of=instead_of)
            stored = self.add(new)
            if stored is new:
                return stored
            if (stored.question, stored.answer) != (texts["question"], texts["answer"]):
                raise Conflict("changed-meanwhile", "changed-since-read")
            return stored
        return self.change(
            id, lambda text: text.write(texts, by=by, now=now, seen=seen, instead_of=instead_of)
        )

    def reset(self, id: str, *, by: str, now: datetime, seen: int) -> HelpText:
        """Let an entry say again what it was shipped with."""
        return self.change(id, lambda text: text.reset(by=by, now=now, seen=seen))


def said_by(text: HelpText) -> Doc:
    """Return what a changed entry says in the place of the shipped one; nothing once reset."""
    if text.question is None:
        return {}
    day = local_date(text.changed_at).isoformat()
    return {"question": text.question, "answer": text.answer, "updated_on": day}
