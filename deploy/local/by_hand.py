"""What `make up` and `make demo` say at their end: where to open it, as whom, which way to go."""

import json
from pathlib import Path

PERSONS = Path(__file__).parent / "persons.json"
PEOPLE = {
    "clerk-gemeinde": "registers, orders, tells the link",
    "signatory-gemeinde": "registers, signs",
    "reviewer": "approves people, releases the order",
    "reviewer2": "countersigns",
    "vendor-fachverfahren": "sets the service up",
}
PATH = (
    "The clerk signs in, registers for Prien and hands in; the mail's link confirms the address.",
    "The reviewer approves. The same for the signatory, who then declares to be one; approve that.",
    "The clerk finds a service in the catalogue and orders it. The reviewer takes and releases it.",
    "The signatory reads the contract and signs. The second reviewer countersigns.",
    "The vendor takes the set-up on, reports progress, is done. The clerk tells the link.",
)


def text(address: str, mails: str, *, before: str = "") -> str:
    """Return it; ``before`` is what has to be done first, if anything."""
    persons = {p["username"]: p for p in json.loads(PERSONS.read_text("utf-8"))["persons"]}
    people = [_line(persons[name], does) for name, does in PEOPLE.items()]
    steps = [f"  {number}. {step}" for number, step in enumerate(PATH, start=1)]
    return "\n".join(
        [
            f"In a browser: {before}open {address}",
            "People, chosen at the sign-in (a browser profile or private window for each):",
            *people,
            "The main job by hand:",
            *steps,
            f"Their mails, with the links to follow: {mails}",
        ]
    )


def _line(person: dict[str, str], does: str) -> str:
    who = f"{person['display_name']}, {person['organisation_name']}"
    return f"  {person['username']:<20}  {who}: {does}"
