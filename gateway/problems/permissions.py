"""What somebody can do who lacks a permission: register, ask for a role, or ask a signatory."""

from services.common.words import Text

ASK_BODY = Text(
    "Das können Personen Ihrer Stelle, die hier registriert sind. Bitte registrieren Sie sich für"
    " Ihre Stelle oder fragen Sie deren Administration nach einer Rolle.",
    "People of your authority who are registered here can do this. Please register for your"
    " authority, or ask its administration for a role.",
)
ASK_CLERK = Text(
    "Das können nur Personen Ihrer Stelle mit der Aufgabe „Bestellung“. Fragen Sie deren"
    " Administration nach dieser Aufgabe; ist Ihre Stelle noch nicht dabei, registrieren Sie sich"
    " für sie.",
    "Only people of your authority with the role “Ordering” can do this. Please ask its"
    " administration for that role; if your authority is not here yet, register for it.",
)
ASK_ADMINISTRATION = Text(
    "Das kann nur die Administration Ihrer Stelle. Bitte wenden Sie sich an sie.",
    "Only the administration of your authority can do this. Please ask it.",
)
ASK_SIGNATORY = Text(
    "Das können nur Personen mit einer bestätigten Zeichnungsbefugnis Ihrer Stelle. Bitten Sie"
    " eine von ihnen, oder beantragen Sie selbst eine Zeichnungsbefugnis.",
    "Only people who may sign for your authority can do this. Ask one of them, or"
    " apply for a signing authority yourself.",
)
ASK_VENDOR = Text(
    "Das können nur Personen und Programme des Herstellers. Bitte wenden Sie sich an ihn.",
    "Only people and programs of the vendor can do this. Please ask the vendor.",
)
ASK_OPERATOR = Text(
    "Das kann nur BayKommun. Bitte wenden Sie sich an projekt@baykommun.bayern.",
    "Only BayKommun can do this. Please write to projekt@baykommun.bayern.",
)
SIGN_IN = Text(
    "Dafür müssen Sie angemeldet sein. Bitte melden Sie sich mit Mein Unternehmenskonto an.",
    "You have to be signed in for this. Please sign in with Mein Unternehmenskonto.",
)
PROGRAMS = Text(
    "Das fragt ein Programm mit seinem Token; wer Sie sind, sagt „GET me“.",
    "A program asks this with its token; who you are is told by “GET me”.",
)
ELSEWHERE = Text(
    "Ihr Programm darf das nur für die Stelle oder das Unternehmen, für die es eingerichtet ist.",
    "Your program may do this only for the authority or the company it was set up for.",
)

OF_A_BODY = (
    "orders:read", "contracts:read", "tickets:read", "tickets:write", "orders:prepare",
    "authorities:request", "members:read", "mandates:read", "levy:read",
)  # fmt: skip
OF_CLERKS = ("orders:place", "orders:act", "authorities:read", "contacts:hand-over")
OF_ADMINISTRATION = ("members:manage", "clients:manage", "authorities:revoke", "mandates:grant")
OF_VENDORS = ("setup:report", "events:read", "webhooks:write", "broker:manage")
OF_ONESELF = ("me:read", "registrations:write")

ADVICE: dict[str, Text] = {
    **dict.fromkeys(OF_A_BODY, ASK_BODY),
    **dict.fromkeys(OF_CLERKS, ASK_CLERK),
    **dict.fromkeys(OF_ADMINISTRATION, ASK_ADMINISTRATION),
    "contracts:sign": ASK_SIGNATORY,
    **dict.fromkeys(OF_VENDORS, ASK_VENDOR),
    **dict.fromkeys(OF_ONESELF, SIGN_IN),
    "client:read": PROGRAMS,
}


def how_to_be_permitted(permission: str) -> Text:
    """Return what the caller can do; what nobody outside of the operator may, it does itself."""
    return ADVICE.get(permission, ASK_OPERATOR)
