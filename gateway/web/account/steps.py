"""The steps of a registration: their fields, where they stand, and what is still missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.web.frame.forms import Field, Form, payload_of
from services.common.errors import Wrong, invalid_fields

VERSION = Field("version", kind="hidden")
BODY = (Field("body", "registration-body", kind="radios"), VERSION)
PERSON = (
    Field("given_name", "registration-given-name", autocomplete="given-name", longest=100),
    Field("family_name", "registration-family-name", autocomplete="family-name", longest=100),
    Field(
        "office", "registration-office", hint="registration-office-hint",
        autocomplete="organization-title", longest=200,
    ),
    Field("department", "registration-department", longest=200),
    Field("phone", "registration-phone", kind="tel", autocomplete="tel", longest=50),
    Field(
        "email", "registration-email", kind="email", hint="registration-email-hint",
        autocomplete="email", longest=254,
    ),
    Field(
        "functional_mailbox", "registration-mailbox", kind="checkbox",
        hint="registration-mailbox-hint", required=False,
    ),
    Field(
        "role", "registration-role", kind="radios",
        options=(
            ("member", "registration-role-member"),
            ("officer", "registration-role-officer"),
            ("body_admin", "registration-role-admin"),
        ),
    ),
    VERSION,
)  # fmt: skip
OFFICER = (
    Field(
        "officer_name", "registration-officer-name", required=False,
        pointer="/digital_officer/name", longest=200,
    ),
    Field(
        "officer_email", "registration-officer-email", kind="email", required=False,
        pointer="/digital_officer/email", longest=254,
    ),
    Field(
        "officer_phone", "registration-officer-phone", kind="tel", required=False,
        pointer="/digital_officer/phone", longest=50,
    ),
)  # fmt: skip
FURTHER = (
    *OFFICER,
    Field(
        "team", "registration-team-members", kind="textarea", hint="registration-team-hint",
        required=False, rows=3,
    ),
    Field(
        "replaces_certificate", "registration-replaces", kind="checkbox",
        hint="registration-replaces-hint", required=False,
    ),
    Field("newsletter", "registration-newsletter", kind="checkbox", required=False),
    Field("terms", "registration-terms", kind="checkbox", pointer="/terms_version"),
    VERSION,
)  # fmt: skip
MUST_BE_TYPED = ("given_name", "family_name", "office", "department", "phone", "email", "role")


@dataclass(frozen=True)
class Step:
    """A page of the registration: the end of its address, its key in the words, its template."""

    name: str
    word: str
    template: str


STEPS = (
    Step("body", "registration-step-body", "account/registration_body.html"),
    Step("person", "registration-step-person", "account/registration_person.html"),
    Step("further", "registration-step-further", "account/registration_further.html"),
    Step("check", "registration-step-check", "account/registration_check.html"),
)


def path_of(registration: Mapping[str, Any], step: str = "") -> str:
    """Return the address of a registration, or of one of its steps."""
    own = f"/registrations/{registration['id']}"
    return f"{own}/{step}" if step else own


def next_step(registration: Mapping[str, Any]) -> str:
    """Return the first step where something is missing; the check when nothing is."""
    if not all(registration[name] for name in MUST_BE_TYPED):
        return "person"
    return "check" if registration["terms_version"] else "further"


def is_open(registration: Mapping[str, Any]) -> bool:
    """Tell whether the person may still change it."""
    waiting = registration.get("waiting_for") or {}
    return "change" in waiting.get("actions", ())


def further_values(registration: Mapping[str, Any], terms: str) -> dict[str, Any]:
    """Return what the third step begins with; terms are accepted in the version of today."""
    officer = registration.get("digital_officer") or {}
    return {
        **{f"officer_{name}": officer.get(name) or "" for name in ("name", "email", "phone")},
        "team": "\n".join(f"{m['name']}, {m['email']}" for m in registration["team"]),
        "replaces_certificate": registration["replaces_certificate"],
        "newsletter": registration["newsletter"],
        "terms": registration["terms_version"] == terms,
        "version": registration["version"],
    }


def further_payload(form: Form, terms: str) -> dict[str, Any]:
    """Return what the third step says, as the API takes it."""
    said = payload_of(form, "replaces_certificate", "newsletter", *(f.name for f in OFFICER))
    accepted = {"terms_version": terms} if form.value("terms") else {}
    return {"digital_officer": None, "team": team_of(form.value("team")), **said, **accepted}


def team_of(typed: str) -> list[dict[str, str]]:
    """Return the members of a team, one a line: the name, a comma, the e-mail address."""
    lines = [line.rpartition(",") for line in typed.splitlines() if line.strip()]
    return [
        {"name": (name or email).strip(), "email": email.strip() if name else ""}
        for name, _, email in lines
    ]


def check_typed(form: Form, names: Iterable[str]) -> None:
    """Raise Invalid naming what the step needs and nobody typed."""
    missing = [form[name].pointers[0] for name in names if not form.value(name)]
    if missing:
        raise invalid_fields((pointer, Wrong("field-missing")) for pointer in missing)
