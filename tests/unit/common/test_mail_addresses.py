"""An address is one our relay can deliver to, or it is refused where it is typed."""

import pytest
from marshmallow import ValidationError

from services.common.validation import mail_addresses
from services.common.validation.fields import Email

FIELD = Email()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("eva.pruefer@gemeinde.example", "eva.pruefer@gemeinde.example"),
        ("Eva.Pruefer@GEMEINDE.Example", "Eva.Pruefer@gemeinde.example"),
        ("poststelle+bau@stadt.bayern.example", "poststelle+bau@stadt.bayern.example"),
        ("info@münchen.example", "info@xn--mnchen-3ya.example"),
        ("info@MÜNCHEN.example", "info@xn--mnchen-3ya.example"),
        ("info@xn--mnchen-3ya.example", "info@xn--mnchen-3ya.example"),
        ("info@straße.example", "info@xn--strae-oqa.example"),
        ("in\u00adfo@gemeinde.example", "info@gemeinde.example"),
        (f"{'a' * 64}@gemeinde.example", f"{'a' * 64}@gemeinde.example"),
    ],
)
def test_an_address_is_kept_as_dns_knows_it(typed: str, kept: str) -> None:
    assert FIELD.deserialize(typed) == kept


@pytest.mark.parametrize("address", ["jürgen@gemeinde.example", "李@gemeinde.example"])
def test_letters_the_relay_cannot_carry_are_refused_with_what_to_do(address: str) -> None:
    with pytest.raises(ValidationError, match="mail-not-deliverable"):
        FIELD.deserialize(address)


@pytest.mark.parametrize("address", ["jürgen@gemeinde.example", "李@gemeinde.example"])
def test_a_relay_that_can_carry_them_is_given_them(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_addresses.Relay, "takes_utf8", True)

    assert FIELD.deserialize(address) == address
    for wrong in (
        "jür gen@b.de",
        "jür,gen@b.de",
        "jür<@b.de",
        "jür\u3000@b.de",
        f"{'ü' * 40}@b.de",
    ):
        with pytest.raises(ValidationError):
            FIELD.deserialize(wrong)


@pytest.mark.parametrize(
    "address",
    [
        "", "x", "@gemeinde.example", "eva@", "eva@gemeinde", "eva@localhost", "eva@10.0.0.1",
        "eva@[10.0.0.1]", "eva@[IPv6:::1]", '"eva"@gemeinde.example', '"a b"@gemeinde.example',
        "Eva <eva@gemeinde.example>", "eva@gemeinde.example, tom@b.example", "eva (x)@b.example",
        "eva@b.example (x)", "eva@gemeinde.example\r\nBcc: x@y.example", "eva@gemeinde.example\n",
        "eva\u202e@gemeinde.example", "eva @gemeinde.example", ".eva@b.example", "e..a@b.example",
        "eva.@b.example", "eva@-b.example", "eva@b-.example", "eva@b..example", "eva@.example",
        "eva@b.example.", "eva@b_c.example", "a@b@c.example", "=?utf-8?q?x?=@gemeinde.example",
        f"{'a' * 65}@gemeinde.example", f"eva@{'b' * 64}.example", f"eva@{'b.' * 130}example",
        f"eva@{'ü' * 250}.example", "eva@\ud800.example", "eva@b.1234", "eva@\u2488com.example",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        FIELD.deserialize(address)
