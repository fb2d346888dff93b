"""What the gateway says to a case."""

from gateway.saml import messages
from gateway.sign_in.store import SignIns
from tests.saml.answers import EK, IDP, SP, WORLD
from tests.saml.making import ACCEPTED, Case


def verdict(case: Case, sign_ins: SignIns) -> str:
    """Return the reason of the refusal, or `accepted`; the store knows what was used before."""
    field = case.field()
    try:
        for _ in range(case.times):
            sign_ins.use(read(field))
    except messages.SignInRefused as refusal:
        return str(refusal.reason)
    return ACCEPTED


def read(field: str) -> messages.Assertion:
    """Read an answer as the gateway does, and never as anybody else's than the true person's."""
    found = messages.read_response(
        field, SP, idp=IDP, now=WORLD.now, expected_request_id=WORLD.request_id
    )
    assert found.name_id == EK
    return found
