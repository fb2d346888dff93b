"""The OWASP API Security Top 10 (2023), a named group of tests each: ``pytest -m owasp_api1``.

A group names files, or tests of a file; ``tests/conftest.py`` marks them.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Risk:
    """What OWASP calls it, and which tests try it: ``file`` or ``file::test``, below ``tests``."""

    title: str
    tests: tuple[str, ...]


TOP_10: dict[str, Risk] = {
    "owasp_api1": Risk("Broken Object Level Authorization", (
        "faults/test_matrix.py::test_nobody_reaches_what_is_another_s",
        "faults/test_matrix.py::test_what_others_are_asked_about_is_there",
        "integration/test_bulk_rights.py",
        "e2e/test_bad_input.py::test_a_body_of_another_clerk_is_forbidden",
    )),
    "owasp_api2": Risk("Broken Authentication", (
        "faults/test_forgery.py::test_no_method_answers_without_a_valid_principal",
        "faults/test_matrix.py::test_a_guest_gets_no_further_than_what_is_public",
        "saml", "integration/test_passkeys.py", "unit/gateway/test_oauth.py",
        "unit/gateway/test_sign_in_rules.py",
        "unit/gateway/test_routes.py::test_an_unsafe_route_refuses_a_session_without_its_csrf_token",
        "unit/gateway/test_limits.py::test_signing_in_is_counted_by_address",
    )),
    "owasp_api3": Risk("Broken Object Property Level Authorization", (
        "unit/orders/test_sides.py", "unit/contracts/test_sides.py", "unit/identity/test_sides.py",
        "unit/notify/test_tickets.py", "wire/test_unknown_fields.py",
    )),
    "owasp_api4": Risk("Unrestricted Resource Consumption", (
        "unit/gateway/test_limits.py", "integration/test_limits.py", "integration/test_edge.py",
        "integration/test_broken_tables.py", "unit/bench/test_border.py", "wire/test_edges.py",
        "faults/test_slow_clients.py", "unit/gateway/test_bulkhead.py",
        "faults/test_fuzzed_input.py",
    )),
    "owasp_api5": Risk("Broken Function Level Authorization", (
        "faults/test_matrix.py::test_a_route_is_refused_to_every_role_the_table_does_not_name",
        "faults/test_rights.py",
        "faults/test_forgery.py::test_an_anonymous_caller_gets_no_further_than_what_is_public",
        "unit/gateway/test_routes.py::test_only_what_is_meant_for_everyone_is_public",
    )),
    "owasp_api6": Risk("Unrestricted Access to Sensitive Business Flows", (
        "faults/test_account_limit.py", "integration/test_signing_at_once.py",
        "integration/test_placing_at_once.py",
        "faults/test_matrix.py::test_a_thing_that_is_not_in_a_state_of_the_table_is_left_as_it_is",
        "unit/gateway/test_limits.py::test_only_so_many_mails_go_to_one_address_whoever_asks",
        "unit/gateway/test_limits.py::test_who_need_not_sign_in_has_only_so_many_strangers_written_to",
    )),
    "owasp_api7": Risk("Server Side Request Forgery", (
        "unit/common/test_link_addresses.py", "integration/test_link_checking.py",
    )),
    "owasp_api8": Risk("Security Misconfiguration", (
        "unit/gateway/test_foreign_origins.py", "e2e/test_private_files.py",
        "unit/gateway/test_frame.py::test_what_another_site_sends_is_kept_for_nobody",
        "unit/gateway/test_sign_in_rules.py::test_anything_else_leads_to_the_start_page",
        "unit/gateway/test_front.py::test_every_answer_carries_its_request_id_and_the_security_headers",
        "integration/test_edge.py::test_what_a_client_says_of_its_way_is_dropped",
        "faults/test_forgery.py::test_a_services_broker_user_can_neither_call_nor_speak_for_another",
    )),
    "owasp_api9": Risk("Improper Inventory Management", (
        "shape/test_matrix.py", "shape/test_rights_table.py", "unit/gateway/test_openapi.py",
        "wire/test_rpc_names.py",
    )),
    "owasp_api10": Risk("Unsafe Consumption of APIs", (
        "integration/test_notify_jira.py", "integration/test_notify_replies.py",
        "integration/test_link_checking.py", "saml/test_suite.py",
    )),
}  # fmt: skip


def groups_of(nodeid: str) -> Iterator[str]:
    """Yield the groups a test belongs to."""
    file, _, name = nodeid.removeprefix("tests/").partition("::")
    whole = {file, f"{file}::{name.partition('[')[0]}", file.partition("/")[0]}
    yield from (group for group, tests in _NAMED if not tests.isdisjoint(whole))


_NAMED = [(group, frozenset(risk.tests)) for group, risk in TOP_10.items()]
