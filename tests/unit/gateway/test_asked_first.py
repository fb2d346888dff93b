"""What is asked first comes before pages that are read, never before what was sent."""

from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway


def test_what_was_sent_is_never_led_away() -> None:
    gateway = Gateway()
    gateway.claims(asks=["terms"])

    answer = gateway.client.post("/orders/o1/answer", data={"csrf_token": CSRF}, headers=SIGNED_IN)

    assert "/terms" not in (answer.location or "")


def test_who_acts_is_asked_before_the_terms_are() -> None:
    gateway = Gateway()
    gateway.claims(asks=["terms", "acting"])

    answer = gateway.client.get("/contracts", headers=SIGNED_IN)

    assert answer.location == "/account/acting?next=/contracts"


def test_ordering_a_service_asks_first_and_looking_at_it_does_not() -> None:
    gateway = Gateway()
    gateway.claims(asks=["terms"])

    ordering = gateway.client.get("/leistungen/ewa/bestellen", headers=SIGNED_IN)
    looking = gateway.client.get("/leistungen/ewa", headers=SIGNED_IN)

    assert ordering.location == "/terms?next=/leistungen/ewa/bestellen"
    assert looking.location is None


def test_the_questions_themselves_are_never_led_away() -> None:
    gateway = Gateway()
    gateway.claims(asks=["acting"], team=[{"id": "t1", "name": "Jo Amt"}])

    assert gateway.client.get("/account/acting", headers=SIGNED_IN).status_code == 200
