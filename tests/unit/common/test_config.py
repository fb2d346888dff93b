"""Settings come from the environment once; what is missing is said at once."""

from dataclasses import dataclass

import pytest

from services.common.config import ServiceSettings, SettingsMissing, read


@dataclass(frozen=True)
class Settings:
    uri: str
    port: int
    secure: bool = False
    level: str = "INFO"


def test_settings_are_read_with_their_types() -> None:
    settings = read(Settings, {"URI": "amqp://broker", "PORT": "8080", "SECURE": "true"})

    assert settings == Settings("amqp://broker", 8080, True, "INFO")


@pytest.mark.parametrize(
    ("text", "expected"), [("1", True), ("TRUE", True), ("yes", True), ("0", False), ("", False)]
)
def test_a_truth_is_written_in_the_usual_ways(text: str, expected: bool) -> None:
    settings = read(Settings, {"URI": "x", "PORT": "1", "SECURE": text})

    assert settings.secure is expected


def test_all_missing_names_stand_in_one_message() -> None:
    with pytest.raises(SettingsMissing) as refused:
        read(ServiceSettings, {"HTTP_PORT": "80"})

    assert str(refused.value) == (
        "missing settings: AMQP_URI, MONGO_URI, MONGO_DATABASE, PRINCIPAL_PUBLIC_KEY, TOPOLOGY,"
        " HEARD"
    )


def test_what_else_is_in_the_environment_does_not_matter() -> None:
    settings = read(Settings, {"URI": "x", "PORT": "1", "HOME": "/root"})

    assert settings.uri == "x"


def test_missing_settings_end_the_process() -> None:
    assert issubclass(SettingsMissing, SystemExit)
