"""What a verified answer of MeinUnternehmenskonto must satisfy, rule by rule.

Every function takes an element whose signature is proved, and raises SignInRefused with a
reason of its own. Source of the rules: SAML 2.0 profiles 4.1.4.3 and the account rules of
MeinUnternehmenskonto.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from gateway.saml.refusals import RefusalReason, SignInRefused
from gateway.saml.xml import (
    Element,
    find_all,
    instant,
    local_name,
    malformed,
    name_of,
    only,
    refuse_others,
    text_of,
)

PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
AUTHN_FAILED = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"
SKEW = timedelta(seconds=60)
FRESH_FOR = timedelta(minutes=15)  # as long as a request waits; ForceAuthn allows nothing older
TRUST_LEVELS = ("substanziell", "hoch")  # ascending; everything else is too low

Attributes = Mapping[str, str | dict[str, str]]


def check_envelope(
    response: Element, *, issuer: str, destination: str, request_id: str, now: datetime
) -> None:
    """Refuse an answer that is not for us, not to this request, or not a success."""
    if response.tag != name_of("samlp:Response") or response.get("Version") != "2.0":
        raise malformed("not a Response of SAML 2.0")
    _check_issuer(response, issuer)
    if response.get("Destination") != destination:
        raise SignInRefused(RefusalReason.DESTINATION_WRONG)
    _check_request(response, request_id)
    _check_begun(response.get("IssueInstant"), now)
    _check_status(only(response, "samlp:Status"))


def encrypted_assertion(response: Element) -> Element:
    """Return the one encrypted assertion of the answer; a plain one, wherever, is refused."""
    if find_all(response, ".//saml:Assertion"):
        raise SignInRefused(RefusalReason.ASSERTION_PLAIN)
    if len(find_all(response, ".//saml:EncryptedAssertion")) != 1:
        raise SignInRefused(RefusalReason.ASSERTION_COUNT)
    refuse_others(response, "saml:Issuer", "samlp:Status", "saml:EncryptedAssertion")
    return only(response, "saml:EncryptedAssertion")


def check_assertion(assertion: Element, *, issuer: str, now: datetime) -> None:
    """Refuse an assertion of another issuer, or with parts that nobody here understands."""
    if assertion.tag != name_of("saml:Assertion") or assertion.get("Version") != "2.0":
        raise malformed("not an Assertion of SAML 2.0")
    refuse_others(  # a signature of its own is not needed: that of the answer covers the seal
        assertion, "saml:Issuer", "ds:Signature", "saml:Subject", "saml:Conditions",
        "saml:AuthnStatement", "saml:AttributeStatement",
    )  # fmt: skip
    _check_issuer(assertion, issuer)
    _check_begun(assertion.get("IssueInstant"), now)


def check_conditions(assertion: Element, *, audience: str, now: datetime) -> datetime:
    """Return until when the assertion holds for `audience`."""
    if not find_all(assertion, "saml:Conditions"):
        raise SignInRefused(RefusalReason.CONDITIONS_MISSING)
    conditions = only(assertion, "saml:Conditions")
    refuse_others(conditions, "saml:AudienceRestriction", "saml:OneTimeUse")
    if conditions.get("NotBefore") is not None:
        _check_begun(conditions.get("NotBefore"), now)
    restrictions = find_all(conditions, "saml:AudienceRestriction")
    named = [[text_of(a) for a in find_all(r, "saml:Audience")] for r in restrictions]
    if not named or any(audience not in audiences for audiences in named):
        raise SignInRefused(RefusalReason.AUDIENCE_WRONG)
    return _check_not_over(conditions.get("NotOnOrAfter"), now)


def check_subject(
    assertion: Element, *, recipient: str, request_id: str, now: datetime
) -> datetime:
    """Return until when the bearer of the assertion may hand it in, here and for this request."""
    subject = only(assertion, "saml:Subject")
    refuse_others(subject, "saml:NameID", "saml:SubjectConfirmation")
    confirmation = only(subject, "saml:SubjectConfirmation")
    if confirmation.get("Method") != BEARER:
        raise SignInRefused(RefusalReason.UNCONFIRMED, str(confirmation.get("Method")))
    confirmed = only(confirmation, "saml:SubjectConfirmationData")
    if confirmed.get("Recipient") != recipient:
        raise SignInRefused(RefusalReason.RECIPIENT_WRONG)
    _check_request(confirmed, request_id)
    if confirmed.get("NotBefore") is not None:
        _check_begun(confirmed.get("NotBefore"), now)
    return _check_not_over(confirmed.get("NotOnOrAfter"), now)


def authenticated_at(assertion: Element) -> datetime:
    """Return when the person proved who they are."""
    return instant(only(assertion, "saml:AuthnStatement").get("AuthnInstant"))


def check_fresh(assertion: Element, *, now: datetime) -> None:
    """Refuse a proof older than the request it answers can be, or over by its own words."""
    statement = only(assertion, "saml:AuthnStatement")
    if _check_begun(statement.get("AuthnInstant"), now) + FRESH_FOR + SKEW <= now:
        raise SignInRefused(RefusalReason.NOT_FRESH)
    if statement.get("SessionNotOnOrAfter") is not None:
        _check_not_over(statement.get("SessionNotOnOrAfter"), now)


def assertion_id(assertion: Element) -> str:
    """Return the id by which a second use of the assertion is recognised."""
    identifier = str(assertion.get("ID") or "")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]{0,199}", identifier):
        raise malformed("the assertion's ID")
    return identifier


def name_id(assertion: Element) -> str:
    """Return the pseudonym of the person's account, `ek-` and 40 hexadecimal digits."""
    named = only(assertion, "saml:Subject/saml:NameID")
    if named.get("Format") != PERSISTENT:
        raise SignInRefused(RefusalReason.IDENTITY_MALFORMED, "the format of the NameID")
    return _pseudonym(text_of(named), prefix="ek")


