"""All mandates are read by what holds and what ends; whom one means is chosen by name."""

from typing import Any

import pytest

from services.common import clock
from services.common.errors import Unavailable
from tests.unit.gateway.account_answers import PRIEN
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/mandates"
MANDATE: dict[str, Any] = {
    "id": "m1", "grantor": "09187162", "grantor_name": "Prien a.Chiemsee", "grantee": "a4",
    "grantee_kind": "account", "grantee_name": "Anna Müller", "scope": "sign",
    "scope_label": {"de": "Unterschreiben", "en": "Sign"}, "state": "granted",
    "state_label": {"de": "erteilt", "en": "granted"}, "valid_from": "2026-01-01",
    "valid_until": "2026-12-31", "services": [], "version": 1,
}  # fmt: skip


def listed(*items: Any, **more: Any) -> dict[str, Any]:
    return {"items": list(items), "next": None, "total": len(items), **more}


def gateway(*permissions: str, **answers: Any) -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], **({"*": list(permissions)} if permissions else {})}
    made.answers("identity.principal", {**known, "grants": grants})
    person = {"account": "a5", "name": "Anton Prien"}
    for called, answer in {
        "identity__list_mandates": listed(MANDATE), "identity__find_bodies": listed(PRIEN),
        "identity__find_accounts": listed(person), **answers,
    }.items():  # fmt: skip
        made.answers(called.replace("__", "."), answer)
    return made


def get(made: Gateway, path: str = PATH) -> str:
    answer = made.client.get(path, headers=SIGNED_IN)
    assert answer.status_code == 200
    return answer.text


def query(made: Gateway) -> dict[str, Any]:
    asked = [given for called, given, *_ in made.calls.made if called == "identity.list_mandates"]
    return dict(asked[-1]["query"])


OPERATOR = ("mandates:read", "orders:read", "registrations:read")


def test_what_holds_is_listed_with_who_acts_for_whom_until_when() -> None:
    made = gateway(*OPERATOR)

    shown = get(made)

    today = clock.local_date(clock.now()).isoformat()
    assert query(made) == {"state": "granted", "ends_from": today, "limit": "25"}
    for said in ("Alle Vollmachten", 'href="/mandates/m1"', "Prien a.Chiemsee", "Anna Müller",
                 "31.12.2026", "Unterschreiben", "Erteilt"):  # fmt: skip
        assert said in shown
    assert ">a4<" not in shown


@pytest.mark.parametrize(
    ("view", "filters"),
    [("ending", {"state", "ends_from", "ends_by"}), ("over", {"state", "ends_by"}),
     ("requested", {"state"}), ("revoked", {"state"}), ("all", set())],
)  # fmt: skip
def test_each_view_asks_for_its_own(view: str, filters: set[str]) -> None:
    made = gateway(*OPERATOR)

    get(made, f"{PATH}?view={view}")

    assert set(query(made)) == filters | {"limit"}


def test_body_and_holder_are_chosen_by_name_and_named_above_the_list() -> None:
    made = gateway(*OPERATOR, identity__list_mandates=listed(MANDATE, next="c2"))

    meant = get(made, f"{PATH}?about=Prien&view=all")
    narrowed = get(made, f"{PATH}?body=09187162&holder=a4&view=all")

    for path in ("?body=09187162&amp;view=all", "?holder=09187162&amp;view=all",
                 "?holder=a5&amp;view=all"):  # fmt: skip
        assert path in meant
    assert query(made) == {"body": "09187162", "holder": "a4", "limit": "25"}
    for said in ("Stelle: Prien a.Chiemsee", "Es handelt: Anna Müller",
                 "?body=09187162&amp;holder=a4&amp;view=all&amp;cursor=c2"):  # fmt: skip
        assert said in narrowed


def test_nobody_of_that_name_and_nothing_in_a_view_are_said() -> None:
    made = gateway(*OPERATOR, identity__list_mandates=listed(),
                   identity__find_bodies=listed(), identity__find_accounts=listed())  # fmt: skip

    shown = get(made, f"{PATH}?about=zzz")

    assert "Keine Stelle und keine Person heißt so." in shown
    assert "Keine Vollmacht" in shown


def test_others_read_their_own_and_search_for_nobody() -> None:
    shown = get(gateway())

    assert "Ihre Vollmachten" in shown
    assert 'name="about"' not in shown


def test_a_list_that_is_away_is_no_empty_one() -> None:
    made = gateway(*OPERATOR, identity__list_mandates=Unavailable("service-away"))

    assert made.client.get(PATH, headers=SIGNED_IN).status_code == 503
