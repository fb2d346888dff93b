"""Versions on a real database: published once, kept for good, listed and compared."""

import base64
import json
from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.catalog.domain.profiles import Profile
from services.catalog.domain.versions import Version, digest_of
from services.catalog.repositories.directory import Systems, Vendors
from services.catalog.repositories.editorial import EditorialList
from services.catalog.repositories.profiles import Profiles
from services.catalog.repositories.versions import ProfileDocuments
from services.catalog.schemas import profiles as schemas
from services.catalog.service import CatalogService
from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Invalid, NotFound
from services.common.principal import Principal
from services.common.validation.input import parse
from tests import builders
from tests.builders import NOW
from tests.eligible import wave
from tests.said import said_fields

Db = Database[dict[str, Any]]
EWA = "elektronische-wohnsitzanmeldung"
PDF = b"%PDF-1.7\n%%EOF\n"
REASON = {"de": "Ersetzt", "en": "Replaced"}


@pytest.fixture
def catalog(database: Db) -> Any:
    """The calls about profiles, on their real stores."""
    service: Any = CatalogService()
    service.profiles = Profiles(database, "catalog", lambda *_: None)
    service.vendors = Vendors(database, "catalog", lambda *_: None)
    service.systems = Systems(database, "catalog", lambda *_: None)
    for store in (service.vendors, service.profiles):
        store.prepare()
    service.documents = ProfileDocuments(database)
    service.links = SimpleNamespace(shown=lambda profile: [])
    service.worklist = EditorialList(service.profiles, service.links)
    return service


def as_editor(name: str, once: str | None = None) -> None:
    """Make this editor the caller."""
    caller = Principal(name, grants={"*": frozenset({"profiles:edit"})})
    context.enter(Call(principal=caller, once=once, action="catalog.test"))


def facts(**changed: Any) -> dict[str, Any]:
    held = builders.profile(technical_operator="dataport").facts()
    return {**parse(schemas.ProfileFacts, held), **changed}


def edit(catalog: Any, id: str, by: str = "eva", **changed: Any) -> dict[str, Any]:
    """Change facts of a profile and ask for review."""
    as_editor(by)
    draft = catalog.get_draft(id)
    catalog.change_profile(id, {**draft["facts"], **changed}, draft["version"])
    return dict(catalog.submit(id))


def publish(catalog: Any, id: str, by: str = "nina", **payload: Any) -> dict[str, Any]:
    as_editor(by)
    return dict(catalog.publish(id, payload))


def test_a_profile_lives_from_draft_to_retirement(catalog: Any) -> None:
    as_editor("eva")
    catalog.create_profile({"id": "neu", **facts()})
    catalog.submit("neu")
    with pytest.raises(NotFound):
        catalog.get("neu")

    publish(catalog, "neu")
    edit(catalog, "neu", topic="Wohnen")
    publish(catalog, "neu")
    retired = catalog.retire("neu", {"reason": REASON, "successor": EWA})

    assert (retired["status"], retired["successor"]) == ("retired", EWA)
    assert catalog.get("neu")["profile_version"] == 2
    listed = catalog.list_versions("neu", {})
    assert ([v["number"] for v in listed["items"]], listed["total"]) == ([2, 1], 2)


def test_the_committed_profiles_are_version_one(catalog: Any) -> None:
    version = catalog.get_version(EWA, 1)

    assert catalog.get(EWA)["profile_version"] == 1
    assert version["sha256"] == digest_of(version["content"])
    assert version["content"]["title"] == catalog.get(EWA)["title"]


def test_two_versions_are_compared_field_by_field(catalog: Any) -> None:
    edit(catalog, EWA, topic="Wohnen", synonyms=["ummelden"])
    publish(catalog, EWA)

    diff = catalog.diff_versions(EWA, 1, 2)

    assert [(d["pointer"], d["after"]) for d in diff["differences"]] == [
        ("/topic", "Wohnen"), ("/synonyms", ["ummelden"]),
    ]  # fmt: skip
    assert catalog.diff_versions(EWA, 2, 2)["differences"] == []


def test_a_version_once_filed_is_never_written_again(catalog: Any) -> None:
    profile = catalog.profiles.get(EWA)
    catalog.profiles.versions.file(profile)
    profile.topic = "Anders"

    catalog.profiles.versions.file(profile)

    assert catalog.profiles.versions.get(profile, 1).content["topic"] != "Anders"


