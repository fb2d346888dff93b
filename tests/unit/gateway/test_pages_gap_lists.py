"""Support uploads a list, sees what becomes of each row, and takes in what is good."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from gateway.web.operator import gap_lists
from services.common.errors import Unavailable
from services.orders.words.gaps import OUTCOMES
from tests.unit.gateway.body_fakes import sent
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = gap_lists.PATH
HEADINGS = "Schlüssel der Stelle;Kennung oder Titel des Dienstes;Stand"
TITLE = {"de": "Wohnsitz anmelden", "en": "Register a residence"}


def gateway(*permissions: str, **outcomes: str) -> Gateway:
    """Return one read by support; orders says the outcome of each body, new where none is named."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": ["orders:read", *(permissions or ("orders:support",))]}
    made.answers("identity.principal", {**known, "grants": grants})
    made.answers("catalog.search", {"items": [{"id": "ewa", "title": TITLE}], "next": None})
    named = [{"key": "09187162", "label": "Prien", "full_name": "Markt Prien"}]
    made.answers("identity.find_bodies", {"items": named})

    def add() -> dict[str, Any]:
        payload, query = (told(made)[-1][name] for name in ("payload", "query"))
        found = [outcomes.get(f"b{row['body']}", "new") for row in payload["rows"]]
        labels = [{"de": OUTCOMES[one].de, "en": OUTCOMES[one].en} for one in found]
        items = [
            {**row, "outcome": one, "label": label}
            for row, one, label in zip(payload["rows"], found, labels, strict=True)
        ]
        return {"dry_run": query["dry_run"] == "true", "counts": {}, "items": items}

    made.answers("orders.add_uncontracted", add)
    return made


def upload(made: Gateway, text: str, **typed: Any) -> Any:
    form = sent(listed_on="2026-11-01", file=(BytesIO(text.encode()), "list.csv"), **typed)
    return made.client.post(PATH, data=form, headers=SIGNED_IN)


def carried(page: str) -> dict[str, Any]:
    """Return what the page would send with its button."""
    hidden = re.findall(r'name="(part|done|total)" value="([^"]*)"', page)
    parts = [value.replace("&#34;", '"') for name, value in hidden if name == "part"]
    return {**{name: value for name, value in hidden if name != "part"}, "part": parts}


def told(made: Gateway) -> list[dict[str, Any]]:
    return [made[1] for made in made.calls.made if made[0] == "orders.add_uncontracted"]


def test_each_row_is_shown_with_what_becomes_of_it_before_anything_is_taken_in() -> None:
    made = gateway(b09162000="ordered")
    rows = ["09187162;Wohnsitz anmelden;", "09162000;ewa;", "9187162;ewa;", "09187118;ewa;bald"]

    page = upload(made, "\n".join([HEADINGS, *rows])).text

    assert "1 Zeile kann übernommen werden" in page
    assert "Markt Prien" in page
    assert page.count('<td role="cell" data-l="Dienst">Wohnsitz anmelden</td>') == 4
    assert "Wird schon bestellt" in page
    assert "Steht weiter oben schon einmal." in page
    assert "Der Stand ist kein Tag bis heute." in page
    assert [call["query"] for call in told(made)] == [{"dry_run": "true"}]
    assert "09187118" not in str(told(made))


def test_what_was_good_is_taken_in_and_nothing_else() -> None:
    made = gateway(b09162000="ordered", b09761000="known")
    rows = ["09187162;ewa;", "09162000;ewa;", "09761000;ewa;2026-10-01"]
    page = upload(made, "\n".join([HEADINGS, *rows])).text

    answer = made.client.post(PATH, data=sent(**carried(page)), headers=SIGNED_IN)

    assert (answer.status_code, answer.location) == (303, PATH)
    taken = [call["payload"] for call in told(made) if call["query"] == {"dry_run": "false"}]
    assert taken == [
        {"listed_on": "2026-11-01", "rows": [{"body": "09187162", "profile": "ewa"}]},
        {"listed_on": "2026-10-01", "rows": [{"body": "09761000", "profile": "ewa"}]},
    ]


