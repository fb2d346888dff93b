"""What a certificate calls a body is compared with what the register calls it."""

import pytest

from services.identity.domain.certified_bodies import fits


@pytest.mark.parametrize(
    ("certified", "body"),
    [
        ("Markt Prien a.Chiemsee", "Prien a.Chiemsee"),
        ("Marktgemeinde Prien am Chiemsee", "Prien a.Chiemsee"),
        ("Landeshauptstadt München", "München"),
        ("Stadt Muenchen", "München"),
        ("Landratsamt Rosenheim", "Landkreis Rosenheim"),
        ("VG Emmerting", "Verwaltungsgemeinschaft Emmerting"),
    ],
)
def test_the_same_body_in_other_words_fits(certified: str, body: str) -> None:
    assert fits(certified, body) is True


@pytest.mark.parametrize(
    ("certified", "body"),
    [
        ("Stadt Erlangen", "Fürth"),
        ("Landkreis Fürth", "Fürth"),
        ("Gemeinde Emmerting", "Verwaltungsgemeinschaft Emmerting"),
    ],
)
def test_another_body_does_not_fit(certified: str, body: str) -> None:
    assert fits(certified, body) is False


@pytest.mark.parametrize("certified", [None, "", " "])
def test_a_certificate_that_names_nobody_tells_nothing(certified: str | None) -> None:
    assert fits(certified, "Fürth") is None
