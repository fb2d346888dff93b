"""The pages of the inbox and of what is preferred ask and say what they should."""

from typing import Any

from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

GROUPS = [
    {"group": "duties", "label": {"de": "Sie sind am Zug", "en": "Your turn"},
     "holds": {"de": "Fristen", "en": "Deadlines"}, "mail": True, "mandatory": True},
    {"group": "progress", "label": {"de": "Fortschritt", "en": "Progress"},
     "holds": {"de": "Eingang", "en": "Receipt"}, "mail": True, "mandatory": False},
    {"group": "notices", "label": {"de": "Hinweise", "en": "Notices"},
     "holds": {"de": "Ausfall", "en": "Outage"}, "mail": False, "mandatory": False},
]  # fmt: skip


def entry(**facts: Any) -> dict[str, Any]:
    return {
        "id": "e1", "kind_label": {"de": "Bestellung eingegangen", "en": "Order received"},
        "at": "2026-11-25T09:00:00+00:00", "read": False, "path": "/orders/o1",
        "order": "DM-2026-000123", "contract": None, "body": "Prien a.Chiemsee",
        "service": {"de": "Wohnsitz ummelden", "en": "Change of residence"},
        "due_on": "2026-11-30", "yours": True, **facts,
    }  # fmt: skip


def gateway(*items: dict[str, Any], unread: int = 1) -> Gateway:
    made = Gateway()
    made.answers("notify.list_inbox", {"items": list(items), "next": None, "total": len(items)})
    made.answers("notify.count_unread", {"count": unread, "most": 100, "is_reached": True})
    made.answers("notify.mark_read", entry(read=True))
    made.answers("notify.mark_all_read", {"read": 1})
    made.answers("notify.get_preferences", {"language": None, "groups": GROUPS})
    made.answers("notify.set_preferences", {"language": "en", "groups": GROUPS})
    return made


def test_an_entry_says_what_it_is_about_and_whose_turn_it_is() -> None:
    shown = gateway(entry()).client.get("/postfach", headers=SIGNED_IN).text

    for said in ("Bestellung eingegangen", "Wohnsitz ummelden · Prien a.Chiemsee ·", "Neu",
                 "DM-2026-000123", "Zu erledigen bis Mo, 30.11.2026"):  # fmt: skip
        assert said in shown
    assert "Alle als gelesen markieren" in shown


def test_an_empty_inbox_says_what_will_stand_there() -> None:
    shown = gateway(unread=0).client.get("/postfach", headers=SIGNED_IN).text

    assert "Noch keine Mitteilungen" in shown
    assert "Alle als gelesen markieren" not in shown


def test_an_entry_that_is_opened_is_read_and_leads_to_its_page() -> None:
    made = gateway(entry())

    answer = made.client.get("/postfach/e1", headers=SIGNED_IN)

    assert (answer.status_code, answer.location) == (303, "/orders/o1")
    assert any(call[0] == "notify.mark_read" for call in made.calls.made)


def test_the_number_in_the_menu_is_kept_by_the_browser_and_never_an_error() -> None:
    many, none = gateway(unread=100), gateway(unread=0)
    away, guest = gateway(), gateway()
    away.answers("notify.count_unread", Unavailable("service-away"))

    shown = many.client.get("/postfach/ungelesen", headers=SIGNED_IN)

    assert "99+" in shown.text
    assert shown.headers["Cache-Control"] == "private, max-age=60"
    assert none.client.get("/postfach/ungelesen", headers=SIGNED_IN).text == ""
    assert away.client.get("/postfach/ungelesen", headers=SIGNED_IN).status_code == 204
    assert guest.client.get("/postfach/ungelesen").status_code == 204


def test_the_groups_that_are_not_ticked_are_without_mail() -> None:
    made = gateway()
    sent = {"csrf_token": CSRF, "form_key": "k", "language": "en", "mail": ["notices"]}

    answer = made.client.post("/account/preferences", data=sent, headers=SIGNED_IN)

    assert (answer.status_code, answer.location) == (303, "/account/preferences")
    (call,) = [call for call in made.calls.made if call[0] == "notify.set_preferences"]
    assert {"language": "en", "without_mail": ["progress"]} in call[1].values()


def test_what_is_always_mailed_cannot_be_chosen() -> None:
    shown = gateway().client.get("/account/preferences", headers=SIGNED_IN).text

    assert 'value="duties"' not in shown
    assert "Fristen" in shown
    assert 'value="progress" checked' in shown
