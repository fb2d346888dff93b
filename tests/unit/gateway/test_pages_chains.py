"""Chains on pages: an editor proposes, a second person decides, a ministry sees its own."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from services.common import clock
from services.common.errors import Conflict, Forbidden, NotFound
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

TITLE = {"de": "Wohnsitzanmeldung", "en": "Registration of residence"}
EDITOR = ("profiles:edit", "agreements:read", "agreements:edit", "agreements:decide")
REVIEWER = (
    "orders:review",
    "orders:read",
    "contracts:read",
    "agreements:read",
    "agreements:decide",
)
WAITING = {
    "role": "reviewer",
    "label": {"de": "Zweite Person", "en": "Second"},
    "due_on": "2099-01-05",
}
FACTS = {
    "from_party": "Marktplatz", "to_party": "StMD", "valid_from": "2026-01-01", "valid_until": "",
}  # fmt: skip


def agreement(level: int, **facts: Any) -> dict[str, Any]:
    return {
        "id": f"ewa-l{level}", "level": level, "number": f"FITST/2024/{level}", "kind": "reuse",
        "kind_label": {"de": "Nachnutzungsvertrag", "en": "Reuse agreement"},
        "from_party": "Marktplatz", "to_party": "StMD", "valid_from": "2020-01-01",
        "valid_until": None, "document_hash": "a" * 64, "has_document": level == 1, "demo": True,
        **facts,
    }  # fmt: skip


def proposal(**facts: Any) -> dict[str, Any]:
    return {
        "id": "ewa~p1", "profile": "ewa", "agreement": agreement(2, valid_until="2027-12-31"),
        "replaces": agreement(2), "note": "Schreiben vom 2. November",
        "changes": [{"field": "valid_until", "before": None, "after": "2027-12-31"}],
        "proposed_by_name": "Edith Editor", "proposed_at": "2026-11-20T10:00:00+00:00",
        "yours": False, "verdict": None, "verdict_label": None, "decided_at": None, "reason": None,
        "waiting_for": WAITING, "actions": ["accept", "reject"], "profile_title": TITLE, **facts,
    }  # fmt: skip


def renewal(**facts: Any) -> dict[str, Any]:
    return {
        "agreement": "ewa-l3", "level": 3, "number": "BK/2025/3", "ends_on": "2099-06-30",
        "due_on": "2099-01-05", "declined_at": None, "reason": None, "profile": "ewa",
        "profile_title": TITLE, "waiting_for": WAITING, **facts,
    }  # fmt: skip


def chain(*levels: int, **facts: Any) -> dict[str, Any]:
    held = levels or (1, 2, 3)
    return {
        "profile": "ewa", "profile_title": TITLE, "version": 4, "periods": [],
        "agreements": [agreement(level) for level in held], "ends_on": None, "breaks_on": None,
        "is_whole": len(held) == 3, "missing": [n for n in (1, 2, 3) if n not in held], **facts,
    }  # fmt: skip


INSIDE: dict[str, Any] = {"proposals": [], "decided": [], "renewals": []}


def gateway(*permissions: str, roles: Any = (), **facts: Any) -> Gateway:
    """Return a gateway whose reader holds these permissions everywhere."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    claims = {**known["claims"], "roles": list(roles)}
    grants = {"self": ["me:read"], "*": list(permissions)}
    made.answers("identity.principal", {**known, "grants": grants, "claims": claims})
    made.answers("contracts.get_chain", chain(**{**INSIDE, **facts}))
    for call in ("list_agreements", "list_proposals", "list_renewals"):
        made.answers(f"contracts.{call}", {"items": [], "next": None, "total": 0})
    made.answers("catalog.search", {"items": [], "next": None, "total": 0, "facets": {}})
    return made


def get(made: Gateway, path: str, status: int = 200, **headers: str) -> str:
    answer = made.client.get(path, headers={**SIGNED_IN, **headers})
    assert answer.status_code == status
    return answer.text


def asked(made: Gateway, call: str) -> dict[str, Any]:
    """Return the arguments of the last such call."""
    return [arguments for called, arguments, *_ in made.calls.made if called == call][-1]


def post(made: Gateway, path: str, **values: Any) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k", **values}
    return made.client.post(path, data=form, headers=SIGNED_IN)


def test_a_guest_is_led_to_the_sign_in() -> None:
    assert Gateway().client.get("/chains").status_code == 303


def test_nobody_else_sees_chains() -> None:
    get(gateway("catalog:read"), "/chains", 403)


