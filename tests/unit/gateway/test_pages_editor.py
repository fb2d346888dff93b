"""Editors see what is where, work in sections, and nobody's words are lost to another's."""

import html
import io
import re
from typing import Any

import pytest

from gateway.web.editor.slugs import free_of, slug_of
from services.common.errors import Conflict, Invalid
from tests.unit.gateway.editor_fakes import (
    ONE,
    draft,
    editing,
    get,
    listed,
    payloads,
    post,
    row,
    sent_of,
    typed_in,
)

SECTIONS = ("what", "keys", "whom", "waves", "cost", "setup", "access", "contacts", "source")


def test_the_list_says_state_whose_work_gaps_and_dead_links() -> None:
    made = editing()
    made.answers("catalog.list_editorial", listed(row(submitted=True)))

    page = get(made, "/editor/profiles?view=dead_links&status=published&q=fisch").text

    for said in ("Fischereischein", "Zu prüfen", "Lukas Wagner", "Ein toter Link",
                 "Ansprechpersonen, Herkunft der Angaben", "25.11.2026"):  # fmt: skip
        assert said in page
    (asked,) = payloads(made, "catalog.list_editorial")
    assert asked["query"] == {
        "limit": "30", "dead_links": "true", "status": "published", "q": "fisch"
    }  # fmt: skip


def test_links_that_do_not_answer_lead_to_where_they_are_mended() -> None:
    made = editing()
    facts = {"fischereischein": "test_accesses", "jagdschein": "contract_partner"}
    link = {"id": "l1", "url": "https://alt.example/", "state": "dead", "reason": "Kein Rechner.",
            "state_label": "Nicht erreichbar", "since": "2026-11-20T00:00:00+00:00",
            "profiles": [*facts, "dritter", "vierter"], "facts": facts}  # fmt: skip
    titles = {"fischereischein": {"de": "Fischereischein", "en": "x"},
              "jagdschein": {"de": "Jagdschein", "en": "x"}}  # fmt: skip
    made.answers("catalog.link_queue", listed(link, titles=titles))

    page = get(made, "/editor/links").text

    assert f'<a href="{ONE}/edit/access">Fischereischein</a>' in page
    assert '<a href="/editor/profiles/jagdschein/edit/what">Jagdschein</a>' in page
    assert '<a href="/editor/profiles?link=l1">und 2 weitere</a>' in page
    assert "Kein Rechner." in page


def test_tabs_keep_what_the_list_is_narrowed_by() -> None:
    made = editing()
    made.answers("catalog.list_editorial", listed(row()))

    page = get(made, "/editor/profiles?q=fisch&status=published&link=l1").text

    assert 'href="/editor/profiles?view=mine&amp;status=published&amp;q=fisch&amp;link=l1"' in page
    assert "die eine bestimmte Adresse nennen" in page
    (asked,) = payloads(made, "catalog.list_editorial")
    assert asked["query"]["link"] == "l1"


def test_what_was_looked_for_and_not_found_can_be_searched_again() -> None:
    made = editing()
    missed = {"q": "petri heil", "count": 1200, "last_at": "2026-11-25T09:00:00+00:00"}
    made.answers("catalog.list_missed_searches", listed(missed))

    visits = {"id": "v1", "profile": "p1", "month": "2026-11", "count": 1234,
              "title": {"de": "Führerschein", "en": "Driving licence"}}  # fmt: skip
    made.answers("catalog.list_visits", listed(visits, {**visits, "profile": "p2", "title": None}))
    visited = get(made, "/editor/visits").text
    for said in ("/leistungen/p1", "Führerschein", "11.2026", "1.234", "ohne Veröffentlichung"):
        assert said in visited

    page = get(made, "/editor/searches").text

    assert "1.200" in page
    assert 'href="/leistungen?q=petri%20heil"' in page


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_sent_as_it_was_shown_changes_nothing(section: str) -> None:
    made = editing()

    answer = post(made, f"{ONE}/edit/{section}", **typed_in(made, section))

    assert (answer.status_code, answer.location) == (303, ONE)
    (sent,) = payloads(made, "catalog.change_profile")
    said = sent["payload"]
    assert sent["version"] == 7
    assert _full({**draft()["facts"], **said}) == _full(draft()["facts"])


