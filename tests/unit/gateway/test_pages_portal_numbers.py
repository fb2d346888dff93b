"""The page on which support corrects by which numbers of the portal a body is known."""

from typing import Any

from services.common.errors import Conflict, Wrong, invalid_fields
from tests.unit.gateway.body_fakes import BODY, refused
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_body_overview import arguments, for_support, made, post, read

PAGE = f"/bodies/{BODY}/portal-numbers"
AT = "2026-11-03T10:00:00+00:00"
KNOWN = {
    "body": BODY, "version": 3,
    "numbers": [
        {"number": "behoerde:442", "order": "o1", "confirmed_at": AT, "reason": None,
         "others": [{"key": "09162000", "name": "München"}]},
        {"number": "gemeinde:932", "order": None, "confirmed_at": AT, "reason": "Rückruf",
         "others": []},
    ],
    "forgotten": [{"number": "behoerde:777", "forgotten_at": AT, "reason": "Verwechselt"}],
}  # fmt: skip


def support(**answers: Any) -> Gateway:
    given = {"orders__get_portal_numbers": KNOWN, "orders__correct_portal_numbers": KNOWN}
    return for_support(**{**given, **answers})


def test_support_sees_whose_word_each_number_is_and_who_else_is_known_by_it() -> None:
    page = read(support(), PAGE)

    assert "Behördennummer 442, aus einem bestätigten Link vom 3.11.2026" in page.replace(
        "03.", "3."
    )
    assert "Gemeindenummer 932, vom Support am" in page
    assert '<a href="/bodies/09162000/portal-numbers">München</a>' in page
    assert "Behördennummer 777, " in page
    assert "Verwechselt" in page
    assert page.count(" checked") == 2


def test_support_forgets_one_number_and_vouches_for_those_of_a_link() -> None:
    whole = support()
    link = "https://www.bayernportal.de/dokumente/leistung/040414?behoerde=1234"

    answer = post(whole, PAGE, keep="gemeinde:932", url=link, reason="Rückruf", version="3")

    assert answer.location == PAGE
    assert arguments(whole, "orders.correct_portal_numbers") == {
        "body": BODY, "version": 3,
        "payload": {"keep": ["gemeinde:932"], "url": link, "reason": "Rückruf"},
    }  # fmt: skip


def test_the_last_number_can_be_forgotten() -> None:
    whole = support()

    post(whole, PAGE, reason="Verwechselt", version="3")

    sent = arguments(whole, "orders.correct_portal_numbers")["payload"]
    assert sent == {"keep": [], "reason": "Verwechselt"}


def test_what_does_not_fit_is_said_at_its_field_and_what_was_typed_stays() -> None:
    refusal = invalid_fields([("/url", Wrong("link-names-no-number"))])
    whole = support(orders__correct_portal_numbers=refused(refusal))

    page = post(whole, PAGE, url="https://x.example", reason="Rückruf", version="3").text

    assert 'href="#url"' in page
    assert "https://x.example" in page
    assert ">Rückruf</textarea>" in page


def test_who_was_second_sees_the_newest_numbers() -> None:
    whole = support(orders__correct_portal_numbers=Conflict("changed-meanwhile"))

    page = post(whole, PAGE, reason="Rückruf", version="2").text

    assert 'name="version" value="3"' in page


def test_only_support_is_led_there() -> None:
    whole = made()

    assert whole.client.get(PAGE, headers=SIGNED_IN).status_code == 403
    assert PAGE not in read(whole, f"/bodies/{BODY}")
    assert f'href="{PAGE}"' in read(support(), f"/bodies/{BODY}")
