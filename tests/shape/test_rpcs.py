"""Every method says who may call it, and the list of those open to all is short."""

import pytest

from services.common.entrypoints import OnEvent, Rpc, rpc
from tests.shape.sources import SERVICES, entrypoints

PUBLIC = {
    ("notify", "take_jira_word"),
    ("identity", "advise"), ("identity", "current_terms"), ("identity", "find_bodies"),
    ("identity", "get_body"),
    ("identity", "confirm_email"),
    ("catalog", "search"), ("catalog", "suggest"), ("catalog", "get"), ("catalog", "revision"),
    *(
        ("catalog", call)
        for call in (
            "list_vendors", "get_vendor", "list_systems", "get_system", "interfaces", "compare",
            "visit", "feed", "list_notices", "get_notice", "help", "get_help",
        )
    ),
    ("catalog", "export_profiles"), ("orders", "orderable"), ("orders", "area_figures"),
    ("orders", "export_area_figures"),
    *(
        ("catalog", call)
        for call in (
            "list_versions", "get_version", "diff_versions", "list_waves", "get_document",
        )
    ),
    ("contracts", "general_terms"),
    ("contracts", "verify"),
    *(("notify", call) for call in ("subscribe", "confirm_subscription", "unsubscribe")),
    *((service, call) for service in SERVICES for call in ("ping", "together")),
}  # fmt: skip


@pytest.mark.parametrize("service", SERVICES)
def test_every_method_needs_a_permission_or_is_public(service: str) -> None:
    methods = dict(entrypoints(service, Rpc))

    assert methods
    assert all(method.public != bool(method.needs) for method in methods.values())


def test_exactly_these_methods_are_public() -> None:
    public = {(s, name) for s in SERVICES for name, method in entrypoints(s, Rpc) if method.public}

    assert public == PUBLIC


@pytest.mark.parametrize("stated", [{}, {"needs": "x:y", "public": True}, {"needs": ()}])
def test_a_method_cannot_leave_it_open(stated: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        rpc(**stated)(lambda self: None)


@pytest.mark.parametrize("service", SERVICES)
def test_a_handler_that_keeps_a_copy_says_so(service: str) -> None:
    for name, handler in entrypoints(service, OnEvent):
        keeps = name.startswith(("keep_", "fill_"))

        assert handler.copy == keeps, name
