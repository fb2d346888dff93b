"""Never many mails to one person: what comes in numbers goes as one mail that lists it.

Of several mails the words are their entries in the one; each is noted as sent with it. What
they go with is noted at them before the one is written, so broken off anywhere the same one
is made again. It names those it lists, and only they are noted as sent: nothing is lost or told
twice, however many processes share what was broken off.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common import config
from services.common.logs import Log
from services.notify.domain.mails import Mail, MailState, bundle_id, log_facts
from services.notify.domain.pace import HOUR, Held, Pace
from services.notify.rendering import MailTemplates
from services.notify.repositories.mails import WORDS, Mails, mails

log = Log(__name__)
Doc = dict[str, Any]

MOST_IN_ONE = 100


@dataclass(frozen=True)
class QuietSettings:
    """How many mails an hour one address gets at most; how long (s) those of one act wait."""

    mails_per_hour: int = 20
    mails_together_s: int = 60


class Quiet:
    """Stands between the due mails and the relay; a mail alone costs it no call of the database."""

    def __init__(self, mails: Mails, templates: MailTemplates, pace: Pace) -> None:
        self._mails, self._templates, self._pace = mails, templates, pace

    @classmethod
    def of(cls, runtime: Any) -> "Quiet":
        """Make the one of a running process."""
        settings = config.read(QuietSettings)
        pace = Pace(settings.mails_per_hour, settings.mails_together_s)
        return cls(runtime.part(mails), runtime.part(MailTemplates.of), pace)

    def passing(self, batch: Sequence[Doc]) -> list[Doc]:
        """Return those that go now; the others wait, or go in one of their own."""
        fresh = [doc for doc in batch if "held" not in doc]
        held = self._pace.held(fresh, self._of_all(fresh))
        self._hold(fresh, held)
        passing = [doc for doc in fresh if doc["_id"] not in held]
        groups = defaultdict(list)
        for doc in batch:
            if "held" in doc:
                groups[doc["held"]].append(doc)
        for docs in groups.values():
            passing += self._together(docs)
        return passing

    def _of_all(self, fresh: Sequence[Doc]) -> dict[str, int]:
        """Return how many mails those near the limit got of all processes within the hour."""
        near = self._pace.near(fresh)
        return {to: self._mails.count_gone(near[to], HOUR, beside=fresh) for to in near}

    def note_sent(self, doc: Doc) -> None:
        """Count a mail the relay has taken."""
        self._pace.note_sent(doc)

    def _hold(self, docs: Sequence[Doc], held: dict[str, Held]) -> None:
        groups = defaultdict(list)
        for doc in docs:
            if doc["_id"] in held:
                groups[held[doc["_id"]]].append(doc)
        for wait, waiting in groups.items():
            self._mails.hold_together(waiting, wait.together, self._mails.now() + wait.wait)

    def _together(self, docs: Sequence[Doc]) -> list[Doc]:
        """Put what waits under one name into one mail; return what is alone."""
        gathered = self._mails.gather(docs, MOST_IN_ONE)
        begun, fresh = defaultdict(list), list[Doc]()
        for doc in gathered:
            if "bundle" in doc:
                begun[doc["bundle"]].append(doc)
            else:
                fresh.append(doc)
        alone = [doc for id, members in begun.items() for doc in self._bundle(id, members)]
        if len(fresh) < 2:
            return alone + fresh
        id = bundle_id(doc["_id"] for doc in fresh)
        self._mails.bundle(fresh, id)
        return alone + self._bundle(id, fresh)

    def _bundle(self, id: str, members: list[Doc]) -> list[Doc]:
        """Put them into one mail; return them to go alone where that one cannot be written.

        Where another process wrote it meanwhile, what it does not list waits for another one.
        """
        one = self._mails.find(id)
        if one is None:
            now = self._mails.now()
            try:
                one = self._written(id, members, now)
            except Exception as error:
                facts = {**log_facts(members[0]), "count": len(members)}
                log.error("mails_not_bundled", trace=error, **facts)
                self._mails.unbundle(members)
                return members
            self._mails.put([one])
            one = self._mails.find(id) or one
        self._settle(one, members)
        return []

    def _settle(self, one: Doc, members: Sequence[Doc]) -> None:
        """Note as sent what the one mail lists, and part the others from it."""
        listed = [doc for doc in members if doc["_id"] in one.get("members", ())]
        others = [doc for doc in members if doc not in listed]
        self._mails.settle(listed, MailState.SENT.value, drop=WORDS, at="sent_at")
        self._mails.unbundle(others)
        self._mails.put_back(others)
        log.info("mails_bundled", **log_facts(one), count=len(listed))

    def _written(self, id: str, members: Sequence[Doc], now: datetime) -> Doc:
        words = self._templates.write_bundle(members[-1]["name"], [doc["entry"] for doc in members])
        one = Mail.of_bundle(id, members[-1], words, now)
        listed = [{"kind": doc["kind"], "about": doc.get("about") or {}} for doc in members]
        return {**one.to_doc(), "members": [doc["_id"] for doc in members], "listed": listed}