def test_the_list_says_what_waits_and_where_a_level_is_missing() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.list_agreements", {"items": [chain(1, 3)], "next": None, "total": 1})
    made.answers("contracts.list_proposals", {"items": [proposal()], "next": None, "total": 1})
    made.answers("contracts.list_renewals", {"items": [renewal()], "next": None, "total": 1})

    page = get(made, "/chains")

    assert "Stufe 2: Nachnutzung fehlt" in page
    assert "/chains/ewa/proposals/ewa~p1" in page
    assert "BK/2025/3 endet am 30.06.2099" in page


def test_chains_are_listed_a_page_at_a_time_without_asking_the_catalogue() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.list_agreements", {"items": [chain()], "next": "ewa", "total": 400})

    page = get(made, "/chains")

    assert 'href="/chains/ewa"' in page
    assert 'href="/chains?cursor=ewa"' in page
    assert asked(made, "contracts.list_agreements")["query"] == {"limit": "25"}
    assert made.calls.count("catalog.search") == 0


def test_a_ministry_sees_its_own_chains_first_and_nothing_that_waits() -> None:
    roles = [{"role": "ministry_reader", "scope": "ministry:stmd"}]
    made = gateway("reuse:read", "agreements:read", roles=roles)

    page = get(made, "/chains")

    told = asked(made, "contracts.list_agreements")
    assert told["query"]["party"] == "stmd"
    assert "Alle Ketten ansehen" in page
    assert made.calls.count("contracts.list_proposals") == 0


def test_a_chain_with_a_gap_says_that_nothing_is_released() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.get_chain", chain(1, 3, **INSIDE))

    page = get(made, "/chains/ewa")

    assert "wird keine Bestellung dieser Leistung freigegeben" in page
    assert "heute ohne Vereinbarung" in page


def test_a_whole_chain_shows_its_levels_what_waits_and_what_was_decided() -> None:
    over = proposal(verdict="rejected", verdict_label={"de": "abgelehnt", "en": "rejected"},
                    decided_at="2026-11-21T10:00:00+00:00", reason="Schreiben fehlt",
                    waiting_for=None, actions=[])  # fmt: skip
    declined = renewal(declined_at="2026-11-21T10:00:00+00:00", waiting_for=None,
                       reason="Dienst endet")  # fmt: skip
    made = gateway(
        *EDITOR, proposals=[proposal()], decided=[over], renewals=[renewal(), declined],
        breaks_on="2099-07-01",
    )  # fmt: skip

    page = get(made, "/chains/ewa")

    for said in ("Ab 01.07.2099 fehlt eine Vereinbarung", "Edith Editor", "Schreiben fehlt",
                 "Dienst endet", "Nachfolge für BK/2025/3", "Dokument FITST/2024/1",
                 "Dokument nicht hinterlegt"):  # fmt: skip
        assert said in page


def test_who_only_reads_is_offered_no_change() -> None:
    page = get(gateway(*REVIEWER, renewals=[renewal()]), "/chains/ewa")

    assert "/chains/ewa/new" not in page
    assert "ändern oder beenden" not in page
    assert "Was hängt an FITST/2024/2?" in page


def test_a_second_person_sees_what_changes_and_accepts_it_once() -> None:
    made = gateway(*REVIEWER, proposals=[proposal()])
    made.answers("contracts.accept_proposal", proposal(verdict="accepted"))

    page = get(made, "/chains/ewa/proposals/ewa~p1")
    answers = [post(made, "/chains/ewa/proposals/ewa~p1", verdict="accept") for _ in range(2)]

    assert "unbefristet" in page
    assert "31.12.2027" in page
    assert [answer.status_code for answer in answers] == [303, 303]
    assert made.calls.count("contracts.accept_proposal") == 1


def test_a_rejection_says_why() -> None:
    made = gateway(*REVIEWER, proposals=[proposal()])
    made.answers("contracts.reject_proposal", proposal(verdict="rejected"))

    post(made, "/chains/ewa/proposals/ewa~p1", verdict="reject", reason="Das Schreiben fehlt.")

    told = asked(made, "contracts.reject_proposal")
    assert told["payload"] == {"reason": "Das Schreiben fehlt."}


def test_without_a_verdict_nothing_is_decided() -> None:
    answer = post(gateway(*REVIEWER, proposals=[proposal()]), "/chains/ewa/proposals/ewa~p1")

    assert answer.status_code == 422


def test_an_own_proposal_is_taken_back_and_not_decided() -> None:
    own = proposal(yours=True, actions=["take-back"])
    made = gateway(*EDITOR, proposals=[own])
    made.answers("contracts.take_back_proposal", own)

    page = get(made, "/chains/ewa/proposals/ewa~p1")
    answer = post(made, "/chains/ewa/proposals/ewa~p1/take-back")

    assert "Den eigenen Vorschlag prüft jemand anderes" in page
    assert "Entscheidung speichern" not in page
    assert answer.status_code == 303


