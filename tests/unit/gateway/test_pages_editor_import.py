"""A table is tried, mended, taken in without being sent twice, and published by a second person."""

import io
from typing import Any

import pytest

from gateway.problems.problems import Problem
from gateway.tables.imports import ProfileImports
from services.common.errors import Conflict
from tests.unit.gateway.editor_fakes import editing, get, listed, payloads, post
from tests.unit.gateway.gateway_fakes import Gateway

PATH = "/editor/import"
LAYOUT = {"sheets": [{"title": "Leistungen", "columns": [{"key": "ozg_id", "title": "OZG"}]}]}


def progress(**changes: Any) -> dict[str, Any]:
    return {
        "import": "i1", "state": "stored", "by": "a1", "begun_at": "2026-11-25T09:00:00+00:00",
        "records": 3, "stored": 3, "in_review": 3, "published": 0,
        "conflicts": [], "conflict_count": 0,
        "counts": None, "kept_until": None, "left": 0, "cancelled_by": None,
        "cancelled_at": None, "titles": {}, "named": None, "notice": None, **changes,
    }  # fmt: skip


TRIED = progress(
    state="checking", stored=0, in_review=0, counts={"new": 1, "changed": 2, "unchanged": 40},
    kept_until="2026-12-02T09:00:00+00:00", **{"import": "i2"}, named={
        "new": [{"profile": "neu", "title": {"de": "Neues", "en": "New"}}],
        "changed": [{"profile": "jagdschein", "title": {"de": "Jagdschein", "en": "Hunting"}}],
        "unchanged": [],
    },
)  # fmt: skip


@pytest.fixture
def made() -> Gateway:
    gateway = editing()
    gateway.answers("catalog.list_imports", listed(progress(), kept=[TRIED]))
    gateway.answers("catalog.get_import", progress())
    gateway.answers("catalog.table_layout", LAYOUT)
    return gateway


def sent(made: Gateway) -> Any:
    return post(made, PATH, file=(io.BytesIO(b"PK"), "liste.xlsx"))


