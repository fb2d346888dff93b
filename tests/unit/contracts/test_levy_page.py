"""The page with a payer's figure: everything a reader needs to compute it again, nothing more."""

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from services.contracts.child_printing import printed
from services.contracts.levy import figures, printing
from services.contracts.shipped.population_figures import read_populations
from tests.builders import NOW, levy_run

PAYER = {
    "key": "09161000", "name": "Ingolstadt", "kind": "independent_city", "population": 141_029,
    "amount_eur": 40_085,
}  # fmt: skip


def facts(**changed: Any) -> dict[str, Any]:
    (shipped,) = read_populations()
    run = levy_run(population_source=shipped["source"])
    run.release("olaf", NOW)
    figure = figures.explained(run, {**PAYER, **changed})
    return printing.facts_of(run, figure)


@pytest.fixture(scope="module")
def page() -> bytes:
    return printed(printing.PROGRAM, facts())


def text_of(pdf: bytes) -> str:
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", page.extract_text())


@pytest.mark.parametrize(
    "part",
    [
        "Unverbindliche Berechnung, kein Bescheid", "Bayerische Landesamt für Statistik",
        "Digitalumlage 2024", "Ingolstadt", "09161000", "kreisfreie Stadt", "31.12.2022",
        "141.029", "13.369.393", "1.400.000 Euro", "14.768,10… Euro", "2.400.000 Euro",
        "25.316,75… Euro", "40.084,85… Euro", "40.085 Euro", "4.000.000 Euro", "4.001.063 Euro",
        "1.063 Euro", "Art. 55a BayDiG", "7b BayDiV", "Statistisches Bundesamt",
        "Seite 1 von 1",
    ],
)  # fmt: skip
def test_the_one_page_says(page: bytes, part: str) -> None:
    assert part in text_of(page)


def test_the_same_figure_gives_the_same_bytes(page: bytes) -> None:
    assert printing.set_page(facts()) == page


def test_a_draft_is_marked_on_the_page(page: bytes) -> None:
    draft = printing.set_page({**facts(), "is_draft": True})

    assert "ENTWURF" in text_of(draft)
    assert "ENTWURF" not in text_of(page)


def test_a_letter_the_type_cannot_show_is_told_by_its_number() -> None:
    assert "[U+1F44D]" in text_of(printing.set_page(facts(name="Prien \U0001f44d")))


@pytest.mark.parametrize(
    ("numerator", "denominator", "told"),
    [("40085", "1", "40.085"), ("1", "4", "0,25"), ("1", "3", "0,33…"), ("1001", "1000", "1,00…")],
)
def test_an_amount_that_goes_on_says_so(numerator: str, denominator: str, told: str) -> None:
    assert printing.cut({"numerator": numerator, "denominator": denominator}) == told
