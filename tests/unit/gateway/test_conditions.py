"""Tags that proxies changed on their way name the same version, on everything that is edited."""

import pytest
from flask import Flask, request

from gateway.api.arguments import arguments_of
from gateway.api.conditions import is_known, version_from
from gateway.api.route import Route
from gateway.api.routes import ROUTES
from gateway.problems.problems import Problem

CHANGED = {
    "as it was": "{}", "nginx, CloudFront": "W/{}", "Apache, Caddy": "{}-gzip",
    "Apache, brotli": "{}-br", "Jetty, Fastly": "{}--gzip", "older Apache": "{};gzip",
    "weak and suffixed": "W/{}-gzip", "two proxies": "W/{}-gzip;br",
    "twice the same": "{}-gzip-gzip",
}  # fmt: skip
"""What proxies make of a tag; a suffix stands within its quotes."""
OWN = ("3", "3-en", "3-0a1b2c3d4e5f6071")
"""Our tags of version 3: German, another language, one that names its bytes."""
EDITED = [route for route in ROUTES if route.if_match]


def as_changed(form: str, own: str) -> str:
    """Write a tag of ours as a proxy hands it on."""
    begin, _, suffix = form.partition("{}")
    return f'{begin}"{own}{suffix}"'


@pytest.mark.parametrize("route", EDITED, ids=lambda route: route.name)
def test_a_change_behind_a_proxy_passes_the_version_read(route: Route) -> None:
    parameters = dict.fromkeys(route.parameters, "1")
    for own in OWN:
        for form in CHANGED.values():
            headers = {"If-Match": as_changed(form, own)}
            with Flask(__name__).test_request_context(headers=headers, json={}):
                arguments = arguments_of(route, parameters, request)

            assert arguments["version"] == 3, headers


@pytest.mark.parametrize("form", CHANGED.values(), ids=list(CHANGED))
def test_who_asks_through_a_proxy_is_known_to_have_the_answer(form: str) -> None:
    for own in OWN:
        tag = as_changed(form, own)

        assert is_known(f'"{own}"', tag)
        assert is_known(f'"{own}"', f'"4", {tag}')
        assert not is_known('"4"', tag)


@pytest.mark.parametrize(
    "tag",
    ['"-gzip"', 'W/"gzip"', '"3"-gzip', "3-gzip", '"3-gzip', '"1", "3"', "*", '"3' + "-gzip" * 900],
)
def test_what_names_no_version_is_a_failed_precondition(tag: str) -> None:
    with pytest.raises(Problem) as refused:
        version_from(tag)

    assert (refused.value.status, refused.value.code) == (412, "precondition-failed")
