"""What a verified answer of MeinUnternehmenskonto must satisfy, rule by rule.

Every function takes an element whose signature is proved, and raises SignInRefused with a
reason code of its own. Source of the rules: SAML 2.0 profiles 4.1.4.3 and the account rules of
MeinUnternehmenskonto.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from gateway.saml_xml import (
    Element,
    SignInRefused,
    find_all,
    instant,
    local_name,
    text_at,
    text_of,
)

PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
AUTHN_FAILED = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"
SKEW = timedelta(seconds=60)
TRUST_LEVELS = ("substanziell", "hoch")  # ascending; everything else is too low

Attributes = Mapping[str, str | dict[str, str]]


def check_envelope(
    response: Element, *, issuer: str, destination: str, request_id: str, now: datetime
) -> None:
    """Refuse an answer that is not for us, not to this request, or not a success."""
    if local_name(response) != "Response" or response.get("Version") != "2.0":
        raise SignInRefused("malformed", "This is not an answer to a sign-in.")
    check_issuer(response, issuer)
    if response.get("Destination") != destination:
        raise SignInRefused("destination-wrong", "This answer was meant for another address.")
    _check_request(response, request_id)
    _check_begun(response.get("IssueInstant"), now)
    _check_status(response)


def check_issuer(element: Element, issuer: str) -> None:
    """Refuse a Response or Assertion that another identity provider issued."""
    if text_at(element, "saml:Issuer") != issuer:
        raise SignInRefused("issuer-wrong", "This answer comes from another identity provider.")


def only_assertion(response: Element) -> Element:
    """Return the one assertion of the answer; one hidden further down makes it two."""
    assertions = find_all(response, "saml:Assertion")
    if len(assertions) != 1 or len(find_all(response, ".//saml:Assertion")) != 1:
        raise SignInRefused("assertion-count", "The answer must hold exactly one assertion.")
    return assertions[0]


def check_conditions(assertion: Element, *, audience: str, now: datetime) -> datetime:
    """Return until when the assertion holds for `audience`."""
    conditions = _only(assertion, "saml:Conditions")
    if conditions.get("NotBefore") is not None:
        _check_begun(conditions.get("NotBefore"), now)
    restrictions = find_all(conditions, "saml:AudienceRestriction")
    named = [[text_of(a) for a in find_all(r, "saml:Audience")] for r in restrictions]
    if not named or any(audience not in audiences for audiences in named):
        raise SignInRefused("audience-wrong", "This answer was issued for another service.")
    return _check_not_over(conditions.get("NotOnOrAfter"), now)


def check_subject(
    assertion: Element, *, recipient: str, request_id: str, now: datetime
) -> datetime:
    """Return until when the bearer of the assertion may hand it in, here and for this request."""
    confirmation = _only(assertion, "saml:Subject/saml:SubjectConfirmation")
    if confirmation.get("Method") != BEARER:
        raise SignInRefused("malformed", "The answer cannot be confirmed by its bearer.")
    confirmed = _only(confirmation, "saml:SubjectConfirmationData")
    if confirmed.get("Recipient") != recipient:
        raise SignInRefused("recipient-wrong", "This answer was meant for another recipient.")
    _check_request(confirmed, request_id)
    return _check_not_over(confirmed.get("NotOnOrAfter"), now)


def authenticated_at(assertion: Element, *, now: datetime) -> datetime:
    """Return when the person proved who they are."""
    return _check_begun(_only(assertion, "saml:AuthnStatement").get("AuthnInstant"), now)


def assertion_id(assertion: Element) -> str:
    """Return the id by which a second use of the assertion is recognised."""
    if not assertion.get("ID"):
        raise SignInRefused("malformed", "The answer has no identifier.")
    return str(assertion.get("ID"))


def name_id(assertion: Element) -> str:
    """Return the pseudonym of the person's account, `ek-` and 40 hexadecimal digits."""
    if _only(assertion, "saml:Subject/saml:NameID").get("Format") != PERSISTENT:
        raise SignInRefused("identity-malformed", "The answer names no lasting account.")
    return _pseudonym(text_at(assertion, "saml:Subject/saml:NameID"), prefix="ek")


