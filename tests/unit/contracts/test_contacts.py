"""The sheet with a contract's contacts: a file of its own, never part of what is signed."""

import io
import re
from typing import Any

from pypdf import PdfReader

from services.common.storage.aggregates import to_plain
from services.contracts.contacts import contacts_of
from services.contracts.rendering import render_contacts
from tests import builders
from tests.builders import TODAY

FACTS: dict[str, Any] = contacts_of(builders.offered(), TODAY)


def text_of(facts: dict[str, Any]) -> str:
    pages = PdfReader(io.BytesIO(render_contacts(facts))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_sheet_names_who_is_asked_on_both_sides_and_that_it_is_not_signed() -> None:
    order = builders.offered().order_summary

    text = text_of(FACTS)

    for role in ("functional_contact", "technical_contact"):
        for told in ("name", "department", "email", "phone"):
            assert order[role][told] in text
    for shown in (
        "Vertrag Nr. SSN-2026-ABCDEFGH", "Prien a.Chiemsee", "BayKommun AöR",
        "projekt@baykommun.bayern", "nicht Teil des Vertragstextes", "20. November 2026",
    ):  # fmt: skip
        assert shown in text


def test_the_sheet_follows_a_contact_that_changed_after_the_offer() -> None:
    contract = builders.offered()
    contract.order_summary["functional_contact"] = to_plain(builders.contact("Nora Neu"))

    assert "Nora Neu" in text_of(contacts_of(contract, TODAY))


def test_a_contact_that_is_not_there_yet_leaves_no_gap() -> None:
    contract = builders.offered()
    del contract.order_summary["technical_contact"]

    assert "noch nicht benannt" in text_of(contacts_of(contract, TODAY))


def test_any_letter_makes_a_sheet() -> None:
    facts = {**FACTS, "body": "Prien \U0001f44d \u00ad王"}

    assert "Prien [U+1F44D] [U+738B]" in text_of(facts)