def test_a_long_list_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gap_lists, "PATIENCE_S", 0.0)
    made = gateway()
    part = '["2026-11-01",[["09187162","ewa"]]]'

    page = made.client.post(
        PATH, data=sent(part=[part], done="100", total="101"), headers=SIGNED_IN
    )

    assert "100 von 101 Zeilen sind übernommen" in page.text
    assert carried(page.text) == {"part": [part], "done": "100", "total": "101"}
    assert told(made) == []


def test_what_orders_cannot_take_now_is_kept_for_another_try() -> None:
    made = gateway()
    made.answers("orders.add_uncontracted", Unavailable("service-away", "Weg.", "[]"))
    part = '["2026-11-01",[["09187162","ewa"]]]'

    page = made.client.post(PATH, data=sent(part=[part], done="0", total="1"), headers=SIGNED_IN)

    assert page.status_code == 422
    assert carried(page.text)["part"] == [part]


def test_a_bad_cell_and_a_file_that_is_none_are_told() -> None:
    made = gateway()

    cell = upload(made, f"{HEADINGS};Farbe\n09187162;ewa;;rot").text
    file = upload(made, "%PDF-1.7")

    assert "Zeile 1, Spalte D" in cell
    assert "Keine Zeile kann übernommen werden" in cell
    assert (file.status_code, "Das ist eine PDF-Datei." in file.text) == (422, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"listed_on": "2026-11-01"}, "Bitte wählen Sie eine Datei."),
        ({"listed_on": "2999-01-01"}, "nicht in der Zukunft"),
        ({"part": ["nicht von uns"], "done": "0", "total": "1"}, ""),
    ],
)
def test_what_is_missing_or_not_ours_is_refused(typed: dict[str, Any], said: str) -> None:
    made = gateway()

    answer = made.client.post(PATH, data=sent(**typed), headers=SIGNED_IN)

    assert answer.status_code in (400, 422)
    assert said in answer.text
    assert told(made) == []


def test_a_list_larger_than_other_forms_is_taken_but_no_larger_than_a_list() -> None:
    made = gateway()
    rows = [f"0918{number:04};ewa;" for number in range(5000)]

    page = upload(made, "\n".join([HEADINGS, *rows, *["#" * 60] * 1000]))
    large = upload(made, "x" * 2_000_000)

    assert page.status_code == 200
    assert large.status_code == 413


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_read_as_a_list_again(kind: str) -> None:
    made = gateway()

    answer = made.client.get(f"{PATH}/template.{kind}", headers=SIGNED_IN)

    assert f'filename="dienste-ohne-vertrag.{kind}"' in answer.headers["Content-Disposition"]
    if kind == "csv":
        text = answer.data.decode("utf-8-sig")
        assert text.startswith("Schlüssel der Stelle;")
        return
    book = openpyxl.load_workbook(BytesIO(answer.data))
    looked_up = [cell.value for cell in list(book.worksheets[1].rows)[1]]
    assert looked_up == ["ewa", "Wohnsitz anmelden"]
    sheet = book.worksheets[0]
    sheet["A2"], sheet["C2"] = "09187162", "ewa"
    filled = BytesIO()
    book.save(filled)
    form = sent(listed_on="2026-11-01", file=(BytesIO(filled.getvalue()), "list.xlsx"))
    page = made.client.post(PATH, data=form, headers=SIGNED_IN)
    assert "1 Zeile kann übernommen werden" in page.text


def test_only_support_has_the_page_and_its_template() -> None:
    made = gateway("orders:review")

    for path in (PATH, f"{PATH}/template.csv"):
        assert made.client.get(path, headers=SIGNED_IN).status_code == 403
    assert upload(made, HEADINGS).status_code == 403