def organisation(attributes: Attributes) -> str:
    """Return the pseudonym of the organisation, `du-` and 40 hexadecimal digits."""
    return _pseudonym(attributes.get("DatenuebermittlerPseudonymId"), prefix="du")


def attributes_of(assertion: Element) -> dict[str, str | dict[str, str]]:
    """Return the attributes by name: text, or a dict where the value is structured XML."""
    attributes: dict[str, str | dict[str, str]] = {}
    for attribute in find_all(assertion, "saml:AttributeStatement/saml:Attribute"):
        name = str(attribute.get("Name"))
        if name in attributes:
            raise SignInRefused("attribute-repeated", "The answer says one thing twice.")
        attributes[name] = _value_of(attribute)
    return attributes


def acting_person(attributes: Attributes) -> dict[str, str] | None:
    """Return Vorname, Nachname and so on of the acting person, or None where nobody is named."""
    person = attributes.get("HandelndePerson")
    return person if isinstance(person, dict) else None


def check_account(attributes: Attributes, *, allow_test_accounts: bool) -> None:
    """Refuse accounts that do not belong to an organisation, and test accounts."""
    if attributes.get("IstTestkonto") != "false" and not allow_test_accounts:
        raise SignInRefused("test-account", "Test accounts cannot sign in here.")
    if attributes.get("DatenkranzTyp") != "StNr":
        raise SignInRefused(
            "account-kind", "Please use a certificate issued for a tax number of your organisation."
        )
    if attributes.get("PersTyp") != "NNatPers":
        raise SignInRefused(
            "natural-person", "Please use the certificate of your organisation, not a private one."
        )


def assurance(attributes: Attributes) -> str:
    """Return the lower of the two trust levels; below `substanziell` is refused."""
    levels = {
        str(attributes.get(f"ElsterVertrauensniveau{of}", "")).lower()
        for of in ("Identifizierung", "Authentifizierung")
    }
    if not levels <= set(TRUST_LEVELS):
        raise SignInRefused(
            "trust-level-low", "Your sign-in must have at least the trust level substantial."
        )
    return min(levels, key=TRUST_LEVELS.index)


def _check_status(response: Element) -> None:
    codes = [code.get("Value") for code in find_all(response, "samlp:Status//samlp:StatusCode")]
    if AUTHN_FAILED in codes:
        raise SignInRefused("cancelled", "You cancelled the sign-in. You can start it again.")
    if codes != [SUCCESS]:
        raise SignInRefused(
            "provider-refused", "The identity provider could not sign you in. Please try again."
        )


def _check_request(element: Element, request_id: str) -> None:
    if element.get("InResponseTo") != request_id:
        raise SignInRefused(
            "request-unknown", "This sign-in is no longer open. Please start it again."
        )


def _check_begun(moment: str | None, now: datetime) -> datetime:
    begins_at = instant(moment)
    if begins_at > now + SKEW:
        raise SignInRefused("not-yet-valid", "This answer is not valid yet. Please try again.")
    return begins_at


def _check_not_over(moment: str | None, now: datetime) -> datetime:
    ends_at = instant(moment)
    if ends_at + SKEW <= now:
        raise SignInRefused("expired", "This sign-in has expired. Please start it again.")
    return ends_at


def _only(parent: Element, path: str) -> Element:
    found = find_all(parent, path)
    if len(found) != 1:
        raise SignInRefused("malformed", f"The answer must hold exactly one {path}.")
    return found[0]


def _pseudonym(value: str | dict[str, str] | None, *, prefix: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(f"{prefix}-[0-9a-f]{{40}}", value):
        raise SignInRefused("identity-malformed", "The answer names no account of the known form.")
    return value


def _value_of(attribute: Element) -> str | dict[str, str]:
    """Return the leaves of a structured value by name, else the text."""
    leaves = find_all(attribute, "saml:AttributeValue//*")
    if not leaves:
        return text_at(attribute, "saml:AttributeValue")
    return {local_name(leaf): text_of(leaf) for leaf in leaves if len(leaf) == 0}
