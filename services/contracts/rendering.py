"""Turn the facts of a level 4 contract into its German document, PDF/A-3a and PDF/UA-1.

Equal facts give equal bytes: the date comes from the facts, the fonts from the typst wheel.
The facts travel as JSON, so no value is ever read as template code.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Literal, TypedDict, get_args, get_origin, get_type_hints, is_typeddict

import typst

from services.common import children
from services.common.errors import Fault, Wrong, invalid_fields
from services.contracts import glyphs

TEMPLATE_VERSION = "muster-3"

TEMPLATES = Path(__file__).parent / "templates"


class BodyFacts(TypedDict):
    """Hold the ordering body as the register names it; the key is AGS, VG key or `x-` key.

    ``designation`` is what it is in words (Stadt, Markt), ``district`` where it lies.
    """

    key: str
    name: str
    kind: str
    designation: str
    address: str
    district: str | None


class OperatorFacts(TypedDict):
    """Hold the operator's name and its address for documents."""

    name: str
    address: str


class PrintedProfile(TypedDict):
    """Hold the profile version that was pinned when the order was submitted.

    ``completed_from`` is the later version that said what this one left open.
    """

    id: str
    title: str
    version: int
    leika_keys: list[str]
    ozg_id: str | None
    operating_authority: str
    technical_operator: str | None
    ministry: str
    needs_processing_agreement: bool
    completed_from: int | None


class ChainLinkFacts(TypedDict):
    """Hold one upstream agreement, level 1 to 3; dates are ISO, None means open."""

    level: Literal[1, 2, 3]
    number: str
    from_party: str
    to_party: str
    valid_from: str | None
    valid_until: str | None


class AgreementNamed(TypedDict):
    """Name an upstream agreement by its level and number."""

    level: Literal[1, 2, 3]
    number: str


class TermFacts(TypedDict):
    """Hold start (None: upon conclusion), end (None: open, bound by level 3) and notice.

    Each with its source: the agreement it ends with, and what says how notice is given.
    """

    starts_on: str | None
    ends_on: str | None
    ends_with: AgreementNamed | None
    notice_months: int
    notice_source: Literal["general_terms"]


class GeneralTermsFacts(TypedDict):
    """Hold the version of the general terms and the SHA-256 of the file that goes along."""

    version: str
    sha256: str


class MandateFacts(TypedDict):
    """Hold a mandate to sign this contract, with the SHA-256 of its paper; dates are ISO."""

    number: str
    grantee: str
    valid_from: str
    valid_until: str
    document_hash: str


class ReplacedFacts(TypedDict):
    """Hold which contract this one takes the place of; ``change`` is said of an amendment."""

    number: str
    concluded_on: str
    change: str | None


class ContractFacts(TypedDict):
    """Hold all that varies in the signed text; contacts are deliberately not among it."""

    contract_number: str
    contract_id: str
    drafted_on: str
    body: BodyFacts
    operator: OperatorFacts
    profile: PrintedProfile
    chain: list[ChainLinkFacts]
    term: TermFacts
    usage: Literal["new", "already_productive"]
    general_terms: GeneralTermsFacts
    template_version: str
    demo: bool
    members: list[str]
    mandates: list[MandateFacts]
    replaces: ReplacedFacts | None


@dataclass(frozen=True)
class RenderedDocument:
    """Hold the document, the hash that is signed (hex), and the template it was made from."""

    pdf: bytes
    sha256: str
    template_version: str


def render_contract(facts: Mapping[str, object]) -> RenderedDocument:
    """Return the document for `ContractFacts`; equal facts give equal bytes.

    Raises Invalid, naming each fact that is missing, unknown or meant for another template, and
    typst.TypstError where the template cannot set a value. No letter is a reason for either.
    """
    problems = list(_problems(facts, ContractFacts))
    if not problems and facts["template_version"] != TEMPLATE_VERSION:
        problems = [("/template_version", Wrong("template-unknown", current=TEMPLATE_VERSION))]
    if problems:
        raise invalid_fields(problems)
    pdf = _set_type("contract.typ", facts)
    digest = hashlib.sha256(pdf).hexdigest()
    return RenderedDocument(pdf=pdf, sha256=digest, template_version=TEMPLATE_VERSION)


def render_general_terms(version: str, dated: str) -> bytes:
    """Return the sample of the general terms as a file, the same bytes each time."""
    return _typeset("general_terms.typ", version=version, dated=dated)


def render_contacts(facts: Mapping[str, object]) -> bytes:
    """Return the sheet with the contacts of a contract, which is no part of what is signed."""
    return _set_type("contacts.typ", facts)


def _set_type(template: str, facts: Mapping[str, object]) -> bytes:
    """Set the facts as they are; where a font lacks a letter, with that letter told instead."""
    for letters in (glyphs.legible, glyphs.spelled_out):
        facts = letters(facts)
        with suppress(typst.TypstError):
            return _compiled(template, facts)
    return _compiled(template, glyphs.in_latin(facts))


def _compiled(template: str, facts: Mapping[str, object]) -> bytes:
    facts_json = json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=2)
    return _typeset(template, facts=facts_json)


def _typeset(template: str, **inputs: str) -> bytes:
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=glyphs.STANDARDS,
    )


def _problems(value: object, shape: object, pointer: str = "") -> Iterator[Fault]:
    """Compare with the declared shape: a wrong name would be a gap in a signed text."""
    if isinstance(shape, UnionType) and value is not None:
        (shape,) = (each for each in get_args(shape) if each is not NoneType)
    if is_typeddict(shape):
        yield from _object_problems(value, get_type_hints(shape), pointer)
    elif get_origin(shape) is list:
        yield from _list_problems(value, get_args(shape)[0], pointer)
    elif get_origin(shape) is Literal:
        if value not in get_args(shape):
            yield pointer, Wrong("fact-unfit")
    elif type(value) not in (get_args(shape) or (shape,)):
        yield pointer, Wrong("fact-unfit")


def _object_problems(value: object, fields: Mapping[str, object], pointer: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield pointer, Wrong("fact-unfit")
        return
    for name in sorted(fields.keys() ^ value.keys()):
        yield f"{pointer}/{name}", Wrong("fact-missing" if name in fields else "fact-unknown")
    for name in fields.keys() & value.keys():
        yield from _problems(value[name], fields[name], f"{pointer}/{name}")


def _list_problems(value: object, item: object, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield pointer, Wrong("fact-unfit")
        return
    for position, entry in enumerate(value):
        yield from _problems(entry, item, f"{pointer}/{position}")


CONTRACT, CONTACTS = (("services.contracts.rendering", kind) for kind in ("contract", "contacts"))
"""What a process apart is told to make of the facts it gets."""


def main() -> None:
    """Give on the standard output what is asked for, of the facts on the standard input."""
    children.end_with_parent()
    facts = json.load(sys.stdin)
    pdf = render_contacts(facts) if sys.argv[1] == CONTACTS[1] else render_contract(facts).pdf
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
