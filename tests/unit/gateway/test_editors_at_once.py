"""Two editors, or two windows of one, write in one section: no entry of a list is lost."""

from typing import Any

import pytest

from gateway.web.editor.sections import BY_NAME
from tests.unit.gateway.editor_fakes import (
    ONE,
    draft,
    editing,
    payloads,
    post,
    sent_of,
    typed_in,
)
from tests.unit.gateway.gateway_fakes import Gateway


def contact(name: str, **more: Any) -> dict[str, Any]:
    return {"role": "technical", "name": name, "email": None, "phone": None, **more}


def task(code: str, days: int, who: str = "body") -> dict[str, Any]:
    title = {"de": code.title(), "en": code.title()}
    return {"code": code, "title": title, "who": who, "duration_workdays": days}


def interface(system: str, **more: Any) -> dict[str, Any]:
    facts = {"version": None, "standard": None, "extra_cost": False, "stated_by": None}
    return {"system": system, "demo": True, **facts, **more}


def working(section: str, **facts: Any) -> tuple[Gateway, dict[str, Any]]:
    """Return a gateway with these facts, and what the first window shows of a section."""
    made = editing(facts=facts)
    return made, typed_in(made, section)


def second_look(made: Gateway, section: str, typed: dict[str, Any], **theirs: Any) -> Any:
    """Save over what somebody else wrote meanwhile; return the page and what it would send."""
    made.answers("catalog.get_draft", draft(version=9, authors=["a1", "a2"], facts=theirs))
    refused = post(made, f"{ONE}/edit/{section}", **typed)
    assert refused.status_code == 422
    assert payloads(made, "catalog.change_profile") == []
    return refused


def saved(made: Gateway, section: str, typed: dict[str, Any], fact: str) -> list[Any]:
    assert post(made, f"{ONE}/edit/{section}", **typed).status_code == 303
    (sent,) = payloads(made, "catalog.change_profile")
    entries: list[Any] = sent["payload"][fact]
    return entries


def names(entries: list[Any]) -> list[str]:
    return [entry["name"] for entry in entries]


def test_entries_that_two_editors_add_to_one_list_are_both_kept() -> None:
    made, typed = working("contacts", contacts=[contact("Alt")])
    typed |= {"contacts-1-role": "technical", "contacts-1-name": "Meine"}

    page = second_look(made, "contacts", typed, contacts=[contact("Alt"), contact("Ihre")])

    kept = saved(made, "contacts", sent_of(page.text), "contacts")
    assert names(kept) == ["Alt", "Ihre", "Meine"]


def test_who_removes_an_entry_does_not_remove_what_another_has_added() -> None:
    made, typed = working("contacts", contacts=[contact("Alt"), contact("Weg")])
    typed |= {"contacts-1-remove": "yes"}

    theirs = [contact("Alt"), contact("Weg"), contact("Ihre")]
    page = second_look(made, "contacts", typed, contacts=theirs)

    assert names(saved(made, "contacts", sent_of(page.text), "contacts")) == ["Alt", "Ihre"]


def test_what_another_has_removed_stays_away_where_nobody_changed_it() -> None:
    made, typed = working("contacts", contacts=[contact("Alt"), contact("Weg")])
    typed |= {"contacts-0-phone": "089 1"}

    page = second_look(made, "contacts", typed, contacts=[contact("Alt")])

    kept = saved(made, "contacts", sent_of(page.text), "contacts")
    assert [(entry["name"], entry["phone"]) for entry in kept] == [("Alt", "089 1")]


def test_an_entry_that_both_changed_stands_there_in_both_forms() -> None:
    made, typed = working("contacts", contacts=[contact("Alt")])
    typed |= {"contacts-0-phone": "089 1"}

    page = second_look(made, "contacts", typed, contacts=[contact("Alt", phone="089 2")])

    assert 'id="contacts-1-role-error"' in page.text
    assert 'id="contacts-0-role-error"' not in page.text
    kept = saved(made, "contacts", sent_of(page.text), "contacts")
    assert [entry["phone"] for entry in kept] == ["089 2", "089 1"]


def test_an_entry_with_an_id_that_both_changed_stays_one_as_it_was_typed() -> None:
    made, typed = working("setup", rollout_guide=[task("test", 2), task("start", 2)])
    typed |= {"rollout_guide-0-duration_workdays": "5"}

    theirs = [task("test", 3), task("start", 2, "vendor")]
    page = second_look(made, "setup", typed, rollout_guide=theirs)

    assert "3" in page.text.partition("overtaken")[2].partition("</section>")[0]
    kept = saved(made, "setup", sent_of(page.text), "rollout_guide")
    assert [(entry["code"], entry["duration_workdays"], entry["who"]) for entry in kept] == [
        ("test", 5, "body"), ("start", 2, "vendor"),
    ]  # fmt: skip