@pytest.mark.parametrize("path", ["", "/take-back"])
def test_a_decision_that_is_refused_says_why(path: str) -> None:
    made = gateway(*EDITOR, proposals=[proposal()])
    for call in ("accept_proposal", "take_back_proposal"):
        made.answers(f"contracts.{call}", Forbidden("own-proposal", "Jemand anderes.", "[]"))

    answer = post(made, f"/chains/ewa/proposals/ewa~p1{path}", verdict="accept")

    assert answer.status_code == 422
    assert "Jemand anderes." in answer.text


@pytest.mark.parametrize("path", ["proposals/nobody", "agreements/nobody", "agreements/x/decline"])
def test_what_is_not_in_the_chain_is_not_found(path: str) -> None:
    get(gateway(*EDITOR), f"/chains/ewa/{path}", 404)


def pdf() -> tuple[BytesIO, str]:
    return BytesIO(b"%PDF-1.7 x"), "vertrag.pdf"


def test_a_new_agreement_is_proposed_with_its_document() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.add_agreement_document", {"document_hash": "b" * 64})
    made.answers("contracts.add_agreement", proposal())

    answer = post(made, "/chains/ewa/new", level="2", number="FITST/1", file=pdf(), **FACTS)

    assert answer.status_code == 303
    sent = asked(made, "contracts.add_agreement")["payload"]
    assert sent == {
        "profile": "ewa", "level": 2, "kind": "reuse", "number": "FITST/1",
        "from_party": "Marktplatz",
        "to_party": "StMD", "valid_from": "2026-01-01", "document_hash": "b" * 64,
    }  # fmt: skip


def test_a_new_agreement_needs_its_document() -> None:
    answer = post(gateway(*EDITOR), "/chains/ewa/new", level="2", number="FITST/1", **FACTS)

    assert answer.status_code == 422
    assert "Bitte wählen Sie das Dokument aus." in answer.text


def test_a_refused_agreement_keeps_what_was_typed_and_its_document() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.add_agreement_document", {"document_hash": "b" * 64})
    made.answers("contracts.add_agreement", Conflict("agreement-exists", "Gibt es schon.", "[]"))

    answer = post(made, "/chains/ewa/new", level="2", number="FITST/1", file=pdf(), **FACTS)

    assert answer.status_code == 422
    for kept in ("Gibt es schon.", "FITST/1", "b" * 64):
        assert kept in answer.text


def test_a_successor_begins_with_what_its_predecessor_says() -> None:
    page = get(gateway(*EDITOR), "/chains/ewa/new?level=3")

    assert 'value="StMD"' in page


def test_the_first_agreement_of_a_service_is_begun_without_a_chain() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.get_chain", NotFound("chain-not-found", "Keine.", "[]"))
    made.answers("catalog.get", {"id": "ewa", "title": TITLE})
    one = {"id": "ewa", "title": TITLE}
    made.answers("catalog.search", {"items": [one], "next": "25", "total": 5000, "facets": {}})

    every, sought = (get(made, f"/chains/begin{query}") for query in ("", "?q=Wohnsitz&cursor=25"))

    assert 'href="/chains/begin?cursor=25"' in every
    assert 'href="/chains/ewa/new"' in sought
    queries = [args["query"] for called, args, *_ in made.calls.made if called == "catalog.search"]
    assert queries == [
        {"kind": "efa", "sort": "title", "limit": "25"},
        {"kind": "efa", "q": "Wohnsitz", "limit": "25", "cursor": "25"},
    ]
    assert "Wohnsitzanmeldung" in get(made, "/chains/ewa/new")


def test_a_word_no_service_has_says_so_and_leads_to_all() -> None:
    page = get(gateway(*EDITOR), "/chains/begin?q=xyz")

    assert "Keine Leistung gefunden" in page
    assert 'href="/chains/begin">' in page


def test_an_end_is_proposed_on_the_version_that_was_seen() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.change_agreement", proposal())

    page = get(made, "/chains/ewa/agreements/ewa-l2?ends_on=2027-12-31")
    facts = {**FACTS, "valid_until": "2027-12-31", "document_hash": "a" * 64, "version": "4"}
    answer = post(made, "/chains/ewa/agreements/ewa-l2", **facts)

    assert 'value="2027-12-31"' in page
    assert answer.status_code == 303
    assert asked(made, "contracts.change_agreement")["version"] == 4