def _full(value: Any) -> Any:
    """Return facts without what is empty, which the catalogue adds by itself."""
    if isinstance(value, dict):
        return {k: _full(v) for k, v in value.items() if v not in (None, "", [])}
    return [_full(one) for one in value] if isinstance(value, list) else value


def test_an_entry_of_a_list_is_added_and_another_removed() -> None:
    made = editing()
    typed = typed_in(made, "setup")
    typed |= {"rollout_guide-1-title_de": "Probeantrag stellen", "rollout_guide-1-who": "vendor",
              "rollout_guide-1-title_en": "Try it", "rollout_guide-1-duration_workdays": "3",
              "rollout_guide-0-remove": "yes"}  # fmt: skip

    answer = post(made, f"{ONE}/edit/setup", **typed, step="stay")

    assert answer.location == f"{ONE}/edit/setup"
    (sent,) = payloads(made, "catalog.change_profile")
    assert sent["payload"]["rollout_guide"] == [
        {"code": "probeantrag-stellen", "title": {"de": "Probeantrag stellen", "en": "Try it"},
         "who": "vendor", "duration_workdays": 3}
    ]  # fmt: skip


def test_an_entry_that_says_only_a_choice_stays_and_what_was_typed_is_judged() -> None:
    only = {"kind": "demo_instance", "url": None, "credentials": None}
    made = editing(facts={"test_accesses": [only]})
    typed = typed_in(made, "access") | {"interfaces-1-version": "4.0"}

    post(made, f"{ONE}/edit/access", **typed)

    (sent,) = payloads(made, "catalog.change_profile")
    assert sent["payload"]["test_accesses"] == [{"kind": "demo_instance"}]
    assert sent["payload"]["interfaces"][1]["version"] == "4.0"


def test_a_document_stays_where_the_one_it_replaces_is_gone() -> None:
    made = editing(facts={"documents": [NEW]})
    made.answers("catalog.add_document", draft(version=8, facts={"documents": [NEW]}))
    typed = {"title_de": "Leitfaden", "title_en": "Guide", "replaces": "old",
             "file": (io.BytesIO(b"%PDF-1.7"), "neu.pdf")}  # fmt: skip

    put = post(made, f"{ONE}/documents", **typed)

    assert put.status_code == 303
    assert payloads(made, "catalog.change_profile") == []


def test_what_went_back_to_work_has_no_button_and_one_that_ends_a_pause_says_so() -> None:
    working, paused = editing(authors=["a2"]), editing(authors=["a2"], status="paused")

    main = get(working, f"{ONE}/publish").text.partition("<main")[2].partition("</main>")[0]

    assert "<button" not in main
    assert "<h1>Wieder bestellbar machen</h1>" in get(paused, f"{ONE}/publish").text
    assert f'href="{ONE}/publish"' in get(paused, ONE).text


def test_what_is_wrong_stands_at_its_field_with_what_was_typed() -> None:
    made = editing()
    wrong = '[{"pointer": "/contacts/0/email", "detail": "Ergänzen Sie das @."}]'
    made.answers("catalog.change_profile", Invalid("invalid", "Bitte prüfen.", wrong))
    typed = typed_in(made, "contacts")
    typed |= {"contacts-0-name": "Team Fisch", "contacts-0-email": "fisch"}

    answer = post(made, f"{ONE}/edit/contacts", **typed)

    assert answer.status_code == 422
    assert 'id="contacts-0-email-error"' in answer.text
    assert 'value="Team Fisch"' in answer.text
    assert "Ansprechperson, E-Mail-Adresse: Ergänzen Sie das @." in answer.text