def test_an_entry_i_changed_and_another_removed_is_marked() -> None:
    made, typed = working("setup", rollout_guide=[task("test", 2)])
    typed |= {"rollout_guide-0-duration_workdays": "5"}

    page = second_look(made, "setup", typed, rollout_guide=[])

    assert "hat inzwischen jemand geändert oder entfernt" in page.text
    kept = saved(made, "setup", sent_of(page.text), "rollout_guide")
    assert [(entry["code"], entry["duration_workdays"]) for entry in kept] == [("test", 5)]


@pytest.mark.parametrize("kept", ["Alt", "Berg"])
def test_of_two_demo_interfaces_the_one_nobody_touched_stays(kept: str) -> None:
    listed = [interface("Alt"), interface("Berg")]
    made, typed = working("access", interfaces=listed)
    changed = next(n for n, one in enumerate(listed) if one["system"] != kept)
    typed |= {f"interfaces-{changed}-version": "4.0"}

    page = second_look(made, "access", typed, interfaces=[interface(kept)])

    found = saved(made, "access", sent_of(page.text), "interfaces")
    assert [(one["system"], one.get("version")) for one in found] == [
        (kept, None), (listed[changed]["system"], "4.0"),
    ]  # fmt: skip


def sent_twice(
    made: Gateway, section: str, typed: dict[str, Any], **known: Any
) -> list[dict[str, Any]]:
    """Send a form, let the catalogue say what it said, and send it again; return both writes."""
    for _ in range(2):
        assert post(made, f"{ONE}/edit/{section}", **typed).status_code == 303
        written = payloads(made, "catalog.change_profile")
        facts = {name: written[-1]["payload"][name] for name in BY_NAME[section].facts
                 if name in written[-1]["payload"]}  # fmt: skip
        made.answers("catalog.get_draft", draft(version=8, facts={**known, **facts}))
    return [one["payload"] for one in written]


@pytest.mark.parametrize(("section", "changes"), [
    ("source", {"evidence": "Aus der Satzung."}),
    ("keys", {"synonyms": "angeln\n\n petri "}),
    ("contacts", {"contacts-0-phone": "089 1", "contacts-1-role": "technical",
                  "contacts-1-name": "Neu"}),
    ("setup", {"rollout_guide-0-remove": "yes", "rollout_guide-1-title_de": "Probe",
               "rollout_guide-1-title_en": "Try", "rollout_guide-1-who": "body",
               "rollout_guide-1-duration_workdays": "2"}),
])  # fmt: skip
def test_a_form_sent_twice_is_saved_once(section: str, changes: dict[str, Any]) -> None:
    made, typed = working(section, contacts=[contact("Alt")])

    first, second = sent_twice(made, section, typed | changes, contacts=[contact("Alt")])

    assert first == second


def test_what_i_have_saved_already_is_not_doubled_by_what_another_adds() -> None:
    made, typed = working("setup", rollout_guide=[])
    typed |= {"rollout_guide-0-title_de": "Probe", "rollout_guide-0-title_en": "Probe",
              "rollout_guide-0-who": "body", "rollout_guide-0-duration_workdays": "2"}  # fmt: skip

    page = second_look(made, "setup", typed, rollout_guide=[task("probe", 2), task("start", 3)])

    kept = saved(made, "setup", sent_of(page.text), "rollout_guide")
    assert [entry["code"] for entry in kept] == ["probe", "start"]


@pytest.mark.parametrize("seen", ["[" * 20_000, "{", '{"fields": 1}'])
def test_what_no_page_of_ours_has_written_is_refused(seen: str) -> None:
    made, typed = working("source")

    assert post(made, f"{ONE}/edit/source", **typed | {"seen": seen}).status_code == 400


def test_after_a_field_was_wrong_the_entries_are_still_known() -> None:
    made, typed = working("contacts", contacts=[contact("Weg"), contact("Alt")])
    typed |= {"contacts-0-remove": "yes", "related": "Wald"}
    made.answers("catalog.search", {"items": [], "next": None, "total": 0})
    wrong = post(made, f"{ONE}/edit/contacts", **typed)

    again = sent_of(wrong.text) | {"related": "Jagdschein"}
    theirs = [contact("Weg"), contact("Alt"), contact("Ihre")]
    page = second_look(made, "contacts", again, contacts=theirs)

    assert names(saved(made, "contacts", sent_of(page.text), "contacts")) == ["Alt", "Ihre"]


def test_who_was_faster_may_be_oneself_in_another_window() -> None:
    made, typed = working("source")
    typed |= {"evidence": "Meine Quelle."}
    made.answers("catalog.get_draft", draft(version=9, facts={"evidence": "Andere Quelle."}))

    refused = post(made, f"{ONE}/edit/source", **typed)

    assert "haben Sie inzwischen selbst geändert, in einem anderen Fenster" in refused.text
    assert "Lukas Wagner geändert" not in refused.text
    assert "Andere Quelle." in refused.text
