"""The named test persons, read from `deploy/local/persons.json`."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PERSONS_FILE = Path(__file__).parent.parent / "persons.json"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in locally.

    `body`, `operator_role`, `vendor` and `ministry` are what a seeding command binds the account
    to; the identity provider itself says nothing of them. `number_kind` is what the certificate
    was issued for, `legal_kind` whether that is an organisation.
    """

    username: str
    display_name: str
    given_name: str
    family_name: str
    birth_date: str
    organisation_name: str
    address: dict[str, str]
    group: str
    role: str
    body: str | None
    operator_role: str | None
    vendor: str | None
    ministry: str | None
    email: str
    assurance: str
    names_person: bool
    notes: str
    name_id: str
    organisation: str
    test_account: bool = False
    number_kind: str = "StNr"
    legal_kind: str = "NNatPers"

    @property
    def attributes(self) -> dict[str, str | dict[str, str]]:
        """Return what the assertion says about this person and their organisation."""
        flat_and_structured: dict[str, str | dict[str, str]] = {
            "IstTestkonto": "true" if self.test_account else "false",
            "DatenkranzTyp": self.number_kind,
            "PersTyp": self.legal_kind,
            "DatenuebermittlerPseudonymId": self.organisation,
            "Firmenname": self.organisation_name,
            "Rechtsform": "",
            "RechtsformText": "",
            "Taetigkeit": "",
            "TaetigkeitText": "",
            "Registernummer": "",
            "Registerart": "",
            "Registergericht": "",
            "ElsterVertrauensniveauIdentifizierung": self.assurance,
            "ElsterVertrauensniveauAuthentifizierung": self.assurance,
            "Unternehmensanschrift": self.address,
        }
        if self.names_person:
            flat_and_structured["HandelndePerson"] = {
                "Vorname": self.given_name,
                "Nachname": self.family_name,
                "Geburtsdatum": self.birth_date,
            }
        return flat_and_structured


def load_persons() -> tuple[Person, ...]:
    """Return the test persons in the order of the file."""
    content: dict[str, list[dict[str, Any]]] = json.loads(PERSONS_FILE.read_text("utf-8"))
    return tuple(Person(**fields) for fields in content["persons"])


def name_id_of(username: str) -> str:
    """Return the person's lasting pseudonym, the same on every machine."""
    return f"ek-{_forty_digits('person', username)}"


def organisation_id_of(organisation_name: str) -> str:
    """Return the organisation's lasting pseudonym, the same for all its persons."""
    return f"du-{_forty_digits('organisation', organisation_name)}"


def _forty_digits(kind: str, name: str) -> str:
    return hashlib.sha256(f"digitalmarkt-local:{kind}:{name}".encode()).hexdigest()[:40]