def test_who_edits_another_section_is_not_in_the_way() -> None:
    made = editing()
    typed = typed_in(made, "source")
    made.answers("catalog.get_draft", draft(version=9, facts={"synonyms": ["petri"]}))

    answer = post(made, f"{ONE}/edit/source", **{**typed, "evidence": "Aus der Satzung."})

    assert answer.status_code == 303
    (sent,) = payloads(made, "catalog.change_profile")
    assert sent["version"] == 9
    assert (sent["payload"]["synonyms"], sent["payload"]["evidence"]) == (
        ["petri"], "Aus der Satzung.",
    )  # fmt: skip


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing() -> None:
    made = editing()
    typed = typed_in(made, "source") | {"evidence": "Meine Quelle."}
    theirs = {"evidence": "Andere Quelle.", "checked_by": "Kim Rat"}
    made.answers("catalog.get_draft", draft(version=9, authors=["a1", "a2"], facts=theirs))

    refused = post(made, f"{ONE}/edit/source", **typed)

    assert refused.status_code == 422
    assert payloads(made, "catalog.change_profile") == []
    assert "inzwischen auch Miriam Vogt geändert" in refused.text
    assert "Andere Quelle." in refused.text
    assert ">Meine Quelle.</textarea>" in refused.text
    assert 'value="Kim Rat"' in refused.text

    seen = html.unescape(re.search(r'name="seen" value="([^"]*)"', refused.text).group(1))  # type: ignore[union-attr]
    again = {**typed, "checked_by": "Kim Rat", "seen": seen}
    assert post(made, f"{ONE}/edit/source", **again).status_code == 303
    (sent,) = payloads(made, "catalog.change_profile")
    assert sent["payload"]["evidence"] == "Meine Quelle."


def test_a_save_that_meets_another_is_tried_again_on_the_newer_one() -> None:
    made = editing()
    typed = typed_in(made, "source") | {"evidence": "Neu."}
    late = Conflict("changed-meanwhile", "Zu spät.", "[]")
    made.answers("catalog.change_profile", [late, draft()])

    answer = post(made, f"{ONE}/edit/source", **typed)

    assert answer.status_code == 303
    assert len(payloads(made, "catalog.change_profile")) == 2


def test_related_services_are_named_by_their_titles() -> None:
    made = editing()
    found = {"id": "angelschein", "title": {"de": "Angelschein", "en": "Angling permit"}}
    made.answers("catalog.search", listed(found))
    typed = typed_in(made, "contacts")
    assert typed["related"] == "Jagdschein"

    added = post(made, f"{ONE}/edit/contacts", **{**typed, "related": "Jagdschein\nangelschein"})
    refused = post(made, f"{ONE}/edit/contacts", **{**typed, "related": "Wald"})

    assert added.status_code == 303
    (sent,) = payloads(made, "catalog.change_profile")
    assert sent["payload"]["related"] == ["jagdschein", "angelschein"]
    assert "kein anderer Dienst mit dem Titel „Wald“" in html.unescape(refused.text)


ROSENHEIM = {"key": "09187", "label": "Rosenheim", "full_name": "Landkreis Rosenheim",
             "kind_label": "Landkreis", "ended_on": None}  # fmt: skip
PRIEN = {"key": "09187162", "label": "Prien", "full_name": "Markt Prien a.Chiemsee",
         "kind_label": "Gemeinde", "ended_on": None}  # fmt: skip


def test_a_wave_names_its_places_in_words() -> None:
    made = editing()
    made.answers("identity.find_bodies", listed(ROSENHEIM))
    typed = {"waves-0-opens_on": "2027-01-01", "waves-0-regions": "Landkreis Rosenheim"}

    saved = post(made, f"{ONE}/edit/waves", **(typed_in(made, "waves") | typed))

    assert saved.status_code == 303
    (sent,) = payloads(made, "catalog.change_profile")
    (wave,) = sent["payload"]["waves"]
    assert wave == {"id": "ab-2027-01-01", "opens_on": "2027-01-01", "regions": ["09187"],
                    "pilots": []}  # fmt: skip


def test_a_place_that_nothing_has_is_refused_at_its_field() -> None:
    made = editing()
    made.answers("identity.find_bodies", listed())
    typed = {"waves-0-opens_on": "2027-01-01", "waves-0-pilots": "Nirgends"}

    refused = post(made, f"{ONE}/edit/waves", **(typed_in(made, "waves") | typed))

    assert refused.status_code == 422
    assert 'id="waves-0-pilots-error"' in refused.text
    assert payloads(made, "catalog.change_profile") == []


