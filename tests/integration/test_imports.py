"""What becomes of an import: while others edit, when it stops half way, and when it is none."""

import io
import json
from functools import partial
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from services.catalog.domain.profiles import Profile
from services.catalog.tables.import_progress import MOST_CONFLICTS, MOST_NAMED
from services.catalog.tables.importing import ABANDONED
from services.catalog.tables.resuming import ImportFinisher
from services.common import clock, context
from services.common.context import Call
from services.common.errors import NotFound, Unavailable
from tests.integration.catalogue_files import (
    COUNT,
    LIST,
    Catalog,
    committed,
    download,
    edited,
    put,
    stored,
    upload,
)  # fmt: skip
from tests.unit.gateway.gateway_fakes import CHANGING, SIGNED_IN, Gateway

PDF = b"%PDF-1.7\n%%EOF\n"


def with_evidence(gateway: Gateway, *rows: int) -> tuple[bytes, list[str]]:
    """Return the workbook with another evidence in these rows, and whose rows they are."""
    content = edited(
        committed(gateway), lambda book: [put("Beleg", "neu", row)(book) for row in rows]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Leistungen"]
    return content, [str(sheet.cell(row, 1).value) for row in rows]


def checked(gateway: Gateway, catalog: Catalog, content: bytes) -> str:
    """Return an import that was checked, and whose gateway then stopped."""

    def stop(method: str) -> None:
        if method == "finish_import":
            raise Unavailable("service-away", "Weg.", "[]")

    catalog.before = stop
    assert upload(gateway, content).status_code == 503
    catalog.before = lambda method: None
    return str(catalog.imports.imports.find_one({"state": "checking"})["_id"])


def edit(catalog: Catalog, id: str, **changed: Any) -> None:
    """Let another editor change a profile."""
    context.enter(Call())
    facts = {**catalog.profiles.get(id).editable(), **changed}
    catalog.profiles.change(id, lambda p: p.edit(facts, by="c3", now=clock.now()))


def test_an_import_that_stopped_half_way_is_finished(gateway: Gateway, catalog: Catalog) -> None:
    content, _ = with_evidence(gateway, *range(2, 12))
    accepting = checked(gateway, catalog, content)
    catalog.imports.accept(accepting, COUNT, now=clock.now() - 2 * ABANDONED)
    catalog.imports.store(accepting, budget_s=0)

    ImportFinisher(catalog.imports, SimpleNamespace(take=lambda _: True)).round()  # type: ignore[arg-type]

    progress = gateway.client.get(f"/api/v1/imports/{accepting}", headers=SIGNED_IN).json
    assert (progress["state"], progress["in_review"]) == ("stored", 10)


def test_an_import_that_is_handed_over_is_finished_round_after_round(
    gateway: Gateway, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, _ = with_evidence(gateway, *range(2, 12))
    accepting = checked(gateway, catalog, content)
    catalog.imports.accept(accepting, COUNT, now=clock.now())
    finisher = ImportFinisher(catalog.imports, SimpleNamespace(take=lambda _: True))  # type: ignore[arg-type]
    waits = finisher.round()
    monkeypatch.setattr(catalog.imports, "store", partial(catalog.imports.store, budget_s=0))

    catalog.imports.hand_over(accepting)
    begun = [finisher.round(), finisher.round()]
    monkeypatch.undo()
    ended = [finisher.round(), finisher.round()]

    assert (waits, begun) == (False, [True, True])
    assert ended == [False, False]
    assert catalog.imports.progress(accepting)["in_review"] == 10


def test_a_cancelled_import_keeps_what_is_stored_and_leaves_the_rest_out(
    gateway: Gateway, catalog: Catalog
) -> None:
    content, ids = with_evidence(gateway, *range(2, 12))
    accepting = checked(gateway, catalog, content)
    catalog.imports.accept(accepting, COUNT, now=clock.now())
    records = catalog.imports.records
    changing = {"import": accepting, "todo": True, "profile": {"$in": ids}}
    first = records.find_one(changing)
    records.update_many({**changing, "_id": {"$ne": first["_id"]}}, {"$set": {"todo": "later"}})
    context.enter(Call())
    catalog.imports.store(accepting, budget_s=5)
    records.update_many({"todo": "later"}, {"$set": {"todo": True}})
    catalog.imports.imports.update_one({"_id": accepting}, {"$set": {"state": "storing"}})

    path = f"/api/v1/imports/{accepting}/cancel"
    cancelled = gateway.client.post(path, headers=CHANGING)
    again = catalog.imports.store(accepting, budget_s=5)

    told = cancelled.json
    assert (cancelled.status_code, told["state"]) == (200, "cancelled"), cancelled.text
    assert (told["stored"], told["in_review"], told["left"]) == (1, 1, 9)
    assert told["cancelled_by"] == told["by"]
    assert (again["state"], again["left"]) == ("cancelled", 9)
    edited_ids = [id for id in ids if catalog.profiles.get(id).editable()["evidence"] == "neu"]
    assert edited_ids == [first["profile"]]
    assert catalog.imports.unfinished(clock.now() + 2 * ABANDONED) is None
    assert accepting in [one["import"] for one in catalog.imports.reports.newest()]
    assert catalog.imports.publish(accepting, by="c9")["published"] >= 1


def test_an_import_that_is_over_is_not_cancelled(gateway: Gateway, catalog: Catalog) -> None:
    content, _ = with_evidence(gateway, 2)
    waiting = checked(gateway, catalog, content)
    context.enter(Call())
    catalog.imports.accept(waiting, COUNT, now=clock.now())
    catalog.imports.store(waiting, budget_s=5)

    refused = gateway.client.post(f"/api/v1/imports/{waiting}/cancel", headers=CHANGING)

    assert (refused.status_code, refused.json["code"]) == (409, "import-over"), refused.text


def test_a_trial_that_is_kept_is_found_by_its_author_only_and_can_be_dropped(
    gateway: Gateway, catalog: Catalog
) -> None:
    content, ids = with_evidence(gateway, 2, 3)
    trial = checked(gateway, catalog, content)
    by = catalog.imports.progress(trial)["by"]

    kept = catalog.imports.keep(trial, COUNT)

    assert kept["counts"] == {"new": 0, "changed": 2, "unchanged": COUNT - 2}
    named = kept["named"]
    assert (named["new"], sorted(one["profile"] for one in named["changed"])) == ([], sorted(ids))
    assert len(named["unchanged"]) == MOST_NAMED
    listed = gateway.client.get("/api/v1/imports", headers=SIGNED_IN).json
    assert [one["import"] for one in listed["kept"]] == [trial]
    assert (listed["items"], catalog.imports.reports.kept("c9")) == ([], [])
    with pytest.raises(NotFound):
        catalog.imports.cancel(trial, by="c9", now=clock.now())
    same = {"counts": {"new": 0, "changed": 0, "unchanged": COUNT}}
    catalog.imports.imports.update_one({"_id": trial}, {"$set": same})
    assert catalog.imports.reports.kept(by) == []
    catalog.imports.cancel(trial, by=by, now=clock.now())
    assert catalog.imports.records.count_documents({}) == 0


def test_a_trial_taken_in_while_it_is_dropped_is_cancelled_as_one_under_way(
    gateway: Gateway, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, _ = with_evidence(gateway, 2)
    trial = checked(gateway, catalog, content)
    told = catalog.imports.progress
    by = told(trial)["by"]

    def taken_in(import_id: str) -> dict[str, Any]:
        catalog.imports.accept(import_id, COUNT, now=clock.now())
        return told(import_id)

    monkeypatch.setattr(catalog.imports, "progress", taken_in)
    ended = catalog.imports.cancel(trial, by=by, now=clock.now())

    assert (ended["state"], ended["cancelled_by"], ended["left"]) == ("cancelled", by, 1)
    assert told(trial)["state"] == "cancelled"


def test_a_trial_dropped_while_it_is_taken_in_is_refused(
    gateway: Gateway, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, _ = with_evidence(gateway, 2)
    between = catalog.imports.errors_between

    def dropped(import_id: str, count: int, *, by: str) -> list[dict[str, Any]]:
        errors = between(import_id, count, by=by)
        catalog.imports.cancel(import_id, by=by, now=clock.now())
        return errors

    monkeypatch.setattr(catalog.imports, "errors_between", dropped)
    refused = upload(gateway, content)

    assert (refused.status_code, refused.json["code"]) == (409, "import-incomplete"), refused.text


def test_storing_again_changes_nothing_and_an_edit_in_between_is_kept(
    gateway: Gateway, catalog: Catalog
) -> None:
    content, (first, second) = with_evidence(gateway, 2, 3)
    waiting = checked(gateway, catalog, content)
    edit(catalog, second, evidence="jemand anders")

    catalog.imports.accept(waiting, COUNT, now=clock.now())
    progress = catalog.imports.store(waiting)
    catalog.imports.records.update_many({"import": waiting}, {"$set": {"todo": True}})
    catalog.imports.imports.update_one({"_id": waiting}, {"$set": {"state": "storing"}})
    version = catalog.profiles.get(first).version
    catalog.imports.store(waiting)

    assert (progress["state"], progress["conflicts"]) == ("incomplete", [second])
    assert "Eine der Leistungen" in progress["notice"].de
    assert catalog.profiles.get(second).editable()["evidence"] == "jemand anders"
    assert catalog.profiles.get(first).version == version


def test_a_record_that_is_refused_for_good_holds_up_nobody(
    gateway: Gateway, catalog: Catalog
) -> None:
    content, (gone, other) = with_evidence(gateway, 2, 3)
    waiting = checked(gateway, catalog, content)
    catalog.imports.accept(waiting, COUNT, now=clock.now())
    catalog.profiles.collection.delete_one({"_id": gone})

    progress = catalog.imports.store(waiting)

    assert (progress["state"], progress["conflicts"]) == ("incomplete", [gone])
    assert catalog.profiles.get(other).editable()["evidence"] == "neu"
    assert catalog.imports.unfinished(clock.now() + 2 * ABANDONED) is None


def test_of_very_many_conflicts_all_are_counted_and_the_first_are_named(
    gateway: Gateway, catalog: Catalog
) -> None:
    content, _ = with_evidence(gateway, 2)
    waiting = checked(gateway, catalog, content)
    catalog.imports.accept(waiting, COUNT, now=clock.now())
    left_out = [
        {"_id": f"x{n}", "import": waiting, "profile": f"p{n:03}", "outcome": "conflict"}
        for n in range(MOST_CONFLICTS + 10)
    ]
    catalog.imports.records.insert_many(left_out)

    (listed,) = catalog.imports.reports.newest()

    assert listed["conflicts"] == [f"p{n:03}" for n in range(MOST_CONFLICTS)]
    assert listed["conflict_count"] == MOST_CONFLICTS + 10


def test_a_document_added_while_an_import_is_stored_stays(
    gateway: Gateway, catalog: Catalog
) -> None:
    content, (id,) = with_evidence(gateway, 2)
    waiting = checked(gateway, catalog, content)
    told = {"title.de": "Anleitung", "title.en": "Guide", "filename": "a.pdf"}
    gateway.client.post(
        f"{LIST}/{id}/documents", data=PDF, content_type="application/pdf",
        query_string=told, headers=CHANGING,
    )  # fmt: skip

    context.enter(Call())
    catalog.imports.accept(waiting, COUNT, now=clock.now())
    progress = catalog.imports.store(waiting)

    facts = catalog.profiles.get(id).editable()
    assert (progress["state"], progress["conflicts"]) == ("stored", [])
    assert facts["documents"][-1]["filename"] == "a.pdf"
    assert len(facts["documents"]) == 2
    assert facts["evidence"] == "neu"


OVERTAKING = {
    "edited": lambda catalog, id: edit(catalog, id, evidence="jemand anders"),
    "retired": lambda catalog, id: catalog.profiles.change(
        id, lambda p: p.retire({"de": "Ende", "en": "End"}, None, clock.now())
    ),
}


@pytest.mark.parametrize("name", OVERTAKING)
@pytest.mark.parametrize("query", ["", "dry_run=true"])
def test_what_was_changed_between_check_and_acceptance_refuses_it_all(
    gateway: Gateway, catalog: Catalog, name: str, query: str
) -> None:
    content, (_, second) = with_evidence(gateway, 2, 5)
    before: list[Any] = []

    def overtake(method: str) -> None:
        if method == "finish_import":
            context.enter(Call())
            OVERTAKING[name](catalog, second)
            before.append(stored(catalog))

    catalog.before = overtake
    refused = upload(gateway, content, query)

    assert (refused.status_code, refused.json["code"]) == (422, "import-invalid"), refused.text
    (error,) = refused.json["errors"]
    assert (error["sheet"], error["row"], error["column"]) == ("Leistungen", 5, "B")
    assert "geändert" in error["detail"]
    assert stored(catalog) == before[0]


def test_an_id_taken_between_check_and_acceptance_is_named(
    gateway: Gateway, catalog: Catalog
) -> None:
    item = download(gateway, f"{LIST}?format=json").json["items"][0]
    new = {name: value for name, value in item.items() if name != "stand"} | {"id": "neu"}

    def take(method: str) -> None:
        if method == "finish_import":
            context.enter(Call(once="x"))
            facts = catalog.profiles.get(item["id"]).facts() | {"evidence": "jemand anders"}
            catalog.profiles.add(Profile.begin("neu", facts, by="c3", now=clock.now()))

    catalog.before = take
    refused = upload(gateway, json.dumps([new]).encode(), kind="application/json")

    assert [e["pointer"] for e in refused.json["errors"]] == ["/items/0/id"], refused.text


@pytest.mark.parametrize(
    ("heading", "value", "query", "status"),
    [("Beleg", "neu", "dry_run=true", 200), ("Art", "efeu", "", 422),
     ("Verwandte Leistungen", "niemand", "", 422), ("Titel", "=1+1", "", 422)],
)  # fmt: skip
def test_nothing_is_kept_of_a_trial_and_of_what_is_refused(
    gateway: Gateway, catalog: Catalog, heading: str, value: str, query: str, status: int
) -> None:
    content = edited(committed(gateway), put(heading, value))

    answer = upload(gateway, content, query)

    assert answer.status_code == status, answer.text
    assert catalog.imports.records.count_documents({}) == 0
    assert catalog.imports.imports.count_documents({}) == 0


def test_what_was_accepted_is_not_forgotten(gateway: Gateway, catalog: Catalog) -> None:
    done = upload(gateway, with_evidence(gateway, 2)[0]).json["import"]

    catalog.imports.forget(done)

    assert catalog.imports.progress(done)["in_review"] == 1
    assert catalog.imports.records.count_documents({"import": done}) == COUNT


@pytest.mark.parametrize(
    "query", [{"import": "x", "todo": True}, {"import": "x", "review": True},
              {"import": "x", "outcome": "published"}, {"import": "x", "profile": {"$in": []}}],
)  # fmt: skip
def test_no_step_of_an_import_scans_the_records(catalog: Catalog, query: dict[str, Any]) -> None:
    plan = catalog.imports.records.find(query).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_a_discarded_draft_is_in_no_file_and_its_row_comes_in_anew(
    gateway: Gateway, catalog: Catalog
) -> None:
    context.enter(Call())
    facts = {**catalog.profiles.get("jagdschein").editable(), "evidence": "neu"}
    catalog.profiles.add(Profile.begin("wieder", facts, by="c3", now=clock.now()))
    content = download(gateway).data
    catalog.profiles.change("wieder", lambda p: p.discard())

    without = upload(gateway, download(gateway).data, "dry_run=true").json
    wrong = upload(gateway, content)
    done = upload(
        gateway, edited(content, put("Stand (nicht ändern)", None, row_of("wieder", content)))
    )

    assert without["unchanged"] == COUNT
    assert "gibt es keine Leistung" in wrong.json["errors"][0]["detail"]
    assert (done.status_code, done.json["new"], done.json["stored"]) == (200, 1, 1)
    assert catalog.profiles.get("wieder").status == "in_review"


def row_of(id: str, content: bytes) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Leistungen"]
    return next(cell.row for cell in sheet["A"] if cell.value == id)