def test_a_change_on_an_old_version_is_shown_again_on_the_new_one() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.change_agreement", Conflict("changed-meanwhile", "Neu.", "[]"))

    facts = {**FACTS, "document_hash": "a" * 64, "version": "3"}
    answer = post(made, "/chains/ewa/agreements/ewa-l2", **facts)

    assert answer.status_code == 422
    assert 'name="version" value="4"' in answer.text


def impact(**facts: Any) -> dict[str, Any]:
    item = {
        "contract": "c1", "number": "SSN-1", "body": "09187162", "body_name": "Prien",
        "order": "o1",
        "state": "concluded", "state_label": {"de": "geschlossen", "en": "concluded"},
        "valid_until": None, "link": "https://www.bayernportal.de/x",
    }  # fmt: skip
    return {
        "profile": "ewa", "profile_title": TITLE, "version": 4, "agreement": agreement(2),
        "ends_on": "2027-12-31", "breaks_on": "2028-01-01", "items": [item], "next": None,
        "total": 1, "counts": {"contracts": 1, "orders": 1, "bodies": 1, "links": 1}, **facts,
    }  # fmt: skip


def test_the_impact_of_an_end_names_whom_it_concerns() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.impact", impact())

    page = get(made, "/chains/ewa/agreements/ewa-l2/impact?ends_on=2027-12-31")

    assert asked(made, "contracts.impact")["query"]["ends_on"] == "2027-12-31"
    for said in ("Ab 01.01.2028 fehlt eine Vereinbarung", "Prien", "veröffentlicht",
                 "Ende am 31.12.2027 vorschlagen"):  # fmt: skip
        assert said in page


def test_what_is_no_day_is_said_and_today_is_shown() -> None:
    made = gateway(*REVIEWER)
    made.answers("contracts.impact", impact(breaks_on=None, items=[], counts=dict.fromkeys(
        ("contracts", "orders", "bodies", "links"), 0)))  # fmt: skip

    page = get(made, "/chains/ewa/agreements/ewa-l2/impact?ends_on=morgen")

    assert "Das war kein Tag" in page
    assert "Kein Vertrag einer Stelle" in page


def test_a_renewal_is_declined_with_a_reason() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.decline_renewal", chain())

    page = get(made, "/chains/ewa/agreements/ewa-l3/decline")
    answer = post(made, "/chains/ewa/agreements/ewa-l3/decline", reason="Dienst endet")

    assert "Grund" in page
    assert answer.status_code == 303


def test_a_refused_decline_says_why() -> None:
    made = gateway(*EDITOR)
    made.answers("contracts.decline_renewal", Conflict("renewal-declined", "Schon.", "[]"))

    answer = post(made, "/chains/ewa/agreements/ewa-l3/decline", reason="x")

    assert (answer.status_code, "Schon." in answer.text) == (422, True)


def test_the_pages_speak_english() -> None:
    page = get(gateway(*EDITOR), "/chains/ewa", **{"Accept-Language": "en"})

    assert "The four levels" in page
    assert '<span lang="de">Marktplatz' in page


@pytest.mark.parametrize("name", ["proposals", "renewals"])
def test_the_operator_s_home_counts_what_waits_in_chains(name: str) -> None:
    made = gateway(*REVIEWER)
    waiting = {"items": [proposal()], "next": None, "total": 3}
    made.answers(f"contracts.list_{name}", waiting)
    made.answers("orders.turns", {"items": []})
    made.answers("orders.orphaned", {"counts": [], "items": []})

    page = get(made, "/operator")

    assert '<a href="/chains">' in page
    assert ">3<" in page


@pytest.mark.parametrize(("days", "said"), [(30, True), (700, False)])
def test_a_chain_that_will_have_a_gap_soon_says_so(days: int, said: bool) -> None:
    breaks_on = str(clock.local_date(clock.now()) + timedelta(days=days))

    text = get(gateway("agreements:read", breaks_on=breaks_on), "/chains/ewa")

    assert ("aber nicht mehr lange" in text) == said
    assert "fehlt eine Vereinbarung" in text


def test_a_proposal_typed_when_the_session_had_ended_is_kept_and_others_are_refused() -> None:
    made = gateway(*EDITOR)
    path, typed = "/chains/ewa/new", {"number": "BK/2027/1", "form_author": "x"}

    sent = made.client.post(path, data=typed)
    refused = post(gateway("catalog:read"), path, number="BK/2027/1")

    assert sent.status_code == 303
    assert made.parts.kept_forms.kept["kept"][2]["number"] == "BK/2027/1"
    assert refused.status_code == 403