def test_a_long_list_of_pilots_stays_as_the_table_brought_it() -> None:
    pilots = [f"09187{number:03}" for number in range(100, 400)]
    wave = {"id": "w", "opens_on": "2027-01-01", "kinds": [], "capacities": [], "regions": [],
            "pilots": pilots, "note": None}  # fmt: skip
    made = editing(facts={"waves": [wave]})
    made.answers("identity.find_bodies", listed())

    page = get(made, f"{ONE}/edit/waves").text
    typed = sent_of(page) | {"waves-0-opens_on": "2027-02-01"}

    assert "Die Welle vom 01.01.2027 gilt für 300 Orte, die mit der Tabelle kamen." in page
    post(made, f"{ONE}/edit/waves", **typed)

    (sent,) = payloads(made, "catalog.change_profile")
    (kept,) = sent["payload"]["waves"]
    assert (kept["opens_on"], kept["pilots"]) == ("2027-02-01", pilots)


def test_a_release_is_tried_for_a_body_that_is_chosen_by_name() -> None:
    made = editing()
    made.answers("identity.find_bodies", listed(ROSENHEIM, PRIEN))
    said = {"body": "09187162", "on": "2027-01-02", "orderable": False, "code": "not-open",
            "reason": "Nein, noch nicht freigegeben.",
            "waves": [{"id": "w", "opens_on": "2027-02-01", "fits": True, "open": False}],
            }  # fmt: skip
    made.answers("catalog.try_release", said)

    asked = get(made, f"{ONE}/trial?q=Rosen&on=2027-01-02").text
    answered = get(made, f"{ONE}/trial?q=Rosen&on=2027-01-02&body=09187162").text

    assert "Welche Stelle meinen Sie?" in asked
    assert "Nein, noch nicht freigegeben." in answered
    assert "Markt Prien a.Chiemsee, am 02.01.2027" in answered
    assert payloads(made, "catalog.try_release")[0]["query"]["body"] == "09187162"


OLD = {"id": "old", "title": {"de": "Leitfaden", "en": "Guide"}, "filename": "alt.pdf",
       "sha256": "old", "bytes": 2048}  # fmt: skip
NEW = {**OLD, "id": "new", "sha256": "new", "filename": "neu.pdf"}


def test_a_document_is_replaced_where_it_stood_and_another_removed() -> None:
    made = editing(facts={"documents": [OLD, {**OLD, "id": "other"}]})
    documents = [OLD, {**OLD, "id": "other"}, NEW]
    made.answers("catalog.add_document", draft(version=8, facts={"documents": documents}))
    typed = {"title_de": "Leitfaden", "title_en": "Guide", "replaces": "old",
             "file": (io.BytesIO(b"%PDF-1.7"), "ordner/neu.pdf")}  # fmt: skip

    put = post(made, f"{ONE}/documents", **typed)
    removed = post(made, f"{ONE}/documents/remove", document="other")

    assert [put.status_code, removed.status_code] == [303, 303]
    (added,) = payloads(made, "catalog.add_document")
    assert added["payload"]["filename"] == "neu.pdf"
    replacing, removing = payloads(made, "catalog.change_profile")
    assert [d["id"] for d in replacing["payload"]["documents"]] == ["new", "other"]
    assert replacing["version"] == 8
    assert [d["id"] for d in removing["payload"]["documents"]] == ["old"]


def test_a_file_that_is_none_is_refused_beside_the_list() -> None:
    made = editing(facts={"documents": [OLD]})
    no_pdf = '[{"pointer": "/content", "detail": "Nur PDF-Dateien."}]'
    made.answers("catalog.add_document", Invalid("invalid", "Bitte prüfen.", no_pdf))

    missing = post(made, f"{ONE}/documents", title_de="x", title_en="x")
    refused = post(made, f"{ONE}/documents", title_de="x", title_en="x",
                   file=(io.BytesIO(b"GIF"), "bild.gif"))  # fmt: skip

    assert [missing.status_code, refused.status_code] == [422, 422]
    assert "Nur PDF-Dateien." in refused.text
    assert f'href="{ONE}/documents/old"' in refused.text


