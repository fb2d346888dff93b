"""A contract's page shows its way, and what ends or changes it is asked before it is done."""

from datetime import timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.errors import Conflict
from tests.unit.gateway.gateway_fakes import Gateway
from tests.unit.gateway.test_pages_contracts import contract, gateway, listing, read, send

__all__ = ["gateway"]

SIGNED = {
    "signed_at": "2026-11-27T09:00:00+00:00", "concluded_at": "2026-11-27T10:00:00+00:00",
    "signed_by": {"account": "m", "name": "Andreas Bürger", "title": "1. Bürgermeister",
                  "basis": "office"},
    "countersigned_by": {"account": "v", "name": "Markus Vogel", "title": None, "basis": None},
    "waiting_for": None,
}  # fmt: skip
NOTICE = {
    "side": "body", "given_at": "2026-11-28T09:00:00+00:00", "ends_on": "2027-02-28",
    "reason": "Wir gehen einen anderen Weg.", "title": "1. Bürgermeister",
    "given_by": {"account": "m", "name": "Andreas Bürger"},
}  # fmt: skip


def concluded(**facts: Any) -> dict[str, Any]:
    ends = {"last_day": "2028-12-31", "retained_until": "2038-12-31"}
    acts = {"actions": ["give-notice", "renew"], "notice_ends": ["2027-02-28", "2027-03-31"]}
    return contract(**{"state": "concluded", **SIGNED, **ends, **acts, **facts})


def shown(gateway: Gateway, path: str = "", language: str = "de", **facts: Any) -> str:
    gateway.answers("contracts.get", concluded(**facts))
    return str(read(gateway, f"/contracts/c1{path}", language).text)


def test_a_running_contract_shows_its_way_to_the_archive(gateway: Gateway) -> None:
    page = shown(gateway)

    assert "seit 27.11.2026" in page
    assert "am 31.12.2028" in page
    assert "bis 31.12.2038" in page
    assert "Er gilt bis 31.12.2028." in page
    for act in ("give-notice", "renew"):
        assert f'href="/contracts/c1/{act}"' in page
    assert 'href="/contracts/c1/amend"' not in page


def test_an_offered_contract_shows_what_comes_after_the_signature(gateway: Gateway) -> None:
    page = read(gateway, "/contracts/c1").text

    steps = ("Vertrag erstellt", "Die Stelle unterschreibt", "BayKommun zeichnet gegen",
             "Der Vertrag gilt", "zehn Jahre nach dem Jahr des Endes")  # fmt: skip
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)


