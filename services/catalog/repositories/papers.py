"""The documents of a version of a profile, for the mails that carry them."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from services.catalog.repositories.profiles import Profiles
from services.catalog.repositories.versions import ProfileDocuments
from services.common.errors import NotFound
from services.common.messaging.papers import paper_item
from services.common.messaging.snapshots import Items


def papers_of(runtime: Any) -> Items:
    """Return what gives the documents of ``profile:version`` as one item."""
    profiles, documents = runtime.part(Profiles.of), runtime.part(ProfileDocuments.of)

    def paper(key: str) -> Iterator[dict[str, Any]]:
        profile_id, _, number = key.rpartition(":")
        if not number.isdigit():
            return
        with suppress(NotFound):
            version = profiles.versions.get(profiles.shown(profile_id), int(number))
            named = version.content["documents"]
            yield paper_item(key, [(d["filename"], documents.get(d["sha256"])) for d in named])

    return paper
