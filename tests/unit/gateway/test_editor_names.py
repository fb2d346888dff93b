"""Names that several have are never decided silently, and no key stands where a name belongs."""

import html
import re
from typing import Any

import pytest

from gateway.web.account.register import FoundBodies
from gateway.web.editor.names import MOST_OF_ALL
from gateway.web.frame.kept_forms import LARGEST
from tests.unit.gateway.editor_fakes import (
    ONE,
    draft,
    editing,
    listed,
    payloads,
    post,
    sent_of,
    typed_in,
)
from tests.unit.gateway.gateway_fakes import Gateway

REASONS = {"reason_de": "Endet.", "reason_en": "Ends."}


def service(id: str, topic: str, title: str = "Jagdschein") -> dict[str, Any]:
    words = {"topic": {"de": topic, "en": topic}, "kind": {"de": "EfA", "en": "EfA"}}
    return {"id": id, "title": {"de": title, "en": title}, "words": words}


def body(key: str, name: str, short: str = "Berg") -> dict[str, Any]:
    return {"key": key, "label": short, "full_name": name, "kind_label": "Gemeinde",
            "ended_on": None}  # fmt: skip


def keys_asked(made: Gateway) -> list[str]:
    """Return the keys whose names were asked for last; none where a name was."""
    asked = payloads(made, "identity.find_bodies")[-1]["query"]
    return str(asked["key"]).split(",") if "key" in asked else []


@pytest.fixture
def made() -> Gateway:
    """A gateway with two services of one title, and two municipalities of one name."""
    gateway = editing()
    services = [service("jagd-1", "Umwelt"), service("jagd-2", "Freizeit")]
    gateway.answers("catalog.search", listed(*services))
    bodies = [body("09188113", "Gemeinde Berg"), body("09373113", "Gemeinde Berg"),
              body("09188", "Landkreis Starnberg"), body("09373", "Landkreis Neumarkt"),
              ]  # fmt: skip

    def find() -> Any:
        keys = keys_asked(gateway) or ["09188113", "09373113"]
        return listed(*(one for one in bodies if one["key"] in keys))

    gateway.answers("identity.find_bodies", find)
    return gateway


@pytest.mark.parametrize(("typed", "meant"), [
    ("Jagdschein (Umwelt)", "jagd-1"), ("jagdschein (freizeit)", "jagd-2"),
])  # fmt: skip
def test_of_several_services_of_one_title_the_editor_says_which(
    made: Gateway, typed: str, meant: str
) -> None:
    made.answers("catalog.list_users", listed())
    made.answers("catalog.retire", {})

    unclear = post(made, f"{ONE}/retire", **REASONS, successor="Jagdschein")
    clear = post(made, f"{ONE}/retire", **REASONS, successor=typed)

    told = html.unescape(unclear.text)
    assert "„Jagdschein“ heißen mehrere" in told
    assert "Jagdschein (Freizeit); Jagdschein (Umwelt)" in told
    assert clear.status_code == 303
    (sent,) = payloads(made, "catalog.retire")
    assert sent["payload"]["successor"] == meant


def test_a_successor_of_the_same_title_is_not_the_service_itself(made: Gateway) -> None:
    both = [service(id, "Umwelt", "Fischereischein") for id in ("fischereischein", "neu")]
    made.answers("catalog.search", listed(*both))
    made.answers("catalog.list_users", listed())
    made.answers("catalog.retire", {})

    post(made, f"{ONE}/retire", **REASONS, successor="Fischereischein")

    (sent,) = payloads(made, "catalog.retire")
    assert sent["payload"]["successor"] == "neu"


@pytest.mark.parametrize(("section", "typed"), [
    ("waves", {"waves-0-opens_on": "2027-01-01",
               "waves-0-pilots": "Gemeinde Berg (Landkreis Neumarkt)\nGemeinde Berg"}),
    ("contacts", {"related": "Jagdschein (Umwelt)\nJagdschein"}),
])  # fmt: skip
def test_a_name_of_several_is_unclear_where_one_of_them_is_named_already(
    made: Gateway, section: str, typed: dict[str, str]
) -> None:
    made.answers("catalog.get_draft", draft(facts={"related": []}))

    unclear = post(made, f"{ONE}/edit/{section}", **typed_in(made, section) | typed)

    assert unclear.status_code == 422
    assert "heißen mehrere" in unclear.text
    assert payloads(made, "catalog.change_profile") == []