@pytest.mark.parametrize(
    ("state", "facts", "said"),
    [
        ("notice_given", {"notice": NOTICE, "last_day": "2027-02-28"}, "zum 28.02.2027"),
        ("expired", {}, "Er endete am 31.12.2028"),
        ("superseded", {"replaced_by": "c1-2"}, 'href="/contracts/c1-2"'),
        ("terminated", {"reason": "Die Frist ist um."}, "Die Frist ist um."),
        ("withdrawn", {"concluded_at": None, "countersigned_by": None}, "Zurückgezogen"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_end_has_its_page(
    gateway: Gateway, state: str, facts: dict[str, Any], said: str, language: str
) -> None:
    over = {"state": state, "ended_at": "2029-01-01T00:00:00+00:00", "actions": []}

    page = shown(gateway, "", language, **{**over, **facts})

    assert language == "en" or said in page
    assert "contract-" not in page.split("<main")[1].split("</main>")[0].replace("/contract", "")


def test_a_successor_says_what_it_replaces_and_why(gateway: Gateway) -> None:
    facts = {"replaces": "c1", "succession": "amendment", "change": "Neue Betreiberin"}

    page = shown(gateway, "", **facts, starts_on="2029-01-01", actions=[])

    assert "Dieser Vertrag ändert einen anderen" in page
    assert "Neue Betreiberin" in page
    assert "Er gilt ab 01.01.2029." in page
    assert "seit 01.01.2029" in page


def test_the_chain_is_shown_level_by_level_down_to_the_body(gateway: Gateway) -> None:
    level = {"number": "EFA/1", "valid_from": "2025-01-01", "valid_until": None}
    chain = [
        {**level, "level": 1, "from_party": "Hamburg", "to_party": "FITKO"},
        {**level, "level": 2, "from_party": "FITKO", "to_party": "StMD"},
        {**level, "level": 3, "from_party": "StMD", "to_party": "BayKommun",
         "valid_until": "2028-12-31"},
    ]  # fmt: skip

    page = shown(gateway, chain=chain).split('id="chain"')[1]

    parties = [page.index(name) for name in ("Hamburg", "FITKO", "StMD", "Prien a.Chiemsee")]
    assert parties == sorted(parties)
    assert "01.01.2025 bis 31.12.2028" in page


def test_notice_is_given_to_one_of_the_possible_days(gateway: Gateway) -> None:
    page = shown(gateway, "/give-notice")
    gateway.answers("contracts.give_notice", concluded(state="notice_given", notice=NOTICE))

    answer = send(gateway, "/contracts/c1/give-notice", ends_on="2027-02-28", reason="")

    assert '<option value="2027-02-28">28.02.2027</option>' in page
    assert answer.location == "/contracts/c1"
    (made,) = [made for made in gateway.calls.made if made[0] == "contracts.give_notice"]
    assert made[1]["payload"] == {"ends_on": "2027-02-28"}


def test_a_refused_notice_keeps_what_was_typed(gateway: Gateway) -> None:
    shown(gateway)
    refusal = Conflict("notice-not-possible", "Frühestens am 28.02.2027.", "[]")
    gateway.answers("contracts.give_notice", refusal)

    answer = send(gateway, "/contracts/c1/give-notice", ends_on="2027-03-31", reason="Umzug")

    assert answer.status_code == 422
    assert "Umzug</textarea>" in answer.text
    assert '<option value="2027-03-31" selected>' in answer.text


@pytest.mark.parametrize("act", ["renew", "amend"])
def test_a_new_contract_is_shown_once_it_is_wanted(gateway: Gateway, act: str) -> None:
    page = shown(gateway, f"/{act}", actions=[act])
    gateway.answers(f"contracts.{act}", contract("c1-2", state="drafted", replaces="c1"))

    answer = send(gateway, f"/contracts/c1/{act}", change="Neue Betreiberin")

    assert "Beide Seiten" in page or "beide Seiten" in page
    assert answer.location == "/contracts/c1-2"


def test_to_say_no_to_a_new_contract_ends_no_order(gateway: Gateway) -> None:
    facts = {"replaces": "c1", "succession": "renewal", "actions": ["withdraw"]}
    page = shown(gateway, "/withdraw", **facts)

    assert "der bisherige gilt weiter" in page.replace("\n", " ")
    assert "die Bestellung endet" not in page


@pytest.mark.parametrize("act", ["give-notice", "renew", "amend", "withdraw"])
def test_an_act_that_is_not_possible_leads_to_the_contract(gateway: Gateway, act: str) -> None:
    gateway.answers("contracts.get", concluded(actions=[]))

    assert read(gateway, f"/contracts/c1/{act}").location == "/contracts/c1"


def test_the_list_has_the_running_and_the_archive(gateway: Gateway) -> None:
    gateway.answers("contracts.list", listing(concluded(), concluded(last_day=None)))

    page = read(gateway, "/contracts?view=running").text
    read(gateway, "/contracts?view=over")

    asked = [made[1]["query"] for made in gateway.calls.made if made[0] == "contracts.list"]
    assert {query.get("phase") for query in asked} == {"running", "over", None}
    assert "31.12.2028" in page
    assert "unbefristet" in page


def test_who_cannot_sign_is_led_to_support(gateway: Gateway) -> None:
    gateway.answers("contracts.list", listing(contract()))

    page = read(gateway, "/contracts/sign?contract=c1").text

    assert 'href="/orders/o1/request-support?about=signature"' in page


def test_a_whole_list_has_the_reader_s_own_turns_first_and_then_the_services_by_name(
    gateway: Gateway,
) -> None:
    gateway.answers("contracts.list", listing(concluded(id="c3"), concluded(id="c2"), contract()))

    page = read(gateway, "/contracts").text

    assert page.index("Dienst c1") < page.index("Dienst c2") < page.index("Dienst c3")


def in_days(count: int) -> str:
    return str(clock.local_date(clock.now()) + timedelta(days=count))


def running(id: str, ends: int | None, **facts: Any) -> dict[str, Any]:
    """Return a concluded contract that ends in so many days."""
    last = None if ends is None else in_days(ends)
    return contract(id, state="concluded", waiting_for=None, last_day=last, **facts)


def test_running_contracts_stand_by_their_end_and_say_which_end_soon(gateway: Gateway) -> None:
    listed = [running("c1", None), running("c2", 700), running("c3", 30),
              running("c4", 10, replaced_by="c4-2")]  # fmt: skip
    gateway.answers("contracts.list", listing(*listed))

    text = read(gateway, "/contracts?view=running").text

    places = [text.index(f'href="/contracts/{id}"') for id in ("c4", "c3", "c2", "c1")]
    assert places == sorted(places)
    assert text.count("Endet bald") == 1
    assert "1 Vertrag endet in den nächsten sechs Monaten" in text
    assert "Nach dem Ende geordnet" in read(gateway, "/contracts").text
    assert "in den nächsten" not in read(gateway, "/contracts?view=notice_given").text


def test_a_contract_that_ends_soon_leads_to_its_renewal(gateway: Gateway) -> None:
    gateway.answers("contracts.get", running("c1", 30, actions=["renew"]))

    text = read(gateway, "/contracts/c1").text

    assert "Der Vertrag endet bald" in text
    assert 'kern-btn--primary" href="/contracts/c1/renew"' in text


def test_who_only_reads_a_contract_that_ends_soon_is_offered_nothing(gateway: Gateway) -> None:
    gateway.answers("contracts.get", running("c1", 30, actions=[]))

    text = read(gateway, "/contracts/c1").text

    assert "Der Vertrag endet bald" in text
    assert "verlängern Sie" not in text
    assert "/contracts/c1/renew" not in text
