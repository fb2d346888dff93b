"""A PDF for a reader who waits is made by a process apart: few at a time, ended in time."""

import hashlib
import threading

import pytest

from services.common.errors import Unavailable
from services.contracts import child_printing
from services.contracts.child_printing import delivered, printed
from services.contracts.rendering import CONTACTS, CONTRACT, render_contacts, render_contract
from tests.unit.contracts.test_contacts import FACTS as SHEET
from tests.unit.contracts.test_rendering import FACTS


def test_what_the_child_gives_is_what_is_made_here() -> None:
    assert printed(CONTRACT, FACTS) == render_contract(FACTS).pdf
    assert printed(CONTACTS, SHEET) == render_contacts(SHEET)


def test_a_file_is_delivered_with_its_hash() -> None:
    file = delivered(b"%PDF", "a.pdf")

    assert file["filename"] == "a.pdf"
    assert file["pdf_base64"] == "JVBERg=="
    assert file["sha256"] == hashlib.sha256(b"%PDF").hexdigest()


def test_who_would_wait_too_long_for_a_place_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_printing, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(child_printing, "WAIT_S", 0.001)

    with child_printing._place(), pytest.raises(Unavailable) as refused:
        printed(CONTRACT, FACTS)

    assert refused.value.code == "printing-busy"
    assert child_printing._places.acquire(blocking=False)


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_printing, "_command", lambda program: ("sleep", "60"))
    monkeypatch.setattr(child_printing, "CHILD_S", 0.01)

    with pytest.raises(Unavailable):
        printed(CONTRACT, FACTS)


def test_a_child_that_fails_gives_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_printing, "_command", lambda program: ("false",))

    with pytest.raises(RuntimeError):
        printed(CONTRACT, FACTS)