def test_an_author_reads_who_may_publish_before_there_is_a_button() -> None:
    mine, others = editing(submitted=True), editing(submitted=True, authors=["a2"])

    own, theirs = get(mine, ONE).text, get(others, ONE).text

    assert "Das darf: Miriam Vogt." in own
    assert f'href="{ONE}/publish"' not in own
    assert "Sie dürfen veröffentlichen." in theirs
    assert f'href="{ONE}/publish"' in theirs
    main = get(mine, f"{ONE}/publish").text.partition("<main")[2].partition("</main>")[0]
    assert "<button" not in main


def test_a_second_person_publishes_what_was_seen_or_sends_it_back_with_a_reason() -> None:
    made = editing(submitted=True, authors=["a2"])
    made.answers("catalog.publish", {})
    made.answers("catalog.send_back", draft())

    published = post(made, f"{ONE}/publish", version="7")
    returned = post(made, f"{ONE}/send-back", reason="Die Kosten fehlen.")

    assert [published.location, returned.location] == [ONE, ONE]
    assert payloads(made, "catalog.publish")[0]["payload"] == {"version": 7}
    assert payloads(made, "catalog.send_back")[0]["payload"] == {"reason": "Die Kosten fehlen."}


def test_what_would_change_is_told_in_words() -> None:
    change = {"field": "trust_level", "pointer": "/trust_level", "change": "changed",
              "before": "low", "after": "high", "before_words": "Normal",
              "after_words": "Hoch"}  # fmt: skip
    page = get(editing(differences=[change]), ONE).text

    assert "Vertrauensniveau" in page
    assert ">Normal<" in page
    assert ">Hoch<" in page


def changed(field: str, pointer: str, **values: Any) -> dict[str, Any]:
    """Return a difference as the catalogue tells it."""
    said = {"before": None, "after": None, "before_words": None, "after_words": None}
    return {
        "field": field,
        "pointer": pointer,
        "change": "changed",
        "entry": None,
        **said,
        **values,
    }


def test_a_reviewer_reads_names_and_words_for_every_id_and_code() -> None:
    wave = {"id": "ab-2027", "opens_on": "2027-01-01", "kinds": ["district"], "capacities": [],
            "regions": [], "pilots": ["09187162"], "note": {"de": "Erst dort.", "en": "There."},
            }  # fmt: skip
    worded_wave = {**wave, "kinds": [{"de": "Landkreis", "en": "District"}]}
    many = [f"09187{number}" for number in range(200, 260)]
    made = editing(
        differences=[
            changed("technical_operator", "/technical_operator", before="akdb", after="demo"),
            changed("related", "/related", before=[], after=["jagdschein"]),
            changed("waves", "/waves/ab-2027", change="added", after=wave,
                    after_words=worded_wave, entry="2027-01-01"),
            changed("waves", "/waves/w2/pilots", before=many, after=[*many, "09187162"],
                    entry="2027-02-01"),
            changed("interfaces", "/interfaces/Fisch 3|/stated_by", after="demo", entry="Fisch 3"),
            changed("test_accesses", "/test_accesses/demo_instance|", change="removed",
                    before={"kind": "demo_instance", "url": "https://test.example/"}),
        ],
        names={"vendors": {"demo": "Demo IT-Dienst"}, "systems": {},
               "profiles": {"jagdschein": {"de": "Jagdschein", "en": "Hunting licence"}}},
    )  # fmt: skip
    body = {"key": "09187162", "label": "Prien", "full_name": "Markt Prien a.Chiemsee"}
    made.answers("identity.find_bodies", listed(body))

    page = get(made, ONE).text.partition('id="changes"')[2].partition("</table>")[0]
    text = re.sub(r"<[^>]+>", "|", page)

    for said in ("ein Hersteller oder Dienstleister", "Demo IT-Dienst", "Jagdschein", "01.01.2027",
                 "Nur für diese Arten von Stellen:", "Landkreis", "Markt Prien a.Chiemsee",
                 "Erst dort.", "60 Einträge bleiben gleich", "Angabe von", "Fisch 3",
                 "Testumgebung"):  # fmt: skip
        assert said in text, said
    for code in ("demo_instance", "akdb", "jagdschein", "ab-2027", "2027-0", "district", "09187"):
        assert code not in text
    for path in ("/editor/vendors/demo", "/editor/profiles/jagdschein", f"{ONE}/edit/waves",
                 "https://test.example/"):  # fmt: skip
        assert f'href="{path}"' in page


