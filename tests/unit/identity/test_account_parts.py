"""What an account is made of: each part holds its rules, and the stored document stays flat."""

import pytest

from services.common.errors import Forbidden
from services.identity.domain.accounts import Account
from services.identity.domain.certificates import Certificate, ProvenName
from services.identity.domain.names import NameCheck
from services.identity.domain.permissions import Role
from services.identity.domain.registration_history import RegistrationHistory
from services.identity.domain.registration_states import RegistrationState
from services.identity.domain.roles import RoleAssignment, RoleAssignments
from tests.builders import MUNICH, NOW, PRIEN, account, authority, registration

CERTIFICATE = Certificate("ek-1", "du-1", "Sabine", "Huber")
BEFORE = {
    "_id", "version", "name_id", "organisation", "name", "created_at", "certificate",
    "former_certificates", "bound_at", "merged_into", "asserted_given_name",
    "asserted_family_name", "given_name", "family_name", "name_decision", "state", "state_reason",
    "email", "assurance", "last_sign_in_at", "office", "department", "phone", "terms_version",
    "roles", "team", "registrations", "latest", "authorities", "next_ending_at", "invitations_used",
    "terms_accepted_at", "organisation_name", "told",
}  # fmt: skip
"""The fields of an account's document; none of an earlier release is missing."""


def test_the_stored_document_has_the_fields_it_always_had() -> None:
    stored = account(registrations=[registration()], authorities=[authority()]).to_doc()

    assert stored.keys() == BEFORE
    assert Account.from_doc(stored).to_doc() == stored


def test_a_registration_stored_before_reasons_had_codes_is_read() -> None:
    stored = account(registrations=[registration(reason="Keine Antwort")]).to_doc()
    del stored["registrations"][0]["reason_code"]

    read = Account.from_doc(stored).registrations[0]

    assert (read.reason, read.reason_code) == ("Keine Antwort", None)


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ({"name_id": "ek-2", "organisation": "du-1"}, "certificate-replaced"),
        ({"name_id": "ek-1", "organisation": "du-2"}, "organisation-changed"),
    ],
)
def test_a_certificate_opens_only_for_itself(person: dict[str, str], code: str) -> None:
    with pytest.raises(Forbidden) as refused:
        CERTIFICATE.check(person)

    assert refused.value.code == code


def test_a_certificate_that_names_nobody_proves_no_name() -> None:
    nobody = Certificate("ek-1", "du-1")

    assert nobody.check_name("Sabine", "Huber") is NameCheck.ABSENT
    assert (nobody.asserted, nobody.known_name()) == ("", {})


def test_an_accepted_name_holds_for_the_certificate_it_was_accepted_with() -> None:
    name = ProvenName("Josef", "Huber", CERTIFICATE)
    decision = name.accepted(by="nina", reason="weil", now=NOW)
    other = Certificate("ek-2", "du-1", "Sabine", "Huber")

    settled = [
        name.is_settled,
        ProvenName("Josef", "Huber", CERTIFICATE, decision).is_settled,
        ProvenName("Josef", "Huber", other, decision).is_settled,
    ]

    assert settled == [False, True, False]


def test_roles_follow_a_body_each_once() -> None:
    entries = [RoleAssignment(Role.OFFICER, PRIEN), RoleAssignment(Role.OFFICER, MUNICH)]
    roles = RoleAssignments(entries)

    roles.move(PRIEN, MUNICH)

    assert entries == [RoleAssignment(Role.OFFICER, MUNICH)]
    assert roles.at(MUNICH) == [Role.OFFICER]


def test_a_merged_body_leaves_no_administrator() -> None:
    roles = RoleAssignments([RoleAssignment(Role.BODY_ADMIN, PRIEN)])

    roles.end_administration(PRIEN)

    assert roles.at(PRIEN) == [Role.OFFICER]


def test_a_new_registration_begins_with_the_last_one_that_was_approved() -> None:
    approved = registration(state=RegistrationState.APPROVED, office="Bauamt")
    rejected = registration(id="clerk.2", state=RegistrationState.REJECTED, office="Rathaus")

    draft = RegistrationHistory([approved, rejected]).begin("clerk", {}, NOW)

    assert (draft.id, draft.office, draft.body) == ("clerk.3", "Bauamt", "")
