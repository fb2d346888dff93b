"""What callers send about accounts: sign-in, terms, a new certificate, the end."""

from services.common.paging import PageQuery
from services.common.validation.fields import Boolean, Choice, Line, Paragraphs, Whole
from services.common.validation.input import InputSchema
from services.common.validation.rules import Equal, OneOf, Pattern
from services.identity.domain.account_states import AccountState
from services.identity.domain.permissions import Role


class SignIn(InputSchema):
    """What the gateway took from a verified assertion."""

    name_id = Line(100, required=True, validate=Pattern(r"^ek-[0-9a-f]{40}\Z"))
    organisation = Line(100, required=True, validate=Pattern(r"^du-[0-9a-f]{40}\Z"))
    name = Line(required=True)
    given_name = Line(shortest=0, load_default=None, allow_none=True)
    family_name = Line(shortest=0, load_default=None, allow_none=True)
    organisation_name = Line(shortest=0, load_default=None, allow_none=True)
    assurance = Line(40, required=True)


class TermsAccepted(InputSchema):
    """The version of the terms of use somebody agrees to."""

    terms_version = Line(20, required=True)


class OwnContact(InputSchema):
    """How one is reached at work; the e-mail address is confirmed by a registration."""

    department = Line(required=True)
    phone = Line(50, required=True)


class AccountQuery(PageQuery):
    """The beginning of a name or an e-mail address, a state, a role, its place; teams only."""

    q = Line(100, shortest=2, load_default=None, allow_none=True)
    state = Choice(AccountState, by_value=True, load_default=None, allow_none=True)
    role = Line(40, load_default=None, allow_none=True, validate=OneOf(sorted(Role)))
    place = Line(100, load_default=None, allow_none=True)
    team = Boolean(load_default=False)
    limit = Whole(1, 50, load_default=20)


class Rebinding(InputSchema):
    """The registration of the new certificate."""

    registration = Line(60, required=True)
    reason = Paragraphs(2000)


class Confirmed(InputSchema):
    """A step that cannot be taken back, said on purpose."""

    confirm = Boolean(required=True, validate=Equal(True))