def test_a_process_killed_before_filing_loses_no_version(catalog: Any) -> None:
    edit(catalog, EWA, topic="Wohnen")
    publish(catalog, EWA)
    catalog.profiles.versions.collection.delete_one({"_id": f"{EWA}:2"})

    edit(catalog, EWA, topic="Bauen")
    publish(catalog, EWA)

    topics = [catalog.get_version(EWA, number)["content"]["topic"] for number in (2, 3)]
    assert topics == ["Wohnen", "Bauen"]


def test_the_author_does_not_publish(catalog: Any) -> None:
    edit(catalog, EWA, by="eva", topic="Wohnen")

    with pytest.raises(Conflict) as refused:
        publish(catalog, EWA, by="eva")

    assert refused.value.code == "own-edit"
    assert catalog.get(EWA)["profile_version"] == 1


def test_a_reviewer_publishes_what_they_have_seen(catalog: Any) -> None:
    seen = edit(catalog, EWA, topic="Wohnen")["version"]
    edit(catalog, EWA, topic="Bauen")

    with pytest.raises(Conflict) as refused:
        publish(catalog, EWA, version=seen)

    assert refused.value.code == "changed-meanwhile"


def test_the_tag_of_what_readers_see_overwrites_no_working_copy(catalog: Any) -> None:
    edit(catalog, EWA, topic="Bauen")
    publish(catalog, EWA)
    seen = catalog.get(EWA)
    draft = edit(catalog, EWA, topic="Wohnen")
    mine = {**draft["facts"], "topic": "Verkehr"}

    with pytest.raises(Conflict) as refused:
        catalog.change_profile(EWA, mine, seen["version"])

    assert refused.value.code == "changed-meanwhile"
    assert catalog.get(EWA) == seen
    assert catalog.get_draft(EWA)["facts"]["topic"] == "Wohnen"


def test_a_draft_is_sent_back_discarded_and_its_id_used_again(catalog: Any) -> None:
    as_editor("eva")
    catalog.create_profile({"id": "neu", **facts()})
    catalog.submit("neu")
    as_editor("nina")
    back = catalog.send_back("neu", {"reason": "Bitte nennen Sie die Voraussetzungen."})
    with pytest.raises(Conflict):
        catalog.discard("neu", {"version": back["version"] - 1})
    catalog.discard("neu", {"version": back["version"]})
    listed = [draft["id"] for draft in catalog.list_drafts({})["items"]]
    as_editor("eva", once="r1")
    again = catalog.create_profile({"id": "neu", **facts(topic="Wohnen")})

    assert back["sent_back"]["by"] == "nina"
    assert listed == []
    assert (again["status"], again["facts"]["topic"]) == ("draft", "Wohnen")
    as_editor("eva")
    with pytest.raises(Conflict):
        catalog.create_profile({"id": "neu", **facts()})


def test_a_key_the_list_does_not_know_is_a_warning_and_no_error(catalog: Any) -> None:
    as_editor("eva")
    known, newer = "99115005104000", "99999999999000"
    draft = catalog.create_profile({"id": "neu", **facts(leika_keys=[known, newer])})

    (warning,) = draft["warnings"]

    assert warning["pointer"] == "/leika_keys/1"
    assert newer in warning["detail"].de
    assert catalog.submit("neu")["status"] == "in_review"


def test_a_change_on_an_older_state_is_refused(catalog: Any) -> None:
    as_editor("eva")
    draft = catalog.get_draft(EWA)
    catalog.change_profile(EWA, {**draft["facts"], "topic": "A"}, draft["version"])

    with pytest.raises(Conflict) as refused:
        catalog.change_profile(EWA, {**draft["facts"], "topic": "B"}, draft["version"])

    assert refused.value.code == "changed-meanwhile"


def test_publishing_twice_by_the_same_request_is_once(catalog: Any) -> None:
    edit(catalog, EWA, topic="Wohnen")
    for _ in range(2):
        as_editor("nina", once="r1")
        published = catalog.publish(EWA, {})

    assert published["profile_version"] == 2


