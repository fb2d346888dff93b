"""The editors' list on a real database: by work, state, title and dead links, a page at a time."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import WriteError

from services.catalog.domain.links import CheckedLink, LinkState
from services.catalog.repositories import missed_searches
from services.catalog.repositories.body_usage import BodyUsage
from services.catalog.repositories.directory import Systems, Vendors
from services.catalog.repositories.editorial import EditorialList
from services.catalog.repositories.help_texts import HelpTexts
from services.catalog.repositories.links import Links
from services.catalog.repositories.missed_searches import MissedSearches
from services.catalog.repositories.profiles import TITLED, Profiles
from services.catalog.schemas import editorial as schemas
from services.catalog.schemas import profiles as profile_schemas
from services.catalog.schemas.help import HelpReset, HelpWords
from services.catalog.schemas.links import LinkQuery
from services.catalog.service import CatalogService
from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Invalid, NotFound
from services.common.paging import PageQuery
from services.common.principal import Principal
from services.common.validation.input import parse
from tests import builders
from tests.builders import NOW, PRIEN, TODAY

Db = Database[dict[str, Any]]
URL = "https://alt.example/"


@pytest.fixture
def catalog(database: Db) -> Any:
    """The editors' calls, on their real stores, with one draft of Eva's."""
    service: Any = CatalogService()
    service.profiles = Profiles(database, "catalog", lambda *_: None)
    service.vendors = Vendors(database, "catalog", lambda *_: None)
    service.systems = Systems(database, "catalog", lambda *_: None)
    service.links = Links(database, "catalog", lambda *_: None)
    service.documents = SimpleNamespace(unknown=lambda documents: [])
    service.uses = BodyUsage(database)
    service.missed = MissedSearches(database)
    service.help_texts = HelpTexts(database, "catalog", lambda *_: None)
    service.worklist = EditorialList(service.profiles, service.links)
    service.body_states = SimpleNamespace(find={PRIEN: builders.body_doc()}.get)
    for store in (service.vendors, service.profiles, service.links):
        store.prepare()
    as_editor("eva")
    held = builders.profile(technical_operator="dataport").facts()
    facts = parse(profile_schemas.ProfileFacts, held)
    service.create_profile({"id": "aalfang", **facts, "title": {"de": "Aalfang", "en": "Eels"}})
    return service


def as_editor(name: str) -> None:
    """Make this editor the caller."""
    caller = Principal(name, grants={"*": frozenset({"profiles:edit"})})
    context.enter(Call(principal=caller, action="catalog.test"))


def listed(catalog: Any, **query: Any) -> dict[str, Any]:
    return dict(catalog.list_editorial(parse(schemas.EditorialListQuery, query)))


def ids(catalog: Any, **query: Any) -> list[str]:
    return [one["id"] for one in listed(catalog, **query)["items"]]


def test_what_is_worked_on_is_found_by_whose_turn_it_is(catalog: Any) -> None:
    assert ids(catalog, work="editing") == ids(catalog, work="mine") == ["aalfang"]
    catalog.submit("aalfang")
    as_editor("nina")
    assert ids(catalog, work="submitted") == ["aalfang"]
    assert ids(catalog, work="mine") == []
    catalog.send_back("aalfang", {"reason": "Die Kosten fehlen."})
    assert ids(catalog, work="sent_back") == ["aalfang"]

    (line,) = listed(catalog, work="any", status="draft")["items"]

    assert line["authors"] == ["eva"]
    assert line["sent_back"]["reason"] == "Die Kosten fehlen."
    assert "contacts" not in line or isinstance(line["missing"], list)


def test_a_title_is_found_by_a_part_of_it_in_either_language(catalog: Any) -> None:
    assert ids(catalog, q="aalf") == ids(catalog, q="EELS") == ["aalfang"]
    assert ids(catalog, q=".*") == []


def test_a_part_of_a_title_is_looked_for_without_reading_profiles(catalog: Any) -> None:
    for by_title in TITLED:
        (title, _), _ = by_title.keys
        named = catalog.profiles.collection.find({title: {"$regex": "aalf"}}, {"_id": 1})
        plan = named.hint(list(by_title.keys)).explain()

        assert plan["executionStats"]["totalDocsExamined"] == 0


def test_so_many_profiles_are_counted_and_no_more(
    catalog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("repositories", "entrypoints"):
        monkeypatch.setattr(f"services.catalog.{place}.editorial.MOST_COUNTED", 3)

    all_of_them, one = listed(catalog), listed(catalog, q="aalf")

    assert (all_of_them["total"], all_of_them["total_is_least"]) == (3, True)
    assert (one["total"], one["total_is_least"]) == (1, False)


def test_the_list_goes_on_behind_the_last_one(catalog: Any) -> None:
    first = listed(catalog, limit="2")
    second = listed(catalog, limit="2", cursor=first["next"])

    assert first["total"] == second["total"] > 4
    assert [one["id"] for one in first["items"]] < [one["id"] for one in second["items"]]


def test_dead_links_are_told_and_lead_to_who_names_them(catalog: Any) -> None:
    dead = CheckedLink(id="l1", url=URL, host="alt.example", profiles=["aalfang"],
                       due_at=NOW + timedelta(1), state=LinkState.DEAD)  # fmt: skip
    catalog.links.add(dead)

    (line,) = listed(catalog, dead_links="true")["items"]

    assert (line["id"], line["dead_links"]) == ("aalfang", [URL])


def test_a_link_says_in_which_fact_each_profile_names_it(catalog: Any) -> None:
    accesses = [{"kind": "demo_instance", "url": URL, "credentials": None}]
    facts = {"aal": {"test_accesses": accesses}, "barsch": {"contract_partner": {"url": URL}}}
    for id, said in facts.items():
        profile = builders.profile(id=id, **said)
        catalog.profiles.collection.insert_one(profile.to_doc())
    catalog.links.add(CheckedLink(id="l1", url=URL, host="alt.example", profiles=[*facts],
                                  due_at=NOW, state=LinkState.DEAD))  # fmt: skip

    (link,) = catalog.link_queue(parse(LinkQuery, {}))["items"]

    assert link["facts"] == {"aal": "test_accesses", "barsch": "contract_partner"}
    assert ids(catalog, link="l1") == ["aal", "barsch"]


def test_a_draft_is_read_as_if_it_were_published(catalog: Any) -> None:
    shown = catalog.preview("aalfang")

    assert shown["title"]["de"] == "Aalfang"
    assert shown["status"] == "published"
    assert shown["words"]["kind"].de == "EfA-Leistung"
    assert catalog.profiles.get("aalfang").status.value == "draft"


def test_a_release_is_tried_by_the_working_copy(catalog: Any) -> None:
    tried = catalog.try_release("aalfang", {"body": PRIEN, "on": TODAY})

    assert tried["body"] == PRIEN
    with pytest.raises(Invalid):
        catalog.try_release("aalfang", {"body": "09999999", "on": TODAY})


def missed(catalog: Any, **query: str) -> dict[str, Any]:
    return dict(catalog.list_missed_searches(parse(PageQuery, query)))


def test_words_that_find_nothing_are_read_once_they_were_looked_for_on_three_days(
    catalog: Any,
) -> None:
    twice = ("Petri  Heil", "petri heil", "Qualle", "ab", "eva@prien.example", "4711081512")
    for day in range(3):
        for typed in (*twice, *(["Miriam Vogt"] if day else [])):
            catalog.missed.note(typed, NOW + timedelta(days=day))
    for _ in range(3):
        catalog.missed.note("Lukas Wagner", NOW)

    first = missed(catalog, limit="1")
    rest = missed(catalog, limit="1", cursor=first["next"])

    assert [(m["q"], m["count"]) for m in (*first["items"], *rest["items"])] == [
        ("petri heil", 6), ("qualle", 3),
    ]  # fmt: skip
    assert (first["total"], rest["next"]) == (2, None)


def test_a_word_that_two_look_for_first_at_once_is_looked_for_on_one_day(
    catalog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = catalog.missed.collection

    def other_was_first() -> int:
        monkeypatch.undo()
        catalog.missed.note("qualle", NOW)
        return 1

    monkeypatch.setattr(words, "estimated_document_count", other_was_first)
    catalog.missed.note("qualle", NOW)

    found = words.find_one({"_id": "qualle"})
    assert (found["count"], found["days"]) == (2, 1)


def test_only_what_somebody_asked_for_and_nothing_narrows_is_counted(catalog: Any) -> None:
    noted: list[str] = []
    catalog.missed = SimpleNamespace(note=lambda typed, now: noted.append(typed))
    answers = {"total": 0}
    catalog.finding = SimpleNamespace(search=lambda query: answers)
    asked = [({"q": "Typing"}, False), ({"q": "Aal", "kind": "market"}, True),
             ({"q": "Qualle", "for_body": PRIEN}, True)]  # fmt: skip
    for query, counted in asked:
        catalog.search(parse(profile_schemas.ProfileQuery, query), counted=counted)
    answers = {"total": 3}
    catalog.search(parse(profile_schemas.ProfileQuery, {"q": "Wohngeld"}), counted=True)

    assert noted == ["Qualle"]


def test_a_search_is_answered_where_its_words_cannot_be_counted(catalog: Any) -> None:
    def fail(*_: Any) -> None:
        raise WriteError("no space left")

    catalog.missed = SimpleNamespace(note=fail)
    catalog.finding = SimpleNamespace(search=lambda query: {"total": 0})

    found = catalog.search(parse(profile_schemas.ProfileQuery, {"q": "Qualle"}), counted=True)

    assert found == {"total": 0}


def test_a_flood_of_words_takes_the_place_of_the_rarest_only(
    catalog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missed_searches, "MOST_KEPT", 20)
    monkeypatch.setattr(missed_searches, "ROOM", 5)
    for day in range(3):
        catalog.missed.note("petri heil", NOW + timedelta(days=day))
    for number in range(100):
        catalog.missed.note(f"wort {number}", NOW + timedelta(days=4, seconds=number))
    for day in range(3):
        catalog.missed.note("qualle", NOW + timedelta(days=5 + day))

    assert [m["q"] for m in missed(catalog)["items"]] == ["petri heil", "qualle"]
    assert catalog.missed.collection.count_documents({}) <= 20


@pytest.fixture
def use(database: Db) -> Callable[..., None]:
    """Keep what orders says of an order."""

    def keep(id: str, **facts: Any) -> None:
        whole = {"body": PRIEN, "profile": "aalfang", "places": [], "active": True, **facts}
        database["copy_orders_use"].insert_one({"_id": id, "sequence": 1, **whole})

    return keep


def test_whom_an_end_touches_are_the_orders_that_count(
    catalog: Any, use: Callable[..., None]
) -> None:
    for number in range(3):
        use(f"o{number}")
    use("o7", active=False)
    use("o8", profile="other")

    first = catalog.list_users("aalfang", parse(schemas.UsersQuery, {"limit": "2"}))
    rest = catalog.list_users(
        "aalfang", parse(schemas.UsersQuery, {"limit": "2", "cursor": first["next"]})
    )

    assert first["total"] == 3
    assert [use["order"] for use in (*first["items"], *rest["items"])] == ["o0", "o1", "o2"]


def words(said: str) -> dict[str, Any]:
    return parse(HelpWords, {"question": {"de": f"{said}?", "en": f"{said}?"},
                             "answer": {"de": [f"{said}."], "en": [f"{said}."]}})  # fmt: skip


def test_an_answer_is_put_into_other_words_and_given_back(catalog: Any) -> None:
    shipped = catalog.get_help_text("what-is-efa")
    own = catalog.change_help("what-is-efa", words("Eigenes"), 0)
    as_editor("nina")
    again = catalog.change_help("what-is-efa", words("Neues"), own["version"])

    assert (shipped["version"], shipped["is_changed"]) == (0, False)
    assert (again["version"], again["changed_by"], again["is_changed"]) == (2, "nina", True)
    assert catalog.get_help("what-is-efa")["question"]["de"] == "Neues?"
    assert again["shipped"] == {name: shipped[name] for name in ("question", "answer")}
    line = next(one for one in catalog.list_help_texts()["items"] if one["is_changed"])
    assert not line["is_overtaken"]
    assert (line["id"], line["changed_by"]) == ("what-is-efa", "nina")

    as_editor("eva")
    reset = catalog.reset_help("what-is-efa", parse(HelpReset, {"version": 2}))

    assert (reset["version"], reset["is_changed"], reset["changed_by"]) == (3, False, "eva")
    assert catalog.get_help("what-is-efa")["question"] == shipped["question"]
    as_editor("nina")
    assert catalog.change_help("what-is-efa", words("Wieder"), 3)["is_changed"]


@pytest.mark.parametrize("seen", [0, 2])
def test_words_of_a_version_that_is_not_the_newest_are_refused(catalog: Any, seen: int) -> None:
    catalog.change_help("what-is-efa", words("Eigenes"), 0)
    as_editor("nina")

    with pytest.raises(Conflict) as refused:
        catalog.change_help("what-is-efa", words("Anderes"), seen)

    assert refused.value.code == "changed-meanwhile"
    with pytest.raises(NotFound):
        catalog.change_help("nothing", words("Anderes"), 0)
    assert catalog.get_help("what-is-efa")["question"]["de"] == "Eigenes?"