def organisation(attributes: Attributes) -> str:
    """Return the pseudonym of the organisation, `du-` and 40 hexadecimal digits."""
    return _pseudonym(attributes.get("DatenuebermittlerPseudonymId"), prefix="du")


def attributes_of(assertion: Element) -> dict[str, str | dict[str, str]]:
    """Return the attributes by name: text, or a dict where the value is structured XML."""
    statement = only(assertion, "saml:AttributeStatement")
    refuse_others(statement, "saml:Attribute")
    attributes: dict[str, str | dict[str, str]] = {}
    for attribute in statement:
        name = str(attribute.get("Name"))
        if name in attributes:
            raise SignInRefused(RefusalReason.ATTRIBUTE_REPEATED, name)
        attributes[name] = _value_of(only(attribute, "saml:AttributeValue"))
    return attributes


def acting_person(attributes: Attributes) -> dict[str, str] | None:
    """Return Vorname, Nachname and so on of the acting person, or None where nobody is named."""
    person = attributes.get("HandelndePerson")
    return person if isinstance(person, dict) else None


def check_account(attributes: Attributes, *, allow_test_accounts: bool) -> None:
    """Refuse accounts that do not belong to an organisation, and test accounts."""
    if attributes.get("IstTestkonto") != "false" and not allow_test_accounts:
        raise SignInRefused(RefusalReason.TEST_ACCOUNT)
    if attributes.get("DatenkranzTyp") != "StNr":
        raise SignInRefused(RefusalReason.ACCOUNT_KIND)
    if attributes.get("PersTyp") != "NNatPers":
        raise SignInRefused(RefusalReason.NATURAL_PERSON)


def assurance(attributes: Attributes) -> str:
    """Return the lower of the two trust levels; below `substanziell` is refused."""
    levels = {
        str(attributes.get(f"ElsterVertrauensniveau{of}", "")).lower()
        for of in ("Identifizierung", "Authentifizierung")
    }
    if not levels <= set(TRUST_LEVELS):
        raise SignInRefused(RefusalReason.TRUST_LEVEL_LOW)
    return min(levels, key=TRUST_LEVELS.index)


def request_of(response: Element, assertion: Element) -> str:
    """Return the id of the request that both the answer and what was sealed in it are for."""
    request_id = str(response.get("InResponseTo"))
    confirmation = only(assertion, "saml:Subject/saml:SubjectConfirmation")
    _check_request(only(confirmation, "saml:SubjectConfirmationData"), request_id)
    return request_id


def _check_issuer(element: Element, issuer: str) -> None:
    issuers = [text_of(found) for found in find_all(element, "saml:Issuer")]
    if issuers != [issuer]:
        raise SignInRefused(RefusalReason.ISSUER_WRONG, local_name(element))


def _check_status(status: Element) -> None:
    codes = [code.get("Value") for code in find_all(status, ".//samlp:StatusCode")]
    if AUTHN_FAILED in codes:
        raise SignInRefused(RefusalReason.CANCELLED)
    if codes != [SUCCESS]:
        raise SignInRefused(RefusalReason.PROVIDER_REFUSED, " ".join(map(str, codes)))


def _check_request(element: Element, request_id: str) -> None:
    if element.get("InResponseTo") != request_id:
        raise SignInRefused(RefusalReason.REQUEST_UNKNOWN, local_name(element))


def _check_begun(moment: str | None, now: datetime) -> datetime:
    begins_at = instant(moment)
    if begins_at > now + SKEW:
        raise SignInRefused(RefusalReason.NOT_YET_VALID, str(moment))
    return begins_at


def _check_not_over(moment: str | None, now: datetime) -> datetime:
    ends_at = instant(moment)
    if ends_at + SKEW <= now:
        raise SignInRefused(RefusalReason.EXPIRED, str(moment))
    return ends_at


def _pseudonym(value: str | dict[str, str] | None, *, prefix: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(f"{prefix}-[0-9a-f]{{40}}", value):
        raise SignInRefused(RefusalReason.IDENTITY_MALFORMED, f"no {prefix}- pseudonym")
    return value


def _value_of(value: Element) -> str | dict[str, str]:
    """Return the leaves of a structured value by name, else the text."""
    if not len(value):
        return text_of(value)
    leaves: dict[str, str] = {}
    for leaf in (found for found in find_all(value, ".//*") if not len(found)):
        if local_name(leaf) in leaves:
            raise SignInRefused(RefusalReason.ATTRIBUTE_REPEATED, local_name(leaf))
        leaves[local_name(leaf)] = text_of(leaf)
    return leaves
