"""An editor enters a body no register knows, and says what a body is competent for."""

import re
from typing import Any

import pytest

from services.common.errors import Conflict, Wrong, invalid_fields
from tests.unit.gateway.account_answers import PRIEN
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway, back_with

NEW, ONE = "/bodies/new", "/bodies/09187162/capacities"
HELD = {"capacity": "health_office", "valid_from": "2026-01-01", "valid_until": None,
        "source": "Verordnung"}  # fmt: skip
BODY = {**PRIEN, "version": 4, "capacities": [HELD]}
KNOWN = [{"value": code, "label": {"de": title, "en": title}}
         for code, title in (("registry_office", "Standesamt"), ("health_office", "Gesundheitsamt"))
         ]  # fmt: skip


def gateway(*permissions: str) -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": list(permissions or ("bodies:edit",))}
    made.answers("identity.principal", {**known, "grants": grants})
    district = {"key": "09187", "label": "Rosenheim (Landkreis)"}
    made.answers("identity.find_bodies", {"items": [district], "next": None, "total": 1})
    made.answers("identity.get_body", BODY)
    made.answers("identity.add_body", {**BODY, "key": "x-verband"})
    made.answers("identity.set_capacities", BODY)
    made.answers("catalog.list_choices", {"facets": {"capacity": KNOWN}})
    return made


def post(made: Gateway, path: str, **typed: str) -> Any:
    data = {"csrf_token": CSRF, "form_key": "k", **typed}
    return made.client.post(path, data=data, headers=SIGNED_IN)


def payloads(made: Gateway, call: str) -> list[Any]:
    return [given for called, given, *_ in made.calls.made if called == call]


def test_a_body_without_an_official_key_is_entered_once() -> None:
    made = gateway()
    typed = {"name": "Zweckverband Chiemsee", "kind": "association", "postcode": "83209",
             "town": "Prien", "district": "09187"}  # fmt: skip

    shown = made.client.get(NEW, headers=SIGNED_IN).text
    done = [post(made, NEW, **typed) for _ in range(2)]

    assert "Rosenheim (Landkreis)" in shown
    assert [(a.status_code, a.location) for a in done] == [(303, "/bodies/x-verband")] * 2
    assert [given["payload"] for given in payloads(made, "identity.add_body")] == [
        {"name": "Zweckverband Chiemsee", "kind": "association", "district": "09187",
         "address": {"postcode": "83209", "town": "Prien"}}
    ]  # fmt: skip


def test_what_lacks_or_does_not_fit_is_said_at_its_field() -> None:
    made = gateway()
    made.answers(
        "identity.add_body", invalid_fields([("/address/postcode", Wrong("field-missing"))])
    )

    lacking = post(made, NEW, name="Verband")
    unfit = post(made, NEW, name="V", kind="company", postcode="8", town="Prien")

    assert (lacking.status_code, unfit.status_code) == (422, 422)
    assert 'href="#town"' in lacking.text
    assert 'href="#postcode"' in unfit.text
    assert len(payloads(made, "identity.add_body")) == 1


def test_tasks_are_changed_row_by_row_and_an_empty_one_falls_away() -> None:
    made = gateway()

    shown = made.client.get(ONE, headers=SIGNED_IN).text
    done = post(made, ONE, version="4", capacity_0="", capacity_2="registry_office",
                valid_from_2="2027-01-01")  # fmt: skip

    assert '<option value="health_office" selected>Gesundheitsamt<' in shown
    assert '<option value="registry_office">Standesamt</option>' in shown
    assert (done.status_code, done.location) == (303, "/bodies/09187162")
    (given,) = payloads(made, "identity.set_capacities")
    assert given["version"] == 4
    assert given["payload"] == {"capacities": [
        {"capacity": "registry_office", "valid_from": "2027-01-01", "valid_until": None,
         "source": None}
    ]}  # fmt: skip


def test_a_refused_row_keeps_what_was_typed_and_is_pointed_at() -> None:
    made = gateway()
    wrong = invalid_fields([("/capacities/0/valid_from", Wrong("field-missing"))])
    made.answers("identity.set_capacities", wrong)

    answer = post(made, ONE, version="4", capacity_0="", capacity_1="registry_office",
                  source_1="Satzung")  # fmt: skip

    assert answer.status_code == 422
    assert 'href="#valid_from_0"' in answer.text
    assert 'name="source_0" value="Satzung"' in answer.text


def test_what_was_typed_when_the_session_had_ended_is_there_again() -> None:
    made = gateway()
    typed = {"version": "4", "capacity_1": "registry_office", "source_1": "Satzung"}

    sent = made.client.post(ONE, data={**typed, "form_author": "x"})
    path, _, kept = made.parts.kept_forms.kept["kept"]
    shown = back_with(made, ONE, kept).text

    assert (sent.status_code, path) == (303, ONE)
    assert 'name="source_1" value="Satzung"' in shown


def test_a_body_changed_meanwhile_is_said_with_what_stands_there_and_sent_again_kept() -> None:
    made = gateway()
    made.answers("identity.set_capacities", Conflict("changed-meanwhile", "body-changed-meanwhile"))
    typed = {"capacity_0": "registry_office", "valid_from_0": "2027-01-01"}

    answer = post(made, ONE, version="3", **typed)
    version, key = (re.search(rf'name="{name}" value="([^"]+)"', answer.text)
                    for name in ("version", "form_key"))  # fmt: skip
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert re.search(r"Gesundheitsamt, Ab .*01\.01\.2026", answer.text)
    assert version
    assert key

    made.answers("identity.set_capacities", BODY)
    again = post(made, ONE, version=version[1], form_key=key[1], **typed)

    assert (version[1], again.status_code) == ("4", 303)
    assert payloads(made, "identity.set_capacities")[-1]["version"] == 4


def test_a_task_without_words_is_kept_and_its_code_not_shown() -> None:
    made = gateway()
    made.answers("identity.get_body", {**BODY, "capacities": [{**HELD, "capacity": "ferry_x"}]})

    shown = made.client.get(ONE, headers=SIGNED_IN).text

    assert '<option value="ferry_x" selected>Andere Aufgabe<' in shown


@pytest.mark.parametrize("path", [NEW, ONE])
def test_nobody_else_keeps_bodies(path: str) -> None:
    assert gateway("orders:read").client.get(path, headers=SIGNED_IN).status_code == 403
