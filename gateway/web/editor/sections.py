"""The sections of a profile: which facts are edited together, by which fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gateway.web.frame.forms import Field

MOST_ROWS = 200
"""So many entries a form may have: those of two editors, of whom each may have 100."""
LINES = frozenset({"leika_keys", "synonyms", "related", "regions", "pilots"})
"""Lists that are written one entry a line."""


@dataclass(frozen=True)
class Rows:
    """A list of things of one shape; ``columns`` are its fields, ``label`` a key of the words.

    ``id`` is the column that names an entry for good; "" where none does.
    """

    name: str
    label: str
    columns: tuple[Field, ...]
    id: str = ""

    def fields(self, count: int) -> Iterator[Field]:
        """Return the fields of so many entries; errors of the API point into the list."""
        for number in range(count):
            for column in self.columns:
                pointer = f"/{self.name}/{number}{column.pointers[0]}"
                name = self.field_name(number, column.name)
                yield replace(column, name=name, pointer=pointer, group=self.label)

    def field_name(self, number: int, column: str) -> str:
        """Return what a field of an entry is called in the form."""
        return f"{self.name}-{number}-{column}"

    def moved(self, values: Mapping[str, Any], number: int, place: int) -> dict[str, Any]:
        """Return the values of an entry as those of another place."""
        return {
            self.field_name(place, column.name): values.get(
                self.field_name(number, column.name), [] if column.is_many else ""
            )
            for column in self.columns
        }


@dataclass(frozen=True)
class Section:
    """Fields and lists on one page; ``name`` stands in its address."""

    name: str
    fields: tuple[Field, ...] = ()
    rows: tuple[Rows, ...] = ()

    @property
    def facts(self) -> frozenset[str]:
        """Return which facts of a profile it writes."""
        of_fields = {field.pointers[0].split("/")[1] for field in self.fields}
        return frozenset(of_fields | {rows.name for rows in self.rows})


def both(
    name: str, kind: str, longest: int, required: bool | None = True, rows: int = 4
) -> tuple[Field, Field]:
    """Return the two fields of a text in both languages."""
    made = [
        Field(
            f"{name}_{language}", f"ed-{name}-{language}", kind, required=required, rows=rows,
            longest=longest, pointer=f"/{name}/{language}",
            hint=f"ed-{name}-hint" if language == "de" and name in HELPED else "",
        )
        for language in ("de", "en")
    ]  # fmt: skip
    return made[0], made[1]


HELPED = frozenset({"title", "summary", "description", "data_protection"})
"""Texts whose German field says what belongs there."""
NEW = (
    *both("title", "text", 500),
    *both("summary", "textarea", 500),
    Field("kind", "ed-kind", "select", "ed-kind-hint"),
    Field("partner_name", "ed-partner-name", hint="ed-partner-hint", required=None, longest=200,
          pointer="/contract_partner/name"),
    Field("partner_url", "ed-partner-url", "url", required=None, longest=1000,
          pointer="/contract_partner/url"),
)  # fmt: skip
BY_TOPIC = (
    Field("topic", "ed-topic", "select"),
    Field("life_situation", "ed-life-situation", "select"),
    Field("ministry", "ed-ministry", "select"),
)
FOR_WHOM = (
    Field("target_kinds", "ed-target-kinds", "checkboxes", "ed-target-kinds-hint", required=None),
    Field("sphere", "ed-sphere", "radios", "ed-sphere-hint"),
)
PAID = Field("financing", "ed-financing", "select", pointer="/financing/kind")
TRUST = Field("trust_level", "ed-trust-level", "select", "ed-trust-level-hint")
BEGUN = (*NEW, *BY_TOPIC, *FOR_WHOM, PAID, TRUST)
"""What a profile needs to be begun at all."""

SECTIONS: tuple[Section, ...] = (
    Section("what", (
        *NEW,
        *both("description", "textarea", 10_000, required=False, rows=10),
        Field("demo", "ed-demo", "checkbox", "ed-demo-hint", required=False),
    )),
    Section("keys", (
        *BY_TOPIC,
        Field("leika_keys", "ed-leika-keys", "textarea", "ed-leika-keys-hint", required=False),
        Field("ozg_id", "ed-ozg-id", hint="ed-ozg-id-hint", required=False, longest=5),
        Field("synonyms", "ed-synonyms", "textarea", "ed-synonyms-hint", required=False),
    )),
    Section("whom", (
        *FOR_WHOM,
        Field("capacities", "ed-capacities", "checkboxes", "ed-capacities-hint", required=False),
        Field("vg_contracts", "ed-vg-contracts", "select", required=False),
        Field("release", "ed-release", "select", "ed-release-hint", pointer="/release/status"),
        Field("release_from", "ed-release-from", "date", required=False,
              pointer="/release/from_date"),
    )),
    Section("waves", (), (
        Rows("waves", "ed-wave", (
            Field("opens_on", "ed-wave-opens", "date"),
            Field("kinds", "ed-wave-kinds", "checkboxes", required=False),
            Field("capacities", "ed-wave-capacities", "checkboxes", required=False),
            Field("regions", "ed-wave-regions", "textarea", "ed-wave-regions-hint", required=False),
            Field("pilots", "ed-wave-pilots", "textarea", "ed-wave-pilots-hint", required=False),
            Field("note_de", "ed-wave-note-de", "textarea", required=False, longest=500, rows=2,
                  pointer="/note/de"),
            Field("note_en", "ed-wave-note-en", "textarea", required=False, longest=500, rows=2,
                  pointer="/note/en"),
            Field("id", kind="hidden", required=False),
        ), id="id"),
    )),
    Section("cost", (
        PAID,
        Field("financing_year", "ed-financing-year", "number", required=False, longest=4,
              pointer="/financing/year"),
        Field("financing_source", "ed-financing-source", hint="ed-financing-source-hint",
              required=False, longest=500, pointer="/financing/source"),
        TRUST,
        Field("maturity_model", "ed-maturity-model", "select", required=False,
              pointer="/maturity/model"),
        Field("maturity", "ed-maturity", "number", "ed-maturity-hint", required=None, longest=1,
              pointer="/maturity/value"),
        Field("operating_authority", "ed-operating-authority", required=False, longest=200),
        Field("technical_operator", "ed-technical-operator", "select", required=False),
    )),
    Section("setup", (), (
        Rows("prerequisites", "ed-prerequisite", (
            Field("de", "ed-in-german", "textarea", longest=500, rows=2),
            Field("en", "ed-in-english", "textarea", longest=500, rows=2),
        )),
        Rows("rollout_guide", "ed-task", (
            Field("title_de", "ed-in-german", longest=500, pointer="/title/de"),
            Field("title_en", "ed-in-english", longest=500, pointer="/title/en"),
            Field("who", "ed-task-who", "select"),
            Field("duration_workdays", "ed-task-days", "number", longest=3),
            Field("code", kind="hidden", required=False),
        ), id="code"),
    )),
    Section("access", (), (
        Rows("test_accesses", "ed-test-access", (
            Field("kind", "ed-test-kind", "select"),
            Field("url", "ed-test-url", "url", required=None, longest=1000),
            Field("credentials_de", "ed-test-how-de", "textarea", "ed-test-how-hint",
                  required=None, longest=500, rows=2, pointer="/credentials/de"),
            Field("credentials_en", "ed-test-how-en", "textarea", required=None, longest=500,
                  rows=2, pointer="/credentials/en"),
        )),
        Rows("interfaces", "ed-interface", (
            Field("system", "ed-system", "select"),
            Field("version", "ed-interface-version", required=False, longest=40),
            Field("standard", "ed-standard", required=False, longest=100),
            Field("extra_cost", "ed-extra-cost", "select"),
            Field("stated_by", "ed-stated-by", "select", required=False),
            Field("demo", kind="hidden", required=False),
        )),
    )),
    Section("contacts", (
        *both("data_protection", "textarea", 10_000, required=False, rows=6),
        Field("related", "ed-related", "textarea", "ed-related-hint", required=False),
    ), (
        Rows("contacts", "ed-contact", (
            Field("role", "ed-contact-role", "select"),
            Field("name", "ed-contact-name", longest=200),
            Field("email", "ed-contact-email", "email", required=False, longest=200),
            Field("phone", "ed-contact-phone", "tel", required=False, longest=50),
        )),
    )),
    Section("source", (
        Field("evidence", "ed-evidence", "textarea", "ed-evidence-hint", required=False,
              longest=1000),
        Field("checked_on", "ed-checked-on", "date", required=False),
        Field("checked_by", "ed-checked-by", required=False, longest=200),
        Field("valid_from", "ed-valid-from", "date", required=False),
    )),
)  # fmt: skip
BY_NAME = {section.name: section for section in SECTIONS}
PLACE_OF = {fact: section.name for section in SECTIONS for fact in section.facts}
"""In which section a fact is edited."""