def test_who_ends_a_service_sees_whom_it_touches_and_names_the_successor_by_title() -> None:
    made = editing(changed=False)
    made.answers("catalog.list_users", listed({"order": "o1", "body": "09187162"}))
    body = {"key": "09187162", "label": "Prien", "full_name": "Markt Prien a.Chiemsee"}
    made.answers("identity.find_bodies", listed(body))
    made.answers("catalog.search", listed({"id": "jagdschein", "title": {"de": "Jagdschein"}}))
    made.answers("catalog.retire", {})
    reasons = {"reason_de": "Endet.", "reason_en": "Ends."}

    page = get(made, f"{ONE}/retire").text
    done = post(made, f"{ONE}/retire", **reasons, successor="Jagdschein")

    assert "Betrifft eine Bestellung" in page
    assert "Markt Prien a.Chiemsee" in page
    assert done.status_code == 303
    assert payloads(made, "catalog.retire")[0]["payload"] == {
        "reason": {"de": "Endet.", "en": "Ends."}, "successor": "jagdschein"
    }  # fmt: skip


def test_a_draft_is_begun_under_an_id_made_of_its_title() -> None:
    made = editing()
    made.answers("catalog.create_profile", [Conflict("profile-exists", "Gibt es.", "[]"), draft()])

    begun = post(made, "/editor/profiles/new", title_de="Fischerei­schein für Gäste", title_en="x")

    assert begun.location == "/editor/profiles/fischereischein-fuer-gaeste-2"
    first, second = payloads(made, "catalog.create_profile")
    assert first["payload"]["id"] == "fischereischein-fuer-gaeste"
    assert second["payload"]["target_kinds"] == []


def test_a_draft_begun_without_a_title_is_told_all_that_is_missing_at_once() -> None:
    refused = post(editing(), "/editor/profiles/new")

    assert refused.status_code == 422
    for name in ("title_de", "title_en", "summary_de", "summary_en", "topic", "financing"):
        assert f'id="{name}-error"' in refused.text


def test_what_lacks_says_how_much_and_a_pause_says_why() -> None:
    gaps = get(editing(missing=["contacts", "evidence"]), ONE).text
    reason = {"de": "Wartung", "en": "Maintenance"}
    paused = get(editing(changed=False, status="paused", status_reason=reason), ONE).text
    published = get(editing(changed=False, missing=["contacts"]), ONE).text

    assert "Noch fehlen 2 Angaben" in gaps
    assert "Grund: Wartung" in paused
    assert "Veröffentlicht, mit Lücken" in published


def test_a_trial_without_a_body_says_what_is_missing() -> None:
    refused = get(editing(), f"{ONE}/trial?q=&on=2027-03-01")

    assert (refused.status_code, 'id="q-error"' in refused.text) == (422, True)


def test_ids_are_spelled_without_umlauts_and_numbered_where_taken() -> None:
    assert slug_of("  Führerschein: Maß & Übung ") == "fuehrerschein-mass-uebung"
    assert slug_of("???") == ""
    assert free_of("a", {"a", "a-2"}) == "a-3"


def test_nobody_else_edits() -> None:
    made = editing(permission="orders:review")
    paths = ("/editor/profiles", "/editor/links", ONE, f"{ONE}/edit/what", f"{ONE}/preview",
             f"{ONE}/retire", "/editor/profiles/new")  # fmt: skip

    assert {get(made, path).status_code for path in paths} == {403}