def test_an_id_is_taken_once_and_the_same_request_gets_its_own(catalog: Any) -> None:
    for _ in range(2):
        as_editor("eva", once="r1")
        made = catalog.create_profile({"id": "neu", **facts()})

    as_editor("eva", once="r2")
    with pytest.raises(Conflict) as refused:
        catalog.create_profile({"id": "neu", **facts(topic="Anders")})

    assert made["id"] == "neu"
    assert refused.value.code == "profile-exists"


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"technical_operator": "nobody"}, "/technical_operator"),
        ({"interfaces": [{"system": "S", "stated_by": "nobody"}]}, "/interfaces/0/stated_by"),
        ({"related": ["nothing"]}, "/related/0"),
        ({"related": ["neu"]}, "/related/0"),
        (
            {"documents": [{"id": "0" * 64, "title": REASON, "filename": "a.pdf",
                            "sha256": "0" * 64, "bytes": 1}]},
            "/documents/0",
        ),
    ],
)  # fmt: skip
def test_what_a_profile_names_must_be_there(
    catalog: Any, changed: dict[str, Any], pointer: str
) -> None:
    as_editor("eva")

    with pytest.raises(Invalid) as refused:
        catalog.create_profile({"id": "neu", **facts(**changed)})

    assert f'"{pointer}"' in refused.value.fields
    assert catalog.profiles.find("neu") is None


@pytest.mark.parametrize("successor", [EWA, "nothing", "niederlassungserlaubnis"])
def test_a_successor_is_another_living_profile(catalog: Any, successor: str) -> None:
    as_editor("eva")

    with pytest.raises(Invalid):
        catalog.retire(EWA, {"reason": REASON, "successor": successor})


def test_a_wave_opens_when_it_is_published(catalog: Any) -> None:
    as_editor("eva")
    drafted = catalog.add_wave(EWA, wave(id="alle", opens_on="2025-08-01"))
    assert catalog.list_waves(EWA)["items"] == []

    catalog.submit(EWA)
    publish(catalog, EWA)

    assert [d["pointer"] for d in drafted["differences"]] == ["/waves/alle"]
    (shown,) = catalog.list_waves(EWA)["items"]
    assert (shown["id"], shown["open"]) == ("alle", True)
    assert catalog.get(EWA)["release"] == {"status": "orderable", "from_date": "2025-08-01"}


def test_the_same_wave_is_not_added_twice(catalog: Any) -> None:
    as_editor("eva")
    catalog.add_wave(EWA, wave(id="alle"))

    with pytest.raises(Invalid) as refused:
        catalog.add_wave(EWA, wave(id="alle"))

    assert '"/id"' in refused.value.fields


def test_a_document_is_there_for_readers_once_published(catalog: Any) -> None:
    as_editor("eva")
    upload = {"title": REASON, "filename": "Anleitung.pdf", "content": _base64(PDF)}
    (_, added) = catalog.add_document(EWA, upload)["facts"]["documents"]
    with pytest.raises(NotFound):
        catalog.get_document(EWA, added["id"])

    catalog.submit(EWA)
    publish(catalog, EWA)
    given = catalog.get_document(EWA, added["id"])
    edit(catalog, EWA, documents=[])
    publish(catalog, EWA)

    assert base64.b64decode(given["pdf_base64"]) == PDF
    assert given["filename"] == "Anleitung.pdf"
    assert catalog.get_document(EWA, added["id"])["sha256"] == added["sha256"]


def test_a_profile_takes_a_bounded_number_of_documents(catalog: Any) -> None:
    as_editor("eva")
    held = catalog.get_draft(EWA)["facts"]["documents"]
    for number in range(schemas.MOST_DOCUMENTS - len(held)):
        content = _base64(PDF + str(number).encode())
        catalog.add_document(EWA, {"title": REASON, "filename": "a.pdf", "content": content})

    one_more = {"title": REASON, "filename": "a.pdf", "content": _base64(PDF + b"one more")}
    with pytest.raises(Invalid) as refused:
        catalog.add_document(EWA, one_more)

    assert "Höchstens 30 Dokumente" in said_fields(refused.value, "catalog")["/content"]
    documents = catalog.get_draft(EWA)["facts"]["documents"]
    assert len(documents) == schemas.MOST_DOCUMENTS
    assert catalog.documents.unknown(documents) == []


