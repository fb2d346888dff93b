"""Where the versions of profiles and their documents are kept; neither is ever changed."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.catalog.domain.profiles import Profile
from services.catalog.domain.versions import Version
from services.common.errors import NotFound
from services.common.storage.documents import DocumentStore
from services.common.storage.indexes import Declared, Stored, index

Doc = dict[str, Any]


class Versions(Stored):
    """Published versions, one document each, written once.

    A profile's own document holds the content of its newest version until the next one is
    published, and that one files it first: so a process killed between the two writes leaves
    nothing that cannot be filed later.
    """

    def __init__(self, database: Database[Doc]) -> None:
        self._database = database

    @property
    def collection(self) -> Collection[Doc]:
        """Return the collection, which only this class writes to."""
        return self._database["profile_versions"]

    def indexes(self) -> Declared:
        """Return those lists and documents are found by."""
        by_profile = index("by_profile", "profile", "-number")
        return [(self.collection, (by_profile, index("by_document", "content.documents.id")))]

    def file(self, profile: Profile) -> None:
        """Keep the profile's newest version, unless it is kept already or there is none."""
        if profile.is_public:
            with suppress(DuplicateKeyError):
                self.collection.insert_one(Version.of(profile).to_doc())

    def get(self, profile: Profile, number: int) -> Version:
        """Return one version or raise NotFound."""
        doc = self.collection.find_one({"_id": f"{profile.id}:{number}"})
        if doc is not None:
            return Version.from_doc(doc)
        if profile.is_public and number == profile.profile_version:
            return Version.of(profile)
        raise NotFound("version-not-found")

    def listed(self, profile: Profile, *, before: int | None, limit: int) -> list[Version]:
        """Return up to ``limit`` versions below the number ``before``, the newest first."""
        self.file(profile)
        criteria: Doc = {"profile": profile.id}
        if before is not None:
            criteria["number"] = {"$lt": before}
        docs = self.collection.find(criteria).sort("number", -1).limit(limit)
        return [Version.from_doc(doc) for doc in docs]

    def names_document(self, profile: str, document: str) -> bool:
        """Return whether a version of the profile has this document."""
        criteria = {"content.documents.id": document, "profile": profile}
        return self.collection.find_one(criteria, {"_id": 1}) is not None


class ProfileDocuments(DocumentStore):
    """The PDF files of profiles."""

    not_found = "profile-document-not-found"

    def keep(self, content: bytes, title: Doc, filename: str) -> Doc:
        """Keep a file, and give the facts a profile states about it."""
        sha256 = self.put(content)
        return {
            "id": sha256,
            "title": title,
            "filename": filename,
            "sha256": sha256,
            "bytes": len(content),
        }

    def unknown(self, documents: Iterable[Doc]) -> list[int]:
        """Return the places of those whose facts are not those of a stored file."""
        return [place for place, stated in enumerate(documents) if not self._fits(stated)]

    def _fits(self, stated: Doc) -> bool:
        same = stated["id"] == stated["sha256"]
        return same and self.is_complete(stated["sha256"], stated["bytes"])