def test_what_differs_in_no_other_fact_is_told_apart_all_the_same(made: Gateway) -> None:
    days = {"jagd-1": "2026-11-24T09:00:00+00:00", "jagd-2": "2026-11-25T09:00:00+00:00"}
    made.answers("catalog.search", listed(
        *({**service(id, "Umwelt"), "changed_at": at} for id, at in days.items())
    ))  # fmt: skip
    towns = {"09188113": "Aufkirchen", "09188114": "Kempfenhausen"}
    bodies = [{**body(key, "Gemeinde Berg"), "address": {"town": town, "postcode": "8"}}
              for key, town in towns.items()]  # fmt: skip
    district = body("09188", "Landkreis Starnberg")

    def find() -> Any:
        keys = keys_asked(made) or [one["key"] for one in bodies]
        return listed(*(one for one in (*bodies, district) if one["key"] in keys))

    made.answers("identity.find_bodies", find)
    typed = typed_in(made, "waves") | {"waves-0-opens_on": "2027-01-01"}
    told = []
    for section, name in (("waves", "waves-0-pilots"), ("contacts", "related")):
        made.answers("catalog.get_draft", draft(facts={"related": []}))
        sent = typed if section == "waves" else typed_in(made, section)
        called = "Gemeinde Berg" if section == "waves" else "Jagdschein"
        unclear = html.unescape(post(made, f"{ONE}/edit/{section}", **sent | {name: called}).text)
        choices = re.findall(rf"{called} \([^)]*\)", unclear)
        told.append(sorted(set(choices)))
        clear = post(made, f"{ONE}/edit/{section}", **sent | {name: told[-1][1]})
        assert clear.status_code == 303

    assert told == [
        ["Gemeinde Berg (Landkreis Starnberg, Aufkirchen)",
         "Gemeinde Berg (Landkreis Starnberg, Kempfenhausen)"],
        ["Jagdschein (Di, 24.11.2026, 10:00 Uhr)", "Jagdschein (Mi, 25.11.2026, 10:00 Uhr)"],
    ]  # fmt: skip


def test_related_services_of_one_title_stay_two() -> None:
    made = editing(facts={"related": ["jagd-1", "jagd-2"]})
    title = {"de": "Jagdschein", "en": "Hunting licence"}
    made.answers("catalog.preview", {"names": {"profiles": {"jagd-1": title, "jagd-2": title}}})

    post(made, f"{ONE}/edit/contacts", **typed_in(made, "contacts"))

    (sent,) = payloads(made, "catalog.change_profile")
    assert sent["payload"]["related"] == ["jagd-1", "jagd-2"]


def test_of_several_places_of_one_name_the_editor_says_which(made: Gateway) -> None:
    typed = typed_in(made, "waves") | {"waves-0-opens_on": "2027-01-01"}

    unclear = post(made, f"{ONE}/edit/waves", **typed | {"waves-0-pilots": "Gemeinde Berg"})
    told = html.unescape(unclear.text)
    again = sent_of(unclear.text) | {"waves-0-pilots": "Gemeinde Berg (Landkreis Neumarkt)"}
    clear = post(made, f"{ONE}/edit/waves", **again)

    assert "Gemeinde Berg (Landkreis Neumarkt); Gemeinde Berg (Landkreis Starnberg)" in told
    assert clear.status_code == 303
    (sent,) = payloads(made, "catalog.change_profile")
    assert sent["payload"]["waves"][0]["pilots"] == ["09373113"]


def wave(number: int, pilots: list[str]) -> dict[str, Any]:
    return {"id": f"w{number}", "opens_on": "2027-01-01", "kinds": [], "capacities": [],
            "regions": [], "pilots": pilots, "note": None}  # fmt: skip


def test_places_of_one_name_are_shown_with_their_districts_and_come_back_the_same(
    made: Gateway,
) -> None:
    made.answers("catalog.get_draft", draft(facts={"waves": [wave(1, ["09373113", "09188113"])]}))

    typed = typed_in(made, "waves")
    post(made, f"{ONE}/edit/waves", **typed)

    assert typed["waves-0-pilots"].split("\n") == [
        "Gemeinde Berg (Landkreis Neumarkt)", "Gemeinde Berg (Landkreis Starnberg)",
    ]  # fmt: skip
    (sent,) = payloads(made, "catalog.change_profile")
    assert sent["payload"]["waves"][0]["pilots"] == ["09373113", "09188113"]


def test_many_places_of_many_waves_are_all_named() -> None:
    waves = [wave(w, [f"0918{w}{n:03}" for n in range(150)]) for w in range(4)]
    made = editing(facts={"waves": waves})

    def find() -> Any:
        return listed(*(body(key, f"Ort {key[-4:]}x") for key in keys_asked(made)))

    made.answers("identity.find_bodies", find)

    typed = typed_in(made, "waves")
    post(made, f"{ONE}/edit/waves", **typed)

    assert "0918" not in "".join(typed[f"waves-{w}-pilots"] for w in range(4))
    (sent,) = payloads(made, "catalog.change_profile")
    assert [one["pilots"] for one in sent["payload"]["waves"]] == [one["pilots"] for one in waves]


def test_the_names_of_all_waves_fit_into_one_form() -> None:
    longest = "Verwaltungsgemeinschaft Neukirchen-Balbini (Landkreis Schwandorf)"

    assert MOST_OF_ALL * len(longest) < LARGEST


def test_a_name_that_two_bodies_have_is_exactly_neither() -> None:
    one, other = body("09188113", "Gemeinde Berg"), body("09373113", "Gemeinde Berg")

    assert FoundBodies("Gemeinde Berg", (one, other), 2).exact == ""
    assert FoundBodies("Gemeinde Berg", (one,), 1).exact == "09188113"