def test_every_bad_cell_is_told_with_its_place_its_column_and_what_it_says(
    made: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = {"pointer": "/x", "sheet": "Leistungen", "row": 12, "column": "D", "field": "ozg_id",
            "said": "1018", "detail": "Fünf Ziffern.", "profile": "jagdschein",
            "title": {"de": "Jagdschein", "en": "Hunting licence"}}  # fmt: skip
    item = {"pointer": "/items/0", "item": 0, "detail": "Kein Titel."}

    def refuse(*_: Any) -> Any:
        raise Problem(422, "import-invalid", errors=[cell, item], extra={"error_count": 900})

    monkeypatch.setattr(ProfileImports, "try_and_keep", refuse)

    page = sent(made)

    assert page.status_code == 422
    for said in ("900 Zellen stimmen nicht", "Leistungen, Zelle D12", ">Jagdschein<", ">OZG<",
                 "1018", "Fünf Ziffern.", "Eintrag 1", "die ersten 2 von 900"):  # fmt: skip
        assert said in page.text


def test_what_was_tried_is_taken_in_without_the_file(
    made: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = {"import": "i1", "new": 1, "changed": 2, "unchanged": 40, "state": "checking"}
    monkeypatch.setattr(ProfileImports, "try_and_keep", lambda *_: tried)
    begun = progress(state="storing", stored=1, left=2)
    made.answers("catalog.finish_import", {**begun, "errors": []})

    page = sent(made)
    taken = post(made, f"{PATH}/take", **{"import": "i1", "records": "43"})

    assert "1 neu, 2 geändert, 40 unverändert" in page.text
    assert "3 Steckbriefe übernehmen" in page.text
    assert (taken.status_code, taken.location) == (303, f"{PATH}/i1")
    (finished,) = payloads(made, "catalog.finish_import")
    assert finished == {
        "import_id": "i1",
        "payload": {"records": 43, "dry_run": False, "hand_over": True},
    }


def test_a_kept_trial_names_the_first_profiles_of_each_kind_and_counts_the_others(
    made: Gateway,
) -> None:
    made.answers("catalog.get_import", TRIED)

    page = get(made, f"{PATH}/i2").text

    assert "Ein neuer Steckbrief" in page
    assert "<li>Neues</li>" in page
    assert "2 geänderte Steckbriefe" in page
    assert '<a href="/editor/profiles/jagdschein">Jagdschein</a>' in page
    assert "und 1 weitere" in page
    assert "unveränderte Steckbriefe" not in page


def test_who_took_it_in_reads_who_publishes_and_has_no_button(made: Gateway) -> None:
    own = get(made, f"{PATH}/i1").text
    made.answers("catalog.get_import", progress(by="a2"))
    other = get(made, f"{PATH}/i1").text

    assert "Das darf: Miriam Vogt." in own
    assert "Steckbriefe veröffentlichen" not in own
    assert "3 Steckbriefe veröffentlichen" in other


def test_publishing_ends_where_only_another_person_can_go_on(made: Gateway) -> None:
    made.answers("catalog.publish_import", [progress(in_review=2), progress(in_review=2)])

    done = post(made, f"{PATH}/i1/publish")

    assert done.status_code == 303
    assert len(payloads(made, "catalog.publish_import")) == 2


def test_publishing_goes_on_until_nothing_is_left_in_review(made: Gateway) -> None:
    made.answers("catalog.publish_import", [progress(in_review=1), progress(in_review=0)])

    done = post(made, f"{PATH}/i1/publish")

    assert done.location == f"{PATH}/i1"
    assert len(payloads(made, "catalog.publish_import")) == 2


def test_a_refusal_to_publish_is_said_on_the_page(made: Gateway) -> None:
    made.answers("catalog.publish_import", Conflict("own-edit", "Nicht Sie selbst.", "[]"))

    refused = post(made, f"{PATH}/i1/publish")

    assert refused.status_code == 422
    assert "Nicht Sie selbst." in refused.text


def test_a_running_import_asks_for_itself_anew(made: Gateway) -> None:
    made.answers("catalog.get_import", progress(state="storing", stored=1, left=2))

    page = get(made, f"{PATH}/i1").text

    assert 'hx-trigger="every 2s"' in page
    assert "1 von 3 gespeichert" in page
    assert '<progress max="3" value="1"' in page
    assert f'action="{PATH}/i1/cancel"' in page


def test_the_newest_imports_stand_below_the_form(made: Gateway) -> None:
    page = get(made, PATH).text

    assert f'href="{PATH}/i1"' in page
    assert "Lukas Wagner, 3 Steckbriefe gespeichert" in page


def test_without_a_file_nothing_is_tried(made: Gateway) -> None:
    assert post(made, PATH).status_code == 422


def test_a_trial_is_found_again_after_a_reload_and_taken_in_or_dropped(made: Gateway) -> None:
    listing = get(made, PATH).text
    made.answers("catalog.get_import", TRIED)
    page = get(made, f"{PATH}/i2").text
    made.answers("catalog.cancel_import", {**TRIED, "state": "cancelled"})
    dropped = post(made, f"{PATH}/i2/cancel")
    made.answers("catalog.cancel_import", {**TRIED, "state": "cancelled", "counts": None})
    still_checked = post(made, f"{PATH}/i3/cancel")

    assert f'href="{PATH}/i2"' in listing
    assert "Geprüft am Mi, 25.11.2026, 10:00 Uhr" in listing
    assert "Liegt bereit bis 02.12.2026" in listing
    assert "3 Steckbriefe übernehmen" in page
    assert 'name="records" value="43"' in page
    assert [dropped.location, still_checked.location] == [PATH, PATH]


def test_the_trial_of_another_person_has_no_button(made: Gateway) -> None:
    made.answers("catalog.get_import", {**TRIED, "by": "a2"})

    page = get(made, f"{PATH}/i2").text

    assert "Miriam Vogt hat diese Tabelle geprüft" in page
    assert "übernehmen</" not in page
    assert "/cancel" not in page


def test_a_cancelled_import_says_who_did_it_what_is_in_and_what_stays_out(made: Gateway) -> None:
    ended = progress(state="cancelled", cancelled_by="a2", stored=1, left=2, in_review=1,
                     cancelled_at="2026-11-25T09:05:00+00:00")  # fmt: skip
    made.answers("catalog.cancel_import", ended)
    made.answers("catalog.get_import", ended)

    done = post(made, f"{PATH}/i1/cancel")
    page = get(made, f"{PATH}/i1").text

    assert done.location == f"{PATH}/i1"
    for said in ("Abgebrochen: 1 von 3 gespeichert", "Miriam Vogt",
                 "2 Steckbriefe sind nicht übernommen."):  # fmt: skip
        assert said in page
    assert f'action="{PATH}/i1/cancel"' not in page


def test_what_was_left_out_is_named_by_its_titles(made: Gateway) -> None:
    titles = {"hundesteuer": {"de": "Hundesteuer anmelden", "en": "Dog tax"}}
    left = progress(state="incomplete", conflicts=["hundesteuer"], conflict_count=1, titles=titles)
    made.answers("catalog.get_import", left)

    page = get(made, f"{PATH}/i1").text

    assert "Einen Steckbrief hat inzwischen jemand geändert." in page
    assert '<a href="/editor/profiles/hundesteuer">Hundesteuer anmelden</a>' in page
