"""What catalog answers about profiles: their life from draft to retirement, and versions."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from services.catalog.domain.availability import availability_of
from services.catalog.domain.choices import Status
from services.catalog.domain.differences import differences
from services.catalog.domain.labels import in_words
from services.catalog.domain.profiles import Profile
from services.catalog.ozg.names import warnings_of
from services.catalog.repositories.directory import Vendors
from services.catalog.repositories.links import Links
from services.catalog.repositories.profiles import Profiles
from services.catalog.repositories.versions import ProfileDocuments
from services.catalog.schemas import profiles as schemas
from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound, Wrong, invalid_fields
from services.common.paging import number_of
from services.common.storage.aggregates import to_plain
from services.common.validation.input import listing, parse

Payload = dict[str, Any]
LARGEST_DOCUMENT_BYTES = 10 * 1024 * 1024
LARGEST_CALL_BYTES = 15 * 1024 * 1024
"""A document in Base64 is larger by a third."""


class ProfileCalls:
    """The calls about profiles; whoever edits one asks somebody else to publish it."""

    profiles = Part(Profiles.of)
    documents = Part(ProfileDocuments.of)
    vendors = Part(Vendors.of)
    links = Part(Links.of)

    @rpc(public=True)
    def get(self, profile_id: str) -> Payload:
        """Give one published profile whole, in codes and words, with what is known of its links."""
        shown = self.profiles.shown(profile_id).public()
        today = clock.local_date(clock.now())
        return {
            **shown,
            "availability": availability_of(shown, today).shown(),
            "words": in_words(shown),
            "links": self.links.shown(shown),
            "revision": self.profiles.revision(),
        }

    @rpc(public=True)
    def list_versions(self, profile_id: str, query: Payload) -> Payload:
        """Give the published versions of a profile, the newest first."""
        wanted = parse(schemas.VersionQuery, query)
        profile, before = self.profiles.shown(profile_id), number_of(wanted["cursor"])
        found = self.profiles.versions.listed(profile, before=before, limit=wanted["limit"] + 1)
        shown = [version.listed() for version in found]
        page = listing(shown, wanted["limit"], lambda v: str(v["number"]), profile.profile_version)
        return {**page, "revision": self.profiles.revision()}

    @rpc(public=True)
    def get_version(self, profile_id: str, number: int) -> Payload:
        """Give a version word for word, as it was published."""
        return self.profiles.versions.get(self.profiles.shown(profile_id), number).public()

    @rpc(public=True)
    def diff_versions(self, profile_id: str, a: int, b: int) -> Payload:
        """Give what differs between two versions, field by field."""
        profile = self.profiles.shown(profile_id)
        before, after = (self.profiles.versions.get(profile, number) for number in (a, b))
        found = [to_plain(d) for d in differences(before.content, after.content)]
        return {"profile": profile.id, "from": a, "to": b, "differences": found}

    @rpc(public=True)
    def list_waves(self, profile_id: str) -> Payload:
        """Give the published waves, the earliest first, and which are open today."""
        profile, today = self.profiles.shown(profile_id), _today()
        waves = sorted(profile.waves, key=lambda wave: (wave["opens_on"], wave["id"]))
        items = [{**wave, "open": wave["opens_on"] <= today} for wave in waves]
        return {"items": items, "next": None, "total": len(items)}

    @rpc(public=True)
    def get_document(self, profile_id: str, document_id: str) -> Payload:
        """Give the PDF (base64) of a document that a version of the profile has."""
        profile = self.profiles.shown(profile_id)
        named = [d for d in profile.documents if d["id"] == document_id]
        if not named and not self.profiles.versions.names_document(profile.id, document_id):
            raise NotFound("profile-document-not-found")
        return {
            "pdf_base64": base64.b64encode(self.documents.get(document_id)).decode(),
            "sha256": document_id,
            "filename": named[0]["filename"] if named else f"{profile.id}.pdf",
        }

    @rpc(needs="profiles:edit")
    def list_drafts(self, query: Payload) -> Payload:
        """Give what is being edited: the profiles with a working copy."""
        wanted = parse(schemas.DraftQuery, query)
        found, total = self.profiles.drafts(
            submitted=wanted.get("submitted"), after=wanted["cursor"], limit=wanted["limit"] + 1
        )
        shown = [profile.draft() for profile in found]
        return listing(shown, wanted["limit"], lambda d: d["id"], total)

    @rpc(needs="profiles:edit")
    def get_draft(self, profile_id: str) -> Payload:
        """Give the facts an editor goes on from, and what publishing them would change."""
        return _draft(self.profiles.get(profile_id))

    @rpc(needs="profiles:edit")
    def create_profile(self, payload: Payload) -> Payload:
        """Begin a profile as a draft, which only editors see."""
        facts = parse(schemas.ProfileAdded, payload)
        id = facts.pop("id")
        self._check(id, facts)
        profile = Profile.begin(id, facts, by=context.principal().subject, now=clock.now())
        return _draft(self.profiles.create(profile))

    @rpc(needs="profiles:edit")
    def change_profile(self, profile_id: str, payload: Payload, version: int) -> Payload:
        """Replace the facts being worked on; what is published stays until the next version."""
        facts = parse(schemas.ProfileFacts, payload)
        self._check(profile_id, facts)
        return self._edit(profile_id, facts, version)

    @rpc(needs="profiles:edit")
    def add_wave(self, profile_id: str, payload: Payload) -> Payload:
        """Add a wave to the working copy; it opens once it is published."""
        wave = parse(schemas.WaveAdded, payload)

        def add(facts: Payload) -> None:
            if any(held["id"] == wave["id"] for held in facts["waves"]):
                raise invalid_fields([("/id", Wrong("wave-exists"))])
            facts["waves"].append(wave)

        return self._add(profile_id, add)

    @rpc(needs="profiles:edit", largest=LARGEST_CALL_BYTES)
    def add_document(self, profile_id: str, payload: Payload) -> Payload:
        """Store a PDF and add it to the working copy."""
        wanted = parse(schemas.DocumentAdded, payload)
        if len(self.profiles.get(profile_id).editable()["documents"]) >= schemas.MOST_DOCUMENTS:
            raise invalid_fields(
                [("/content", Wrong("documents-full", most=schemas.MOST_DOCUMENTS))]
            )
        content = _pdf(wanted["content"])
        stored = self.documents.keep(content, wanted["title"], wanted["filename"])

        def add(facts: Payload) -> None:
            others = [d for d in facts["documents"] if d["id"] != stored["id"]]
            facts["documents"] = [*others, stored]

        return self._add(profile_id, add)

    @rpc(needs="profiles:edit")
    def submit(self, profile_id: str) -> Payload:
        """Ask somebody else to review the working copy and to publish it."""
        return _draft(self.profiles.change(profile_id, lambda p: p.submit()))

    @rpc(needs="profiles:edit")
    def send_back(self, profile_id: str, payload: Payload) -> Payload:
        """Give a submitted working copy back to its authors, saying what is missing."""
        reason, by = parse(schemas.ReviewReason, payload)["reason"], context.principal().subject
        return _draft(
            self.profiles.change(profile_id, lambda p: p.send_back(reason, by=by, now=clock.now()))
        )

    @rpc(needs="profiles:edit")
    def discard(self, profile_id: str, payload: Payload) -> Payload:
        """Give the working copy up; a draft that was never published goes with it."""
        seen = parse(schemas.Discarded, payload)["version"]

        def discard(profile: Profile) -> None:
            profile.check_seen(seen)
            profile.discard()

        return _draft(self.profiles.change(profile_id, discard))

    @rpc(needs="profiles:edit")
    def publish(self, profile_id: str, payload: Payload) -> Payload:
        """Publish what somebody else edited, or put a paused profile back on sale."""
        seen = parse(schemas.Published, payload).get("version")
        by = context.principal().subject
        return self.profiles.publish(profile_id, by=by, now=clock.now(), seen=seen).public()

    @rpc(needs="profiles:edit")
    def pause(self, profile_id: str, payload: Payload) -> Payload:
        """Take a profile off sale for a while."""
        reason = parse(schemas.Pause, payload)["reason"]
        return self.profiles.change(profile_id, lambda p: p.pause(reason, clock.now())).public()

    @rpc(needs="profiles:edit")
    def retire(self, profile_id: str, payload: Payload) -> Payload:
        """End a profile for good, saying why and what comes instead."""
        wanted = parse(schemas.Retirement, payload)
        successor = wanted["successor"]
        if successor is not None:
            self._check_successor(profile_id, successor)
        return self.profiles.change(
            profile_id, lambda p: p.retire(wanted["reason"], successor, clock.now())
        ).public()

    def _add(self, profile_id: str, add: Callable[[Payload], None]) -> Payload:
        """Add something to the working copy, which must be one that could have been written."""

        def edit(profile: Profile) -> None:
            facts = profile.editable()
            add(facts)
            whole = parse(schemas.ProfileFacts, facts)
            profile.edit(whole, by=context.principal().subject, now=clock.now())

        return _draft(self.profiles.change(profile_id, edit))

    def _edit(self, profile_id: str, facts: Payload, version: int) -> Payload:
        def edit(profile: Profile) -> None:
            profile.check_seen(version)
            profile.edit(facts, by=context.principal().subject, now=clock.now())

        return _draft(self.profiles.change(profile_id, edit))

    def _check(self, profile_id: str, facts: Payload) -> None:
        """Refuse what names a vendor, a profile or a file that is not there."""
        named = [("/technical_operator", facts["technical_operator"])]
        named += [
            (f"/interfaces/{n}/stated_by", interface["stated_by"])
            for n, interface in enumerate(facts["interfaces"])
        ]
        vendors = {id: self.vendors.find(id) for _, id in named if id}
        wrong = [
            (pointer, Wrong("vendor-unknown"))
            for pointer, id in named
            if id and vendors[id] is None
        ]
        wrong += [
            (f"/related/{n}", Wrong("profile-unknown"))
            for n, id in enumerate(facts["related"])
            if id == profile_id or not self.profiles.is_kept(id)
        ]
        wrong += [
            (f"/documents/{n}", Wrong("file-not-stored"))
            for n in self.documents.unknown(facts["documents"])
        ]
        if wrong:
            raise invalid_fields(wrong)

    def _check_successor(self, profile_id: str, successor: str) -> None:
        found = self.profiles.find(successor)
        usable = found is not None and found.is_public and found.status is not Status.RETIRED
        if successor == profile_id or not usable:
            raise invalid_fields([("/successor", Wrong("no-successor"))])


def _draft(profile: Profile) -> Payload:
    """Give the working copy, what it would change for readers, and what looks odd in it."""
    published = profile.facts() if profile.is_public else {}
    draft = profile.draft()
    changes = differences(published, draft["facts"]) if published else []
    warnings = warnings_of(draft["facts"])
    return {**draft, "differences": [to_plain(c) for c in changes], "warnings": warnings}


def _pdf(text: str) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise invalid_fields([("/content", Wrong("no-base64"))]) from error
    if not content.startswith(b"%PDF-"):
        raise invalid_fields([("/content", Wrong("no-pdf"))])
    if len(content) > LARGEST_DOCUMENT_BYTES:
        raise invalid_fields(
            [("/content", Wrong("file-too-large", most=LARGEST_DOCUMENT_BYTES // 2**20))]
        )
    return content


def _today() -> str:
    return clock.local_date(clock.now()).isoformat()