def test_what_is_added_to_a_working_copy_is_held_to_the_same_bounds(catalog: Any) -> None:
    as_editor("eva")
    pilots = [f"x-{number:08}" for number in range(2500)]
    for number in range(6):
        catalog.add_wave(EWA, wave(id=f"w{number}", pilots=pilots))

    with pytest.raises(Invalid) as refused:
        catalog.add_wave(EWA, wave(id="w6", pilots=pilots))

    (problem,) = json.loads(refused.value.fields)
    assert problem["pointer"] == "/waves"
    assert len(json.dumps(catalog.get_draft(EWA)["facts"])) < schemas.MOST_CHARACTERS + 1000


@pytest.mark.parametrize("content", ["???", "aGFsbG8="], ids=["no Base64", "no PDF"])
def test_what_is_no_pdf_is_not_stored(catalog: Any, content: str) -> None:
    as_editor("eva")

    with pytest.raises(Invalid) as refused:
        catalog.add_document(EWA, {"title": REASON, "filename": "a.pdf", "content": content})

    assert '"/content"' in refused.value.fields


def test_drafts_are_listed_for_editors(catalog: Any) -> None:
    edit(catalog, EWA, topic="Wohnen")
    as_editor("eva")
    catalog.create_profile({"id": "neu", **facts()})

    every = catalog.list_drafts({})
    waiting = catalog.list_drafts({"submitted": "true"})

    assert ([d["id"] for d in every["items"]], every["total"]) == ([EWA, "neu"], 2)
    assert [d["id"] for d in waiting["items"]] == [EWA]
    assert every["since"] is every["first_due_on"] is None


def test_what_waits_for_editors_tells_since_when_and_until_when(catalog: Any) -> None:
    edit(catalog, EWA, topic="Wohnen")
    as_editor("eva")
    waiting = catalog.list_drafts({"submitted": "true", "limit": "1"})

    catalog.send_back(EWA, {"reason": "Der Titel fehlt"})
    returned = catalog.list_drafts({"sent_back": "true", "limit": "1"})
    nothing = catalog.list_drafts({"submitted": "true", "limit": "1"})

    for listed in (waiting, returned):
        assert [one["due_on"] for one in listed["items"]] == [listed["first_due_on"]]
        assert clock.local_date(clock.now()) < date.fromisoformat(listed["first_due_on"])
        assert datetime.fromisoformat(listed["since"]) <= clock.now()
    assert waiting["first_due_on"] < returned["first_due_on"]
    assert (waiting["written_by_caller"], returned["written_by_caller"]) == (1, 0)
    assert (nothing["total"], nothing["since"], nothing["first_due_on"]) == (0, None, None)


def test_a_draft_is_in_no_snapshot(catalog: Any) -> None:
    as_editor("eva")
    catalog.create_profile({"id": "neu", **facts()})

    sent = {item["id"]: item["state"] for item in catalog.profiles.states()}

    assert "neu" not in sent
    assert sent[EWA]["profile_version"] == 1


def test_rows_from_before_there_were_versions_become_version_one(catalog: Any) -> None:
    new = dict.fromkeys(("profile_version", "waves", "test_accesses", "published_at"), "")
    catalog.profiles.collection.update_many({}, {"$unset": new})

    catalog.profiles.seed()

    health = catalog.get("infektionsschutzbelehrung")
    assert (health["profile_version"], health["waves"][0]["opens_on"]) == (1, "2025-07-01")
    assert Version.of(catalog.profiles.get(EWA)).number == 1
    assert catalog.profiles.collection.count_documents({"profile_version": 1}) == 40


QUERIES: list[Callable[[Any], Any]] = [
    lambda c: c.profiles.versions.collection.find({"profile": EWA, "number": {"$lt": 3}}),
    lambda c: c.profiles.versions.collection.find({"content.documents.id": "x", "profile": EWA}),
    lambda c: c.profiles.collection.find({"working.submitted": {"$in": [True, False]}}),
]


@pytest.mark.parametrize("query", QUERIES, ids=["versions", "documents", "drafts"])
def test_no_query_about_versions_scans_a_collection(
    catalog: Any, query: Callable[[Any], Any]
) -> None:
    plan = query(catalog).explain()["queryPlanner"]["winningPlan"]

    assert "COLLSCAN" not in str(plan)
    assert "IXSCAN" in str(plan)


def test_a_profile_that_was_never_published_has_no_first_version(catalog: Any) -> None:
    as_editor("eva")
    catalog.create_profile({"id": "neu", **facts()})

    with pytest.raises(NotFound):
        catalog.get_version("neu", 1)
    assert not Profile.begin("x", facts(), by="eva", now=NOW).is_public


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
