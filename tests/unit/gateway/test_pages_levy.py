"""A body's page about the levy: its amount, each step to it, and whose word counts."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.web.levy import amounts
from services.common.errors import NotFound
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.levy_fakes import CITY, VILLAGE, figure, of_body, reader, run

READS = "levy:read"


def page(made: Gateway, path: str, language: str = "de") -> Any:
    return made.client.get(path, headers={**SIGNED_IN, "Accept-Language": language})


def of(payer: dict[str, Any] | None, *members: dict[str, Any], **more: Any) -> str:
    made = reader("09161000", READS)
    made.answers("contracts.levy_of_body", of_body(payer, *members, **more))
    answer = page(made, "/bodies/09161000/levy")
    assert answer.status_code == 200
    return str(answer.text)


@pytest.mark.parametrize(
    "part",
    [
        "Digitalumlage 2024", "Unverbindliche Berechnung, kein Bescheid",
        "Bayerische Landesamt für Statistik", "40.085 Euro", "4.000.000 Euro", "2.400.000 Euro",
        "1.400.000 Euro", "200.000 Euro", "60 %", "Landkreise (davon zahlen Sie)",
        "zwei Anteilen: Landkreise, Gemeinden", "141.029 von 13.369.393", "31.12.2022", "1,05 %",
        "1.400.000 Euro × 141.029 ÷ 13.369.393", "14.768,10… Euro", "25.316,75… Euro",
        "40.084,85… Euro", "Statistisches Bundesamt", "Art. 55a BayDiG",
        'href="/levy/runs/u1/payers/09161000/document"',
    ],
)  # fmt: skip
def test_an_independent_city_can_follow_its_sum(part: str) -> None:
    assert part in of(CITY)


def test_a_municipality_is_told_the_one_share_it_bears() -> None:
    text = of(VILLAGE)

    assert "vom Anteil der Ebene „Gemeinden“" in text
    assert "0,0017 %" in text
    assert "41 Euro" in text


def test_a_joint_administration_sees_what_its_members_owe() -> None:
    text = of(None, VILLAGE)

    assert "Eine Verwaltungsgemeinschaft zahlt keine Umlage" in text
    assert '<a href="/levy/runs/u1/payers/09187123">Chiemsee</a>' in text
    assert "kein Bescheid" in text
    assert "/document" not in text


def test_who_pays_none_and_who_comes_before_the_first_release_are_told_so() -> None:
    assert "Ihre Stelle zahlt keine Umlage" in of(None)
    assert "Noch keine Berechnung" in of(None, there=False)


def test_nobody_reads_the_figure_of_another_body() -> None:
    made = reader("09161000", READS)

    for path in ("/bodies/09162000/levy", "/levy/runs/u1/payers/09162000",
                 "/levy/runs/u1/payers/09162000/document"):  # fmt: skip
        assert page(made, path).status_code == 403
    assert [called for called, *_ in made.calls.made if called.startswith("contracts.")] == []


def test_a_guest_is_led_to_the_sign_in() -> None:
    answer = Gateway().client.get("/bodies/09161000/levy")

    assert (answer.status_code, answer.location) == (303, "/login?next=/bodies/09161000/levy")


def test_the_operator_reads_a_figure_of_a_draft_which_says_so() -> None:
    made = reader("*", READS)
    made.answers("contracts.get_levy_run", run("draft"))
    made.answers("contracts.get_levy_payer", figure(CITY, "draft"))

    text = page(made, "/levy/runs/u1/payers/09161000").text

    assert "Diese Berechnung ist ein Entwurf" in text
    assert "40.085 Euro" in text


def test_the_page_as_pdf_is_shown_or_given_as_a_file() -> None:
    made = reader("09161000", READS)
    told = {"pdf_base64": "JVBERi0=", "sha256": "ab" * 32, "filename": "Digitalumlage-2024.pdf"}
    made.answers("contracts.levy_document", told)
    path = "/levy/runs/u1/payers/09161000/document"

    shown, file = page(made, path), page(made, f"{path}?download=1")

    assert (shown.mimetype, shown.data) == ("application/pdf", b"%PDF-")
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_what_is_gone_says_so() -> None:
    made = reader("09161000", READS)
    made.answers("contracts.get_levy_run", NotFound("levy-run-not-found", "Gibt es nicht.", "[]"))
    made.answers("contracts.get_levy_payer", NotFound("levy-run-not-found", "Gibt es nicht.", "[]"))

    assert page(made, "/levy/runs/u9/payers/09161000").status_code == 404


def test_in_english_the_numbers_are_english() -> None:
    made = reader("09161000", READS)
    made.answers("contracts.levy_of_body", of_body(CITY))

    text = page(made, "/bodies/09161000/levy", "en").text

    assert "€40,085" in text
    assert "€14,768.10…" in text
    assert "no official notice" in text


PARTS = st.lists(st.tuples(st.fractions(0, 10**9), st.booleans()), max_size=5)


@given(PARTS)
def test_a_bar_is_never_wider_than_its_box_and_shows_each_part(
    parts: list[tuple[Fraction, bool]],
) -> None:
    drawn = amounts.segments(parts)

    assert all(one.x >= 0 and one.x + one.width <= amounts.BAR for one in drawn)
    assert all(
        one.width >= amounts.THINNEST for one, (part, _) in zip(drawn, parts, strict=True) if part
    )


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 2, "50 %"), (1, 3, "33 %"), (3, 100, "3 %"), (35, 1000, "3,50 %"), (0, 0, "0 %")],
)
def test_a_share_is_said_in_per_cent(part: int, whole: int, said: str) -> None:
    assert amounts.percent(Fraction(part), Fraction(whole)) == said
