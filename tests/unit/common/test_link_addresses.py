"""No spelling of an address inside gets past the link robot."""

import pytest

from services.common.links.addresses import CheckStopped, Target, is_public, networks
from services.common.links.findings import NEVER_CALLED, LinkFailure
from services.common.links.request import Checker

INSIDE = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200",
    "100.127.255.254", "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254",
    "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.8", "192.0.0.170",
    "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.178.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.7", "203.0.113.9", "168.63.129.16", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "::ffff:8.8.8.8", "::ffff:0:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
    "2002:c0a8:101::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fd12:3456::1",
    "fe80::1", "fe80::1%eth0", "2a00:1450:4001::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
    "", "localhost", "8.8.8", "8.8.8.8.8", "08.8.8.8", "0x7f.1", "2130706433",
)  # fmt: skip
OUTSIDE = ("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
           "192.0.1.1", "193.0.0.1", "223.255.255.255", "2a00:1450:4001::1", "2600::1")  # fmt: skip
REFUSED = {
    "http://dienst.example/": LinkFailure.NOT_HTTPS,
    "ftp://dienst.example/": LinkFailure.NOT_HTTPS,
    "file:///etc/passwd": LinkFailure.MALFORMED,
    "gopher://127.0.0.1:27017/_x": LinkFailure.NOT_HTTPS,
    "//dienst.example/": LinkFailure.NOT_HTTPS,
    "https://": LinkFailure.MALFORMED,
    "https:///x": LinkFailure.MALFORMED,
    "https://dienst.example:0x1bb/": LinkFailure.MALFORMED,
    "https://dienst.example:99999/": LinkFailure.MALFORMED,
    "https://dienst.example:8443/": LinkFailure.OTHER_PORT,
    "https://dienst.example:22/": LinkFailure.OTHER_PORT,
    "https://user@dienst.example/": LinkFailure.MALFORMED,
    "https://dienst.example@127.0.0.1/": LinkFailure.MALFORMED,
    "https://dienst.example\\@127.0.0.1/": LinkFailure.MALFORMED,
    "https://dienst.example/\r\nHost: inside": LinkFailure.MALFORMED,
    "https://dienst.example/a b": LinkFailure.MALFORMED,
    "https://dienst\x00.example/": LinkFailure.MALFORMED,
    "https://dienst..example/": LinkFailure.MALFORMED,
    "https://[::1/": LinkFailure.MALFORMED,
    "https://[fe80::1%25eth0]/": LinkFailure.MALFORMED,
    "https://dienst.example/" + "x" * 2000: LinkFailure.MALFORMED,
}
SPELLED = (
    "https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f000001/",
    "https://0177.0.0.1/", "https://0/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/", "https://169.254.169.254/latest/meta-data/",
    "https://１２７.０.０.１/", "https://localhost/", "https://LOCALHOST./",
)  # fmt: skip


def checker(**changed: object) -> Checker:
    facts: dict[str, object] = {"timeout_s": 2, "user_agent": "test"}
    return Checker(**{**facts, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is_public(address: str) -> None:
    assert is_public(address)


def test_the_operator_can_deny_more() -> None:
    denied = networks("8.8.8.0/24, 2a00::/16")

    assert not is_public("8.8.8.8", denied)
    assert not is_public("2a00::1", denied)
    assert is_public("1.1.1.1", denied)


@pytest.mark.parametrize(("url", "reason"), REFUSED.items())
def test_an_address_that_is_not_plain_https_is_refused_before_any_name_is_asked(
    url: str, reason: LinkFailure
) -> None:
    asked: list[str] = []
    found = checker(resolve=lambda host, port: asked.append(host) or ["8.8.8.8"]).check(url)

    assert found.reason is reason
    assert found.reason in NEVER_CALLED
    assert asked == []


@pytest.mark.parametrize("url", SPELLED)
def test_no_spelling_of_this_machine_is_called(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refuse)

    assert checker().check(url).reason in {LinkFailure.INTERNAL, LinkFailure.UNKNOWN_HOST}


def test_one_address_inside_among_those_of_a_name_is_enough_to_refuse_it() -> None:
    found = checker(resolve=lambda *_: ["8.8.8.8", "2a00:1450::1", "10.0.0.1"])

    assert found.check("https://dienst.example/").reason is LinkFailure.INTERNAL


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://Dienst.Example", "dienst.example", "/"),
        ("https://dienst.example/a/ä?q=ö&x=%20#teil", "dienst.example", "/a/%C3%A4?q=%C3%B6&x=%20"),
        ("https://münchen.example?x", "xn--mnchen-3ya.example", "/?x"),
        ("https://[2a00:1450::1]/", "2a00:1450::1", "/"),
    ],
)
def test_an_address_is_asked_for_in_plain_ascii(url: str, host: str, path: str) -> None:
    target = Target.of(url, (443,))

    assert (target.host, target.path) == (host, path)


def test_what_cannot_be_read_says_why() -> None:
    with pytest.raises(CheckStopped) as stopped:
        Target.of("https://user:pass@dienst.example/", (443,))

    assert stopped.value.reason is LinkFailure.MALFORMED
