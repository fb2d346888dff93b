"""Profiles (Steckbriefe): what a service is, for whom, who pays, and whether it can be had."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Self

from services.catalog.domain import openings, waves
from services.catalog.domain.choices import Status
from services.catalog.domain.life_cycle import MOVES
from services.catalog.domain.working_copies import WorkingCopy, edited, nothing_to
from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate, to_plain

Doc = dict[str, Any]
Text = dict[str, str]
"""A text in both languages: ``{"de": ..., "en": ...}``."""


@dataclass(kw_only=True)
class Profile(Aggregate):
    """One entry of the catalogue; nested facts have the shapes of ``schemas.ProfileFacts``.

    The facts are those of version ``profile_version``. With 0 nothing was published: then
    they are those of the working copy, and only editors may see them.
    """

    bounds = {
        **dict.fromkeys(
            ("title", "summary", "description", "data_protection", "status_reason"), AtMost(2)
        ),
        "leika_keys": AtMost(500),
        **dict.fromkeys(("financing", "maturity", "contract_partner", "release"), AtMost(20)),
        **dict.fromkeys(
            ("capacities", "contacts", "documents", "edited_by", "interfaces", "prerequisites",
             "related", "rollout_guide", "target_kinds", "test_accesses", "waves",
             "working.authors"),
            AtMost(200),
        ),
        "synonyms": AtMost(2500), "working.facts": AtMost(100), "offered": AtMost(20),
    }  # fmt: skip

    title: Text
    summary: Text
    kind: str
    topic: str
    life_situation: str
    ministry: str
    target_kinds: list[str]
    sphere: str
    financing: Doc
    trust_level: str
    status: Status
    changed_at: datetime
    description: Text | None = None
    leika_keys: list[str] = field(default_factory=list)
    ozg_id: str | None = None
    operating_authority: str | None = None
    technical_operator: str | None = None
    capacities: list[str] = field(default_factory=list)
    vg_contracts: str | None = None
    maturity: Doc | None = None
    prerequisites: list[Text] = field(default_factory=list)
    test_accesses: list[Doc] = field(default_factory=list)
    interfaces: list[Doc] = field(default_factory=list)
    contract_partner: Doc | None = None
    rollout_guide: list[Doc] = field(default_factory=list)
    documents: list[Doc] = field(default_factory=list)
    contacts: list[Doc] = field(default_factory=list)
    data_protection: Text | None = None
    related: list[str] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)
    release: Doc = field(default_factory=lambda: {"status": "announced", "from_date": None})
    waves: list[Doc] = field(default_factory=list)
    checked_on: str | None = None
    checked_by: str | None = None
    valid_from: str | None = None
    evidence: str = ""
    demo: bool = False
    status_reason: Text | None = None
    successor: str | None = None
    profile_version: int = 0
    edited_by: list[str] = field(default_factory=list)
    published_by: str | None = None
    reviewed_by: str | None = None
    published_at: datetime | None = None
    working: WorkingCopy | None = None
    offered: Doc | None = None
    """By what bodies may order it, as they were told; see ``openings``."""
    opens_at: datetime | None = None
    public_version: int = 0
    """The ``version`` that readers see: that of the last change they could notice."""

    @classmethod
    def begin(cls, id: str, facts: Mapping[str, Any], *, by: str, now: datetime) -> Self:
        """Return a new profile as a draft of this author."""
        chosen = {name: deepcopy(facts[name]) for name in FACTS}
        working = WorkingCopy(facts=deepcopy(chosen), authors=[by], changed_at=now)
        return cls(id=id, status=Status.DRAFT, changed_at=now, working=working, **chosen)

    def revive(self, new: Self) -> None:
        """Begin anew under the id of a discarded draft."""
        if not self.is_discarded:
            raise taken()
        self.status, self.changed_at, self.working = new.status, new.changed_at, new.working
        self._take(new.facts())

    @property
    def is_public(self) -> bool:
        """Return whether anyone may see it: it was published at least once."""
        return self.profile_version > 0

    @property
    def is_discarded(self) -> bool:
        """Return whether it was given up before anyone but editors saw it."""
        return self.status is Status.RETIRED and not self.is_public

    def facts(self) -> Doc:
        """Return what a version of it consists of."""
        return {name: deepcopy(getattr(self, name)) for name in FACTS}

    def check_seen(self, version: int | None) -> None:
        """Raise Conflict where the caller has decided on another version than this."""
        if version is not None and version != self.version:
            raise Conflict("changed-meanwhile", "changed-since-read")

    def editable(self) -> Doc:
        """Return the facts an editor goes on from."""
        return deepcopy(self.working.facts) if self.working else self.facts()

    def edit(self, facts: Mapping[str, Any], *, by: str, now: datetime) -> None:
        """Replace the working copy; who has seen it in review must look again.

        A working copy that says what is published already is none.
        """
        self.status = MOVES.next(self.status, "edit")
        chosen = {name: deepcopy(facts[name]) for name in FACTS}
        self.working = edited(self.working, chosen, by, now)
        if not self.is_public:
            self._take(chosen)
        elif chosen == self.facts():
            self.working = None

    def submit(self, now: datetime) -> None:
        """Ask a second person to look at the working copy."""
        if self.working is None or self.working.submitted:
            raise nothing_to("submit")
        self.status = MOVES.next(self.status, "submit")
        self.working.submit(now)

    def send_back(self, reason: str, *, by: str, now: datetime) -> None:
        """Give the working copy back to its authors, saying what is missing."""
        if self.working is None or not self.working.submitted:
            raise nothing_to("send-back")
        self.status = MOVES.next(self.status, "send-back")
        self.working.send_back(reason, by, now)
        self.say(
            "profile.sent_back",
            service={"id": self.id, "title": self.working.facts["title"]},
            reason=reason,
            due_on=to_plain(self.working.due_on),
            accounts=list(self.working.authors),
        )

    def discard(self) -> None:
        """Return the working copy up; with it the profile, if it was never published."""
        if self.working is None:
            raise nothing_to("discard")
        self.status = MOVES.next(self.status, "discard")
        self.working = None

    def publish(self, *, by: str, now: datetime, seen: int | None = None) -> None:
        """Make the reviewed working copy the next version; or put a paused profile back."""
        status, working = MOVES.next(self.status, "publish"), self.working
        self.check_seen(seen)
        if working is not None and working.submitted:
            working.check_reviewer(by, has_seen=seen is not None)
            self._become_version(working, by, now)
        elif self.status is not Status.PAUSED:
            raise nothing_to("publish")
        self.status, self.status_reason, self.changed_at = status, None, now
        opens = openings.settle(self, now)
        self._tell("profile.published", orderable=opens is not None)
        if opens is not None:
            self.say("profile.orderable", **opens)

    def open(self, now: datetime) -> None:
        """Say that its day has come, where bodies may order it that might not until now."""
        opens = openings.settle(self, now)
        if opens is not None:
            self.changed_at = now
            self._show()
            self.say("profile.orderable", **opens)

    def ship(self, facts: Doc, since: datetime, now: datetime) -> None:
        """Take facts that came with the program as version 1, reviewed with the program."""
        self._take({name: facts[name] for name in FACTS})
        self.profile_version, self.published_by, self.published_at = 1, "system", since
        openings.settle(self, now)
        self._show()

    def pause(self, reason: Text, now: datetime) -> None:
        """Take it off sale for a while, saying why."""
        self.status = MOVES.next(self.status, "pause")
        self.status_reason, self.changed_at = reason, now
        openings.settle(self, now)
        self._tell("profile.paused")

    def retire(self, reason: Text, successor: str | None, now: datetime) -> None:
        """End it for good, saying why and what comes instead."""
        self.status = MOVES.next(self.status, "retire")
        self.status_reason, self.successor = reason, successor
        self.working, self.changed_at = None, now
        openings.settle(self, now)
        self._tell("profile.retired", successor=successor)

    def _become_version(self, working: WorkingCopy, by: str, now: datetime) -> None:
        self._take(working.facts)
        self.profile_version += 1
        self.edited_by, self.working = working.authors, None
        self.published_by = self.reviewed_by = by
        self.published_at = now

    def _take(self, facts: Doc) -> None:
        for name, value in deepcopy(facts).items():
            setattr(self, name, value)

    def _show(self) -> None:
        """Say what everyone sees from the version on that this change makes."""
        self.public_version = self.version + 1
        self.say("profile.changed", **self.public())

    def _tell(self, kind: str, **more: Any) -> None:
        self._show()
        heading = {"profile": self.id, "title": self.title, "reason": self.status_reason}
        self.say(kind, **heading, profile_version=self.profile_version, **more)

    def public(self) -> Doc:
        """Return everything shown to everyone: the published facts and the state."""
        facts = self.to_doc()
        for internal in INTERNAL:
            del facts[internal]
        facts["release"] = waves.release_of(self.waves, self.release)
        version = self.public_version or self.version
        return {"id": facts.pop("_id"), **to_plain(facts), "version": version}

    def as_if_published(self) -> Doc:
        """Return what everyone would see, were the working copy published and on sale."""
        facts = self.editable()
        release = waves.release_of(facts["waves"], facts["release"])
        ended = self.status is Status.RETIRED
        status = self.status if ended else Status.PUBLISHED
        stated = self.status_reason if ended else None
        said = {"status": status.value, "status_reason": stated, "release": release}
        return {**self.public(), **facts, **said}

    @classmethod
    def shown(cls, doc: Doc) -> Doc:
        """Return ``public`` of a stored profile without building it: snapshots send thousands."""
        if "profile_version" not in doc:
            return cls.from_doc(doc).public()
        facts: Doc = {name: doc.get(name) for name in SHOWN}
        for moment in ("changed_at", "published_at"):
            facts[moment] = to_plain(facts[moment])
        facts["release"] = waves.release_of(facts["waves"], facts["release"])
        return {"id": doc["_id"], **facts, "version": doc.get("public_version") or doc["version"]}

    def draft(self) -> Doc:
        """Return what editors see: the facts they go on from, and where that stands."""
        working = self.working
        return {
            "id": self.id,
            "status": self.status.value,
            "status_reason": self.status_reason,
            "profile_version": self.profile_version,
            "facts": self.editable(),
            "changed": working is not None,
            "submitted": bool(working and working.submitted),
            "authors": list(working.authors) if working else [],
            "sent_back": to_plain(working.sent_back) if working else None,
            "due_on": to_plain(working.due_on) if working else None,
            "version": self.version,
        }

    @classmethod
    def from_doc(cls, doc: Doc) -> Self:
        """Build it from its document; one stored before there were versions is version 1."""
        return super().from_doc(_upgraded(doc) if "profile_version" not in doc else doc)


INTERNAL = (
    "working", "edited_by", "published_by", "reviewed_by", "public_version", "offered", "opens_at",
)  # fmt: skip
STATE = frozenset(
    {"id", "version", "status", "status_reason", "successor", "changed_at", "profile_version",
     "published_at", *INTERNAL}
)  # fmt: skip
SHOWN = tuple(
    spec.name
    for spec in fields(Profile)
    if spec.name not in (*INTERNAL, "id", "version") and spec.name[0] != "_"
)
"""What of a stored profile everyone sees."""
FACTS = tuple(
    spec.name for spec in fields(Profile) if spec.name not in STATE and spec.name[0] != "_"
)
"""What a version of a profile consists of; the fields of ``schemas.ProfileFacts``."""


def _upgraded(doc: Doc) -> Doc:
    access = doc.get("test_access")
    interfaces = [
        {**i, "extra_cost": "unknown" if i["extra_cost"] is None else i["extra_cost"]}
        for i in doc.get("interfaces", [])
    ]
    accesses = [{"credentials": None, **access}] if access else []
    return {**doc, "profile_version": 1, "test_accesses": accesses, "interfaces": interfaces}


def taken() -> Conflict:
    """Say that another profile has the id."""
    return Conflict("profile-exists")
