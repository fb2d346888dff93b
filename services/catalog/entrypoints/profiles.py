"""What catalog answers about profiles: their life from draft to retirement, and versions."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from services.catalog.domain.choices import Status
from services.catalog.domain.completeness import lacking
from services.catalog.domain.profiles import Profile
from services.catalog.entrypoints.changes import changes_told
from services.catalog.entrypoints.readers_view import ReadersView
from services.catalog.ozg.names import warnings_of
from services.catalog.repositories.directory import Vendors
from services.catalog.repositories.profiles import Profiles
from services.catalog.repositories.versions import ProfileDocuments
from services.catalog.schemas import profiles as schemas
from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound, Wrong, invalid_fields
from services.common.paging import listing, number_of
from services.common.validation.input import parse

Payload = dict[str, Any]
LARGEST_DOCUMENT_BYTES = 10 * 1024 * 1024
LARGEST_CALL_BYTES = 15 * 1024 * 1024
"""A document in Base64 is larger by a third."""


class ProfileCalls(ReadersView):
    """The calls about profiles; whoever edits one asks somebody else to publish it."""

    profiles = Part(Profiles.of)
    documents = Part(ProfileDocuments.of)
    vendors = Part(Vendors.of)

    @rpc(public=True)
    def get(self, profile_id: str) -> Payload:
        """Return a published profile whole, in codes and words, and what is known of its links.

        ``levy`` names the year and the run of the levy that pay for it already.
        """
        return self.as_read(self.profiles.shown(profile_id).public())

    @rpc(public=True, query=schemas.VersionQuery)
    def list_versions(self, profile_id: str, query: Payload) -> Payload:
        """Return the published versions of a profile, the newest first."""
        profile, before = self.profiles.shown(profile_id), number_of(query["cursor"])
        versions = self.profiles.versions.listed(profile, before=before, limit=query["limit"] + 1)
        items = [version.listed() for version in versions]
        page = listing(items, query["limit"], lambda v: str(v["number"]), profile.profile_version)
        return {**page, "revision": self.profiles.revision()}

    @rpc(public=True)
    def get_version(self, profile_id: str, number: int) -> Payload:
        """Return a version word for word, as it was published."""
        return self.profiles.versions.get(self.profiles.shown(profile_id), number).public()

    @rpc(public=True)
    def diff_versions(self, profile_id: str, a: int, b: int) -> Payload:
        """Return what differs between two versions, field by field; codes in words too.

        ``entry`` says what of a list it is in; ``names`` those of vendors and other profiles.
        """
        profile = self.profiles.shown(profile_id)
        before, after = (self.profiles.versions.get(profile, n).content for n in (a, b))
        changes, names = changes_told(before, after), self.names_in(before, after)
        return {"profile": profile.id, "from": a, "to": b, "differences": changes, "names": names}

    @rpc(public=True)
    def list_waves(self, profile_id: str) -> Payload:
        """Return the published waves, the earliest first, and which are open today."""
        profile, today = self.profiles.shown(profile_id), _today()
        waves = sorted(profile.waves, key=lambda wave: (wave["opens_on"], wave["id"]))
        items = [{**wave, "open": wave["opens_on"] <= today} for wave in waves]
        return {"items": items, "next": None, "total": len(items)}

    @rpc(public=True)
    def get_document(self, profile_id: str, document_id: str) -> Payload:
        """Return the PDF (base64) of a document that a version of the profile has."""
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
    def get_draft_document(self, profile_id: str, document_id: str) -> Payload:
        """Return the PDF (base64) of a document that the working copy names."""
        documents = self.profiles.get(profile_id).editable()["documents"]
        if document_id not in [document["id"] for document in documents]:
            raise NotFound("profile-document-not-found")
        content = base64.b64encode(self.documents.get(document_id)).decode()
        return {"pdf_base64": content, "sha256": document_id}

    @rpc(needs="profiles:edit")
    def get_draft(self, profile_id: str) -> Payload:
        """Return the facts an editor goes on from, and what publishing them would change.

        ``names`` are those of the vendors and other profiles that either names.
        """
        profile = self.profiles.get(profile_id)
        return {**_draft(profile), "names": self.names_in(profile.facts(), profile.editable())}

    @rpc(needs="profiles:edit", payload=schemas.ProfileAdded)
    def create_profile(self, payload: Payload) -> Payload:
        """Begin a profile as a draft, which only editors see."""
        id = payload.pop("id")
        self._check(id, payload)
        profile = Profile.begin(id, payload, by=context.principal().subject, now=clock.now())
        return _draft(self.profiles.create(profile))

    @rpc(needs="profiles:edit", payload=schemas.ProfileFacts)
    def change_profile(self, profile_id: str, payload: Payload, version: int) -> Payload:
        """Replace the facts being worked on; what is published stays until the next version."""
        self._check(profile_id, payload)
        return self._edit(profile_id, payload, version)

    @rpc(needs="profiles:edit", payload=schemas.WaveAdded)
    def add_wave(self, profile_id: str, payload: Payload) -> Payload:
        """Add a wave to the working copy; it opens once it is published."""

        def add(facts: Payload) -> None:
            if any(held["id"] == payload["id"] for held in facts["waves"]):
                raise invalid_fields([("/id", Wrong("wave-exists"))])
            facts["waves"].append(payload)

        return self._add(profile_id, add)

    @rpc(needs="profiles:edit", largest=LARGEST_CALL_BYTES, payload=schemas.DocumentAdded)
    def add_document(self, profile_id: str, payload: Payload) -> Payload:
        """Store a PDF and add it to the working copy."""
        if len(self.profiles.get(profile_id).editable()["documents"]) >= schemas.MOST_DOCUMENTS:
            raise invalid_fields(
                [("/content", Wrong("documents-full", most=schemas.MOST_DOCUMENTS))]
            )
        content = _pdf(payload["content"])
        stored = self.documents.keep(content, payload["title"], payload["filename"])

        def add(facts: Payload) -> None:
            others = [d for d in facts["documents"] if d["id"] != stored["id"]]
            facts["documents"] = [*others, stored]

        return self._add(profile_id, add)

    @rpc(needs="profiles:edit")
    def submit(self, profile_id: str) -> Payload:
        """Ask somebody else to review the working copy and to publish it."""
        return _draft(self.profiles.change(profile_id, lambda p: p.submit(clock.now())))

    @rpc(needs="profiles:edit", payload=schemas.ReviewReason)
    def send_back(self, profile_id: str, payload: Payload) -> Payload:
        """Give a submitted working copy back to its authors, saying what is missing."""
        reason, by = payload["reason"], context.principal().subject
        return _draft(
            self.profiles.change(profile_id, lambda p: p.send_back(reason, by=by, now=clock.now()))
        )

    @rpc(needs="profiles:edit", payload=schemas.Discarded)
    def discard(self, profile_id: str, payload: Payload) -> Payload:
        """Return the working copy up; a draft that was never published goes with it."""
        seen = payload["version"]

        def discard(profile: Profile) -> None:
            profile.check_seen(seen)
            profile.discard()

        return _draft(self.profiles.change(profile_id, discard))

    @rpc(needs="profiles:edit", payload=schemas.Published)
    def publish(self, profile_id: str, payload: Payload) -> Payload:
        """Publish what somebody else edited, or put a paused profile back on sale."""
        seen = payload.get("version")
        by = context.principal().subject
        return self.profiles.publish(profile_id, by=by, now=clock.now(), seen=seen).public()

    @rpc(needs="profiles:edit", payload=schemas.Pause)
    def pause(self, profile_id: str, payload: Payload) -> Payload:
        """Take a profile off sale for a while."""
        reason = payload["reason"]
        return self.profiles.change(profile_id, lambda p: p.pause(reason, clock.now())).public()

    @rpc(needs="profiles:edit", payload=schemas.Retirement)
    def retire(self, profile_id: str, payload: Payload) -> Payload:
        """End a profile for good, saying why and what comes instead."""
        successor = payload["successor"]
        if successor is not None:
            self._check_successor(profile_id, successor)
        return self.profiles.change(
            profile_id, lambda p: p.retire(payload["reason"], successor, clock.now())
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
        replacement = self.profiles.find(successor)
        usable = (
            replacement is not None
            and replacement.is_public
            and replacement.status is not Status.RETIRED
        )
        if successor == profile_id or not usable:
            raise invalid_fields([("/successor", Wrong("no-successor"))])


def _draft(profile: Profile) -> Payload:
    """Return the working copy, what it would change for readers, and what looks odd in it."""
    published = profile.facts() if profile.is_public else {}
    draft = profile.draft()
    warnings = warnings_of(draft["facts"])
    return {
        **draft,
        "differences": changes_told(published, draft["facts"]) if published else [],
        "warnings": warnings,
        "missing": lacking(draft["facts"]),
    }


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
